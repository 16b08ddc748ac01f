package org.hamroh.gate;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final Homes homes;
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
    this(database, rules, whereabouts, keys, Homes.UNKNOWN, clock);
  }

  /// @param homes asked when some places have hours of electricity
  public SiteGate(
      Database database,
      GateRules rules,
      Whereabouts whereabouts,
      Function<PhoneNumber, CallerKey> keys,
      Homes homes,
      Clock clock) {
    this.homes = homes;
    this.database = database;
    this.rules = rules;
    this.whereabouts = whereabouts;
    this.keys = keys;
    this.clock = clock;
    this.trail = new AuditTrail(clock);
  }

  @Override
  public Verdict ask(Errand errand) {
    return country(errand)
        .<Verdict>map(closed -> closed)
        .orElseGet(() -> askAll(List.of(errand)).getFirst());
  }

  @Override
  public List<Verdict> askAll(List<Errand> errands) {
    Map<PhoneNumber, CallerKey> people = people(errands);
    List<Verdict> verdicts =
        database.read(
            handle -> {
              Known known = known(handle, people);
              return errands.stream().map(errand -> judge(known, errand, people)).toList();
            });
    if (verdicts.stream().anyMatch(SiteGate::isPersonal)) {
      database.write(
          handle -> {
            for (int i = 0; i < errands.size(); i++) {
              if (verdicts.get(i) instanceof Verdict.Closed(var reason, _) && isPersonal(reason)) {
                Errand errand = errands.get(i);
                refused(
                    handle, errand, Objects.requireNonNull(people.get(errand.number())), reason);
              }
            }
            return true;
          });
    }
    return verdicts;
  }

  private static boolean isPersonal(Verdict verdict) {
    return verdict instanceof Verdict.Closed(var reason, _) && isPersonal(reason);
  }

  private static boolean isPersonal(Reason reason) {
    return reason == Reason.SAFETY || reason == Reason.OPTED_OUT;
  }

  @Override
  public Verdict pass(Handle handle, Errand errand) {
    return passAll(handle, List.of(errand)).getFirst();
  }

  @Override
  public List<Verdict> passAll(Handle handle, List<Errand> errands) {
    Map<PhoneNumber, CallerKey> people = people(errands);
    Known known = known(handle, people);
    List<Verdict> verdicts = new ArrayList<>(errands.size());
    for (Errand errand : errands) {
      CallerKey key = Objects.requireNonNull(people.get(errand.number()));
      Verdict verdict = judge(known, errand, people);
      switch (verdict) {
        case Verdict.Open _ -> count(known, errand, key);
        case Verdict.Closed closed -> refused(handle, errand, key, closed.reason());
      }
      verdicts.add(verdict);
    }
    known.write();
    return verdicts;
  }

  private Known known(Handle handle, Map<PhoneNumber, CallerKey> people) {
    return new Known(
        handle, today(), people, rules.electricity().isEmpty() ? Homes.UNKNOWN : homes);
  }

  private Map<PhoneNumber, CallerKey> people(List<Errand> errands) {
    Map<PhoneNumber, CallerKey> people = new HashMap<>();
    errands.forEach(errand -> people.computeIfAbsent(errand.number(), keys));
    return people;
  }

  private Verdict judge(Known known, Errand errand, Map<PhoneNumber, CallerKey> people) {
    Optional<Verdict.Closed> country = country(errand);
    return country.isPresent()
        ? country.get()
        : judge(known, errand, Objects.requireNonNull(people.get(errand.number())));
  }

  /// Each is counted; what a person has forbidden stands on the trail besides, once a day.
  private void refused(Handle handle, Errand errand, CallerKey key, Reason reason) {
    boolean first = Refusals.add(handle, today(), key, errand, reason, clock.instant());
    if (first && isPersonal(reason)) {
      trail.add(handle, new Look("hamroh", Act.REFUSED, "caller", key.hex(), "", ""));
    }
  }

  private void count(Known known, Errand errand, CallerKey key) {
    long amount = errand.kind() == Kind.CALL ? 1 : errand.units();
    String what = DayCounts.word(errand.kind());
    known.add(key.hex(), what, amount);
    known.add(DayCounts.ALL, what, amount);
    long cost = rules.caps().cost(errand);
    if (cost > 0) {
      known.add(DayCounts.ALL, DayCounts.MONEY, cost);
    }
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

  private Verdict judge(Known known, Errand errand, CallerKey key) {
    Instant now = clock.instant();
    if (errand.purpose().mindsOptOut() && known.wantsNothing(errand.number(), key)) {
      return never(Reason.OPTED_OUT);
    }
    List<ZoneId> zones = whereabouts.zones(known.zone(key), errand.number());
    Optional<SafetyCard> card = known.card(key);
    if (card.isPresent() && !card.get().allows(errand, now, zones)) {
      return new Verdict.Closed(Reason.SAFETY, card.get().opens(errand, now, zones));
    }
    if (errand.begun()) {
      return new Verdict.Open();
    }
    if (errand.purpose().mindsTheHour()) {
      Optional<Verdict.Closed> hour = hour(known.home(errand.number()), now, zones);
      if (hour.isPresent()) {
        return hour.get();
      }
    }
    return tooMuch(known, errand, key).<Verdict>map(closed -> closed).orElse(new Verdict.Open());
  }

  /// The hours by which it judges, for plans.
  public OpenHours hours() {
    return new OpenHours(database, rules, whereabouts, keys, clock);
  }

  private Optional<Verdict.Closed> hour(String home, Instant now, List<ZoneId> zones) {
    if (!rules.window().isOpen(now, zones)) {
      return Optional.of(new Verdict.Closed(Reason.NIGHT, rules.window().opens(now, zones)));
    }
    List<GateRules.Power> power = rules.electricity().getOrDefault(home, List.of());
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

  private Optional<Verdict.Closed> tooMuch(Known known, Errand errand, CallerKey key) {
    Kind kind = errand.kind();
    long amount = kind == Kind.CALL ? 1 : errand.units();
    boolean person = errand.purpose() != Purpose.SELF_TEST; // else it is our own number
    long perNumber =
        errand.purpose() == Purpose.ON_CALL ? MOST_DUTY_CALLS : rules.caps().perNumber(kind);
    if (person && known.count(key.hex(), DayCounts.word(kind)) + amount > perNumber) {
      return Optional.of(tomorrow(Reason.NUMBER_FULL));
    }
    if (errand.purpose().isForStaff()) {
      return Optional.empty(); // a day that is full is when staff are needed
    }
    if (known.count(DayCounts.ALL, DayCounts.word(kind)) + amount > rules.caps().perDay(kind)) {
      return Optional.of(tomorrow(Reason.DAY_FULL));
    }
    long cost = rules.caps().cost(errand);
    return cost > 0
            && known.count(DayCounts.ALL, DayCounts.MONEY) + cost > rules.caps().moneyMillionths()
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
