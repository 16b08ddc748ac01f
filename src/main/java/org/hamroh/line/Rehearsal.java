package org.hamroh.line;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.agi.AgiConfig;
import org.hamroh.agi.AgiServer;
import org.hamroh.call.Callers;
import org.hamroh.caller.CallersOnLine;
import org.hamroh.ivr.CallLine.Heard;
import org.hamroh.ivr.CallLine.Sound;
import org.hamroh.phone.PhoneNumber;

/// Speaks with a pretended leg before the first caller comes, so that the first caller meets code
/// that the JVM has compiled: cold, a key takes three times as long to bring the next prompt. Tells
/// no journal, touches no caller's line, and gives up quietly.
public final class Rehearsal {

  /// About what the JVM wants to have seen before it compiles for good.
  private static final int COMMANDS = 6_000;

  private static final Duration LONGEST = Duration.ofSeconds(3);

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

  private final LineFiles files;
  private final Sound sound;

  /// @param sound any that exists
  public Rehearsal(LineFiles files, Sound sound) {
    this.files = files;
    this.sound = sound;
  }

  /// Rehearses on the caller's thread, for three seconds at most.
  ///
  /// @return how many keys were heard, 0 when the sound is not there
  public int run() {
    if (files.find(sound).isEmpty()) {
      return 0;
    }
    AtomicInteger keys = new AtomicInteger();
    long end = System.nanoTime() + LONGEST.toNanos();
    HotlineCalls calls =
        new HotlineCalls(
            (call, at, event) -> {},
            Clock.systemUTC(),
            files,
            new Callers(number -> Optional.of(new PhoneNumber(number)), new byte[16]),
            new CallersOnLine(Optional.empty()),
            (call, line, arrival) -> {
              for (int i = 0; i < COMMANDS && System.nanoTime() < end; i++) {
                if (line.play(List.of(sound), Set.of('1', '2', '0')) instanceof Heard.Key) {
                  keys.incrementAndGet();
                }
              }
              line.hangUp();
            });
    try (AgiServer stage = new AgiServer(new AgiConfig("127.0.0.1", 0), calls)) {
      stage.start();
      answerAll(stage.port());
    } catch (IOException | RuntimeException e) {
      LOG.info(
          "event=rehearsal-cut-short reason={}", e.toString()); // the first callers wait longer
    }
    return keys.get();
  }

  private static void answerAll(int port) throws IOException {
    byte[] reply = "200 result=49 endpos=8000\n".getBytes(StandardCharsets.US_ASCII);
    try (Socket leg = new Socket(InetAddress.getLoopbackAddress(), port)) {
      leg.setTcpNoDelay(true);
      leg.setSoTimeout((int) LONGEST.toMillis());
      OutputStream out = leg.getOutputStream();
      out.write(REQUEST.getBytes(StandardCharsets.US_ASCII));
      BufferedReader in =
          new BufferedReader(new InputStreamReader(leg.getInputStream(), StandardCharsets.UTF_8));
      while (in.readLine() != null) {
        out.write(reply);
      }
    }
  }
}
