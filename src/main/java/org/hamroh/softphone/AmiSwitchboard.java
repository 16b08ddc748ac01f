package org.hamroh.softphone;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.ami.AmiActions;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.ami.AmiEvent;
import org.hamroh.pbx.AsteriskConsole;

/// The real PBX, over AMI and its own command line.
public final class AmiSwitchboard implements Switchboard {

  private static final Logger LOG = LogManager.getLogger(AmiSwitchboard.class);
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9]{16,64}");

  private final AmiActions actions;
  private final Path console;

  /// @param console Asterisk's own command line, `<run>/asterisk.ctl`
  public AmiSwitchboard(AmiActions actions, Path console) {
    this.actions = actions;
    this.console = console;
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

  /// Into the table that `sorcery.conf` names, where it counts from the next message on. It goes by
  /// the command line, which only our own user can reach: over AMI it would need a right with which
  /// an originated call could run programs.
  @Override
  public Optional<String> secret(String user, String secret) {
    if (!NAME.matcher(user).matches() || !SECRET.matcher(secret).matches()) {
      return Optional.of("a name or secret with letters that do not belong there");
    }
    String kept =
        "{\\\"auth_type\\\":\\\"userpass\\\",\\\"username\\\":\\\"%s\\\",\\\"password\\\":\\\"%s\\\"}"
            .formatted(user, secret);
    Optional<String> answer =
        AsteriskConsole.ask(console, "database put shift auth/" + user + " \"" + kept + "\"");
    if (answer.isEmpty()) {
      return Optional.of("the PBX's command line does not answer");
    }
    return answer.get().contains("Updated database successfully")
        ? Optional.empty()
        : Optional.of("the PBX does not keep it");
  }
}
