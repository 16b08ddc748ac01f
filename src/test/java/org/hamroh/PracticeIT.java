package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hamroh.sip.Codec;
import org.hamroh.sip.PromptEar;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.sip.TelephoneException;
import org.hamroh.store.Database;
import org.hamroh.training.PracticeScript;
import org.hamroh.training.PracticeScripts;
import org.hamroh.web.Role;
import org.hamroh.yaml.Problems;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Practice calls with the whole product, a real Asterisk and real telephones: they ring, they are
/// heard, and nobody counts them. One hotline lives through all of it, in this order.
@Timeout(240)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PracticeIT {

  private static final Duration SOON = Duration.ofSeconds(45);
  private static final Duration NOT_RUNG = Duration.ofSeconds(3);

  /// What changes by itself, or by practice: its own tables, the state of telephones, the list of
  /// the line's own calls, and how far the PBX's files were read.
  private static final Set<String> MAY_CHANGE =
      Set.of(
          "practice_run",
          "practice_score",
          "hard_call_permission",
          "self_test_call",
          "self_test",
          "member_state",
          "missed_rings",
          "tokens",
          "users",
          "audit",
          "web_sessions",
          "known_browsers",
          "pbx_file");

  private static final String ALL_POINTS =
      """
      {"points": {"safety-first": 3, "language-kept": 1, "listened": 2, "no-promise": 2, "facts": 2,
       "referral-offered": 2, "safe-contact": 2, "words-recorded": 2}, "note": "calm"}
      """;

  @TempDir private static Path folder;
  private static RosterRig rig;
  private static StaffMember zarina;
  private static StaffMember malika;
  private static Telephone phone;
  private static Telephone op1;

  @BeforeAll
  static void start() throws Exception {
    rig =
        new RosterRig(
            folder, settings -> settings + "\nselfTest: {everyMinutes: 0}\n" + StaffMember.NO_CODE);
    zarina = StaffMember.join(rig.hotline, "zarina", Role.OPERATOR, "op1");
    malika = StaffMember.join(rig.hotline, "malika", Role.SUPERVISOR, "");
    phone = rig.hotline.caller();
    op1 = rig.hotline.operator(1);
    rig.become("op1", "idle");
  }

  @AfterAll
  static void stop() throws Exception {
    op1.close();
    phone.close();
    rig.close();
  }

  private static String begin(String script) {
    return zarina
        .post("/training/runs", "{\"script\": \"" + script + "\", \"language\": \"tg\"}")
        .path("id")
        .asString();
  }

  private static JsonNode run(String id) {
    return zarina.get("/training/runs/" + id);
  }

  private static void ended(String id, String how) {
    await().atMost(SOON).until(() -> run(id).path("ended").asString(), how::equals);
  }

  /// How the sound of a scene is called.
  private static String sound(PracticeScript script, String scene) throws Exception {
    byte[] text = script.scene(scene).says().get("tg").getBytes(StandardCharsets.UTF_8);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
    return "tg/" + HexFormat.of().formatHex(hash, 0, 12);
  }

  /// Every row of the store by table, but those that may change.
  private static Map<String, Integer> counts() {
    try (Database database = Database.open(folder.resolve("hamroh.db"))) {
      return database.read(
          handle -> {
            Map<String, Integer> counts = new TreeMap<>();
            handle
                .createQuery("select name from sqlite_master where type = 'table'")
                .mapTo(String.class)
                .filter(table -> !MAY_CHANGE.contains(table))
                .forEach(
                    table ->
                        counts.put(
                            table,
                            handle
                                .createQuery("select count(*) from " + table)
                                .mapTo(Integer.class)
                                .one()));
            return counts;
          });
    }
  }

  private static String boards() {
    return rig.hotline.api("/calls").toString()
        + malika.get("/day")
        + malika.get("/records")
        + rig.hotline.api("/queue").path("waiting")
        + rig.hotline.api("/queue").path("talking")
        + malika.get("/wellbeing/load");
  }

  @Test
  @Order(1)
  void practiceCallIsHeardOnTheLearnersTelephoneAndNoFigureKnowsIt() throws Exception {
    Map<String, Integer> before = counts();
    String boards = boards();

    String first = begin("unpaid-wages");
    TelephoneCall ringing = op1.awaitCall(SOON);
    assertThat(ringing.from()).contains("practice");
    assertThat(rig.state("op1").path("reason").asString()).isEqualTo("practice");
    ringing.answer();
    ringing.hearAnything(SOON);
    assertThat(rig.state("op1").path("state").asString())
        .as("who practises does not talk")
        .isEqualTo("paused");
    assertThat(rig.hotline.api("/queue").path("talking").size()).isZero();
    ringing.hangUp();
    ended(first, "hung-up");
    rig.become("op1", "idle");

    op1.close();
    op1 = rig.hotline.operator(1, PromptEar.of(folder.resolve("practice"), Codec.ALAW));
    rig.become("op1", "idle");
    PracticeScript script = PracticeScripts.read(Path.of("."), new Problems()).get("unpaid-wages");
    String second = begin("unpaid-wages");
    TelephoneCall talk = op1.awaitCall(SOON);
    talk.answer();
    talk.hear(Set.of(sound(script, "hello")), SOON);
    talk.press('1');
    talk.hear(Set.of(sound(script, "safe")), SOON);
    await().atMost(SOON).until(() -> run(second).path("scene").asString(""), "safe"::equals);
    zarina.post("/training/runs/" + second + "/key", "{\"key\": \"2\"}");
    talk.hear(Set.of(sound(script, "passport")), SOON);
    talk.press('1');
    talk.hear(Set.of(sound(script, "referral")), SOON);
    talk.press('1');
    talk.hear(Set.of(sound(script, "goodbye")), SOON);
    talk.awaitHangup(SOON);
    ended(second, "done");
    assertThat(run(second).path("path").size()).isEqualTo(5);
    zarina.post(
        "/training/runs/" + second + "/record",
        """
        {"reason": "wages-not-paid-abroad", "note": "se moh", "answers": {"held-passport": "no"}}
        """
            .replace("held-passport", "retention-of-documents"));
    assertThat(run(second).path("level").asString()).isEqualTo("low");
    rig.become("op1", "idle");

    assertThat(counts()).isEqualTo(before);
    assertThat(boards()).isEqualTo(boards);
  }

  @Test
  @Order(2)
  void realCallerWhomNobodyElseCanTakeEndsPracticeAtOnce() {
    String practice = begin("angry-caller");
    TelephoneCall talk = op1.awaitCall(SOON);
    talk.answer();
    talk.hearAnything(SOON);

    TelephoneCall caller = rig.toTheQueue(phone, "+992900000601", '1');

    talk.awaitHangup(SOON);
    TelephoneCall real = op1.awaitCall(SOON);
    assertThat(real.from()).contains("queue-");
    ended(practice, "caller-waits");
    real.answer();
    rig.talking(1);
    assertThat(
            zarina.postStatus(
                "/training/runs", "{\"script\": \"angry-caller\", \"language\": \"tg\"}"))
        .as("nobody practises in mid-talk")
        .isEqualTo(409);
    rig.hangUp("op1", real);
    caller.hangUp();
    // What the PBX's files tell of practice was read before this.
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(rig.hotline.calls())
                    .singleElement()
                    .satisfies(call -> assertThat(call.path("endedAt").isNull()).isFalse()));
  }

  @Test
  @Order(3)
  void whoHasPassedIsGrantedHardCallsAndHasThemFirst() {
    String wages =
        zarina
            .get("/training/runs")
            .path("runs")
            .valueStream()
            .filter(one -> one.path("ended").asString().equals("done"))
            .map(one -> one.path("id").asString())
            .findFirst()
            .orElseThrow();
    zarina.post("/training/runs/" + wages + "/score", ALL_POINTS);
    malika.post("/training/runs/" + wages + "/score", ALL_POINTS);
    assertThat(malika.postStatus("/training/permissions/zarina/grant", "{}"))
        .as("one practice call is not enough")
        .isEqualTo(409);
    String passport = begin("passport-taken");
    TelephoneCall talk = op1.awaitCall(SOON);
    talk.answer();
    talk.hearAnything(SOON);
    talk.hangUp();
    ended(passport, "hung-up");
    malika.post("/training/runs/" + passport + "/score", ALL_POINTS);
    assertThat(zarina.postStatus("/training/permissions/zarina/grant", "{}")).isEqualTo(403);

    assertThat(malika.post("/training/permissions/zarina/grant", "{}").path("holds").asBoolean())
        .isTrue();

    try (Telephone op2 = rig.hotline.operator(2)) {
      rig.become("op1", "idle");
      rig.become("op2", "idle");
      TelephoneCall caller = inDanger("+992900000602");
      TelephoneCall hard = op1.awaitCall(SOON);
      assertThatThrownBy(() -> op2.awaitCall(NOT_RUNG)).isInstanceOf(TelephoneException.class);
      hard.answer();
      rig.talking(1);
      TelephoneCall second = inDanger("+992900000603");
      TelephoneCall rest = op2.awaitCall(SOON);
      rest.answer();
      rig.talking(2);
      hard.hangUp();
      rest.hangUp();
      caller.awaitHangup(SOON);
      second.awaitHangup(SOON);
    }
  }

  private static TelephoneCall inDanger(String number) {
    TelephoneCall call = rig.inTheMenu(phone, number, '1');
    call.press('1');
    call.hear(Set.of("tg/danger-connect"), SOON);
    return call;
  }
}
