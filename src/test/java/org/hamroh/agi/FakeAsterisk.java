package org.hamroh.agi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One leg of a pretended Asterisk, on a real loopback socket: it can be late, rude and cut in
/// half, which a real one cannot be made to be on demand. What it says is what a real one (22.10)
/// said.
final class FakeAsterisk implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 5_000;

  private final Socket socket;
  private final OutputStream out;
  private final BufferedReader in;

  private FakeAsterisk(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    out = socket.getOutputStream();
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  static FakeAsterisk connect(int port) throws IOException {
    return new FakeAsterisk(port);
  }

  /// Connects and brings a call, a line at a time as Asterisk does.
  static FakeAsterisk bring(int port, List<String> request) throws IOException {
    FakeAsterisk asterisk = connect(port);
    request.forEach(line -> asterisk.say(line + "\n"));
    asterisk.say("\n");
    return asterisk;
  }

  FakeAsterisk say(String bytes) {
    try {
      out.write(bytes.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /// The next command, null when the server has closed the conversation.
  @Nullable String command() {
    try {
      return in.readLine();
    } catch (java.net.SocketException e) {
      return null; // reset: closed with our bytes unread
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Answers commands well until one begins so, and returns that one unanswered; null when the
  /// conversation ends before.
  @Nullable String answerUntil(String beginning) {
    String command = command();
    while (command != null && !command.startsWith(beginning)) {
      say("200 result=0\n");
      command = command();
    }
    return command;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
