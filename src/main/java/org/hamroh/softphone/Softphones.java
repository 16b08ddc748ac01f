package org.hamroh.softphone;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.ami.AmiEvent;
import org.hamroh.web.Refusal;
import org.hamroh.web.Tunnel;

/// All telephones in browsers: one line for each operator, held by the newest page.
public final class Softphones implements Tunnel {

  private static final Logger LOG = LogManager.getLogger(Softphones.class);

  /// We come from an address of loopback that no trunk has. A trunk on this machine is known by
  /// 127.0.0.1 alone, and whoever is taken for a trunk needs no password.
  private static final String FROM = "127.0.0.2";

  private static final String TELEPHONE = "PJSIP/";
  private static final Pattern PAGE = Pattern.compile("[A-Za-z0-9-]{1,40}");

  /// The browser said that its page was closed or loaded anew (RFC 6455 §7.4.1).
  private static final int GOING_AWAY = 1001;

  /// Another page of the same operator has the line now.
  static final int TAKEN = 4001;

  /// The session ended while the page stood open; said by the web server.
  static final int LOGGED_OUT = 4002;

  /// The operator talks in another page.
  static final int BUSY = 4003;

  /// So long a shift's secret outlives its last page: a page that is loaded anew, a lost network.
  private static final Duration EMPTY = Duration.ofMinutes(10);

  private final Far far;
  private final Function<String, Optional<String>> extensions;
  private final ShiftSecrets secrets;
  private final Rescue rescue;
  private final Speech speaks;
  private final Consumer<String> resumedTalkIsOver;
  private final Map<String, Line> lines = new ConcurrentHashMap<>();
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /// @param host       where Asterisk takes browsers' signalling
  /// @param extensions login name: operator's telephone, `op1`
  /// @param resumedTalkIsOver told the operator when a talk has ended that the queues know nothing
  ///                   of, for a lost page had ended it before
  public Softphones(
      String host,
      int port,
      Function<String, Optional<String>> extensions,
      Switchboard pbx,
      Consumer<String> resumedTalkIsOver,
      Clock clock) {
    this.far = new Far(host, port, "/ws", "sip", FROM);
    this.extensions = extensions;
    this.secrets = new ShiftSecrets(pbx, clock);
    this.rescue = new Rescue(pbx);
    this.speaks = new Speech(pbx);
    this.resumedTalkIsOver = resumedTalkIsOver;
  }

  /// A listener of [org.hamroh.ami.AmiClient]: after a restart of either side the PBX's table may
  /// still speak of pages that are gone.
  public void accept(AmiEvent event) {
    if (event instanceof AmiEvent.Resynced all) {
      all.members().stream()
          .map(AmiEvent.Member::device)
          .filter(device -> device.startsWith(TELEPHONE))
          .map(device -> device.substring(TELEPHONE.length()))
          .distinct()
          .map(this::line)
          .forEach(this::settleAnew);
      Thread.ofVirtual().name("shift-secrets").start(secrets::endOwed);
    }
  }

  private void settleAnew(Line line) {
    speaks.settleSoon(line);
    if (known.add(line.operator())) {
      soon(line, () -> endWhenEmpty(line)); // the PBX may keep a secret of before we were started
    }
  }

  private Line line(String operator) {
    return lines.computeIfAbsent(operator, name -> new Line(name, resumedTalkIsOver));
  }

  /// What a page needs to register.
  ///
  /// @param user  `op1-web`
  /// @param until epoch milliseconds
  public record Account(String operator, String user, String realm, String ha1, long until) {}

  /// @throws Refusal 409 for somebody without a telephone, 503 when the PBX cannot be told
  Account account(String login) {
    String operator = operatorOf(login);
    return secrets
        .of(Line.userOf(operator))
        .map(
            shift ->
                new Account(
                    operator,
                    shift.user(),
                    ShiftSecrets.REALM,
                    shift.ha1(),
                    shift.until().toEpochMilli()))
        .orElseThrow(() -> new Refusal(503, "The PBX cannot be reached. Try again in a moment."));
  }

  private String operatorOf(String login) {
    return extensions
        .apply(login)
        .orElseThrow(
            () ->
                new Refusal(409, "You have no telephone here. An administrator can give you one."));
  }

  @Override
  public void loggedOut(String login) {
    extensions
        .apply(login)
        .map(this::line)
        .ifPresent(line -> soon(line, () -> secrets.end(line.user())));
  }

  @Override
  public Far far() {
    return far;
  }

  @Override
  public Admission admit(Knock knock) {
    String operator = operatorOf(knock.principal().name());
    String page = knock.page().filter(name -> PAGE.matcher(name).matches()).orElse("");
    Line line = line(operator);
    Line.Holder now = line.holder();
    speaks.settle(line, true);
    boolean busy = now != null && !now.name().equals(page) && line.talks() && speaks(line);
    return ends -> busy ? refused(ends) : opened(line, new Line.Holder(page, ends));
  }

  private boolean speaks(Line line) {
    try {
      return rescue.speaks(line);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true; // the server is stopping: take nobody's line away
    }
  }

  private static Traffic refused(Ends ends) {
    ends.close(BUSY, "you talk in another window");
    return new Traffic() {
      @Override
      public boolean fromPage(String message) {
        return false;
      }

      @Override
      public void toPage(String message) {}

      @Override
      public void closed(int code) {}
    };
  }

  private Traffic opened(Line line, Line.Holder page) {
    Line.Holder before = line.take(page);
    if (before != null) {
      before.ends().close(TAKEN, "another window has the telephone");
    }
    speaks.settleSoon(line); // the end of an earlier page may have been told in between
    LOG.info("event=softphone-open operator={}", line.operator());
    return new Traffic() {
      @Override
      public boolean fromPage(String message) {
        if (message.isBlank()) {
          return true; // an answer to Asterisk's keep-alive
        }
        Optional<SipGlance> said = SipGlance.of(message).filter(line::allows);
        if (said.isEmpty()) {
          LOG.warn("event=softphone-refused operator={}", line.operator());
          return false;
        }
        line.heardFromPage(said.get());
        return true;
      }

      @Override
      public void toPage(String message) {
        SipGlance.of(message)
            .ifPresent(
                said -> {
                  line.heardFromPbx(said);
                  if (said.method().equals("OPTIONS")) {
                    speaks.settleSoon(line); // every few seconds: the safety net may have reset it
                  }
                });
      }

      @Override
      public void closed(int code) {
        left(line, page, code);
      }
    };
  }

  private void left(Line line, Line.Holder page, int code) {
    line.leave(page);
    Line.Holder next = line.holder();
    speaks.settleSoon(line);
    boolean ours = next != null && next.name().equals(page.name()) && !page.name().isEmpty();
    LOG.info(
        "event=softphone-closed operator={} code={} calls={}",
        line.operator(),
        code,
        line.hasCalls());
    if (line.hasCalls() && !ours) {
      rescue.pageLeft(line, page, code == GOING_AWAY || next != null);
    }
    if (code == LOGGED_OUT) {
      soon(line, () -> endUnlessHeld(line));
    } else if (next == null) {
      soon(line, () -> endWhenEmpty(line));
    }
  }

  private static void soon(Line line, Runnable work) {
    Thread.ofVirtual().name("shift-" + line.operator()).start(work);
  }

  private void endWhenEmpty(Line line) {
    try {
      if (line.awaitHolder(EMPTY) == null) {
        secrets.end(line.user());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody interrupts it
    }
  }

  private void endUnlessHeld(Line line) {
    if (!line.isHeld()) {
      secrets.end(line.user());
    }
  }
}
