package org.hamroh.callback.booking;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.hamroh.callback.Callback;
import org.hamroh.callback.CallbackKind;
import org.hamroh.callback.WishStore;
import org.hamroh.gate.Errand;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.gate.Reason;
import org.hamroh.gate.Verdict;
import org.hamroh.gate.Whereabouts;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.NumberReader;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.web.TestSite;
import org.jdbi.v3.core.Handle;

/// The web server with the list of call-backs behind it, and a gate that lets Tajik numbers pass.
final class CallbackHouse implements AutoCloseable {

  private static final byte[] SECRET = "a secret for tests only".getBytes();
  private static final ZoneId SITE = ZoneId.of("Asia/Dushanbe");

  final TestSite site;
  final AtomicInteger hurried = new AtomicInteger();
  final Clock clock = Clock.system(SITE);

  CallbackHouse(Path folder) {
    site = new TestSite(folder);
    Bookings bookings =
        new Bookings(
            site.database,
            new Bookings.Calls(call -> Optional.empty(), call -> List.of()),
            new NumberReader(),
            "TJ",
            number -> CallerKey.of(number, SECRET),
            new Tajikistan(),
            new Whereabouts(Map.of(), SITE),
            new BookingHours(null),
            site.live,
            hurried::incrementAndGet,
            clock);
    CallbackRoutes routes = new CallbackRoutes(bookings, site.database, site.live, clock);
    site.start(routes, new CallbackPages(routes));
  }

  private record Tajikistan() implements OutgoingGate {
    @Override
    public Verdict ask(Errand errand) {
      return errand.number().e164().startsWith("+992")
          ? new Verdict.Open()
          : new Verdict.Closed(Reason.COUNTRY, Optional.empty());
    }

    @Override
    public Verdict pass(Handle handle, Errand errand) {
      return ask(errand);
    }
  }

  Callback add(CallbackKind kind, String number, String queue, Instant from) {
    PhoneNumber whom = new PhoneNumber(number);
    return site.database.write(
        handle ->
            WishStore.keep(
                handle,
                new Callback.Wish(
                    kind,
                    CallerKey.of(whom, SECRET),
                    whom,
                    "tg",
                    queue,
                    0,
                    kind == CallbackKind.DANGER,
                    Optional.empty(),
                    clock.instant(),
                    from,
                    from.plusSeconds(7_200)),
                clock.instant()));
  }

  @Override
  public void close() {
    site.close();
  }
}
