package org.hamroh.wellbeing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.queue.MemberStore;
import org.hamroh.queue.OperatorDesk;
import org.hamroh.queue.QueueBoard;
import org.hamroh.store.Database;
import org.hamroh.web.TestClock;
import org.hamroh.wellbeing.HardCall.Answer;
import org.hamroh.wellbeing.HardCall.Sign;
import org.hamroh.wellbeing.HardCalls.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What makes a call hard, and what becomes of the pause, on a real store. The PBX is one that does
/// what it is told.
final class HardCallsTest {

  private static final Instant NOON = Instant.parse("2026-11-22T07:00:00Z");

  @TempDir private Path folder;
  private Database database;
  private OperatorDesk desk;
  private HardCalls calls;
  private final Map<String, HardCalls.Talk> talks = new HashMap<>();
  private final AtomicInteger told = new AtomicInteger();

  private final TestClock clock = new TestClock();

  @BeforeEach
  void open() {
    clock.set(NOON);
    database = Database.open(folder.resolve("hamroh.db"));
    QueueBoard board = new QueueBoard(topic -> {}, () -> {}, NOON);
    desk =
        new OperatorDesk(
            new MemberStore(database),
            (device, paused, reason) -> new AmiAnswer.Done<>(""),
            board,
            topic -> {},
            clock);
    desk.start();
    HardCallRules rules = HardCallRules.read(Path.of("."));
    calls =
        new HardCalls(
            database,
            rules,
            new World(),
            desk,
            new HardTurns(rules.turns().queues()),
            told::incrementAndGet,
            topic -> {},
            clock);
  }

  @AfterEach
  void close() {
    desk.close();
    calls.close();
    database.close();
  }

  private final class World implements HardCalls.World {
    @Override
    public Optional<HardCalls.Talk> ended(String contact) {
      return Optional.ofNullable(talks.get(contact));
    }

    @Override
    public Optional<String> latest(String login, Instant since) {
      return Optional.empty();
    }

    @Override
    public boolean isOf(String contact, String login) {
      return contact.startsWith("call") && login.equals("zarina");
    }

    @Override
    public Optional<String> operatorOf(String login) {
      return login.equals("zarina") ? Optional.of("op1") : Optional.empty();
    }

    @Override
    public Set<String> operators() {
      return Set.of("op1", "op2");
    }

    @Override
    public Set<String> granted() {
      return Set.of();
    }
  }

  private void talked(String contact) {
    talks.put(contact, new HardCalls.Talk("zarina", clock.instant(), Duration.ofMinutes(7)));
  }

  private void row(String sql, Object... values) {
    database.write(handle -> handle.execute(sql, values));
  }

  private void event(String call, String type, String body) {
    row(
        "insert into call_event (call_id, at, source, ordinal, type, body) values (?,?,'ivr',1,?,?)",
        call,
        clock.instant().toEpochMilli(),
        type,
        body);
  }

  private void screening(String contact, String level) {
    row(
        "insert into screening_rules (version, body, taken_at, taken_by) values (1, '', 0, 'test')"
            + " on conflict (version) do nothing");
    row(
        """
        insert into screening (id, contact, rules_version, language, version, ended, answers, level,
          created_at, created_by, changed_at, changed_by)
        values (?, ?, 1, 'tg', 1, '', '{}', ?, ?, 'zarina', ?, 'zarina')
        """,
        "s-" + contact,
        contact,
        level,
        clock.instant().toEpochMilli(),
        clock.instant().toEpochMilli());
  }

  private void record(String id, String reason, String group) {
    row(
        """
        insert into contact_record (id, channel, form_version, version, state, call_type,
          disposition, next_action, choices, created_at, created_by, changed_at, changed_by)
        values (?, 'call', 1, 1, 'saved', '', '', '', '{}', ?, 'zarina', ?, 'zarina')
        """,
        id,
        clock.instant().toEpochMilli(),
        clock.instant().toEpochMilli());
    row("insert into contact_reason values (?, 1, ?, ?)", id, reason, group);
  }

  private Set<Sign> why(String contact) {
    calls.look();
    return calls.since(NOON.minus(Duration.ofDays(9))).stream()
        .filter(one -> one.contact().equals(contact))
        .findFirst()
        .map(HardCall::why)
        .orElse(Set.of());
  }

  @Test
  void dangerScreeningTopicAndTheOperatorsWordMakeACallHard() {
    for (String call : Set.of("call-1", "call-2", "call-3", "call-4", "call-5", "call-6")) {
      talked(call);
    }
    event("call-1", "HandedToQueue", "{\"queue\":\"queue-danger\"}");
    event("call-2", "HelpWanted", "{}");
    screening("call-3", "high");
    record("call-4", "domestic-violence", "family");
    calls.say("zarina", "call-5", true);
    screening("call-6", "low");
    record("call-6", "wages-partly-paid", "wages-and-work");
    event("call-6", "HandedToQueue", "{\"queue\":\"queue-wages\"}");

    assertThat(why("call-1")).containsExactly(Sign.DANGER);
    assertThat(why("call-2")).containsExactly(Sign.DANGER);
    assertThat(why("call-3")).containsExactly(Sign.SCREENING);
    assertThat(why("call-4")).containsExactly(Sign.TOPIC);
    assertThat(why("call-5")).containsExactly(Sign.SAID);
    assertThat(why("call-6")).isEmpty();
  }

  @Test
  void nothingIsOfferedBeforeTheTalkIsOver() {
    event("call-1", "HandedToQueue", "{\"queue\":\"queue-danger\"}");

    calls.look();
    assertThat(calls.offered("zarina")).isEmpty();
    talked("call-1");
    calls.look();

    assertThat(calls.offered("zarina")).isPresent();
    assertThat(told).as("the queues know whose turn it is").hasValue(2);
  }

  @Test
  void signThatComesLaterChangesNoAnswer() {
    talked("call-1");
    event("call-1", "HandedToQueue", "{\"queue\":\"queue-danger\"}");
    calls.look();
    assertThat(calls.decline("zarina")).isEqualTo(Outcome.DONE);

    screening("call-1", "emergency");

    assertThat(why("call-1")).containsExactlyInAnyOrder(Sign.DANGER, Sign.SCREENING);
    assertThat(calls.offered("zarina")).isEmpty();
    assertThat(Load.of(calls.since(NOON.minusSeconds(60)), "zarina", NOON.minusSeconds(60)))
        .isEqualTo(new Load(1, 7, 1, 0));
  }

  @Test
  void pauseThatIsTakenBeginsWhenTheRecordsTimeIsOver() {
    talked("call-1");
    event("call-1", "HelpWanted", "{}");
    calls.look();
    desk.talkOver("op1");

    assertThat(calls.take("zarina", 7)).as("that cannot be chosen").isEqualTo(Outcome.WRONG);
    assertThat(calls.take("zarina", 10)).isEqualTo(Outcome.DONE);

    assertThat(Rest.of(desk, "op1").orElseThrow().until())
        .isEqualTo(NOON.plus(OperatorDesk.WRAP_UP_LIMIT).plus(Duration.ofMinutes(10)));
    assertThat(calls.take("zarina", 10)).as("once").isEqualTo(Outcome.TOO_LATE);
    assertThat(calls.longer("zarina", 5)).isEqualTo(Outcome.DONE);
    assertThat(Rest.of(desk, "op1").orElseThrow().until())
        .isEqualTo(NOON.plus(OperatorDesk.WRAP_UP_LIMIT).plus(Duration.ofMinutes(15)));
  }

  @Test
  void offerThatNobodyAnswersLapsesAndWhatIsFoundLateIsNotOffered() {
    talked("call-1");
    talked("call-2");
    event("call-1", "HelpWanted", "{}");
    calls.look();

    clock.set(NOON.plus(Duration.ofMinutes(31)));
    record("call-2", "passport-taken", "forced-labour-trafficking");
    calls.look();

    assertThat(calls.offered("zarina")).isEmpty();
    assertThat(calls.since(NOON))
        .extracting(HardCall::contact, HardCall::answer, one -> one.offeredAt() != null)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("call-1", Answer.LAPSED, true),
            org.assertj.core.groups.Tuple.tuple("call-2", Answer.OPEN, false));
  }

  @Test
  void wordThatIsTakenBackLeavesNothing() {
    talked("call-1");
    calls.say("zarina", "call-1", true);
    assertThat(why("call-1")).containsExactly(Sign.SAID);

    calls.say("zarina", "call-1", false);

    assertThat(why("call-1")).isEmpty();
    assertThat(calls.say("bahrom", "call-1", true)).isEqualTo(Outcome.TOO_LATE);
  }
}
