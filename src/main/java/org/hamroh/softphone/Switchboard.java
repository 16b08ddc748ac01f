package org.hamroh.softphone;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hamroh.ami.AmiEvent;

/// What this room asks of the PBX. Each method may wait a few seconds; none throws.
public interface Switchboard {

  /// Every leg that is up; empty when the PBX cannot be asked.
  Optional<List<AmiEvent.Channel>> legs();

  /// How many packets of sound have come from this leg; empty when it is gone, or nobody can say.
  OptionalLong packetsHeard(String channel);

  /// Takes a leg out of its talk to `s` of a context, or to the extension named.
  boolean move(String channel, String context, String extension);

  boolean hangUp(String channel);

  /// Whether this operator's endpoint speaks to a browser from now on, or to a telephone.
  ///
  /// @return why it could not be done, empty when it was
  Optional<String> speaksWebRtc(String operator, boolean yes);

  /// @return why it could not be done, empty when it was
  Optional<String> secret(String user, String secret);
}
