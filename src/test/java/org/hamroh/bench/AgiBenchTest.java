package org.hamroh.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The benchmark against a small AGI server on a real socket.
@Timeout(30)
final class AgiBenchTest {

  private final ConcurrentLinkedQueue<List<String>> requests = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> replies = new ConcurrentLinkedQueue<>();
  private ServerSocket server;
  private List<String> commands = List.of();

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().start(this::acceptAll);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket call = server.accept();
        Thread.ofVirtual().start(() -> serve(call));
      }
    } catch (IOException e) {
      return; // the test is over
    }
  }

  private void serve(Socket call) {
    try (call) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(call.getInputStream(), StandardCharsets.UTF_8));
      List<String> request = new ArrayList<>();
      for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        request.add(line);
      }
      requests.add(request);
      for (String command : commands) {
        call.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
        replies.add(in.readLine());
      }
    } catch (IOException e) {
      return; // the benchmark has gone; it tells why
    }
  }

  private AgiBench run(int calls, String keys) throws InterruptedException {
    AgiBench bench =
        new AgiBench(
            new AgiBench.Plan(
                new InetSocketAddress("127.0.0.1", server.getLocalPort()),
                "700",
                keys,
                calls,
                500,
                Duration.ofMillis(1)));
    bench.run();
    return bench;
  }

  private static String printed(AgiBench bench) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bench.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void eachCommandIsAnsweredAsAPbxWould() throws InterruptedException {
    commands =
        List.of(
            "SET AUTOHANGUP 12",
            "STREAM FILE \"/sounds/tg/welcome\" \"\"",
            "STREAM FILE \"/sounds/tg/menu\" \"123*\"",
            "WAIT FOR DIGIT 5000",
            "WAIT FOR DIGIT 5000",
            "CHANNEL STATUS",
            "GET VARIABLE CHANNEL(linkedid)",
            "SET VARIABLE HAMROH_NEXT end");

    AgiBench bench = run(1, "2#");

    assertThat(bench.failedCalls()).isZero();
    assertThat(replies)
        .containsExactly(
            "200 result=0",
            "200 result=0 endpos=8000",
            "200 result=50 endpos=8000",
            "200 result=35",
            "200 result=0",
            "200 result=6",
            "200 result=0",
            "200 result=1");
    assertThat(requests.element()).contains("agi_dnid: 700", "agi_network_script: call");
  }

  @Test
  void callsAtOnceHaveNamesOfTheirOwnAndAreCounted() throws InterruptedException {
    commands = List.of("ANSWER", "WAIT FOR DIGIT 100");

    AgiBench bench = run(50, "");

    assertThat(requests.stream().map(lines -> lines.get(6)).distinct()).hasSize(50);
    assertThat(printed(bench)).contains("calls: 50 passed, 0 failed; 100 commands");
  }

  @Test
  void serverThatClosesWithoutACommandHasFailedTheCall() throws InterruptedException {
    AgiBench bench = run(2, "");

    assertThat(bench.failedCalls()).isEqualTo(2);
    assertThat(printed(bench)).contains("closed the call without a command");
  }

  @Test
  void serverThatIsNotThereFailsEveryCall() throws Exception {
    server.close();

    AgiBench bench = run(3, "");

    assertThat(bench.failedCalls()).isEqualTo(3);
  }

  @Test
  void otherMachinesAreNotCalled() {
    assertThatThrownBy(
            () ->
                new AgiBench.Plan(
                    new InetSocketAddress("192.0.2.1", 4573), "700", "", 1, 1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("only this machine");
  }
}
