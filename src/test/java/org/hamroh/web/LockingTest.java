package org.hamroh.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// After the panic key the server answers nothing to that session until its person is back.
final class LockingTest {

  private static final Set<Role> ALL = Set.of(Role.OPERATOR, Role.SUPERVISOR);

  @TempDir private Path folder;
  private TestSite site;
  private TestBrowser zarina;

  @BeforeEach
  void start() {
    site = new TestSite(folder);
    site.start(
        mount -> {
          mount.get("/secret", ALL, request -> Reply.json("hers"));
          mount.get("/api/v1/secret", ALL, request -> Reply.json("hers"));
          mount.post("/secret", ALL, request -> Reply.json("kept"));
          mount.post("/api/v1/secret", ALL, request -> Reply.json("kept"));
        });
    zarina = opened("zarina");
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private TestBrowser opened(String login) {
    TestBrowser browser = site.browserOf(login);
    browser.get("/account");
    return browser;
  }

  private static HttpResponse<String> script(TestBrowser browser, String path, String password) {
    browser.headers.put("Accept", "application/json");
    HttpResponse<String> answer = browser.form(path, Map.of("password", password));
    browser.headers.remove("Accept");
    return answer;
  }

  @Test
  void noPageNoApiNoFormAndNoLiveStreamIsAnswered() {
    assertThat(zarina.get("/secret").body()).contains("hers");

    assertThat(zarina.form("/lock", Map.of()).statusCode()).isEqualTo(204);

    HttpResponse<String> page = zarina.get("/secret");
    assertThat(page.statusCode()).isEqualTo(303);
    assertThat(page.headers().firstValue("location")).contains("/locked?to=%2Fsecret");
    assertThat(zarina.get("/api/v1/secret").statusCode()).isEqualTo(423);
    assertThat(zarina.get("/api/v1/live").statusCode()).isEqualTo(423);
    assertThat(zarina.get("/account").statusCode()).isEqualTo(303);
    assertThat(zarina.form("/secret", Map.of()).statusCode()).isEqualTo(303);
    zarina.headers.put("X-CSRF-Token", zarina.token);
    assertThat(zarina.json("/api/v1/secret", "{}").statusCode()).isEqualTo(423);
    zarina.headers.put("HX-Request", "true");
    assertThat(zarina.get("/secret").headers().firstValue("hx-redirect"))
        .contains("/locked?to=%2F");
  }

  @Test
  void aStreamThatIsOpenIsCutAtOnce() throws Exception {
    HttpResponse<InputStream> live =
        HttpClient.newHttpClient()
            .send(
                zarina
                    .request("/api/v1/live")
                    .timeout(java.time.Duration.ofSeconds(20))
                    .GET()
                    .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    assertThat(live.statusCode()).isEqualTo(200);
    CompletableFuture<Boolean> cut = CompletableFuture.supplyAsync(() -> endOf(live.body()));

    zarina.form("/lock", Map.of());

    assertThat(cut.get(20, TimeUnit.SECONDS)).isTrue();
  }

  private static boolean endOf(InputStream stream) {
    try (stream) {
      while (stream.read() >= 0) {
        // heartbeats
      }
      return true;
    } catch (IOException e) {
      return true; // reset
    }
  }

  @Test
  void thePageOfTheLockSaysNothingOfWhoseItIs() {
    zarina.form("/lock", Map.of());

    String page = zarina.get("/locked?to=/secret").body();

    assertThat(page).contains("name=\"password\"", "<title>–</title>");
    assertThat(page).doesNotContain("Hamroh").doesNotContain("zarina");
  }

  @Test
  void thePasswordOpensItAndAWrongOneDoesNot() {
    zarina.form("/lock", Map.of());

    HttpResponse<String> wrong =
        zarina.form("/unlock", Map.of("password", "guess", "to", "/secret"));
    HttpResponse<String> right =
        zarina.form("/unlock", Map.of("password", TestSite.PASSWORD, "to", "/secret"));

    assertThat(wrong.statusCode()).isEqualTo(403);
    assertThat(wrong.body()).contains("Гузарвожа нодуруст аст").doesNotContain("zarina");
    assertThat(right.headers().firstValue("location")).contains("/secret");
    assertThat(zarina.get("/secret").body()).contains("hers");
  }

  @Test
  void aScriptIsAnsweredWithoutAPage() {
    script(zarina, "/lock", "");

    assertThat(script(zarina, "/unlock", "guess").statusCode()).isEqualTo(403);
    assertThat(script(zarina, "/unlock", TestSite.PASSWORD).statusCode()).isEqualTo(204);
    assertThat(zarina.get("/secret").statusCode()).isEqualTo(200);
  }

  @Test
  void whoGuessesWaits() {
    zarina.form("/lock", Map.of());
    for (int i = 0; i < 6; i++) {
      script(zarina, "/unlock", "guess " + i);
    }

    assertThat(script(zarina, "/unlock", TestSite.PASSWORD).statusCode()).isEqualTo(429);
    assertThat(zarina.get("/secret").statusCode()).isEqualTo(303);
  }

  @Test
  void anotherTabOfTheSameSessionIsLockedAndAnotherComputerIsNot() {
    TestBrowser tab = site.browser();
    tab.cookies.putAll(zarina.cookies);
    TestBrowser elsewhere = opened("zarina");

    zarina.form("/lock", Map.of());

    assertThat(tab.get("/secret").statusCode()).isEqualTo(303);
    assertThat(elsewhere.get("/secret").statusCode()).isEqualTo(200);
  }

  @Test
  void onlyAPageOfOursLocksAndLockingTwiceIsOnce() {
    assertThat(zarina.form("/lock", Map.of("csrf", "another")).statusCode()).isEqualTo(403);
    assertThat(zarina.get("/secret").statusCode()).isEqualTo(200);

    zarina.form("/lock", Map.of());
    assertThat(zarina.form("/lock", Map.of()).statusCode()).isEqualTo(204);

    script(zarina, "/unlock", TestSite.PASSWORD);
    assertThat(zarina.get("/secret").statusCode()).isEqualTo(200);
  }

  @Test
  void whoCannotUnlockMayLogOut() {
    zarina.form("/lock", Map.of());
    zarina.get("/locked");

    zarina.form("/logout", Map.of());

    assertThat(zarina.get("/secret").headers().firstValue("location"))
        .contains("/login?to=%2Fsecret");
  }

  @Test
  void whoIsNotLockedIsSentOnAndWhoIsNobodyToTheLogin() {
    assertThat(zarina.get("/locked?to=/secret").headers().firstValue("location"))
        .contains("/secret");
    assertThat(site.browser().get("/locked?to=/secret").headers().firstValue("location"))
        .contains("/login?to=%2Fsecret");
  }
}
