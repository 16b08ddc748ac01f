package org.hamroh.pbx;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The PBX beside us.
///
/// @param managed   whether we write its configuration and start it ourselves
/// @param sip       where it speaks SIP over UDP
/// @param rtp       its UDP ports for sound
/// @param trunks    carriers, each known by its address
/// @param operators how many operator telephones (`op1`, `op2`, …) it knows
/// @param queues    whom its queues ring first; as usual when left out
/// @param browser   where it takes browsers' signalling from our web port; absent: no browser is a
///                  telephone
public record PbxConfig(
    boolean managed,
    Listen sip,
    PortRange rtp,
    List<Trunk> trunks,
    int operators,
    @Nullable Queues queues,
    @Nullable Listen browser) {

  /// With queues as usual, and no browsers as telephones.
  public PbxConfig(boolean managed, Listen sip, PortRange rtp, List<Trunk> trunks, int operators) {
    this(managed, sip, rtp, trunks, operators, null, null);
  }

  Queues queueing() {
    return queues == null ? new Queues(null, null) : queues;
  }

  /// Whom a queue rings, with Asterisk's words: `rrmemory` one after the other, `leastrecent` who
  /// has rested longest, `fewestcalls` who had the fewest talks, `random`, `ringall` all at once.
  ///
  /// @param strategy   of all queues but those below; danger and those on call always ring all
  /// @param strategies by topic: `queue-wages`
  public record Queues(@Nullable String strategy, @Nullable Map<String, String> strategies) {

    String usual() {
      return strategy == null ? "rrmemory" : strategy;
    }

    Optional<String> of(String topic) {
      return Optional.ofNullable(strategies).map(all -> all.get(topic));
    }
  }

  /// @param host numeric address; a name would be looked up
  public record Listen(String host, int port) {}

  /// @param from first port, even
  /// @param to   last port
  public record PortRange(int from, int to) {}

  /// @param name in file names and logs: small letters, digits, hyphens
  /// @param host `address:port`, numeric
  /// @param out  how calls out go by this carrier; absent: none do
  public record Trunk(String name, String host, @Nullable Out out) {

    /// A carrier that only brings calls in.
    public Trunk(String name, String host) {
      this(name, host, null);
    }
  }

  /// @param prefixes of the numbers that this carrier may ring: `+992`, `+99290`
  /// @param callerId shown to the person, E.164: best a number of the person's own country
  /// @param lines    calls out at once
  /// @param price    of a minute; of two ways that work the cheaper is taken
  public record Out(
      List<String> prefixes, String callerId, @Nullable Integer lines, @Nullable BigDecimal price) {

    private static final int MOST = 1_000;

    public int linesAtMost() {
      return lines == null ? MOST : lines;
    }

    public BigDecimal pricePerMinute() {
      return price == null ? BigDecimal.ZERO : price;
    }
  }
}
