package org.hamroh;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.agi.AgiCall;
import org.hamroh.alarm.AlarmKind;
import org.hamroh.alarm.AlarmWords;
import org.hamroh.alarm.Alarms;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.NobodysCalls;
import org.hamroh.callback.PbxLine;
import org.hamroh.config.Config;
import org.hamroh.danger.DangerWatch;
import org.hamroh.ivr.CallLine;
import org.hamroh.ivr.ScriptBook;
import org.hamroh.ivr.ScriptShelf;
import org.hamroh.line.SelfTestCalls;
import org.hamroh.mail.Post;
import org.hamroh.mail.SmtpPost;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.selftest.BothWays;
import org.hamroh.selftest.OutsideWalk;
import org.hamroh.selftest.SelfCaller;
import org.hamroh.selftest.SelfTestConfig;
import org.hamroh.selftest.SelfTestStore;
import org.hamroh.selftest.SelfTests;
import org.hamroh.selftest.TestTickets;
import org.hamroh.sms.RouteRounds;
import org.hamroh.web.Texts;
import org.hamroh.witness.Overheard;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What watches over the line, and tells staff when something is wrong.
final class WatchWing {

  private static final Logger LOG = LogManager.getLogger(WatchWing.class);

  final Alarms alarms;
  final TestTickets tickets;
  final SelfTestCalls testCalls;
  private @Nullable SelfTests selfTests;
  private volatile @Nullable OutsideWalk outside;

  private final Ground ground;
  private final OutgoingWing outgoing;

  WatchWing(Ground ground, OutgoingWing outgoing, Texts texts) {
    this.ground = ground;
    this.outgoing = outgoing;
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
    outgoing.sms.tellTroubles(
        new RouteRounds.Troubles() {
          @Override
          public void lasts(String route, Instant since) {
            alarms.raise(AlarmKind.ROUTE, route, since);
          }

          @Override
          public void over(String route) {
            alarms.over(AlarmKind.ROUTE, route);
          }
        });
    ground.tellOfBulk(
        (handle, login, at) -> {
          alarms.raise(handle, AlarmKind.BULK_LOOKING, login, at);
          alarms.announceSoon();
        });
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
      LOG.warn(
          "event=no-self-test-from-inside reason=\"the PBX listens on {}, not on loopback\"", pbx);
    }
    Function<String, Map<String, Path>> greetings =
        number -> greetings(calls, scripts.current(), number);
    Optional<BothWays.Inside> inside =
        reachable ? Optional.of(new SelfCaller(pbx, tickets, greetings)) : Optional.empty();
    outside = outside(staff, greetings).orElse(null);
    Set<String> fromOutside = config.proving().outside().keySet();
    selfTests =
        ground.keep(
            new SelfTests(
                config.proving(),
                new SelfTestStore(ground.database),
                new BothWays(Optional.ofNullable(outside), inside),
                config.answeredNumbers().stream()
                    .filter(number -> reachable || fromOutside.contains(number))
                    .toList(),
                alarms,
                ground.live,
                ground.clock));
    selfTests.start();
  }

  /// The way out through the carrier and back, where the settings name one.
  private Optional<OutsideWalk> outside(
      StaffWing staff, Function<String, Map<String, Path>> greetings) {
    SelfTestConfig proving = ground.config.proving();
    return ground.config.pbx().trunks().stream()
        .filter(trunk -> trunk.name().equals(proving.through()))
        .findFirst()
        .map(
            trunk -> {
              Map<String, PhoneNumber> dialled = new LinkedHashMap<>();
              proving.outside().forEach((ours, e164) -> dialled.put(ours, new PhoneNumber(e164)));
              OutsideWalk walk =
                  new OutsideWalk(
                      new OutsideWalk.Carrier(
                          trunk.name(),
                          new PhoneNumber(Objects.requireNonNull(trunk.out()).callerId())),
                      dialled,
                      outgoing.gate,
                      ground.database,
                      new PbxLine(staff.ami),
                      tickets,
                      greetings,
                      ground.data.resolve("proof"),
                      ground.clock);
              walk.tidy();
              return walk;
            });
  }

  /// The carrier has answered a call that the line made to itself.
  void proof(AgiCall leg) {
    OutsideWalk walk = outside;
    if (walk != null) { // else the dialplan hangs up
      walk.serve(leg);
    }
  }

  /// Hears besides how the line's own test calls end.
  Overheard over(Overheard others) {
    return new Overheard() {
      @Override
      public List<CallEvent> missedCall(
          Handle handle, CallId call, Instant at, String line, String shown) {
        return others.missedCall(handle, call, at, line, shown);
      }

      @Override
      public void answered(Handle handle, CallId leg, Instant at) {
        others.answered(handle, leg, at);
      }

      @Override
      public void withoutServer(Handle handle, CallId leg, Instant at) {
        others.withoutServer(handle, leg, at);
      }

      @Override
      public void ended(Handle handle, CallId leg, Instant at, int cause) {
        OutsideWalk walk = outside;
        if (walk != null && leg.isProof()) {
          walk.ended(leg, cause);
        } else {
          others.ended(handle, leg, at, cause);
        }
      }
    };
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
