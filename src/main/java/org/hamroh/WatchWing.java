package org.hamroh;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.alarm.AlarmWords;
import org.hamroh.alarm.Alarms;
import org.hamroh.call.NobodysCalls;
import org.hamroh.config.Config;
import org.hamroh.danger.DangerWatch;
import org.hamroh.ivr.CallLine;
import org.hamroh.ivr.ScriptBook;
import org.hamroh.ivr.ScriptShelf;
import org.hamroh.line.SelfTestCalls;
import org.hamroh.mail.Post;
import org.hamroh.mail.SmtpPost;
import org.hamroh.selftest.SelfCaller;
import org.hamroh.selftest.SelfTestStore;
import org.hamroh.selftest.SelfTests;
import org.hamroh.selftest.TestTickets;
import org.hamroh.web.Texts;
import org.jspecify.annotations.Nullable;

/// What watches over the line, and tells staff when something is wrong.
final class WatchWing {

  private static final Logger LOG = LogManager.getLogger(WatchWing.class);

  final Alarms alarms;
  final TestTickets tickets;
  final SelfTestCalls testCalls;
  private @Nullable SelfTests selfTests;

  private final Ground ground;

  WatchWing(Ground ground, OutgoingWing outgoing, Texts texts) {
    this.ground = ground;
    Config config = ground.config;
    String language = config.site().defaultLanguage();
    Optional<Post> post = Optional.ofNullable(config.mail()).map(SmtpPost::new);
    alarms =
        ground.keep(
            new Alarms(
                config.toBeAlarmed(),
                ground.database,
                post,
                (handle, number, text) -> outgoing.sms.queueAlarm(handle, number, language, text),
                new AlarmWords(config.site().name(), texts.in(language)),
                ground.live,
                ground.clock));
    tickets = new TestTickets(ground.clock);
    testCalls = new SelfTestCalls(tickets, new NobodysCalls(ground.database), ground.clock);
  }

  /// How the line proves itself, once it has started.
  SelfTests selfTests() {
    return Objects.requireNonNull(selfTests);
  }

  /// @param scripts that callers hear
  void start(CallWing calls, StaffWing staff, ScriptShelf scripts) {
    alarms.start();
    ground
        .keep(
            new DangerWatch(
                ground.database,
                calls.records,
                call -> staff.board.snapshot().talking().containsKey(call),
                alarms,
                ground.clock))
        .start();
    Config config = ground.config;
    InetSocketAddress pbx =
        new InetSocketAddress(
            InetAddress.ofLiteral(config.pbx().sip().host()), config.pbx().sip().port());
    boolean reachable = pbx.getAddress().isLoopbackAddress();
    if (!reachable) {
      LOG.warn("event=no-self-test reason=\"the PBX listens on {}, not on loopback\"", pbx);
    }
    SelfCaller caller =
        new SelfCaller(pbx, tickets, number -> greetings(calls, scripts.current(), number));
    selfTests =
        ground.keep(
            new SelfTests(
                config.proving(),
                new SelfTestStore(ground.database),
                caller,
                reachable ? config.answeredNumbers() : List.of(),
                alarms,
                ground.live,
                ground.clock));
    selfTests.start();
  }

  /// What a caller of this number may hear first, in the language of those who have chosen none.
  private Map<String, Path> greetings(CallWing calls, ScriptBook book, String number) {
    String language = ground.config.site().defaultLanguage();
    Map<String, Path> sounds = new LinkedHashMap<>();
    book.forNumber(number)
        .step()
        .said()
        .forEach(
            said -> {
              String name = said.prompt().name();
              calls
                  .files
                  .telephoneForm(book.sounds(), new CallLine.Sound(language, name))
                  .ifPresent(file -> sounds.put(language + "/" + name, file));
            });
    return sounds;
  }
}
