package org.hamroh.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.hamroh.gate.SafetyBook.Answers;
import org.hamroh.gate.SafetyCard.Calls;
import org.hamroh.gate.SafetyCard.Texts;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.seal.Seal;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator writes down of a caller's safety, and that the gate obeys it at once.
final class SafetyRoutesTest {

  private static final PhoneNumber NUMBER = new PhoneNumber("+992900000001");
  private static final CallerKey CALLER = TestGate.key(NUMBER);
  private static final String API = "/api/v1/callers/" + CALLER.hex() + "/safety";
  private static final String PIECE = "/callers/" + CALLER.hex() + "/safety";

  /// Noon in Dushanbe.
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-22T07:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path folder;
  private TestSite site;
  private SiteGate gate;
  private TestBrowser operator;

  @BeforeEach
  void open() {
    site = new TestSite(folder);
    site.start(
        new SafetyRoutes(
            book(NOON), call -> call.equals("c-1") ? Optional.of(CALLER) : Optional.empty()));
    gate = TestGate.at(site.database, NOON);
    operator = site.browserOf("zarina");
    operator.get(PIECE);
    operator.headers.put("X-CSRF-Token", operator.token);
  }

  @AfterEach
  void close() {
    site.close();
  }

  private SafetyBook book(Clock clock) {
    return new SafetyBook(
        site.database, Seal.ofSite("safety cards", "a key of 32 letters for tests ok"), clock);
  }

  private Verdict call() {
    return gate.ask(Errand.call(NUMBER, Purpose.CALLBACK, 1));
  }

  @Test
  void whoMustNotBeCalledIsNotCalledFromThenOn() {
    assertThat(call()).isInstanceOf(Verdict.Open.class);

    String kept = operator.json(API, "{\"calls\":\"no\",\"texts\":\"neutral\"}").body();

    assertThat(kept).contains("\"calls\":\"no\"", "\"texts\":\"neutral\"", "\"shared\":false");
    assertThat(call())
        .isInstanceOfSatisfying(
            Verdict.Closed.class, closed -> assertThat(closed.reason()).isEqualTo(Reason.SAFETY));
  }

  @Test
  void hoursHoldWhereThePersonIs() {
    operator.json(
        API,
        "{\"calls\":\"in_hours\",\"texts\":\"no\",\"hoursFrom\":\"12:00\",\"hoursUntil\":\"14:00\"}");
    Verdict inDushanbe = call();

    operator.json(
        API,
        """
        {"calls":"in_hours","texts":"no","hoursFrom":"12:00","hoursUntil":"14:00",
         "zone":"Asia/Vladivostok"}""");

    assertThat(inDushanbe).isInstanceOf(Verdict.Open.class);
    assertThat(call()).isInstanceOf(Verdict.Closed.class);
  }

  @Test
  void hoursThatAreNoneAreRefusedAndNothingIsKept() {
    var answer = operator.json(API, "{\"calls\":\"in_hours\",\"hoursFrom\":\"25:00\"}");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("18:00 and 21:30");
    assertThat(operator.get(API).body()).contains("\"calls\":null");
  }

  @Test
  void zoneThatIsNoneIsRefused() {
    var answer = operator.json(API, "{\"calls\":\"yes\",\"zone\":\"Mars/Olympus\"}");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("Europe/Moscow");
  }

  @Test
  void theFormOnACallsPageKeepsTheSame() {
    assertThat(operator.get(PIECE).body()).contains("Not asked yet");

    String after =
        operator
            .form(PIECE, Map.of("calls", "yes", "texts", "yes", "shared", "yes", "zone", ""))
            .body();

    assertThat(after).contains("Kept.").doesNotContain("Not asked yet");
    assertThat(operator.get(API).body()).contains("\"shared\":true");
  }

  @Test
  void cardOlderThanAMonthIsToBeTalkedOverAgain() {
    Clock then = Clock.fixed(NOON.instant().minusSeconds(31 * 86_400L), ZoneOffset.UTC);
    book(then)
        .keep(
            CALLER,
            new Answers(Calls.YES, Texts.YES, "", "", false, "", OtherAnswers.CAREFUL),
            new SafetyBook.Asker("zarina", ""));

    assertThat(operator.get(API).body()).contains("\"due\":true");
    assertThat(operator.get(PIECE).body()).contains("ask again");
  }

  @Test
  void whatIsDoneWhenSomebodyElseAnswersIsKeptSealedAndEachLookIsOnTheTrail() {
    String told =
        """
        {"calls":"yes","texts":"no","otherAnswers":"neutral_name","neutralName":"the bakery",
         "mayAnswer":"her sister","safeWord":"apricot"}""";

    assertThat(operator.json(API, told.replace("the bakery", " ")).body())
        .contains("which name is safe");
    String kept = operator.json(API, told).body();

    assertThat(kept).contains("\"otherAnswers\":\"neutral_name\"", "\"safeWord\":\"apricot\"");
    assertThat(operator.get("/panels/safety/c-1").body()).contains("apricot", "her sister");
    assertThat(operator.get("/panels/safety/c-2").statusCode()).isEqualTo(404);
    assertThat(column("select words_sealed from safety_card")).doesNotContain("apricot");
    assertThat(column("select group_concat(act, ' ') from audit where kind = 'safety-card'"))
        .isEqualTo("open change open open");

    site.database.write(handle -> SafetyCards.forgetWords(handle, CALLER));

    assertThat(operator.get(API).body())
        .contains("\"otherAnswers\":\"hang_up\"", "\"calls\":\"yes\"")
        .doesNotContain("apricot");
  }

  private String column(String query) {
    return site.database.read(handle -> handle.createQuery(query).mapTo(String.class).one());
  }

  @Test
  void onlyWhoTalksWithCallersSeesIt() {
    assertThat(site.browserOf("rustam").get(API).statusCode()).isEqualTo(403);
  }
}
