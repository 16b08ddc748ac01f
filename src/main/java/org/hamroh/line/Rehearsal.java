package org.hamroh.line;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.agi.AgiConfig;
import org.hamroh.agi.AgiEntry;
import org.hamroh.agi.AgiServer;

/// Plays pretended callers through the hotline's own scripts before the first real one comes, so
/// that the first caller meets code that the JVM has compiled: cold, a key takes three times as
/// long to bring the next prompt. The stage's entry must tell no journal and reach nobody; the
/// rehearsal gives up quietly.
public final class Rehearsal {

  /// About what the JVM wants to have seen before it compiles for good.
  private static final int KEYS = 15_000;

  private static final Duration LONGEST = Duration.ofSeconds(3);

  /// A caller who presses more is replaced by the next, who meets other steps.
  private static final int COMMANDS_A_CALL = 60;

  /// One listening in so many brings no key.
  private static final int SILENT_ONCE_IN = 8;

  /// Always the same callers, so that one start is like another.
  private static final long SEED = 700;

  private static final Pattern STREAM_FILE = Pattern.compile("STREAM FILE .* \"([0-9*#]*)\"");

  private static final String REQUEST =
      """
      agi_network: yes
      agi_network_script: call
      agi_request: agi://127.0.0.1/call
      agi_channel: PJSIP/rehearsal-00000000
      agi_language: tg
      agi_uniqueid: rehearsal-1.0
      agi_callerid: +992900000000
      agi_dnid: 700

      """;

  private static final Logger LOG = LogManager.getLogger(Rehearsal.class);

  private final AgiEntry entry;
  private final Random keys = new Random(SEED);
  private int pressed;

  /// @param entry the hotline's calls, with a journal that keeps nothing
  public Rehearsal(AgiEntry entry) {
    this.entry = entry;
  }

  /// Rehearses on the caller's thread, for three seconds at most.
  ///
  /// @return how many keys were pressed
  public int run() {
    long end = System.nanoTime() + LONGEST.toNanos();
    try (AgiServer stage = new AgiServer(new AgiConfig("127.0.0.1", 0), entry)) {
      stage.start();
      while (pressed < KEYS && System.nanoTime() < end) {
        call(stage.port());
      }
    } catch (IOException | RuntimeException e) {
      // The first callers wait a little longer, no more.
      LOG.info("event=rehearsal-cut-short reason={}", e.toString());
    }
    return pressed;
  }

  private void call(int port) throws IOException {
    try (Socket leg = new Socket(InetAddress.getLoopbackAddress(), port)) {
      leg.setTcpNoDelay(true);
      leg.setSoTimeout((int) LONGEST.toMillis());
      OutputStream out = leg.getOutputStream();
      out.write(REQUEST.getBytes(StandardCharsets.US_ASCII));
      BufferedReader in =
          new BufferedReader(new InputStreamReader(leg.getInputStream(), StandardCharsets.UTF_8));
      for (int i = 0; i < COMMANDS_A_CALL; i++) {
        String command = in.readLine();
        if (command == null) {
          return;
        }
        out.write((reply(command) + "\n").getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  /// As Asterisk answers.
  private String reply(String command) {
    Matcher sound = STREAM_FILE.matcher(command);
    if (sound.matches()) {
      return "200 result=" + key(sound.group(1)) + " endpos=8000";
    }
    if (command.startsWith("WAIT FOR DIGIT")) {
      return "200 result=" + key("1234");
    }
    if (command.startsWith("RECORD FILE")) {
      return "200 result=0 (timeout) endpos=0";
    }
    return command.startsWith("GET VARIABLE") ? "200 result=1 (rehearsal-1.0)" : "200 result=1";
  }

  /// One of the keys that a menu offers; 0 for none. The keys that work everywhere only where there
  /// is nothing else: they lead away.
  private int key(String offered) {
    String choices = offered.replaceAll("[^1-4]", "");
    if (choices.isEmpty() || keys.nextInt(SILENT_ONCE_IN) == 0) {
      return 0;
    }
    pressed++;
    return choices.charAt(keys.nextInt(choices.length()));
  }
}
