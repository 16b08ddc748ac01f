package org.hamroh.line;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.hamroh.agi.AgiConfig;
import org.hamroh.agi.AgiServer;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.CallLog;
import org.hamroh.ivr.CallLine;
import org.hamroh.ivr.CallLine.Heard;
import org.hamroh.ivr.CallLine.Sound;
import org.hamroh.ivr.HangupException;
import org.hamroh.store.Database;

/// A server in a process of its own, so that it can be killed and frozen. Its script says
/// `main-menu` again and again until key 1 leads to `queue-wages`.
final class HotlineProcess implements AutoCloseable {

  private static final String READY = "ready on port ";

  private final Process process;
  final int port;

  private HotlineProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static HotlineProcess start(Path folder, int port) throws IOException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                HotlineProcess.class.getName(),
                folder.toString(),
                Integer.toString(port))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader words =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = words.readLine();
    while (line != null && !line.startsWith(READY)) {
      line = words.readLine();
    }
    if (line == null) {
      throw new IOException("the server did not come up");
    }
    return new HotlineProcess(process, Integer.parseInt(line.substring(READY.length())));
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  void thaw() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments[0]);
    LineFiles files = new LineFiles(folder.resolve("sounds"), folder.resolve("messages"));
    CallLog log = new CallLog(Database.open(folder.resolve("hamroh.db")));
    AgiServer server =
        new AgiServer(
            new AgiConfig("127.0.0.1", Integer.parseInt(arguments[1])),
            LiveHotline.calls(log, files, (call, line, arrival) -> menu(log, call, line)));
    server.start();
    System.out.println(READY + server.port());
    new CountDownLatch(1).await(); // until it is killed
  }

  private static void menu(CallLog log, CallId call, CallLine line) {
    java.time.Clock clock = java.time.Clock.systemUTC();
    log.tell(call, clock.instant(), new CallEvent.StepEntered("hotline", "main"));
    try {
      while (true) {
        Heard heard = line.play(List.of(new Sound("tg", "main-menu")), Set.of('1'));
        if (heard instanceof Heard.Nothing) {
          heard = line.waitForKey(Duration.ofMillis(500));
        }
        if (heard instanceof Heard.Key) {
          log.tell(call, clock.instant(), new CallEvent.KeyPressed("main", "1"));
          log.tell(call, clock.instant(), new CallEvent.HandedToQueue("queue-wages", 0, "chosen"));
          log.tell(call, clock.instant(), new CallEvent.ScriptEnded("queue"));
          line.handToQueue("queue-wages", 0);
          return;
        }
      }
    } catch (HangupException gone) {
      log.tell(call, clock.instant(), new CallEvent.ScriptEnded("hangup"));
      throw gone;
    }
  }
}
