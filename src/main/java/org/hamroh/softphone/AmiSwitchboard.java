package org.hamroh.softphone;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.ami.AmiActions;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.ami.AmiEvent;
import org.hamroh.pbx.AsteriskConsole;

/// The real PBX, over AMI and its own command line.
public final class AmiSwitchboard implements Switchboard {

  private static final Logger LOG = LogManager.getLogger(AmiSwitchboard.class);
  private static final Optional<String> SILENT =
      Optional.of("the PBX's command line does not answer");
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9]{16,64}");

  private final AmiActions actions;
  private final Path console;
  private final String mediaHost;

  /// @param console   Asterisk's own command line, `<run>/asterisk.ctl`
  /// @param mediaHost where the PBX's sound comes from, as in `pjsip.conf`
  public AmiSwitchboard(AmiActions actions, Path console, String mediaHost) {
    this.actions = actions;
    this.console = console;
    this.mediaHost = mediaHost;
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
    if (!NAME.matcher(user).matches() || !SECRET.matcher(secret).matches()) {
      return Optional.of("a name or secret with letters that do not belong there");
    }
    Map<String, String> auth = new TreeMap<>();
    auth.put("auth_type", "userpass");
    auth.put("username", user);
    auth.put("password", secret);
    return keep("auth/" + user, auth);
  }

  /// The endpoint as it stands in `pjsip.conf`, but for WebRTC.
  @Override
  public Optional<String> speaksWebRtc(String operator, boolean yes) {
    if (!NAME.matcher(operator).matches()) {
      return Optional.of("a name with letters that do not belong there");
    }
    boolean now = console("database get shift endpoint/" + operator).orElse("").contains("Value: ");
    if (now == yes) {
      return Optional.empty();
    }
    if (!yes) {
      return console("database del shift endpoint/" + operator)
          .map(said -> Optional.<String>empty())
          .orElse(SILENT);
    }
    Map<String, String> endpoint = new TreeMap<>();
    endpoint.put("webrtc", "yes");
    endpoint.put("aors", operator + "-web," + operator);
    endpoint.put("auth", operator + "," + operator + "-web");
    endpoint.put("context", "operators");
    endpoint.put("allow", "!all,alaw,ulaw");
    endpoint.put("direct_media", "no");
    endpoint.put("media_address", mediaHost);
    endpoint.put("bind_rtp_to_media_address", "yes");
    endpoint.put("rtp_timeout", "15");
    endpoint.put("rtp_timeout_hold", "300");
    endpoint.put("rewrite_contact", "yes");
    endpoint.put("moh_suggest", "hold");
    endpoint.put("allow_transfer", "no");
    return keep("endpoint/" + operator, endpoint);
  }

  /// In the table that `sorcery.conf` names. It goes by the command line, which only our own user
  /// can reach: over AMI it would need a right with which an originated call could run programs.
  private Optional<String> keep(String key, Map<String, String> fields) {
    String json =
        fields.entrySet().stream()
            .map(field -> "\\\"%s\\\":\\\"%s\\\"".formatted(field.getKey(), field.getValue()))
            .collect(Collectors.joining(",", "\"{", "}\""));
    return console("database put shift " + key + " " + json)
        .map(
            said ->
                said.contains("Updated database successfully")
                    ? Optional.<String>empty()
                    : Optional.of("the PBX does not keep it"))
        .orElse(SILENT);
  }

  private Optional<String> console(String command) {
    return AsteriskConsole.ask(console, command);
  }
}
