package org.hamroh.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamroh.yaml.ProblemsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What anybody sees who only finds the port.
final class FrontTest {

  @TempDir private Path folder;
  private TestSite site;

  @BeforeEach
  void open() {
    site = new TestSite(folder);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void everyPageCarriesTheSecurityHeaders() {
    site.start();

    for (String path : List.of("/login", "/nothing", "/api/v1/nothing", "/health")) {
      HttpResponse<String> answer = site.browser().get(path);

      assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
          .contains("default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
          .doesNotContain("unsafe");
      assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
      assertThat(answer.headers().firstValue("referrer-policy")).contains("no-referrer");
      assertThat(answer.headers().firstValue("cross-origin-opener-policy")).contains("same-origin");
      assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    }
  }

  @Test
  void pagesHoldNothingInline() {
    site.start();

    String page = site.browser().get("/login").body();

    assertThat(page).doesNotContain("<style", " style=", "<script>", " onclick=", "javascript:");
  }

  @Test
  void assetsMayBeKeptForGood() {
    site.start();
    TestBrowser browser = site.browser();
    Matcher script =
        Pattern.compile("src=\"(/assets/[0-9a-f]{12}/console.js)\"")
            .matcher(browser.get("/login").body());
    assertThat(script.find()).isTrue();

    HttpResponse<String> first = browser.get(script.group(1));
    browser.headers.put("If-None-Match", first.headers().firstValue("etag").orElseThrow());
    HttpResponse<String> again = browser.get(script.group(1));

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("cache-control").orElse("")).contains("immutable");
    assertThat(first.headers().firstValue("content-type").orElse("")).contains("javascript");
    assertThat(again.statusCode()).isEqualTo(304);
  }

  @Test
  void noPathLeadsOutOfTheAssets() throws Exception {
    site.start();

    for (String path :
        List.of(
            "/assets/../web/openapi.yaml",
            "/assets/%2e%2e/%2e%2e/log4j2.xml",
            "/assets/..%2f..%2flog4j2.xml",
            "/assets/..\\..\\log4j2.xml",
            "/assets/0/console.js%00")) {
      assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
          .as(path)
          .containsPattern("^HTTP/1.1 (400|404)")
          .doesNotContain("Configuration status");
    }
  }

  private String raw(String request) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", site.port())) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whoConnectsAndDripsIsClosed() throws Exception {
    site.limits =
        new Limits(
            4,
            Duration.ofSeconds(5),
            1000,
            Duration.ofMillis(300),
            Duration.ofMillis(300),
            Duration.ofMillis(600),
            100);
    site.start();

    assertThat(raw("GET /health HTTP/1.1\r\nX-Slow: ")).isEmpty();
    assertThat(raw("POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nlog"))
        .doesNotContain(" 200 ");
    assertThat(site.browser().get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void aRefusedFormLeavesTheConnectionUsable() throws Exception {
    site.start(mount -> mount.post("/change", java.util.Set.of(Role.ADMIN), r -> Reply.json("")));

    String answers =
        raw(
            "POST /change HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\na=b&c"
                + "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answers).contains("HTTP/1.1 303", "HTTP/1.1 200", "alive");
  }

  @Test
  void nonsenseInTheAddressIsRefusedPolitely() throws Exception {
    site.start();

    for (String path : List.of("/login?to=%zz", "/login?%", "/%zz", "/api/v1/things?a=%ff%")) {
      assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
          .as(path)
          .containsPattern("^HTTP/1.1 4..");
    }
    assertThat(site.browser().get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void connectionsAreCounted() throws Exception {
    site.limits =
        new Limits(
            4,
            Duration.ofSeconds(5),
            1000,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            1);
    site.start();

    try (Socket first = new Socket("127.0.0.1", site.port())) {
      first.getOutputStream().write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
      InputStream in = first.getInputStream();
      assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII)).contains("200");

      assertThat(raw("GET /health HTTP/1.1\r\nHost: x\r\n\r\n")).isEmpty();
    }
  }

  @Test
  void readyNamesWhatIsNotWell() {
    site.checks.add(new ReadyCheck("store", Optional::empty));
    site.checks.add(new ReadyCheck("pbx", () -> Optional.of("no answer since 10:00")));
    site.checks.add(
        new ReadyCheck(
            "smsc",
            () -> {
              throw new IllegalStateException("link lost");
            }));
    site.start();

    HttpResponse<String> ready = site.browser().get("/ready");

    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body())
        .contains("{\"name\":\"store\",\"ready\":true}")
        .contains("\"reason\":\"no answer since 10:00\"", "\"reason\":\"link lost\"");
    assertThat(site.browser().get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void metricsNameRoutesAndAreNotForStrangers() {
    site.start();
    TestBrowser near = site.browser();
    near.get("/login");
    near.get("/login?to=/calls/12345");
    TestBrowser far = site.browser();
    far.headers.put("X-Forwarded-For", "192.0.2.7");

    String metrics = near.get("/metrics").body();

    assertThat(metrics)
        .contains("hamroh_http_requests_seconds_count{method=\"GET\",route=\"/login\"")
        .doesNotContain("12345");
    assertThat(far.get("/metrics").statusCode()).isEqualTo(303);
  }

  @Test
  void takenPortIsToldWithItsRemedy() {
    site.start();

    try (TestSite second = new TestSite(folder.resolve("."))) {
      assertThatThrownBy(() -> second.start(site.port()))
          .isInstanceOf(ProblemsException.class)
          .hasMessageContaining("web port " + site.port())
          .hasMessageContaining("in use")
          .hasMessageContaining("HAMROH_WEB_PORT");
    }
  }
}
