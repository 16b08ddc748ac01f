package org.hamroh.poll;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hamroh.gate.OptOuts;
import org.hamroh.inbox.InboxConfig;
import org.hamroh.inbox.InboxRoom;
import org.hamroh.inbox.Watch;
import org.hamroh.operator.Chromium;
import org.hamroh.operator.Screen;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.reach.ReachHouse;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.sms.Prices;
import org.hamroh.web.Person;
import org.hamroh.web.Principal;
import org.hamroh.web.Role;
import org.hamroh.web.TestSite;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A poll from its question to its results: texts go out and answers come in by real SMPP, and a
/// manager looks on in a real Chromium.
final class PollPagesIT {

  private static final int PEOPLE = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final PhoneNumber STRANGER = new PhoneNumber("+992900009999");
  private static final Path AXE = Path.of("src/main/web/node_modules/axe-core/axe.min.js");
  private static final String RUN_AXE =
      """
      () => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})
        .then(found => found.violations.map(one => one.id + ' ' + one.nodes[0].html))
      """;

  @TempDir private Path folder;
  private final List<String> cries = new CopyOnWriteArrayList<>();
  private TestSite site;
  private ReachHouse house;
  private PollAnswers answers;
  private PollDesk desk;

  @BeforeEach
  void start() throws Exception {
    site = new TestSite(folder);
    site.add(new Person(new Principal("manija", Set.of(Role.MANAGER)), "Manija", "en"));
    house =
        new ReachHouse(
            Files.createDirectory(folder.resolve("sms")), SmscBehaviour.polite(), site.live);
    answers = new PollAnswers(house.sms.database, house.callers::key, site.live);
    desk = new PollDesk(house.sms.database, List.of("tg", "ru"), Clock.systemUTC());
    InboxRoom inbox =
        new InboxRoom(
            new InboxRoom.Parts(
                new InboxConfig(3, 40, 500, new BigDecimal("10"), 20, List.of("+992", "+7")),
                house.sms.database,
                "a secret of this site, long enough",
                house.callers,
                house.sms.gateway,
                new Prices(Map.of()),
                Map.of("TEL", "700"),
                "tg",
                new Cries(),
                site.live,
                Clock.systemUTC()));
    inbox.ask(answers::read);
    house.sms.gateway.keepBy(inbox.keeper());
    site.start(new PollRoutes(desk));
    for (int i = 0; i < PEOPLE; i++) {
      house.lives(ReachHouse.number(i), i % 2 == 0 ? "khatlon" : "sughd", i % 4 < 2 ? "f" : "m");
    }
    house.campaign(1, PEOPLE, "Кор ёфтед? 1 Ҳа, 2 Не");
    house.sms.gateway.start();
  }

  @AfterEach
  void stop() {
    house.close();
    site.close();
  }

  private final class Cries implements Watch {
    @Override
    public void cry(Handle handle, String about, Instant at) {
      cries.add(about);
    }

    @Override
    public void flood(Handle handle, String range, Instant at) {
      // nobody asks for anything that costs money here
    }

    @Override
    public void announce() {
      // no alarms are shown here
    }

    @Override
    public void callBack(
        Handle handle, PhoneNumber number, CallerKey key, String language, Instant at) {
      // nobody asks to be called here
    }
  }

  /// As the form would, before the campaign began.
  private void question() {
    house.sms.database.write(
        handle -> handle.execute("update campaign set started_at = null, state = 'draft'"));
    desk.put(
        1,
        Map.of("tg", "Кор ёфтед?", "ru", "Вы нашли работу?"),
        List.of(Map.of("tg", "Ҳа", "ru", "Да"), Map.of("tg", "Не", "ru", "Нет")),
        "manija");
    house.sms.database.write(
        handle ->
            handle.execute(
                "update campaign set started_at = ?, state = 'running'",
                Instant.now().minusSeconds(60).toEpochMilli()));
  }

  private void sent() {
    house.sms.run(1);
    await().atMost(PATIENCE).until(() -> house.sms.smsc.taken().size() == PEOPLE);
    await().atMost(PATIENCE).until(() -> desk.results(1).orElseThrow().asked() == PEOPLE);
  }

  private void writes(PhoneNumber number, String text) {
    house.sms.smsc.writeToUs(number.e164(), "700", text);
  }

  private long incoming() {
    return house.sms.database.read(
        handle -> handle.createQuery("select count(*) from incoming_text").mapTo(Long.class).one());
  }

  @Test
  void answersAreCountedOnceAPersonAndNeverBeforeAStopOrACry() {
    question();
    sent();

    for (int i = 0; i < 20; i++) {
      writes(ReachHouse.number(i), i < 12 ? "1" : "не");
    }
    await().atMost(PATIENCE).until(() -> incoming() == 20);
    writes(ReachHouse.number(0), "2"); // thought again
    writes(ReachHouse.number(30), "стоп");
    writes(ReachHouse.number(31), "1 мусоидат! хӯҷаин маро мезанад");
    writes(STRANGER, "1");
    writes(ReachHouse.number(32), "ваққе кор меёбам, занг мезанам");
    await().atMost(PATIENCE).until(() -> incoming() == 25);
    boolean voice = answers.take(ReachHouse.number(33), 1, 1, "voice", Instant.now());
    boolean noSuchKey = answers.take(ReachHouse.number(34), 1, 7, "voice", Instant.now());

    PollResults results = desk.results(1).orElseThrow();
    assertThat(results.answered()).isEqualTo(21);
    assertThat(results.totals()).containsExactly(12L, 9L);
    assertThat(results.changed()).isEqualTo(1);
    assertThat(voice).isTrue();
    assertThat(noSuchKey).isFalse();
    assertThat(cries).hasSize(1);
    boolean silent =
        house.sms.database.read(handle -> OptOuts.since(handle, ReachHouse.number(30)).isPresent());
    assertThat(silent).isTrue();
    List<String> waiting =
        house.sms.database.read(
            handle ->
                handle
                    .createQuery("select number from inbox_thread where state = 'waiting'")
                    .mapTo(String.class)
                    .list());
    assertThat(waiting)
        .containsExactlyInAnyOrder(
            ReachHouse.number(31).e164(), STRANGER.e164(), ReachHouse.number(32).e164());
  }

  @Test
  void aQuestionStaysAsItIsOnceTheCampaignHasBegun() {
    question();

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () ->
                desk.put(
                    1,
                    Map.of("tg", "?", "ru", "?"),
                    List.of(Map.of("tg", "a", "ru", "a"), Map.of("tg", "b", "ru", "b")),
                    "manija"))
        .hasMessageContaining("has begun");
  }

  @Test
  void anAnswerThatComesTooLateIsForAPersonToRead() {
    question();
    sent();
    Instant later = Instant.now().plus(PollAnswers.OPEN).plusSeconds(60);

    boolean taken =
        house.sms.database.write(handle -> answers.read(handle, ReachHouse.number(3), "1", later));

    assertThat(taken).isFalse();
  }

  @Test
  void whoAnsweredIsForgottenAndTheAnswerStays() {
    question();
    sent();
    answers.take(ReachHouse.number(1), 1, 1, "voice", Instant.now());

    int forgotten = PollAnswers.letGo(house.sms.database, Instant.now().plusSeconds(1));

    assertThat(forgotten).isEqualTo(1);
    long kept =
        house.sms.database.read(
            handle ->
                handle
                    .createQuery("select count(*) from poll_answer where caller_key = ''")
                    .mapTo(Long.class)
                    .one());
    assertThat(kept).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 360})
  void aManagerAsksAndSeesTheAnswersComeIn(int width) throws Exception {
    house.sms.database.write(
        handle -> handle.execute("update campaign set started_at = null, state = 'draft'"));
    try (Chromium chromium = new Chromium()) {
      Page page = chromium.page(width, 800, ColorScheme.LIGHT);
      page.navigate(site.address() + "/campaigns/1/poll");
      page.getByLabel("Login").fill("manija");
      page.getByLabel("Password").fill(TestSite.PASSWORD);
      page.keyboard().press("Enter");
      assertThat(page.locator("h1")).hasText("Poll");
      page.locator("#q-tg").fill("Кор ёфтед?");
      page.locator("#q-ru").fill("Вы нашли работу?");
      page.locator("#o1-tg").fill("Ҳа");
      page.locator("#o1-ru").fill("Да");
      page.locator("#o2-tg").fill("Не");
      page.getByText("Keep the question").click();
      assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
          .containsText("option 2 ru");
      page.locator("#o2-ru").fill("Нет");
      page.getByText("Keep the question").click();
      assertThat(page.locator("blockquote").first()).hasText("Кор ёфтед? 1 Ҳа, 2 Не");
      Screen.shoot(page, "poll-form-" + width);
      assertThat(Screen.widerThanScreen(page)).isZero();

      question();
      sent();
      page.reload();
      assertThat(page.locator("[data-poll=answered]")).containsText("0 people answered");
      for (int i = 0; i < 30; i++) {
        writes(ReachHouse.number(i), i % 3 == 0 ? "2" : "1");
      }

      assertThat(page.locator("[data-poll=answered]")).containsText("30 people answered");
      assertThat(page.locator("[data-poll=answered]")).containsText("75 of 100");
      assertThat(page.locator("tr[data-column='1']")).containsText("20");
      assertThat(page.locator("table[data-by=region]")).containsText("Khatlon");
      page.evaluate(Files.readString(AXE));
      assertThat((List<?>) page.evaluate(RUN_AXE)).isEmpty();
      for (String language : List.of("tg", "ru", "en")) {
        Screen.language(page, language);
        Screen.shoot(page, "poll-" + language + "-" + width);
        assertThat(Screen.widerThanScreen(page)).isZero();
      }
    }
  }
}
