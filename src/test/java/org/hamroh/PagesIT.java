package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamroh.operator.Screen.widerThanScreen;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.hamroh.ami.FakeAmi;
import org.hamroh.bench.BigStore;
import org.hamroh.bench.PageBench;
import org.hamroh.command.BenchPagesCommand;
import org.hamroh.config.Config;
import org.hamroh.config.ConfigReader;
import org.hamroh.config.Secrets;
import org.hamroh.operator.Chromium;
import org.hamroh.operator.Passwords;
import org.hamroh.operator.Users;
import org.hamroh.smpp.SmppConfig;
import org.hamroh.smpp.simulator.SimulatedSmsc;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.store.Database;
import org.hamroh.web.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every page of the product in a real Chromium, with a filled store and 200 people waiting: nobody
/// is kept out of it, nothing sticks out of a telephone, and it is light and quick.
final class PagesIT {

  private static final String PASSWORD = "four words of mine";
  private static final int WAITING = 200;
  private static final Path SCREENS = Path.of("target/screens/pages");
  private static final Path AXE = Path.of("src/main/web/node_modules/axe-core/axe.min.js");

  /// Serious findings of these rules: WCAG 2.2, levels A and AA.
  private static final String RUN_AXE =
      """
      () => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})
        .then(found => found.violations
          .filter(one => one.impact === 'serious' || one.impact === 'critical')
          .flatMap(one => one.nodes.map(node =>
            one.id + ': ' + node.target.join(' ') + ': ' + node.failureSummary)))
      """;

  private static final List<String> LANGUAGES = List.of("tg", "ru", "en");

  @TempDir private static Path folder;
  private static String axe;
  private static FakeAmi pbx;
  private static SimulatedSmsc smsc;
  private static Hotline hotline;
  private static Chromium chromium;
  private static String address;

  @BeforeAll
  static void start() throws IOException {
    pbx = new FakeAmi();
    Map<String, String> ports = TestHotline.freePorts();
    ports.put("HAMROH_AMI_PORT", Integer.toString(pbx.config().port()));
    TestHotline.copyVoices(folder);
    Secrets secrets = Secrets.open(folder);
    Path file = folder.resolve("hamroh.yaml");
    Files.writeString(
        file,
        Files.readString(Path.of("deploy/hamroh.yaml"))
                .replace("\"${HAMROH_AMI_SECRET}\"", "\"" + pbx.config().secret().value() + "\"")
            + "login: {totp: optional}\n");
    Config config = new ConfigReader(secrets, ports).read(file);
    BigStore.fill(config.store().file(folder), 500, 5_000, Instant.now());
    try (Database database = Database.open(config.store().file(folder));
        Passwords passwords = new Passwords(64)) {
      Users users = new Users(database, passwords, Clock.systemUTC());
      users.add("careful", "Careful", Set.of(Role.OPERATOR), "tg", Optional.empty(), PASSWORD);
      database.write(
          handle ->
              handle.execute(
                  "insert into second_factors (login, secret, begun_at, last_step, proven_at)"
                      + " values ('careful', 'sealed elsewhere', 0, 0, 1)"));
      for (String language : LANGUAGES) {
        users.add(
            "staff-" + language,
            "Зарина Саидова",
            Set.of(Role.OPERATOR, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN),
            language,
            Optional.of("op" + (1 + LANGUAGES.indexOf(language))),
            PASSWORD);
      }
    }
    pbx.stands(talking(), waiting());
    axe = Files.readString(AXE);
    SmppConfig carrier = config.sms().routes().getFirst().smpp();
    smsc =
        SimulatedSmsc.start(
            carrier.port(),
            carrier.systemId(),
            carrier.password(),
            SmscBehaviour.polite(),
            1,
            submit -> {});
    hotline = Hotline.start(config, Path.of("."), folder, secrets);
    address = "http://127.0.0.1:" + config.web().port();
    chromium = new Chromium();
    Files.createDirectories(SCREENS);
  }

  @AfterAll
  static void stop() {
    chromium.close();
    hotline.close();
    smsc.close();
    pbx.close();
  }

  /// As `CoreShowChannels` tells it: each of the three speaks with one of the newest callers.
  private static String talking() {
    StringBuilder told = new StringBuilder();
    List<String> calls = calls(3);
    for (int op = 1; op <= 3; op++) {
      String call = calls.get(op - 1);
      told.append(leg("PJSIP/demo-000000f" + op, call, call, "Queue", "queue-wages,c", op));
      told.append(
          leg("PJSIP/op" + op + "-000000f" + op, call + op, call, "AppQueue", "(Outgoing)", op));
    }
    return told.toString();
  }

  private static String leg(
      String channel, String unique, String linked, String application, String data, int bridge) {
    return """
        Event: CoreShowChannel
        Channel: %s
        ChannelState: 6
        Language: tg
        Uniqueid: %s
        Linkedid: %s
        Application: %s
        ApplicationData: %s
        Duration: 00:01:40
        BridgeId: bridge-%d

        """
        .formatted(channel, unique, linked, application, data, bridge);
  }

  /// As `QueueStatus` tells it.
  private static String waiting() {
    StringBuilder told = new StringBuilder();
    for (int op = 1; op <= 3; op++) {
      told.append(
          """
          Event: QueueMember
          Queue: queue-general
          Name: op%d
          Location: PJSIP/op%d
          StateInterface: PJSIP/op%d
          Membership: static
          Penalty: 0
          CallsTaken: 0
          LastCall: 0
          LastPause: 0
          LoginTime: 0
          InCall: 1
          Status: 2
          Paused: 0
          PausedReason:
          Wrapuptime: 0

          """
              .formatted(op, op, op));
    }
    List<String> queues =
        List.of("queue-danger", "queue-high", "queue-wages", "queue-documents", "queue-general");
    for (int nth = 0; nth < WAITING; nth++) {
      told.append(
          """
          Event: QueueEntry
          Queue: %s
          Position: %d
          Channel: PJSIP/demo-%08x
          Uniqueid: hamroh-1795310733.%d
          CallerIDNum: +992900000001
          CallerIDName: <unknown>
          ConnectedLineNum: unknown
          ConnectedLineName: <unknown>
          Wait: %d
          Priority: 0

          """
              .formatted(
                  queues.get(nth < 3 ? 0 : nth % queues.size()),
                  nth / queues.size() + 1,
                  nth,
                  nth,
                  1 + nth * 7));
    }
    return told.toString();
  }

  private static Page open(int width, String login) {
    Page page = chromium.page(width, 800, ColorScheme.LIGHT);
    page.navigate(address);
    logIn(page, login);
    page.locator("#waiting").waitFor();
    return page;
  }

  private static void logIn(Page page, String login) {
    page.locator("[name=login]").fill(login);
    page.locator("[name=password]").fill(PASSWORD);
    page.keyboard().press("Enter");
  }

  /// Until nothing is fetched any more.
  private static void quiet(Page page) {
    await().atMost(Duration.ofSeconds(20)).until(() -> page.locator(".htmx-request").count() == 0);
  }

  /// Pages of the menu, and one of each kind that is reached from them by a click.
  private static List<String> pages(Page page) {
    List<String> pages = new ArrayList<>();
    for (var link : page.locator(".top nav a").all()) {
      pages.add(link.getAttribute("href"));
    }
    String call = calls(4).getLast();
    pages.addAll(
        List.of(
            "/calls/" + call,
            "/records/" + call,
            "/records/new",
            "/callers/" + callerOf(call),
            "/voicemail/big-0",
            "/campaigns/new",
            "/listings/new",
            "/recording/sheet",
            "/account",
            "/account/code",
            "/account/people",
            "/nothing"));
    return pages.stream().distinct().toList();
  }

  private static String someCall() {
    return calls(1).getFirst();
  }

  /// The newest first.
  private static List<String> calls(int count) {
    try (Database database = Database.open(folder.resolve("hamroh.db"))) {
      return database.read(
          handle ->
              handle
                  .createQuery("select call_id from call_record order by started_at desc limit ?")
                  .bind(0, count)
                  .mapTo(String.class)
                  .list());
    }
  }

  private static String callerOf(String call) {
    try (Database database = Database.open(folder.resolve("hamroh.db"))) {
      return database.read(
          handle ->
              handle
                  .createQuery("select caller from call_record where call_id = ?")
                  .bind(0, call)
                  .mapTo(String.class)
                  .one());
    }
  }

  @Test
  void everyPageIsOpenToEverybodyInEveryLanguageAndWidth() throws IOException {
    List<String> findings = new ArrayList<>();
    int looked = 0;
    for (String language : LANGUAGES) {
      Page page = open(1280, "staff-" + language);
      List<String> pages = new ArrayList<>(pages(page));
      pages.add("/talk/" + calls(3).get(LANGUAGES.indexOf(language)));
      for (String path : pages) {
        page.setViewportSize(1280, 800);
        page.navigate(address + path);
        looked += lookAtBothWidths(page, language, path, findings);
      }
      page.context().close();
    }

    assertThat(findings).isEmpty();
    assertThat(looked).isGreaterThan(150);
  }

  @Test
  void loginAndItsSecondStepAreOpenToEverybodyInEveryLanguageAndWidth() throws IOException {
    List<String> findings = new ArrayList<>();
    for (String language : LANGUAGES) {
      Page page = chromium.page(1280, 800, ColorScheme.LIGHT);
      page.navigate(address + "/login");
      page.locator(".languages button[value=" + language + "]").click();
      page.locator("html[lang=" + language + "]").waitFor();
      lookAtBothWidths(page, language, "/login", findings);
      logIn(page, "careful");
      page.locator("[name=code]").waitFor();
      lookAtBothWidths(page, language, "/login/code", findings);
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
      page.context().close();
    }

    assertThat(findings).isEmpty();
  }

  /// The page that stands there, wide and as on a telephone.
  private static int lookAtBothWidths(
      Page page, String language, String path, List<String> findings) throws IOException {
    page.waitForLoadState(LoadState.LOAD);
    quiet(page);
    if (path.equals("/scripts")) {
      // It draws itself once its files are there.
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> page.locator("main").innerText().length() > 400);
    }
    page.evaluate(axe);
    for (int width : List.of(1280, 360)) {
      page.setViewportSize(width, 800);
      String where = language + " " + width + " " + path;
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(SCREENS.resolve(language + "-" + width + path.replace('/', '-') + ".png"))
              .setFullPage(true));
      @SuppressWarnings("unchecked")
      List<String> found = (List<String>) page.evaluate(RUN_AXE);
      found.forEach(one -> findings.add(where + " " + one));
      if (widerThanScreen(page) > 0) {
        findings.add(where + " sticks out by " + widerThanScreen(page) + " px");
      }
    }
    return 2;
  }

  @Test
  void whileTheyTalkTheButtonsAndTheFirstFieldsOfTheRecordAreInSight() {
    Page page = open(1280, "staff-tg");
    page.setViewportSize(1280, 900);
    page.locator("#call-card.talking").waitFor();
    page.locator("#talk-panel .talk-bar button").first().waitFor();
    page.locator("#record-reason").waitFor();
    quiet(page);
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve("talking-wide.png")));

    for (String part :
        List.of(
            "#talk-panel .talk-bar button",
            "#talk-panel summary",
            ".types .button",
            "#record-reason")) {
      assertThat(isInSight(page, part)).as(part).isTrue();
    }

    page.setViewportSize(360, 640);
    page.locator("#record-next").scrollIntoViewIfNeeded();
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve("talking-360.png")));
    assertThat(isInSight(page, "#talk-panel .talk-bar button")).isTrue();
    assertThat(widerThanScreen(page)).isZero();
    page.locator("#record-next").focus();
    assertThat(isInSight(page, "#record-next")).isTrue();
    page.locator(".talk-more").click();
    assertThat(isInSight(page, "#talk-title")).isTrue();
    page.context().close();
  }

  /// Whether the first of these is wholly in the window, and nothing lies above it.
  private static boolean isInSight(Page page, String selector) {
    return (boolean)
        page.evaluate(
            """
            (selector) => {
              const one = document.querySelector(selector);
              const box = one.getBoundingClientRect();
              const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
              return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight
                && (one === top || one.contains(top));
            }
            """,
            selector);
  }

  @Test
  void twoHundredWaitingAreCountedDangerFirstAndShownOnRequest() {
    Page page = open(360, "staff-en");

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> page.locator("#waiting").innerText().contains("200"));
    List<String> first =
        page.locator("section[aria-labelledby=waiting] .row strong").allInnerTexts();
    page.locator("section[aria-labelledby=waiting] button").click();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> page.locator("section[aria-labelledby=waiting] .row").count() == WAITING);

    assertThat(first).hasSize(12);
    assertThat(first.getFirst()).isEqualTo("Danger");
    page.context().close();
  }

  @Test
  void everyPageIsLightOverTheWire() {
    Map<String, Long> heavy = new LinkedHashMap<>();
    Page front = open(1280, "staff-ru");
    List<String> pages = pages(front);
    for (String path : pages) {
      Page page = front.context().newPage();
      CDPSession wire = page.context().newCDPSession(page);
      AtomicLong bytes = new AtomicLong();
      wire.send("Network.enable");
      com.google.gson.JsonObject noCache = new com.google.gson.JsonObject();
      noCache.addProperty("cacheDisabled", true);
      wire.send("Network.setCacheDisabled", noCache);
      wire.on(
          "Network.loadingFinished",
          told -> bytes.addAndGet(told.get("encodedDataLength").getAsLong()));
      page.navigate(address + path);
      quiet(page);
      System.out.println("weight " + path + " " + bytes.get());
      if (bytes.get() == 0 || bytes.get() > PageBench.MOST_BYTES) {
        heavy.put(path, bytes.get());
      }
      page.close();
    }
    front.context().close();

    assertThat(heavy).isEmpty();
  }

  @Test
  void pagesAreQuickOnTheServer() throws Exception {
    PageBench bench = new PageBench(address);
    bench.login("staff-tg", PASSWORD);
    List<PageBench.Figure> bad = new ArrayList<>();
    for (String path : BenchPagesCommand.PAGES) {
      PageBench.Figure figure = bench.measure(path.replace("{call}", someCall()), 5);
      System.out.println("page " + figure);
      if (!figure.isGood()) {
        bad.add(figure);
      }
    }

    assertThat(bad).isEmpty();
  }
}
