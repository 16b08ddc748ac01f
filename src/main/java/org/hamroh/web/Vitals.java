package org.hamroh.web;

import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `/health`, `/ready` and `/metrics`: how those who watch the server see it.
final class Vitals {

  private static final Answer ALIVE = Answer.of(200, "application/json", "{\"status\":\"alive\"}");

  private final PrometheusMeterRegistry metrics;
  private final List<ReadyCheck> checks;
  private final Gate gate;

  Vitals(PrometheusMeterRegistry metrics, List<ReadyCheck> checks, Gate gate) {
    this.metrics = metrics;
    this.checks = List.copyOf(checks);
    this.gate = gate;
  }

  Answer health(Visit visit) {
    return ALIVE;
  }

  Answer ready(Visit visit) {
    List<Map<String, Object>> results = new ArrayList<>();
    boolean ready = true;
    for (ReadyCheck check : checks) {
      Optional<String> trouble = ask(check);
      ready &= trouble.isEmpty();
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("name", check.name());
      result.put("ready", trouble.isEmpty());
      trouble.ifPresent(reason -> result.put("reason", reason));
      String note = check.note().get();
      if (!note.isEmpty()) {
        result.put("note", note);
      }
      results.add(result);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("status", ready ? "ready" : "not-ready");
    all.put("checks", results);
    return new Answer(ready ? 200 : 503, "application/json", Json.write(all), Map.of(), List.of());
  }

  private static Optional<String> ask(ReadyCheck check) {
    try {
      return check.trouble().get();
    } catch (RuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /// Open to this machine, where the collector runs; from elsewhere to an administrator's token.
  Answer metrics(Visit visit) {
    if (!visit.direct()) {
      Gate.check(gate.known(visit), Set.of(Role.ADMIN));
    }
    return Answer.of(200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape());
  }

  /// @param route the route's pattern, never the path: an id is no label
  void count(String method, String route, int status, Duration took) {
    Timer.builder("hamroh.http.requests")
        .description("HTTP requests by route")
        .tags("method", method, "route", route, "status", String.valueOf(status))
        .register(metrics)
        .record(took);
  }
}
