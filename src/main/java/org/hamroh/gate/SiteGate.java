package org.hamroh.gate;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hamroh.audit.Act;
import org.hamroh.audit.AuditTrail;
import org.hamroh.audit.Look;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// The gate by this site's rules, in this order: is the number allowed, is it wanted, is it the
/// hour, is it too much.
public final class SiteGate implements OutgoingGate {

  /// Rings of one mobile in a day of duty: a bad night has dozens of callers. More is a mistake of
  /// ours, and costs the carrier's minutes.
  private static final long MOST_DUTY_CALLS = 300;

  private final Database database;
  private final GateRules rules;
  private final Whereabouts whereabouts;
  private final Function<PhoneNumber, CallerKey> keys;
  private final Clock clock;
  private final AuditTrail trail;

  /// @param keys  what is kept instead of a number
  /// @param clock in the site's time zone: its midnight begins a new count
  public SiteGate(
      Database database,
      GateRules rules,
      Whereabouts whereabouts,
      Function<PhoneNumber, CallerKey> keys,
      Clock clock) {
    this.database = database;
    this.rules = rules;
    this.whereabouts = whereabouts;
    this.keys = keys;
    this.clock = clock;
    this.trail = new AuditTrail(clock);
  }

  @Override
  public Verdict ask(Errand errand) {
    Optional<Verdict.Closed> country = country(errand);
    if (country.isPresent()) {
      return country.get();
    }
    CallerKey key = keys.apply(errand.number());
    Verdict verdict = database.read(handle -> judge(handle, errand, key));
    if (verdict instanceof Verdict.Closed(var reason, var again) && isPersonal(reason)) {
      database.write(
          handle -> {
            refused(handle, errand, key, reason);
            return true;
          });
    }
    return verdict;
  }

  private static boolean isPersonal(Reason reason) {
    return reason == Reason.SAFETY || reason == Reason.OPTED_OUT;
  }

  @Override
  public Verdict pass(Handle handle, Errand errand) {
    CallerKey key = keys.apply(errand.number());
    Optional<Verdict.Closed> country = country(errand);
    Verdict verdict = country.isPresent() ? country.get() : judge(handle, errand, key);
    switch (verdict) {
      case Verdict.Open open -> count(handle, errand, key);
      case Verdict.Closed closed -> refused(handle, errand, key, closed.reason());
    }
    return verdict;
  }

  /// Each is counted; what a person has forbidden stands on the trail besides, once a day.
  private void refused(Handle handle, Errand errand, CallerKey key, Reason reason) {
    boolean first = Refusals.add(handle, today(), key, errand, reason, clock.instant());
    if (first && isPersonal(reason)) {
      trail.add(handle, new Look("hamroh", Act.REFUSED, "caller", key.hex(), "", ""));
    }
  }

  private void count(Handle handle, Errand errand, CallerKey key) {
    long amount = errand.kind() == Kind.CALL ? 1 : errand.units();
    DayCounts.add(handle, today(), key, errand.kind(), amount, rules.caps().cost(errand));
  }

  /// Forgets what was counted for single people before today.
  public void forgetEarlierDays() {
    database.write(handle -> DayCounts.forget(handle, today()));
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private Optional<Verdict.Closed> country(Errand errand) {
    boolean served =
        rules.prefixes(errand.kind()).stream().anyMatch(errand.number().e164()::startsWith);
    return served ? Optional.empty() : Optional.of(never(Reason.COUNTRY));
  }

  private Verdict judge(Handle handle, Errand errand, CallerKey key) {
    Instant now = clock.instant();
    if (errand.purpose().mindsOptOut()
        && (OptOuts.since(handle, errand.number()).isPresent()
            || DoNotSend.holds(handle, key, errand.number()))) {
      return never(Reason.OPTED_OUT);
    }
    List<ZoneId> zones = whereabouts.zones(handle, errand.number(), key);
    Optional<SafetyCard> card = SafetyCards.of(handle, key);
    if (card.isPresent() && !card.get().allows(errand, now, zones)) {
      return new Verdict.Closed(Reason.SAFETY, card.get().opens(errand, now, zones));
    }
    if (errand.begun()) {
      return new Verdict.Open();
    }
    if (errand.purpose().mindsTheHour()) {
      Optional<Verdict.Closed> hour = hour(errand, now, zones);
      if (hour.isPresent()) {
        return hour.get();
      }
    }
    return tooMuch(handle, errand, key).<Verdict>map(closed -> closed).orElse(new Verdict.Open());
  }

  private Optional<Verdict.Closed> hour(Errand errand, Instant now, List<ZoneId> zones) {
    if (!rules.window().isOpen(now, zones)) {
      return Optional.of(new Verdict.Closed(Reason.NIGHT, rules.window().opens(now, zones)));
    }
    List<GateRules.Power> power =
        errand.place().map(place -> rules.electricity().getOrDefault(place, List.of())).stream()
            .flatMap(List::stream)
            .toList();
    if (power.isEmpty() || power.stream().anyMatch(on -> on.window().isOpen(now, on.zone()))) {
      return Optional.empty();
    }
    return Optional.of(
        new Verdict.Closed(
            Reason.ELECTRICITY,
            power.stream()
                .flatMap(on -> on.window().opens(now, List.of(on.zone())).stream())
                .min(Comparator.naturalOrder())));
  }

  private Optional<Verdict.Closed> tooMuch(Handle handle, Errand errand, CallerKey key) {
    LocalDate day = today();
    Kind kind = errand.kind();
    long amount = kind == Kind.CALL ? 1 : errand.units();
    boolean person = errand.purpose() != Purpose.SELF_TEST; // else it is our own number
    long perNumber =
        errand.purpose() == Purpose.ON_CALL ? MOST_DUTY_CALLS : rules.caps().perNumber(kind);
    if (person && DayCounts.ofNumber(handle, day, key, kind) + amount > perNumber) {
      return Optional.of(tomorrow(Reason.NUMBER_FULL));
    }
    if (errand.purpose().isForStaff()) {
      return Optional.empty(); // a day that is full is when staff are needed
    }
    if (DayCounts.ofDay(handle, day, kind) + amount > rules.caps().perDay(kind)) {
      return Optional.of(tomorrow(Reason.DAY_FULL));
    }
    long cost = rules.caps().cost(errand);
    return cost > 0 && DayCounts.money(handle, day) + cost > rules.caps().moneyMillionths()
        ? Optional.of(tomorrow(Reason.MONEY))
        : Optional.empty();
  }

  private Verdict.Closed tomorrow(Reason reason) {
    return new Verdict.Closed(
        reason, Optional.of(today().plusDays(1).atStartOfDay(clock.getZone()).toInstant()));
  }

  private static Verdict.Closed never(Reason reason) {
    return new Verdict.Closed(reason, Optional.empty());
  }
}
