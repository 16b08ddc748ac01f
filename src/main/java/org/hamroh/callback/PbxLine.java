package org.hamroh.callback;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamroh.ami.AmiActions;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.ami.AmiClient;
import org.hamroh.ami.AmiEvent;
import org.hamroh.call.CallId;

/// The real PBX, by its manager interface.
public final class PbxLine implements PhoneLine {

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
  public Optional<Set<CallId>> legs() {
    return ami.actions().coreShowChannels() instanceof AmiAnswer.Done<List<AmiEvent.Channel>> done
        ? Optional.of(
            done.value().stream()
                .map(channel -> new CallId(channel.leg().uniqueId()))
                .collect(Collectors.toSet()))
        : Optional.empty();
  }
}
