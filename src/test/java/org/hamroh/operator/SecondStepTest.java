package org.hamroh.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamroh.store.Database;
import org.hamroh.web.Guard;
import org.hamroh.web.Limits;
import org.hamroh.web.LiveHub;
import org.hamroh.web.Reply;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.web.Rules;
import org.hamroh.web.SecondFactor;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.TestClock;
import org.hamroh.web.Texts;
import org.hamroh.web.WebConfig;
import org.hamroh.web.WebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Logging in with a code, whole: pages, tables, and the account page afterwards.
final class SecondStepTest {

  private static final String PASSWORD = "four words of mine";
  private static final Pattern CODE = Pattern.compile("<code>([a-z0-9-]{19})</code>");
  private static final Pattern OTHER = Pattern.compile("/account/sessions/([\\w-]+)/end");

  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private final LiveHub live = new LiveHub();
  private final Passwords passwords = new Passwords();
  private Database database;
  private Users users;
  private SecondFactors codes;
  private WebServer server;

  @BeforeEach
  void start() {
    database = Database.open(folder.resolve("login.db"));
    users = new Users(database, passwords, clock);
    users.add("zarina", "Zarina", Set.of(Role.OPERATOR), "en", Optional.empty(), PASSWORD);
    users.add("rustam", "Rustam", Set.of(Role.ADMIN), "en", Optional.empty(), PASSWORD);
    codes =
        new SecondFactors(
            LoginConfig.STANDARD, "Hamroh", database, new LoginKey("of this site"), clock);
    serve();
  }

  private void serve() {
    Routes home = mount -> mount.get("/", Set.of(Role.OPERATOR), request -> Reply.json("hello"));
    server =
        new WebServer(
            new WebConfig("127.0.0.1", 0),
            "Hamroh",
            new UserAccounts(users, new Tokens(database, clock), passwords),
            new Guard(codes, Rules.asMade()),
            database,
            Texts.load(ZoneId.of("Asia/Dushanbe"), List.of("console", "login")),
            live,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            clock,
            List.of(),
            List.of(home),
            Limits.STANDARD);
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
    database.close();
    passwords.close();
  }

  private TestBrowser browser() {
    return new TestBrowser("http://127.0.0.1:" + server.port());
  }

  private HttpResponse<String> password(TestBrowser browser, String login) {
    browser.get("/login");
    return browser.form("/login", Map.of("login", login, "password", PASSWORD));
  }

  private HttpResponse<String> code(TestBrowser browser, String code) {
    return browser.form("/login/code", Map.of("code", code));
  }

  private String app(SecondFactor.Setup setup) {
    return CodesTest.app(setup, clock.instant());
  }

  /// Somebody whose app was told.
  private TestBrowser enteredAs(String login) {
    TestBrowser browser = browser();
    password(browser, login);
    browser.get("/login/code");
    SecondFactor.Setup setup = codes.begin(login);
    assertThat(code(browser, app(setup)).statusCode()).isEqualTo(200);
    return browser;
  }

  @Test
  void firstLoginShowsThePictureAndThenTheRecoveryCodesOnce() {
    TestBrowser browser = browser();

    HttpResponse<String> half = password(browser, "zarina");
    HttpResponse<String> picture = browser.get("/login/code");

    assertThat(half.headers().firstValue("location")).contains("/login/code");
    assertThat(browser.get("/").statusCode()).as("not in yet").isEqualTo(303);
    SecondFactor.Setup setup = codes.begin("zarina");
    assertThat(picture.body()).contains("<svg", setup.path(), setup.secret());
    assertThat(picture.body()).doesNotContain("<script>", "style=", "onclick");

    assertThat(code(browser, "123456").statusCode()).isEqualTo(401);
    HttpResponse<String> paper = code(browser, app(setup));

    assertThat(CODE.matcher(paper.body()).results().count()).isEqualTo(10);
    assertThat(browser.get("/").body()).isEqualTo("\"hello\"");
    assertThat(code(browser, app(setup)).headers().firstValue("location"))
        .hasValueSatisfying(to -> assertThat(to).startsWith("/login"));
  }

  @Test
  void laterLoginsAskForACodeAndPaperHelpsOnce() {
    TestBrowser first = browser();
    password(first, "zarina");
    first.get("/login/code");
    Matcher paper = CODE.matcher(code(first, app(codes.begin("zarina"))).body());
    assertThat(paper.find()).isTrue();

    TestBrowser later = browser();
    password(later, "zarina");
    assertThat(later.get("/login/code").body()).doesNotContain("<svg");
    assertThat(code(later, paper.group(1)).statusCode()).isEqualTo(303);
    assertThat(later.get("/").statusCode()).isEqualTo(200);

    TestBrowser again = browser();
    password(again, "zarina");
    again.get("/login/code");
    assertThat(code(again, paper.group(1)).statusCode()).isEqualTo(401);
  }

  @Test
  void guessedCodesMakeTheGuesserWaitAndNotTheOwner() {
    TestBrowser owner = enteredAs("zarina");
    TestBrowser enemy = browser();
    password(enemy, "zarina");
    enemy.get("/login/code");

    int last = 0;
    for (int i = 0; i < 7; i++) {
      last = code(enemy, "00000" + i).statusCode();
    }
    owner.cookies.remove("hamroh-session");
    password(owner, "zarina");
    owner.get("/login/code");

    assertThat(last).isEqualTo(429);
    assertThat(code(owner, codes.renewCodes("zarina").getFirst()).statusCode()).isEqualTo(303);
  }

  @Test
  void passwordsGuessedBehindTheSameAddressDoNotKeepTheOwnerOut() {
    TestBrowser owner = enteredAs("zarina");
    TestBrowser enemy = browser();
    enemy.get("/login");
    int last = 0;
    for (int i = 0; i < 40; i++) {
      last =
          enemy
              .form("/login", Map.of("login", "zarina", "password", "guess number " + i))
              .statusCode();
    }
    owner.cookies.remove("hamroh-session");

    assertThat(last).isEqualTo(429);
    assertThat(password(owner, "zarina").headers().firstValue("location")).contains("/login/code");
  }

  @Test
  void sessionsOutliveTheServer() {
    TestBrowser browser = enteredAs("zarina");

    server.close();
    serve();
    TestBrowser same = browser();
    same.cookies.putAll(browser.cookies);

    assertThat(same.get("/").body()).isEqualTo("\"hello\"");
  }

  @Test
  void aStrangersSessionIsSeenAndEndedAtOnceWithItsLiveStream() {
    TestBrowser here = enteredAs("zarina");
    TestBrowser stranger = browser();
    stranger.headers.put("User-Agent", "Strange/1.0");
    password(stranger, "zarina");
    stranger.get("/login/code");
    code(stranger, codes.renewCodes("zarina").getFirst());
    var stream =
        HttpClient.newHttpClient()
            .sendAsync(
                stranger.request("/api/v1/live").GET().build(),
                HttpResponse.BodyHandlers.ofString());
    await().atMost(Duration.ofSeconds(20)).until(() -> live.clients() == 1);

    String page = here.get("/account").body();
    Matcher other = OTHER.matcher(page);
    assertThat(page).contains("Strange/1.0");
    assertThat(other.find()).isTrue();
    assertThat(here.form("/account/sessions/" + other.group(1) + "/end", Map.of()).statusCode())
        .isEqualTo(303);

    await().atMost(Duration.ofSeconds(20)).until(() -> live.clients() == 0);
    assertThat(stranger.get("/").statusCode()).isEqualTo(303);
    assertThat(here.get("/").statusCode()).isEqualTo(200);
    stream.cancel(true);
  }

  @Test
  void nobodyEndsAnothersSessionButAnAdministrator() {
    TestBrowser zarina = enteredAs("zarina");
    TestBrowser rustam = enteredAs("rustam");
    String id =
        database.read(
            handle ->
                handle
                    .createQuery("select id from web_sessions where login = 'zarina'")
                    .mapTo(String.class)
                    .one());

    zarina.get("/account");
    rustam.get("/account");
    assertThat(rustam.form("/account/sessions/" + id + "/end", Map.of()).statusCode())
        .isEqualTo(404);
    assertThat(zarina.get("/").statusCode()).isEqualTo(200);
    assertThat(zarina.form("/account/people/sessions/" + id + "/end", Map.of()).statusCode())
        .isEqualTo(403);
    assertThat(rustam.form("/account/people/sessions/" + id + "/end", Map.of()).statusCode())
        .isEqualTo(303);

    assertThat(zarina.get("/").statusCode()).isEqualTo(303);
  }

  @Test
  void whoLostTheTelephoneSetsANewCodeUp() {
    TestBrowser zarina = enteredAs("zarina");
    TestBrowser rustam = enteredAs("rustam");
    rustam.get("/account/people");

    assertThat(rustam.form("/account/people/zarina/reset", Map.of()).statusCode()).isEqualTo(303);

    assertThat(zarina.get("/").statusCode()).isEqualTo(303);
    password(zarina, "zarina");
    assertThat(zarina.get("/login/code").body()).contains("<svg");
  }

  @Test
  void aNewPasswordEndsEveryOtherSession() {
    TestBrowser here = enteredAs("zarina");
    TestBrowser there = browser();
    password(there, "zarina");
    there.get("/login/code");
    code(there, codes.renewCodes("zarina").getFirst());
    here.get("/account");
    Map<String, String> wrong =
        Map.of("old", "no", "wanted", "five other words here", "again", "five other words here");

    assertThat(here.form("/account/password", wrong).body()).contains("old password is wrong");
    assertThat(there.get("/").statusCode()).isEqualTo(200);
    String changed =
        here.form(
                "/account/password",
                Map.of(
                    "old", PASSWORD,
                    "wanted", "five other words here",
                    "again", "five other words here"))
            .body();

    assertThat(changed).contains("The password is changed");
    assertThat(there.get("/").statusCode()).isEqualTo(303);
    assertThat(here.get("/").statusCode()).isEqualTo(200);
  }
}
