package org.hamroh.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Plays Asterisk for one call towards an AGI server: says what it is, takes each command, and
/// answers as a PBX would whose caller presses the given keys. Measures how long the server thinks
/// between an answer and its next command.
final class AgiLeg {

  /// A script is some dozens of commands; a server that sends more goes in a circle.
  private static final int MAX_COMMANDS = 500;

  /// A server that is silent for longer has lost the call.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// A file, then the keys that may cut it.
  private static final Pattern FILE_AND_KEYS = Pattern.compile("\"[^\"]*\" \"([^\"]*)\"");

  private final InetSocketAddress server;
  private final String exten;
  private final String uniqueId;
  private final Deque<Character> keys = new ArrayDeque<>();
  private final Duration pace;

  AgiLeg(InetSocketAddress server, String exten, String uniqueId, String keys, Duration pace) {
    this.server = server;
    this.exten = exten;
    this.uniqueId = uniqueId;
    this.pace = pace;
    for (char key : keys.toCharArray()) {
      this.keys.add(key);
    }
  }

  /// Plays the call to its end: the server closes the connection, or goes on past all reason.
  ///
  /// @return how many commands came
  /// @throws BenchFailed when no command comes, or the server goes in a circle
  int run(Times thinking) throws IOException, InterruptedException {
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) PATIENCE.toMillis());
      long begin = System.nanoTime();
      socket.connect(server, (int) PATIENCE.toMillis());
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      OutputStream out = socket.getOutputStream();
      write(out, request());
      int commands = 0;
      String command = in.readLine();
      while (command != null) {
        thinking.add(Duration.ofNanos(System.nanoTime() - begin));
        if (++commands > MAX_COMMANDS) {
          throw new BenchFailed("over " + MAX_COMMANDS + " commands in one call");
        }
        if (takesTime(command)) {
          TimeUnit.NANOSECONDS.sleep(pace.toNanos());
        }
        begin = System.nanoTime();
        write(out, reply(command));
        command = in.readLine();
      }
      if (commands == 0) {
        throw new BenchFailed("the server closed the call without a command");
      }
      return commands;
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8)); // one write: a line is never cut in half
  }

  /// As Asterisk 22 sends it, with the number of a caller who does not exist.
  private String request() {
    return """
        agi_network: yes
        agi_network_script: call
        agi_request: agi://%s:%d/call
        agi_channel: PJSIP/bench-%s
        agi_language: tg
        agi_type: PJSIP
        agi_uniqueid: %s
        agi_version: 22.10.1
        agi_callerid: +992900000000
        agi_calleridname: unknown
        agi_callingpres: 0
        agi_callingani2: 0
        agi_callington: 0
        agi_callingtns: 0
        agi_dnid: %s
        agi_rdnis: unknown
        agi_context: inbound
        agi_extension: %s
        agi_priority: 1
        agi_enhanced: 0.0
        agi_accountcode:
        agi_threadid: 1

        """
        .formatted(server.getHostString(), server.getPort(), uniqueId, uniqueId, exten, exten);
  }

  private static String verb(String command) {
    return command.toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
  }

  /// Commands during which a caller hears something, or nothing.
  private static boolean takesTime(String command) {
    String verb = verb(command);
    return verb.startsWith("STREAM FILE")
        || verb.startsWith("CONTROL STREAM FILE")
        || verb.startsWith("WAIT FOR DIGIT")
        || verb.startsWith("RECORD FILE")
        || verb.startsWith("EXEC ");
  }

  private String reply(String command) {
    String verb = verb(command);
    if (verb.startsWith("STREAM FILE") || verb.startsWith("CONTROL STREAM FILE")) {
      return "200 result=" + keyIf(command) + " endpos=8000\n";
    }
    if (verb.startsWith("WAIT FOR DIGIT")) {
      return "200 result=" + (keys.isEmpty() ? 0 : (int) keys.remove()) + "\n";
    }
    if (verb.startsWith("CHANNEL STATUS")) {
      return "200 result=6\n"; // up
    }
    if (verb.startsWith("RECORD FILE")) {
      return "200 result=0 (timeout) endpos=8000\n";
    }
    if (verb.startsWith("SET VARIABLE")) {
      return "200 result=1\n";
    }
    return "200 result=0\n"; // a variable that is not set, an answer, a limit
  }

  /// The next key, if this sound may be cut by it: `STREAM FILE "/sounds/tg/menu" "123*"`.
  private int keyIf(String command) {
    Character next = keys.peek();
    Matcher sound = FILE_AND_KEYS.matcher(command);
    if (next == null || !sound.find() || sound.group(1).indexOf(next) < 0) {
      return 0;
    }
    keys.remove();
    return next;
  }
}
