package org.hamroh.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LiveHubTest {

  @TempDir private Path folder;
  private TestSite site;
  private final List<Socket> sockets = new ArrayList<>();

  @BeforeEach
  void start() {
    site = new TestSite(folder).start();
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    site.close();
  }

  private Socket connect(String headers) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout(5000);
    socket.connect(new InetSocketAddress("127.0.0.1", site.port()));
    sockets.add(socket);
    socket
        .getOutputStream()
        .write(
            ("GET /api/v1/live HTTP/1.1\r\nHost: x\r\n"
                    + "Authorization: Bearer secret-of-admin\r\n"
                    + headers
                    + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static String readUntil(BufferedReader in, Predicate<String> enough) throws IOException {
    StringBuilder all = new StringBuilder();
    while (!enough.test(all.toString())) {
      String line = in.readLine();
      if (line == null) {
        break;
      }
      all.append(line).append('\n');
    }
    return all.toString();
  }

  @Test
  void openPagesHearThatATopicChanged() throws IOException {
    BufferedReader in = reader(connect(""));
    readUntil(in, text -> text.contains("welcome"));

    site.live.changed("queue");
    site.live.changed("queue");
    site.live.changed("calls");
    String heard = readUntil(in, text -> text.contains("data: calls"));

    assertThat(heard).containsOnlyOnce("event: queue").containsOnlyOnce("event: calls");
    assertThat(heard).contains("id: 1\n", "id: 2\n");
  }

  @Test
  void silenceIsFilledWithHeartbeats() throws IOException {
    BufferedReader in = reader(connect(""));

    String heard = readUntil(in, text -> text.contains(": still here"));

    assertThat(heard).contains("text/event-stream", ": still here");
  }

  @Test
  void whoMissedSomethingIsToldToAskForAll() throws IOException {
    BufferedReader first = reader(connect(""));
    readUntil(first, text -> text.contains("welcome"));
    site.live.changed("queue");
    readUntil(first, text -> text.contains("id: 1"));

    String missed = readUntil(reader(connect("Last-Event-ID: 0\r\n")), t -> t.contains("data:"));
    String current =
        readUntil(reader(connect("Last-Event-ID: 1\r\n")), t -> t.contains(": still here"));

    assertThat(missed).contains("event: resync");
    assertThat(current).doesNotContain("event: resync");
  }

  @Test
  void oneOwnerMayHaveOnlySoManyOpen() throws IOException {
    for (int i = 0; i < 3; i++) {
      readUntil(reader(connect("")), text -> text.contains("welcome"));
    }

    String fourth = readUntil(reader(connect("Connection: close\r\n")), text -> text.contains("}"));

    assertThat(fourth).startsWith("HTTP/1.1 429");
  }

  @Test
  void whoDoesNotReadIsDropped() throws IOException {
    connect("");
    await().atMost(Duration.ofSeconds(5)).until(() -> site.live.clients() == 1);

    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              for (int i = 0; i < 150; i++) {
                site.live.changed("campaign-" + "x".repeat(40) + i);
              }
              return site.live.clients() == 0;
            });

    assertThat(site.browser().get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void strangersHearNothing() {
    assertThat(site.browser().get("/api/v1/live").statusCode()).isEqualTo(401);
  }

  @Test
  void logoutEndsTheStream() throws IOException {
    TestBrowser browser = site.browserOf("zarina");
    Socket socket = new Socket("127.0.0.1", site.port());
    sockets.add(socket);
    socket.setSoTimeout(5000);
    String cookie = "hamroh-session=" + browser.cookies.get("hamroh-session");
    socket
        .getOutputStream()
        .write(
            ("GET /api/v1/live HTTP/1.1\r\nHost: x\r\nCookie: " + cookie + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    await().atMost(Duration.ofSeconds(5)).until(() -> site.live.clients() == 1);

    site.people.remove("zarina");

    await().atMost(Duration.ofSeconds(5)).until(() -> site.live.clients() == 0);
  }
}
