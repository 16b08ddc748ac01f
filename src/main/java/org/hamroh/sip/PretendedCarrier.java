package org.hamroh.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/// A carrier for demonstrations and tests, on this machine alone: calls to numbers that belong to
/// the PBX are brought back to it, with the caller's number, sound and keys; every other number
/// does not exist here.
public final class PretendedCarrier implements AutoCloseable {

  private static final Logger LOG = LogManager.getLogger(PretendedCarrier.class);

  private static final Pattern USER = Pattern.compile("sips?:([A-Za-z0-9+*#._-]{1,64})@");
  private static final int NOT_FOUND = 404;
  private static final int NOT_REACHED = 480;

  /// How often it looks whether it has been closed.
  private static final Duration LOOK = Duration.ofMillis(500);

  /// A PBX that is there answers at once; one that only rings is given up.
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

  /// No call of a demonstration lasts longer.
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final Telephone telephone;
  private final Map<String, String> lines;
  private volatile boolean open = true;

  private PretendedCarrier(Telephone telephone, Map<String, String> lines) {
    this.telephone = telephone;
    this.lines = Map.copyOf(lines);
  }

  /// @param port  UDP on 127.0.0.1
  /// @param pbx   where calls are brought to
  /// @param lines the PBX's number for each public one: `+992900000700: 700`
  public static PretendedCarrier start(int port, InetSocketAddress pbx, Map<String, String> lines) {
    PretendedCarrier carrier =
        new PretendedCarrier(Telephone.listen(port, pbx, PromptEar.deaf(Codec.ALAW)), lines);
    Thread.ofVirtual().name("pretended-carrier").start(carrier::serve);
    return carrier;
  }

  private void serve() {
    while (open) {
      Optional<TelephoneCall> call = next();
      call.ifPresent(one -> Thread.ofVirtual().start(() -> bring(one)));
    }
  }

  private Optional<TelephoneCall> next() {
    try {
      return Optional.of(telephone.awaitCall(LOOK));
    } catch (TelephoneException e) {
      return Optional.empty(); // nobody rang meanwhile
    }
  }

  private void bring(TelephoneCall call) {
    Optional<String> line = user(call.dialed()).map(lines::get);
    if (line.isEmpty()) {
      call.reject(NOT_FOUND);
      return;
    }
    Caller caller = Caller.of(user(call.from()).orElse("anonymous"));
    try (TelephoneCall back = telephone.dial(line.get(), caller)) {
      call.ring();
      back.awaitAnswer(ANSWER_WITHIN);
      call.answer();
      call.bridge(back);
      Thread ends = Thread.ofVirtual().start(() -> hangUpWith(call, back));
      hangUpWith(back, call);
      ends.interrupt();
    } catch (CallRefused e) {
      call.reject(e.code());
    } catch (TelephoneException e) {
      LOG.debug("event=pretended-call-ended reason=\"{}\"", e.getMessage());
      if (!call.isUp() && !call.hasEnded()) {
        call.reject(NOT_REACHED);
      }
      call.hangUp();
    }
  }

  private static void hangUpWith(TelephoneCall one, TelephoneCall other) {
    boolean up = one.stay(LONGEST);
    LOG.trace("event=pretended-call-over too-long={}", up);
    other.hangUp();
  }

  private static Optional<String> user(String address) {
    Matcher user = USER.matcher(address);
    return user.find() ? Optional.ofNullable(user.group(1)) : Optional.empty();
  }

  @Override
  public void close() {
    open = false;
    telephone.close();
  }
}
