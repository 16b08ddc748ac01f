package org.hamroh.callback;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hamroh.ami.AmiActions;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.ami.AmiClient;
import org.hamroh.ami.AmiEvent;
import org.hamroh.call.CallId;

/// The real PBX, by its manager interface.
public final class PbxLine implements PhoneLine {

  private static final Pattern OPERATORS_TELEPHONE = Pattern.compile("PJSIP/op[0-9]{1,3}-.*");

  /// What the dialplan does on a line that is never answered.
  private static final String RINGS_ONLY = "Wait";

  private final AmiClient ami;

  public PbxLine(AmiClient ami) {
    this.ami = ami;
  }

  @Override
  public boolean isUp() {
    return ami.state().connected();
  }

  @Override
  public AmiAnswer<String> ring(AmiActions.CallOut call) {
    return ami.actions().originate(call);
  }

  @Override
  public OptionalInt comingIn() {
    return ami.actions().coreShowChannels() instanceof AmiAnswer.Done<List<AmiEvent.Channel>> done
        ? OptionalInt.of((int) done.value().stream().filter(PbxLine::cameIn).count())
        : OptionalInt.empty();
  }

  /// The first leg of its call, which no telephone of ours and no dialling of ours began, and which
  /// does not just ring until it is hung up.
  private static boolean cameIn(AmiEvent.Channel channel) {
    AmiEvent.Leg leg = channel.leg();
    CallId call = new CallId(leg.uniqueId());
    return leg.uniqueId().equals(leg.linkedId())
        && !call.weRang()
        && !call.isProof()
        && !call.isOut()
        && !OPERATORS_TELEPHONE.matcher(leg.channel()).matches()
        && !channel.application().equals(RINGS_ONLY);
  }

  @Override
  public Optional<Set<CallId>> legs() {
    return ami.actions().coreShowChannels() instanceof AmiAnswer.Done<List<AmiEvent.Channel>> done
        ? Optional.of(
            done.value().stream()
                .map(channel -> new CallId(channel.leg().uniqueId()))
                .collect(Collectors.toSet()))
        : Optional.empty();
  }
}
