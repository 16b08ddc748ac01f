package org.hamroh.twin;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.hamroh.ami.AmiActions.CallOut;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.call.CallId;
import org.hamroh.callback.CallbackConfig;
import org.hamroh.callback.PhoneLine;
import org.hamroh.callback.Way;
import org.hamroh.callback.Ways;
import org.hamroh.gate.GateConfig;
import org.hamroh.gate.SiteGate;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.sms.MessageStore;
import org.hamroh.sms.SmsText;
import org.hamroh.store.Database;
import org.hamroh.web.TestClock;
import org.hamroh.witness.Overheard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The campaigns' dialer with a real store and a real gate, a PBX that does as it is told, and a
/// clock that the test turns.
abstract class CampaignDialerHouse {

  static final int BUSY = 17;
  static final int NO_ANSWER = 19;
  static final int HUNG_UP = 16;
  static final Duration RANG = Duration.ofSeconds(20);

  @TempDir Path folder;
  final TestClock clock = new TestClock();
  final FakePbx pbx = new FakePbx();
  final List<Long> changed = new ArrayList<>();
  Duration waiting = Duration.ZERO;
  Database database;
  CampaignResults results;
  CampaignDialer dialer;

  static final class FakePbx implements PhoneLine {
    final List<CallOut> rung = new ArrayList<>();
    final Set<CallId> legs = new HashSet<>();
    int comingIn;

    @Override
    public boolean isUp() {
      return true;
    }

    @Override
    public AmiAnswer<String> ring(CallOut call) {
      rung.add(call);
      legs.add(new CallId(call.leg()));
      return new AmiAnswer.Done<>("");
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

  boolean clockDoubted;

  @BeforeEach
  void open() {
    clock.set(Instant.parse("2026-11-23T10:00:00Z"));
    database = Database.open(folder.resolve("hamroh.db"));
    dialer = dialer(100, 0);
  }

  @AfterEach
  void close() {
    database.close();
  }

  CampaignDialer dialer(int lines, int reserved) {
    GateConfig rules = new GateConfig(null, null, null, null, null, null);
    SiteGate gate =
        new SiteGate(
            database,
            rules.rules(List.of("+992")),
            rules.whereabouts(ZoneOffset.UTC),
            number -> CallerKey.of(number, new byte[32]),
            clock);
    Ways ways =
        new Ways(List.of(new Way("main", List.of("+992"), "+992900000700", 100, BigDecimal.ONE)));
    results = new CampaignResults(Overheard.nobody(), ways, CallRetries.STANDARD);
    return new CampaignDialer(
        new CampaignDialer.Parts(
            database,
            gate,
            pbx,
            ways,
            results,
            new CallbackConfig(lines, reserved, 30, null),
            () -> waiting,
            (campaign, message, language) -> true,
            changed::add,
            handle -> clockDoubted,
            () -> {},
            clock));
  }

  static String number(int nth) {
    return "+992900008%03d".formatted(nth);
  }

  void campaign(long id, String way, String tag, int people) {
    database.write(
        handle -> {
          handle.execute(
              """
              insert into campaign (id, name, state, audience, created_by, created_at, started_at,
                frozen_from, frozen_until, asked, opted_out, without_consent, without_route,
                without_text)
              values (?, 'March', 'running', '{}', 'test', 0, 0, 0, 0, 0, 0, 0, 0, 0)
              """,
              id);
          List<MessageStore.Draft> drafts = new ArrayList<>();
          for (int i = 1; i <= people; i++) {
            drafts.add(
                new MessageStore.Draft(
                    new PhoneNumber(number(i)), "tg", SmsText.of("Салом"), "main"));
          }
          MessageStore.queue(handle, id, drafts, clock.instant());
          CallPlans.set(handle, id, way, tag, "test", clock.instant());
          return true;
        });
  }

  void state(long campaign, String state) {
    database.write(
        handle -> handle.execute("update campaign set state = ? where id = ?", state, campaign));
  }

  /// The last leg ends now.
  void ends(int cause) {
    ends(new CallId(pbx.rung.getLast().leg()), cause);
  }

  void ends(CallId leg, int cause) {
    pbx.legs.remove(leg);
    database.write(
        handle -> {
          results.ended(handle, leg, clock.instant(), cause);
          return true;
        });
  }

  void answered() {
    CallId leg = new CallId(pbx.rung.getLast().leg());
    database.write(
        handle -> {
          results.answered(handle, leg, clock.instant());
          return true;
        });
  }

  void heard(Duration much) {
    long id = new CallId(pbx.rung.getLast().leg()).campaign().orElseThrow();
    database.write(
        handle -> {
          CampaignResults.heard(handle, id, much, clock.instant());
          if (much.compareTo(HeardStore.LISTENED) > 0) {
            Listeners.listened(handle, new PhoneNumber(number(1)), clock.instant());
          }
          return true;
        });
  }

  String person(int nth) {
    return String.join(
        ",",
        ask(
            "select state || ' ' || why from campaign_call where number = '%s' order by id"
                .formatted(number(nth))));
  }

  List<String> ask(String question) {
    return database.read(handle -> handle.createQuery(question).mapTo(String.class).list());
  }
}
