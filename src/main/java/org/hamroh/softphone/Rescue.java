package org.hamroh.softphone;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.ami.AmiEvent;

/// Keeps the caller when the operator's page is gone. Asterisk would notice only by the silence,
/// many seconds later; the closed socket tells at once.
///
/// A page that is loaded anew leaves with 1001. One that vanished without a word may still be there
/// and speaking: sound does not go through the socket. So it is left alone as long as its sound
/// comes, and it makes itself known again when it has a new socket.
final class Rescue {

  private static final Logger LOG = LogManager.getLogger(Rescue.class);

  /// Where the dialplan brings a caller back; the extension is the operator.
  static final String RESUME = "resume";

  /// Fifty packets a second come from a living page, when muted and on hold too.
  private static final Duration LISTEN = Duration.ofMillis(250);

  /// After this Asterisk's own limit for silence has long decided.
  private static final int LISTEN_TIMES = 240;

  private final Switchboard pbx;

  Rescue(Switchboard pbx) {
    this.pbx = pbx;
  }

  /// @param page the page that has left
  /// @param sure whether the page itself is known to be gone
  void pageLeft(Line line, Line.Holder page, boolean sure) {
    Thread.ofVirtual()
        .name("softphone-" + line.operator())
        .start(
            () -> {
              try {
                if (sure || isGone(line, page)) {
                  bringBack(line);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // nobody interrupts it
              } catch (RuntimeException e) {
                LOG.error("event=softphone-rescue-failed operator={}", line.operator(), e);
              }
            });
  }

  /// Whether sound comes from this operator's leg now; takes a quarter of a second.
  boolean speaks(Line line) throws InterruptedException {
    Optional<AmiEvent.Channel> leg =
        legs(line).stream().filter(one -> !one.bridgeId().isEmpty()).findFirst();
    if (leg.isEmpty()) {
      return false;
    }
    String channel = leg.get().leg().channel();
    OptionalLong before = pbx.packetsHeard(channel);
    Thread.sleep(LISTEN);
    OptionalLong after = pbx.packetsHeard(channel);
    return before.isPresent() && after.isPresent() && after.getAsLong() > before.getAsLong();
  }

  /// Listens until the page has a new socket, or nothing is heard from it any more.
  private boolean isGone(Line line, Line.Holder page) throws InterruptedException {
    for (int i = 0; i < LISTEN_TIMES; i++) {
      Line.Holder back = line.holder();
      if (back != null) {
        return !back.name().equals(page.name()) || back.name().isEmpty();
      }
      if (legs(line).isEmpty()) {
        line.forgetCalls();
        return false;
      }
      if (!speaks(line)) {
        // no sound; but a page whose network is only slow may be on its way
        Line.Holder late = line.awaitHolder(LISTEN);
        return late == null || !late.name().equals(page.name()) || !speaks(line);
      }
    }
    return false;
  }

  private List<AmiEvent.Channel> legs(Line line) {
    return pbx.legs().orElse(List.of()).stream().filter(one -> isOf(line, one)).toList();
  }

  private static boolean isOf(Line line, AmiEvent.Channel one) {
    return one.leg().channel().startsWith("PJSIP/" + line.operator() + "-");
  }

  private void bringBack(Line line) {
    Optional<List<AmiEvent.Channel>> all = pbx.legs();
    if (all.isEmpty()) {
      LOG.error(
          "event=softphone-caller-left operator={} reason=\"the PBX cannot be asked\"",
          line.operator());
      return; // the PBX will notice the silence by itself
    }
    line.forgetCalls();
    for (AmiEvent.Channel leg : all.get()) {
      if (isOf(line, leg)) {
        bringBack(line, leg, all.get());
      }
    }
  }

  private void bringBack(Line line, AmiEvent.Channel leg, List<AmiEvent.Channel> all) {
    String channel = leg.leg().channel();
    List<AmiEvent.Channel> others =
        all.stream()
            .filter(one -> !leg.bridgeId().isEmpty() && one.bridgeId().equals(leg.bridgeId()))
            .filter(one -> !Objects.equals(one.leg().channel(), channel))
            .toList();
    if (others.size() == 1) {
      boolean moved = pbx.move(others.getFirst().leg().channel(), RESUME, line.operator());
      LOG.info(
          "event=softphone-caller-waits operator={} call={} moved={}",
          line.operator(),
          leg.leg().linkedId(),
          moved);
      return;
    }
    // It rings for nobody, or the others in the talk have each other.
    pbx.hangUp(channel);
    LOG.info("event=softphone-leg-ended operator={} others={}", line.operator(), others.size());
  }
}
