package org.hamroh.sms;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.hamroh.smpp.RefusalName;

/// What a watchman's machine reads of the routes.
public final class SendingMetrics {

  private SendingMetrics() {}

  public static void register(SmsGateway gateway, MeterRegistry metrics) {
    for (SmsGateway.RouteState route : gateway.routes()) {
      String name = route.name();
      gauge(gateway, metrics, name, "hamroh.sms.up", one -> one.link().up() ? 1 : 0);
      gauge(gateway, metrics, name, "hamroh.sms.pace", SmsGateway.RouteState::segmentsPerSecond);
      gauge(gateway, metrics, name, "hamroh.sms.in.flight", SmsGateway.RouteState::inFlight);
      counter(gateway, metrics, name, "hamroh.sms.accepted", one -> one.totals().accepted());
      counter(gateway, metrics, name, "hamroh.sms.unknown", one -> one.totals().unknown());
      counter(gateway, metrics, name, "hamroh.sms.receipts", one -> one.totals().receipts());
      counter(
          gateway, metrics, name, "hamroh.sms.receipts.unmatched", one -> one.totals().unmatched());
      for (RefusalName refusal : RefusalName.values()) {
        FunctionCounter.builder(
                "hamroh.sms.refused",
                gateway,
                from ->
                    of(from, name, one -> one.totals().refused().getOrDefault(refusal.word(), 0L)))
            .tag("route", name)
            .tag("name", refusal.word())
            .register(metrics);
      }
    }
  }

  private static void gauge(
      SmsGateway gateway,
      MeterRegistry metrics,
      String route,
      String name,
      ToDoubleFunction<SmsGateway.RouteState> value) {
    Gauge.builder(name, gateway, from -> of(from, route, value))
        .tag("route", route)
        .register(metrics);
  }

  private static void counter(
      SmsGateway gateway,
      MeterRegistry metrics,
      String route,
      String name,
      ToDoubleFunction<SmsGateway.RouteState> value) {
    FunctionCounter.builder(name, gateway, from -> of(from, route, value))
        .tag("route", route)
        .register(metrics);
  }

  private static double of(
      SmsGateway gateway, String route, ToDoubleFunction<SmsGateway.RouteState> value) {
    return gateway.routes().stream()
        .filter(one -> one.name().equals(route))
        .mapToDouble(value)
        .findFirst()
        .orElse(0);
  }
}
