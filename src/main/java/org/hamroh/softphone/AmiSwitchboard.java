package org.hamroh.softphone;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.ami.AmiActions;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.ami.AmiEvent;

/// The real PBX, over AMI.
public final class AmiSwitchboard implements Switchboard {

  private static final Logger LOG = LogManager.getLogger(AmiSwitchboard.class);

  private final AmiActions actions;

  public AmiSwitchboard(AmiActions actions) {
    this.actions = actions;
  }

  @Override
  public Optional<List<AmiEvent.Channel>> legs() {
    return actions.coreShowChannels() instanceof AmiAnswer.Done<List<AmiEvent.Channel>> done
        ? Optional.of(done.value())
        : Optional.empty();
  }

  @Override
  public OptionalLong packetsHeard(String channel) {
    return actions.packetsHeard(channel) instanceof AmiAnswer.Done<String> done
            && done.value().matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(done.value()))
        : OptionalLong.empty();
  }

  @Override
  public boolean move(String channel, String context, String extension) {
    return done("move", channel, actions.redirect(channel, context, extension));
  }

  @Override
  public boolean hangUp(String channel) {
    return done("hang-up", channel, actions.hangup(channel));
  }

  private static boolean done(String what, String channel, AmiAnswer<String> answer) {
    if (!answer.isDone()) {
      LOG.warn("event=softphone-{}-failed channel={} reason={}", what, channel, answer.reason());
    }
    return answer.isDone();
  }

  @Override
  public Optional<String> secret(String user, String secret) {
    return Optional.of(actions.shiftSecret(user, secret).reason()).filter(why -> !why.isEmpty());
  }
}
