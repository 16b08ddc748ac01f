package org.hamroh.softphone;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The network between one browser and us: its pages, its signalling and its sound go through here.
/// Cut, it is as with a cable that was pulled out: nothing arrives, and nobody is told.
final class Cable implements AutoCloseable {

  private static final int MOST = 2_048;

  /// The page takes us for the PBX, and the PBX takes us for the page.
  private static final String SOUND_GOES_BY =
      """
      {
        const way = (sdp, port) =>
          sdp
            .replace(/a=candidate:\\S+ \\d+ tcp .*\\r\\n/gi, "")
            .replace(/(a=candidate:\\S+ \\d+ udp \\d+) \\S+ \\d+/gi, "$1 127.0.0.1 " + port);
        const proto = RTCPeerConnection.prototype;
        const hear = proto.setRemoteDescription;
        proto.setRemoteDescription = function (said) {
          const pbx = /a=candidate:\\S+ 1 udp \\d+ \\S+ (\\d+)/i.exec(said.sdp);
          if (pbx) cableTo(Number(pbx[1]));
          return hear.call(this, { type: said.type, sdp: way(said.sdp, PAGE_SIDE) });
        };
        const own = Object.getOwnPropertyDescriptor(proto, "localDescription").get;
        Object.defineProperty(proto, "localDescription", {
          get() {
            const said = own.call(this);
            return said && { type: said.type, sdp: way(said.sdp, PBX_SIDE) };
          },
        });
      }
      """;

  private final int webPort;
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final DatagramSocket pageSide = onLoopback();
  private final DatagramSocket pbxSide = onLoopback();
  private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
  private final Object lock = new Object();
  private boolean cut;
  private volatile @Nullable SocketAddress page;
  private volatile @Nullable SocketAddress pbx;

  Cable(int webPort) throws IOException {
    this.webPort = webPort;
    Thread.ofVirtual().name("cable-door").start(this::accept);
    // receive() of a DatagramSocket is interrupted by close()
    Thread.ofVirtual().name("cable-page").start(this::fromPage);
    Thread.ofVirtual().name("cable-pbx").start(this::fromPbx);
  }

  private static DatagramSocket onLoopback() throws IOException {
    return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /// What the browser opens.
  String address() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  /// The sound of this page goes through here from its next load on.
  void lay(Page window) {
    window.exposeFunction(
        "cableTo",
        ports -> {
          int port = ((Number) ports[0]).intValue();
          pbx = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
          return null;
        });
    window.addInitScript(
        SOUND_GOES_BY
            .replace("PAGE_SIDE", Integer.toString(pageSide.getLocalPort()))
            .replace("PBX_SIDE", Integer.toString(pbxSide.getLocalPort())));
  }

  void cut() {
    synchronized (lock) {
      cut = true;
    }
  }

  /// What TCP still holds arrives now, late; sound does not.
  void mend() {
    synchronized (lock) {
      cut = false;
      lock.notifyAll();
    }
  }

  private boolean isCut() {
    synchronized (lock) {
      return cut;
    }
  }

  private void awaitWhole() throws InterruptedException {
    synchronized (lock) {
      while (cut && !door.isClosed()) {
        lock.wait(1_000);
      }
    }
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket here = door.accept();
        sockets.add(here);
        Thread.ofVirtual().name("cable-socket").start(() -> join(here));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void join(Socket here) {
    try {
      awaitWhole();
      Socket there = new Socket(InetAddress.getLoopbackAddress(), webPort);
      sockets.add(there);
      Thread.ofVirtual().name("cable-back").start(() -> pump(there, here));
      pump(here, there);
    } catch (IOException e) {
      close(here); // the server is gone, and the browser shall see it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] bytes = new byte[16_384];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        awaitWhole();
        out.write(bytes, 0, count);
      }
      awaitWhole();
    } catch (IOException e) {
      // one of them has ended, so both do
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close(from);
    close(to);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void fromPage() {
    carry(
        pageSide,
        pbxSide,
        packet -> {
          page = packet.getSocketAddress();
          return pbx;
        });
  }

  private void fromPbx() {
    carry(pbxSide, pageSide, packet -> page);
  }

  private interface Way {
    @Nullable SocketAddress of(DatagramPacket packet);
  }

  private void carry(DatagramSocket from, DatagramSocket by, Way way) {
    byte[] bytes = new byte[MOST];
    while (!from.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        from.receive(packet);
        SocketAddress to = way.of(packet);
        if (to != null && !isCut()) {
          by.send(new DatagramPacket(bytes, packet.getLength(), to));
        }
      } catch (IOException e) {
        // a closed port at the other end is told here too; sound goes on without what is lost
      }
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    mend();
    pageSide.close();
    pbxSide.close();
    for (Socket socket : List.copyOf(sockets)) {
      socket.close();
    }
  }
}
