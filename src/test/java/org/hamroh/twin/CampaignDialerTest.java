package org.hamroh.twin;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.hamroh.gate.OptOuts;
import org.hamroh.gate.SiteGate;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.sms.Broadcasts;
import org.hamroh.sms.MessageStore;
import org.hamroh.sms.SmsText;
import org.hamroh.store.Database;
import org.hamroh.web.TestClock;
import org.hamroh.witness.Overheard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The campaigns' dialer with a real store and a real gate, a PBX that does as it is told, and a
// clock
/// that the test turns.
final class CampaignDialerTest {

  private static final int BUSY = 17;
  private static final int NO_ANSWER = 19;
  private static final int HUNG_UP = 16;
  private static final Duration RANG = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private final FakePbx pbx = new FakePbx();
  private final List<Long> changed = new ArrayList<>();
  private Duration waiting = Duration.ZERO;
  private Database database;
  private CampaignResults results;
  private CampaignDialer dialer;

  private static final class FakePbx implements PhoneLine {
    private final List<CallOut> rung = new ArrayList<>();
    private final Set<CallId> legs = new HashSet<>();
    private int comingIn;

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

  private boolean clockDoubted;

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

  private CampaignDialer dialer(int lines, int reserved) {
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

  private static String number(int nth) {
    return "+992900008%03d".formatted(nth);
  }

  private void campaign(long id, String way, String tag, int people) {
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

  private void state(long campaign, String state) {
    database.write(
        handle -> handle.execute("update campaign set state = ? where id = ?", state, campaign));
  }

  /// The last leg ends now.
  private void ends(int cause) {
    ends(new CallId(pbx.rung.getLast().leg()), cause);
  }

  private void ends(CallId leg, int cause) {
    pbx.legs.remove(leg);
    database.write(
        handle -> {
          results.ended(handle, leg, clock.instant(), cause);
          return true;
        });
  }

  private void answered() {
    CallId leg = new CallId(pbx.rung.getLast().leg());
    database.write(
        handle -> {
          results.answered(handle, leg, clock.instant());
          return true;
        });
  }

  private void heard(Duration much) {
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

  private String person(int nth) {
    return String.join(
        ",",
        ask(
            "select state || ' ' || why from campaign_call where number = '%s' order by id"
                .formatted(number(nth))));
  }

  private List<String> ask(String question) {
    return database.read(handle -> handle.createQuery(question).mapTo(String.class).list());
  }

  @Test
  void aCampaignTakesNeitherReservedLinesNorThoseOfCallers() {
    dialer = dialer(8, 3);
    pbx.comingIn = 4;
    campaign(1, "calls", "", 20);

    dialer.round();
    dialer.round();

    assertThat(pbx.rung)
        .hasSize(4); // 8 lines, 4 of which callers have; 3 that are reserved are theirs

    pbx.comingIn = 0;
    dialer.round();
    dialer.round();

    assertThat(pbx.rung).hasSize(5);
    assertThat(pbx.legs.size() + 3).isLessThanOrEqualTo(8);
  }

  @Test
  void callsBackComeFirst() {
    dialer = dialer(4, 2);
    campaign(1, "calls", "", 5);
    database.write(
        handle ->
            handle.execute(
                """
                insert into callback (id, receipt, kind, caller_key, number, language, queue,
                  priority, safe, from_call, asked_at, not_before, until, state, why, attempts,
                  next_try_at, changed_at)
                values (1, '1', 'booked', 'k', '+992900000009', '', '', 0, 0, '', 0, 0, ?, 'waiting',
                  '', 0, 0, 0)
                """,
                Long.MAX_VALUE));

    dialer.round();

    assertThat(pbx.rung).hasSize(1);
  }

  @Test
  void nobodyIsRungWhileCallersWaitLongForOperators() {
    campaign(1, "calls", "", 1);
    waiting = CampaignDialer.QUEUE_PATIENCE.plusSeconds(1);

    dialer.round();

    assertThat(pbx.rung).isEmpty();

    waiting = CampaignDialer.QUEUE_PATIENCE;
    dialer.round();

    assertThat(pbx.rung).hasSize(1);
  }

  @Test
  void nobodyIsRungWhileTheClockIsInDoubt() {
    campaign(1, "calls", "", 3);
    clockDoubted = true;
    dialer.round();
    assertThat(pbx.rung).isEmpty();

    clockDoubted = false;
    dialer.round();

    assertThat(pbx.rung).hasSize(3);
  }

  @Test
  void whoIsBusyIsRungAgainInAQuarterOfAnHourAndWhoIsAwayInTwoHours() {
    campaign(1, "calls", "", 1);
    dialer.round();
    ends(BUSY);
    clock.pass(Duration.ofMinutes(14));
    dialer.round();
    assertThat(pbx.rung).hasSize(1);

    clock.pass(Duration.ofMinutes(1));
    dialer.round();

    assertThat(pbx.rung).hasSize(2);
    clock.pass(RANG);
    ends(NO_ANSWER);
    assertThat(person(1)).isEqualTo("waiting no-answer");
    clock.pass(Duration.ofMinutes(119));
    dialer.round();
    assertThat(pbx.rung).hasSize(2);
    clock.pass(Duration.ofMinutes(1));
    dialer.round();
    assertThat(pbx.rung).hasSize(3);
  }

  @Test
  void whoIsHeardIsDoneAndTheTextDoesNotLeaveAnyMore() {
    campaign(1, "calls", "", 1);
    dialer.round();
    answered();

    heard(Duration.ofSeconds(9));
    ends(HUNG_UP);

    assertThat(person(1)).isEqualTo("heard heard");
    assertThat(ask("select state || ' ' || reason from message"))
        .containsExactly("cancelled by-call");
    boolean left = database.read(handle -> MessageStore.anyLeft(handle, 1));
    assertThat(left).isFalse();
  }

  @Test
  void whoAnswersAndListensToNothingIsNotCalledHeard() {
    campaign(1, "calls", "", 1);
    for (int i = 0; i < 2; i++) {
      dialer.round();
      answered();
      clock.pass(Duration.ofSeconds(5));
      ends(HUNG_UP);
      clock.pass(Duration.ofHours(2));
    }
    dialer.round();

    assertThat(person(1)).isEqualTo("unheard unconfirmed");
    assertThat(pbx.rung).hasSize(2);
  }

  @Test
  void aPausedCampaignRingsNobodyAndAStoppedOneNeverAgain() {
    campaign(1, "calls", "", 2);
    state(1, "paused");
    dialer.round();
    assertThat(pbx.rung).isEmpty();

    state(1, "running");
    dialer = dialer(1, 0);
    dialer.round();
    assertThat(pbx.rung).hasSize(1);
    state(1, "stopped");
    ends(BUSY);
    clock.pass(Duration.ofHours(1));
    dialer.round();

    assertThat(pbx.rung).hasSize(1);
    assertThat(person(1)).isEqualTo("stopped stopped");
    assertThat(person(2)).isEqualTo("stopped stopped");
  }

  @Test
  void whoHasSaidStopIsNotRung() {
    campaign(1, "calls", "", 1);
    database.write(
        handle -> {
          OptOuts.add(handle, new PhoneNumber(number(1)), "call", clock.instant());
          return true;
        });

    dialer.round();

    assertThat(pbx.rung).isEmpty();
    assertThat(person(1)).isEqualTo("closed gate-person");
  }

  @Test
  void aDialerThatDiedAfterTheMarkRingsNobodyTwiceAtOnce() {
    campaign(1, "calls", "", 1);
    dialer.round();
    pbx.legs.clear(); // the PBX knows nothing of the leg: it never was, or its end is lost
    dialer = dialer(100, 0);

    dialer.round();
    assertThat(pbx.rung).hasSize(1);
    clock.pass(Duration.ofSeconds(11));
    dialer.round();

    assertThat(person(1)).isEqualTo("waiting lost");
    assertThat(pbx.rung).hasSize(1);
  }

  @Test
  void whoNeverListensIsAskedOnceAndThenLeftAloneUntilTheyAgreeAnew() {
    int campaign = 0;
    for (; campaign < Listeners.ASKED_AFTER; campaign++) {
      rungInVain(campaign + 1);
      assertThat(pbx.rung.getLast().variables()).containsEntry("HAMROH_HELLO", "campaign");
    }
    rungInVain(++campaign);
    assertThat(pbx.rung.getLast().variables()).containsEntry("HAMROH_HELLO", "campaign-last");
    int rung = pbx.rung.size();

    campaign(++campaign, "calls", "", 1);
    dialer.round();

    assertThat(pbx.rung).hasSize(rung);
    assertThat(person(1)).endsWith(",left-alone never-listens");
    long alone = database.read(handle -> Listeners.alone(handle, 1));
    assertThat(alone).isEqualTo(1);

    clock.pass(Duration.ofMinutes(1));
    long agreed = clock.instant().toEpochMilli();
    database.write(
        handle ->
            handle.execute(
                """
                insert into contact (id, number, name, language, country, place, consent_at,
                  consent_way, created_at, changed_at)
                values (1, ?, '', 'tg', 'TJ', '', ?, 'START', 0, 0)
                """,
                number(1),
                agreed));
    campaign(++campaign, "calls", "", 1);
    dialer.round();

    assertThat(pbx.rung).hasSize(rung + 1);
    assertThat(pbx.rung.getLast().variables()).containsEntry("HAMROH_HELLO", "campaign");
  }

  /// A campaign of its own, until nobody is tried any more.
  private void rungInVain(long campaign) {
    campaign(campaign, "calls", "", 1);
    for (int i = 0; i < 3; i++) {
      clock.pass(Duration.ofDays(1));
      dialer.round();
      clock.pass(RANG);
      ends(NO_ANSWER);
    }
  }

  @Test
  void besidesTextsOnlyThoseAreRungWhoDoNotRead() {
    database.write(
        handle -> {
          handle.execute(
              """
              insert into contact (id, number, name, language, country, place, consent_at,
                consent_way, created_at, changed_at)
              values (1, ?, '', 'tg', 'TJ', '', 1, 'paper', 0, 0)
              """,
              number(2));
          return handle.execute(
              "insert into contact_tag (contact_id, tag) values (1, 'no-reading')");
        });
    campaign(1, "both", "no-reading", 3);

    dialer.round();

    assertThat(pbx.rung).extracting(CallOut::number).containsExactly(number(2));
  }

  @Test
  void noTextLeavesOfACampaignThatRingsInstead() {
    campaign(1, "calls", "", 1);
    campaign(2, "both", "no-reading", 1);

    List<Long> texts = database.read(handle -> new CallsInstead(running()).running(handle));

    assertThat(texts).containsExactly(2L, 3L);
  }

  private static Broadcasts running() {
    return new Broadcasts() {
      @Override
      public List<Long> running(org.jdbi.v3.core.Handle handle) {
        return List.of(1L, 2L, 3L);
      }

      @Override
      public void changed(long campaignId) {}
    };
  }
}
