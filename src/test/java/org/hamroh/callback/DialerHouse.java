package org.hamroh.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.hamroh.ami.AmiActions.CallOut;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.Callers;
import org.hamroh.gate.GateConfig;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.gate.SiteGate;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;

/// The dialer with a real store and a real gate, a PBX that does as it is told, and a clock that
/// the test turns.
final class DialerHouse implements AutoCloseable {

  static final Instant NOON = Instant.parse("2026-11-23T07:00:00Z");
  static final byte[] SECRET = new byte[32];
  static final String NUMBER = "+992900000001";
  static final int BUSY = 17;
  static final String MAIN = "main";
  static final String SPARE = "spare";

  /// A PBX that rings whoever it is asked to, and keeps the legs.
  static final class FakePbx implements PhoneLine {
    final List<CallOut> rung = new ArrayList<>();
    final Set<CallId> legs = new HashSet<>();
    boolean up = true;
    int comingIn;
    AmiAnswer<String> answer = new AmiAnswer.Done<>("");

    @Override
    public boolean isUp() {
      return up;
    }

    @Override
    public AmiAnswer<String> ring(CallOut call) {
      if (answer.isDone()) {
        rung.add(call);
        legs.add(new CallId(call.leg()));
      }
      return answer;
    }

    @Override
    public OptionalInt comingIn() {
      return OptionalInt.of(comingIn);
    }

    @Override
    public Optional<Set<CallId>> legs() {
      return Optional.of(Set.copyOf(legs));
    }
  }

  private final class TurnedClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  final Clock clock = new TurnedClock();
  final FakePbx pbx = new FakePbx();
  final List<PhoneNumber> texted = new ArrayList<>();
  Dialer.Texting texting = (handle, number, language) -> texted.add(number);
  final Database database;
  final MissedCalls missed;
  final Results results;
  private final Ways ways;
  private final Callers callers;
  private OutgoingGate gate;
  private Dialer dialer;
  private Instant now = NOON;
  private long calls;

  DialerHouse(Path folder) {
    this(folder, new GateConfig(null, null, null, null, null, null));
  }

  DialerHouse(Path folder, GateConfig rules) {
    database = Database.open(folder.resolve("hamroh.db"));
    gate =
        new SiteGate(
            database,
            rules.rules(List.of("+992")),
            rules.whereabouts(ZoneOffset.UTC),
            number -> CallerKey.of(number, SECRET),
            clock);
    ways =
        new Ways(
            List.of(
                new Way(MAIN, List.of("+992", "+7"), "+992900000700", 100, BigDecimal.ONE),
                new Way(SPARE, List.of("+992"), "+992900000701", 100, BigDecimal.TEN)));
    results = new Results(ways);
    callers =
        new Callers(
            shown ->
                shown.matches("\\+[1-9][0-9]{6,14}")
                    ? Optional.of(new PhoneNumber(shown))
                    : Optional.empty(),
            SECRET);
    missed = new MissedCalls(callers, (handle, key) -> "ru", results, (handle, id, line) -> {});
    restart();
  }

  /// As after a crash: what was in memory is gone.
  void restart() {
    dialer = dialer(100, 0);
  }

  void lines(int all, int reserved) {
    dialer = dialer(all, reserved);
  }

  void gate(OutgoingGate other) {
    gate = other;
    restart();
  }

  OutgoingGate gate() {
    return gate;
  }

  private Dialer dialer(int all, int reserved) {
    return new Dialer(
        database,
        gate,
        pbx,
        Turn.inOrder(),
        ways,
        results,
        (handle, number, language) -> texting.couldNotRing(handle, number, language),
        new CallbackConfig(all, reserved, 30, null),
        () -> {},
        handle -> 0,
        clock);
  }

  void later(Duration time) {
    now = now.plus(time);
  }

  void round() {
    dialer.round();
  }

  /// Somebody rings the missed-call line now, and hangs up.
  List<CallEvent> ring(String number) {
    CallId call = new CallId("hamroh-1." + ++calls);
    return database.write(handle -> missed.missedCall(handle, call, now, MissedCalls.LINE, number));
  }

  /// A missed call that has been rung.
  void rung() {
    ring(NUMBER);
    later(MissedCalls.BREATH);
    round();
    assertThat(pbx.rung).hasSize(1);
  }

  /// The last leg that was rung ends now.
  void ends(int cause) {
    CallId leg = leg();
    pbx.legs.remove(leg);
    database.write(
        handle -> {
          missed.ended(handle, leg, now, cause);
          return true;
        });
  }

  void isAnswered() {
    database.write(
        handle -> {
          missed.answered(handle, leg(), now);
          return true;
        });
  }

  void pressesAKey() {
    new AnsweredCallbacks(org.hamroh.ivr.outside.Callbacks.none(), database, clock).reached(leg());
  }

  /// Who is rung answers, presses the key, and hangs up.
  void isReached(CallOut call) {
    CallId leg = new CallId(call.leg());
    database.write(
        handle -> {
          missed.answered(handle, leg, now);
          CallbackStore.connected(handle, leg.callback().orElseThrow(), now);
          missed.ended(handle, leg, now, 16);
          return true;
        });
  }

  CallId leg() {
    return new CallId(pbx.rung.getLast().leg());
  }

  Callback only() {
    List<Callback> all = database.read(handle -> CallbackStore.latest(handle, 10));
    if (all.size() != 1) {
      throw new AssertionError("not one call back but " + all.size());
    }
    return all.getFirst();
  }

  List<String> outcomes() {
    return database.read(handle -> AttemptStore.of(handle, only().id())).stream()
        .map(one -> one.outcome().map(Outcome::word).orElse("open"))
        .toList();
  }

  Map<String, Integer> refusals() {
    return database.read(
        handle ->
            handle
                .createQuery("select reason, sum(times) as times from gate_refusal group by reason")
                .map((row, context) -> Map.entry(row.getString(1), row.getInt(2)))
                .list()
                .stream()
                .collect(
                    java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Override
  public void close() {
    database.close();
  }
}
