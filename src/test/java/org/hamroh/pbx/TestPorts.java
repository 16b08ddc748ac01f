package org.hamroh.pbx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// The ports that this Java machine may give to its PBXs and servers, so that several test runs
/// beside each other never share one: they are opened some time after they were chosen (those for
/// sound only when there is a call), so a look at which are free tells nothing.
///
/// A block belongs to who listens on the TCP port of the same number as its first; the system ends
/// that when the Java machine ends, however it ends. All lie below the ports that the system hands
/// out by itself.
public final class TestPorts {

  /// The product as a process: two for each of 200 calls, and some.
  private static final int HOTLINE = 500;

  /// A PBX of a test.
  private static final int SMALL = 200;

  private static final int SMALL_ONES = 6;

  /// Where servers and telephones listen; used round and round.
  private static final int LISTENING = 100;

  private static final int BLOCK = HOTLINE + SMALL * SMALL_ONES + LISTENING;
  private static final int FIRST = 10_000;
  private static final int BLOCKS = (32_000 - FIRST) / BLOCK;

  private static final TestPorts MINE = claim();

  private final int from;

  /// Never closed: it keeps the block until the Java machine ends.
  @SuppressWarnings("FieldCanBeLocal")
  private final ServerSocket mark;

  private final AtomicInteger given = new AtomicInteger();
  private final AtomicInteger listening = new AtomicInteger();

  private TestPorts(int from, ServerSocket mark) {
    this.from = from;
    this.mark = mark;
  }

  /// For the product as a process, of which there is one at a time in a Java machine.
  public static PbxConfig.PortRange forHotline() {
    return new PbxConfig.PortRange(MINE.from, MINE.from + HOTLINE - 1);
  }

  /// For a PBX of a test, of which there are a few at a time.
  static PbxConfig.PortRange next() {
    int from = MINE.from + HOTLINE + SMALL * (MINE.given.getAndIncrement() % SMALL_ONES);
    return new PbxConfig.PortRange(from, from + SMALL - 1);
  }

  /// A port on which nobody listens now, neither over TCP nor over UDP.
  static int toListen() {
    for (int tries = 0; tries < LISTENING; tries++) {
      int nth = Math.floorMod(MINE.listening.getAndIncrement(), LISTENING);
      int port = MINE.from + HOTLINE + SMALL * SMALL_ONES + nth;
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      try (ServerSocket tcp = new ServerSocket();
          DatagramSocket udp = new DatagramSocket(null)) {
        tcp.bind(address);
        udp.bind(address);
        return port;
      } catch (IOException e) {
        continue; // a server of this Java machine has it
      }
    }
    throw new IllegalStateException("all " + LISTENING + " ports of this test run are in use");
  }

  private static TestPorts claim() {
    List<Integer> blocks = new ArrayList<>(IntStream.range(0, BLOCKS).boxed().toList());
    Collections.shuffle(blocks);
    Map<Integer, IOException> taken = new HashMap<>();
    for (int block : blocks) {
      int from = FIRST + block * BLOCK;
      try {
        ServerSocket mark = new ServerSocket();
        mark.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), from), 1);
        return new TestPorts(from, mark);
      } catch (IOException e) {
        taken.put(from, e); // another run beside this one
      }
    }
    throw new UncheckedIOException(
        new IOException("every block of ports for tests is taken: " + taken));
  }
}
