package org.hamroh.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoginTest {

  private static final Map<String, String> RIGHT =
      Map.of("login", "zarina", "password", TestSite.PASSWORD);
  private static final Map<String, String> WRONG =
      Map.of("login", "zarina", "password", "not that one");

  @TempDir private Path folder;
  private TestSite site;

  @BeforeEach
  void start() {
    Routes home =
        mount -> {
          mount.get(
              "/",
              Set.of(Role.OPERATOR),
              request -> Reply.json("hello " + request.principal().name()));
          mount.post("/change", Set.of(Role.OPERATOR), request -> Reply.json("changed"));
        };
    site = new TestSite(folder);
    site.behindProxy = true;
    site.start(home);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void whoIsNotLoggedInIsSentToTheLoginPage() {
    HttpResponse<String> answer = site.browser().get("/");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("location")).contains("/login");
  }

  @Test
  void rightPasswordOpensTheConsole() {
    TestBrowser browser = site.browser();
    browser.get("/login");

    HttpResponse<String> answer = browser.form("/login", RIGHT);

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("location")).contains("/");
    assertThat(browser.get("/").body()).isEqualTo("\"hello zarina\"");
  }

  @Test
  void wrongPasswordAndUnknownLoginGetTheSameAnswer() {
    TestBrowser browser = site.browser();
    browser.get("/login");

    HttpResponse<String> wrong = browser.form("/login", WRONG);
    HttpResponse<String> unknown =
        browser.form("/login", Map.of("login", "nobody", "password", TestSite.PASSWORD));

    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(unknown.body().replace("nobody", "zarina")).isEqualTo(wrong.body());
  }

  @Test
  void afterFiveWrongTriesTheNextHasToWait() {
    TestBrowser browser = site.browser();
    browser.get("/login");
    for (int i = 0; i < 5; i++) {
      assertThat(browser.form("/login", WRONG).statusCode()).isEqualTo(401);
    }

    HttpResponse<String> tooSoon = browser.form("/login", RIGHT);
    site.clock.pass(Duration.ofSeconds(2));
    HttpResponse<String> inTime = browser.form("/login", RIGHT);

    assertThat(tooSoon.statusCode()).isEqualTo(429);
    assertThat(tooSoon.headers().firstValue("retry-after")).contains("2");
    assertThat(inTime.statusCode()).isEqualTo(303);
  }

  @Test
  void aWholeOfficeMayLogInFromOneAddress() {
    for (int i = 0; i < 25; i++) {
      TestBrowser browser = site.browser();
      browser.get("/login");

      assertThat(browser.form("/login", RIGHT).statusCode()).isEqualTo(303);
    }
  }

  @Test
  void guessingFromElsewhereLocksNobodyOut() {
    TestBrowser enemy = site.browser();
    enemy.headers.put("X-Forwarded-For", "192.0.2.66");
    enemy.get("/login");
    for (int i = 0; i < 8; i++) {
      enemy.form("/login", WRONG);
    }
    TestBrowser zarina = site.browser();
    zarina.get("/login");

    assertThat(enemy.form("/login", RIGHT).statusCode()).isEqualTo(429);
    assertThat(zarina.form("/login", RIGHT).statusCode()).isEqualTo(303);
  }

  @Test
  void sessionIsNewAtEachLoginAndDeadAfterLogout() {
    TestBrowser browser = site.browserOf("zarina");
    String first = browser.cookies.get("hamroh-session");
    browser.cookies.remove("hamroh-session");
    browser.get("/login");
    browser.cookies.put("hamroh-session", first);
    browser.form("/login", RIGHT);
    String second = browser.cookies.get("hamroh-session");

    assertThat(second).isNotEqualTo(first).hasSizeGreaterThanOrEqualTo(22);
    assertThat(statusWith(first)).isEqualTo(303);
    assertThat(statusWith(second)).isEqualTo(200);

    browser.form("/logout", Map.of("csrf", Sessions.csrf(second)));

    assertThat(browser.cookies).doesNotContainKey("hamroh-session");
    assertThat(statusWith(second)).isEqualTo(303);
  }

  private int statusWith(String session) {
    TestBrowser other = site.browser();
    other.cookies.put("hamroh-session", session);
    return other.get("/").statusCode();
  }

  @Test
  void sessionEndsWithoutUseAndAfterAShift() {
    TestBrowser idle = site.browserOf("zarina");
    TestBrowser busy = site.browserOf("zarina");

    int stillIn = 0;
    for (int quarter = 0; quarter < 43; quarter++) {
      site.clock.pass(Duration.ofMinutes(14));
      stillIn += busy.get("/").statusCode() == 200 ? 1 : 0;
    }

    assertThat(stillIn).as("14-minute steps within ten hours").isEqualTo(42);
    assertThat(idle.get("/").statusCode()).isEqualTo(303);
  }

  @Test
  void sessionsDieWithTheAccount() {
    TestBrowser browser = site.browserOf("zarina");
    assertThat(browser.get("/").statusCode()).isEqualTo(200);

    site.people.remove("zarina");

    assertThat(browser.get("/").statusCode()).isEqualTo(303);
  }

  @Test
  void theTableKeepsNoSessionToken() {
    TestBrowser browser = site.browserOf("zarina");

    List<String> kept =
        site.database.read(
            handle ->
                handle
                    .createQuery("select token_hash || login from web_sessions")
                    .mapTo(String.class)
                    .list());

    assertThat(kept).hasSize(1);
    assertThat(kept.getFirst()).doesNotContain(browser.cookies.get("hamroh-session"));
  }

  @Test
  void cookieIsForOurPagesOnly() {
    TestBrowser browser = site.browser();
    browser.get("/login");

    HttpResponse<String> answer = browser.form("/login", RIGHT);

    assertThat(answer.headers().allValues("set-cookie"))
        .hasSize(2)
        .filteredOn(cookie -> cookie.contains("hamroh-session"))
        .singleElement()
        .asString()
        .startsWith("hamroh-session=")
        .contains("; Path=/", "; HttpOnly", "; SameSite=Strict")
        .doesNotContain("Secure");
  }

  @Test
  void behindTlsTheCookieIsBoundToTheHost() {
    TestBrowser browser = site.browser();
    browser.headers.put("X-Forwarded-Proto", "https");
    browser.get("/login");

    HttpResponse<String> answer = browser.form("/login", RIGHT);

    assertThat(answer.headers().allValues("set-cookie"))
        .hasSize(2)
        .filteredOn(cookie -> cookie.contains("hamroh-session"))
        .singleElement()
        .asString()
        .startsWith("__Host-hamroh-session=")
        .contains("; Secure");
    assertThat(answer.headers().firstValue("strict-transport-security")).isPresent();
  }

  @Test
  void formWithoutItsTokenChangesNothing() {
    TestBrowser browser = site.browserOf("zarina");

    HttpResponse<String> without = browser.form("/change", Map.of("csrf", ""));
    HttpResponse<String> foreign = browser.form("/change", Map.of("csrf", "0".repeat(32)));
    String right = Sessions.csrf(browser.cookies.get("hamroh-session"));
    HttpResponse<String> ours = browser.form("/change", Map.of("csrf", right));

    assertThat(without.statusCode()).isEqualTo(403);
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(ours.statusCode()).isEqualTo(200);
  }

  @Test
  void formFromAnotherSiteIsRefused() {
    TestBrowser browser = site.browserOf("zarina");
    String right = Sessions.csrf(browser.cookies.get("hamroh-session"));
    browser.headers.put("Origin", "https://elsewhere.example");

    assertThat(browser.form("/change", Map.of("csrf", right)).statusCode()).isEqualTo(403);

    browser.headers.put("Origin", "http://127.0.0.1:" + site.port());
    assertThat(browser.form("/change", Map.of("csrf", right)).statusCode()).isEqualTo(200);
  }

  @Test
  void loginLeadsOnlyToOurOwnPages() {
    for (String away :
        List.of("//elsewhere.example", "/\\elsewhere.example", "https://x.example")) {
      TestBrowser browser = site.browser();
      browser.get("/login");

      HttpResponse<String> answer =
          browser.form(
              "/login", Map.of("login", "zarina", "password", TestSite.PASSWORD, "to", away));

      assertThat(answer.headers().firstValue("location")).contains("/");
    }
  }

  @Test
  void languageIsRememberedForThePerson() {
    TestBrowser browser = site.browserOf("zarina");
    String right = Sessions.csrf(browser.cookies.get("hamroh-session"));

    browser.form("/language", Map.of("csrf", right, "language", "tg", "back", "/"));

    assertThat(site.people.get("zarina").language()).isEqualTo("tg");
    assertThat(site.browser().get("/login").body()).contains("lang=\"tg\"");
    browser.form("/language", Map.of("csrf", right, "language", "ru", "back", "/"));
    browser.form("/logout", Map.of("csrf", right));
    assertThat(browser.get("/login").body()).contains("<html lang=\"ru\"");
  }
}
