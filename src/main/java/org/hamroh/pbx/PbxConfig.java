package org.hamroh.pbx;

import java.util.List;

/// The PBX beside us.
///
/// @param managed   whether we write its configuration and start it ourselves
/// @param sip       where it speaks SIP over UDP
/// @param rtp       its UDP ports for sound
/// @param trunks    carriers, each known by its address
/// @param operators how many operator telephones (`op1`, `op2`, …) it knows
public record PbxConfig(
    boolean managed, Listen sip, PortRange rtp, List<Trunk> trunks, int operators) {

  /// @param host numeric address; a name would be looked up
  public record Listen(String host, int port) {}

  /// @param from first port, even
  /// @param to   last port
  public record PortRange(int from, int to) {}

  /// @param name in file names and logs: small letters, digits, hyphens
  /// @param host `address:port`, numeric
  public record Trunk(String name, String host) {}
}
