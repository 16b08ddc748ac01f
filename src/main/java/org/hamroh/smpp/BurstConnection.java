package org.hamroh.smpp;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;

/// A connection that can hand a burst of segments to the network as one piece. The library flushes
/// after each PDU, which costs a call to the operating system each; in a burst it is told to wait.
final class BurstConnection implements Connection {

  private final Connection plain;
  private final Burst out;

  BurstConnection(Socket socket) throws IOException {
    this.plain = new SocketConnection(socket);
    this.out = new Burst(plain.getOutputStream());
  }

  /// Whatever is written from now on goes out together, at the end of the burst at the latest.
  void begin() {
    out.begin();
  }

  /// @throws IOException when the link is lost; what was written in the burst may have left
  void end() throws IOException {
    out.end();
  }

  @Override
  public boolean isOpen() {
    return plain.isOpen();
  }

  @Override
  public InetAddress getInetAddress() {
    return plain.getInetAddress();
  }

  @Override
  public InetAddress getLocalAddress() {
    return plain.getLocalAddress();
  }

  @Override
  public int getPort() {
    return plain.getPort();
  }

  @Override
  public int getLocalPort() {
    return plain.getLocalPort();
  }

  @Override
  public java.io.InputStream getInputStream() {
    return plain.getInputStream();
  }

  @Override
  public OutputStream getOutputStream() {
    return out;
  }

  @Override
  public void setSoTimeout(int millis) throws IOException {
    plain.setSoTimeout(millis);
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }

  /// The library locks the stream while it writes a PDU: so does this.
  private static final class Burst extends OutputStream {

    /// Some hundred PDUs; what is more goes on its way meanwhile.
    private static final int ROOM = 16_384;

    private final OutputStream plain;
    private final byte[] gathered = new byte[ROOM];
    private int length;
    private boolean open;

    Burst(OutputStream plain) {
      this.plain = plain;
    }

    @Override
    public synchronized void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] octets, int from, int count) throws IOException {
      if (count > ROOM - length) {
        leave();
      }
      if (count > ROOM) {
        plain.write(octets, from, count);
        return;
      }
      System.arraycopy(octets, from, gathered, length, count);
      length += count;
    }

    @Override
    public synchronized void flush() throws IOException {
      if (!open) {
        leave();
        plain.flush();
      }
    }

    synchronized void begin() {
      open = true;
    }

    synchronized void end() throws IOException {
      open = false;
      flush();
    }

    private void leave() throws IOException {
      if (length > 0) {
        int count = length;
        length = 0;
        plain.write(gathered, 0, count);
      }
    }
  }
}
