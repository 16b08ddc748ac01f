package org.hamroh.agi;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.asteriskjava.util.SocketConnectionFacade;
import org.jspecify.annotations.Nullable;

/// One connection from Asterisk, with the care that the library leaves to us: a limit on each line
/// and each command, a deadline on each reply, the `HANGUP` line noticed, and an end to a session
/// whose replies no longer match its commands.
///
/// Asterisk may say `HANGUP` at any time, and twice; it is no reply. The library would swallow it
/// silently, and a hang-up would then look like a caller who says nothing.
///
/// Used by one thread, the call's own; only [#close] and [#endIfLate] come from others.
final class AgiSocket implements SocketConnectionFacade {

  /// Asterisk reads a command into 8,192 bytes and takes the rest for the next one.
  static final int MAX_COMMAND_BYTES = 8_000;

  /// No line of Asterisk's is near it; a caller's name is the longest thing that others supply.
  static final int MAX_LINE_BYTES = 4_096;

  /// Asterisk sends 23 lines before the first command, and one for each argument.
  static final int MAX_REQUEST_LINES = 200;

  private final Socket socket;
  private final Runnable whenClosed;
  private final InputStream in;
  private final byte[] buffer = new byte[MAX_LINE_BYTES];
  private final StringBuilder command = new StringBuilder(256);
  private final Set<String> requestKeys = new HashSet<>();
  private final Deque<Runnable> meanwhile = new ArrayDeque<>();
  private int start;
  private int end;
  private int requestLines;
  private boolean requestRead;
  private boolean inUsage;
  private boolean hungUp;
  private volatile @Nullable String fault;
  private volatile boolean awaiting;
  private volatile long deadline;

  /// @param patience for the request
  AgiSocket(Socket socket, Duration patience, Runnable whenClosed) throws IOException {
    this.socket = socket;
    this.whenClosed = whenClosed;
    socket.setTcpNoDelay(true);
    this.in = socket.getInputStream();
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  /// Whether Asterisk has said that the leg is gone.
  boolean hungUp() {
    return hungUp;
  }

  /// Why the session cannot go on, null while all is well.
  @Nullable String fault() {
    return fault;
  }

  /// How long the next reply may take.
  void expectWithin(Duration patience) {
    deadline = System.nanoTime() + patience.toNanos();
  }

  @Override
  public @Nullable String readLine() throws IOException {
    while (true) {
      String line = nextLine();
      if (line == null) {
        return null;
      }
      if (!requestRead) {
        if (line.isEmpty()) {
          requestRead = true;
          return line;
        }
        if (isNewRequestKey(line)) {
          return line;
        }
      } else if (line.equals("HANGUP")) {
        hungUp = true;
      } else {
        return reply(line);
      }
    }
  }

  /// The network supplies some values; a line smuggled in by one must not replace a real one, which
  /// always comes first.
  private boolean isNewRequestKey(String line) throws IOException {
    if (++requestLines > MAX_REQUEST_LINES) {
      throw damaged("more than " + MAX_REQUEST_LINES + " request lines");
    }
    int colon = line.indexOf(": ");
    return colon > 0 && requestKeys.add(line.substring(0, colon));
  }

  private String reply(String line) throws IOException {
    if (inUsage) {
      inUsage = !line.startsWith("520");
      return line;
    }
    if (line.length() < 4
        || !Character.isDigit(line.charAt(0))
        || !Character.isDigit(line.charAt(1))
        || !Character.isDigit(line.charAt(2))
        || (line.charAt(3) != ' ' && line.charAt(3) != '-')) {
      throw damaged("a reply without a status of three digits");
    }
    inUsage = line.startsWith("520-");
    return line;
  }

  private @Nullable String nextLine() throws IOException {
    int scanned = start;
    while (true) {
      for (; scanned < end; scanned++) {
        if (buffer[scanned] == '\n') {
          String line = new String(buffer, start, scanned - start, StandardCharsets.UTF_8);
          start = scanned + 1;
          return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        }
      }
      if (start > 0) {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        scanned -= start;
        end -= start;
        start = 0;
      }
      if (end == buffer.length) {
        throw damaged("a line of more than " + MAX_LINE_BYTES + " bytes");
      }
      settle();
      awaiting = true;
      int read = in.read(buffer, end, buffer.length - end);
      awaiting = false;
      if (read < 0) {
        return null; // a half line is no line: whoever sent it died over it
      }
      end += read;
    }
  }

  /// Does something quick as soon as the caller does not wait for it: when a command has left and
  /// its reply has not come.
  void meanwhile(Runnable quick) {
    meanwhile.add(quick);
  }

  /// Does what was put off.
  void settle() {
    Runnable quick = meanwhile.poll();
    while (quick != null) {
      quick.run();
      quick = meanwhile.poll();
    }
  }

  /// Ends the session when its peer is late. Called by the listener's thread.
  void endIfLate(long now) {
    if (now - deadline > 0 && awaiting) {
      fault = "no answer in time";
      try {
        close();
      } catch (IOException e) {
        fault = "no answer in time, and no way to close"; // the read that waits fails all the same
      }
    }
  }

  private IOException damaged(String why) {
    fault = why;
    return new IOException(why);
  }

  @Override
  public void write(String text) {
    command.append(text);
  }

  /// Sends the command whole, in one write: Asterisk runs half a command if we die over it.
  @Override
  public void flush() throws IOException {
    byte[] bytes = command.toString().getBytes(StandardCharsets.UTF_8);
    command.setLength(0);
    if (fault != null) {
      throw new IOException(fault);
    }
    if (start < end && !onlyHangupsWait()) {
      throw damaged("a reply that nobody asked for");
    }
    if (bytes.length > MAX_COMMAND_BYTES) {
      throw damaged("a command of more than " + MAX_COMMAND_BYTES + " bytes");
    }
    for (int i = 0; i < bytes.length - 1; i++) {
      if (bytes[i] == '\n' || bytes[i] == 0) {
        throw damaged("a command of two lines");
      }
    }
    socket.getOutputStream().write(bytes);
  }

  private boolean onlyHangupsWait() {
    String waiting = new String(buffer, start, end - start, StandardCharsets.UTF_8);
    return waiting.matches("(HANGUP\\r?\\n)*(H(A(N(G(UP?)?)?)?)?)?");
  }

  @Override
  public void close() throws IOException {
    whenClosed.run();
    socket.close();
  }

  @Override
  public boolean isConnected() {
    return socket.isConnected();
  }

  @Override
  public InetAddress getLocalAddress() {
    return socket.getLocalAddress();
  }

  @Override
  public int getLocalPort() {
    return socket.getLocalPort();
  }

  @Override
  public InetAddress getRemoteAddress() {
    return socket.getInetAddress();
  }

  @Override
  public int getRemotePort() {
    return socket.getPort();
  }
}
