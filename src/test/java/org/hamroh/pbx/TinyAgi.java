package org.hamroh.pbx;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A server at the other end of AGI, as good or as bad as a test wants it: it takes each call and
/// does what it is told, on a thread of its own.
public final class TinyAgi implements AutoCloseable {

  /// What it does with one call.
  public interface Manners {
    public void with(Session session) throws IOException;
  }

  private final ServerSocket socket;
  private final Manners manners;
  private final List<Session> sessions = Collections.synchronizedList(new ArrayList<>());

  public TinyAgi(Manners manners) throws IOException {
    this.socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    this.manners = manners;
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return socket.getLocalPort();
  }

  List<Session> sessions() {
    synchronized (sessions) {
      return List.copyOf(sessions);
    }
  }

  /// As `kill -9` does it: no more calls, and every socket closed with nothing said.
  void die() throws IOException {
    socket.close();
    for (Session session : sessions()) {
      session.socket.close();
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Session session = new Session(socket.accept());
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    session.greet();
                    sessions.add(session);
                    manners.with(session);
                  } catch (IOException e) {
                    return; // the call is over, or the test has killed us
                  }
                });
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  @Override
  public void close() throws IOException {
    die();
  }

  /// One call.
  public static final class Session {
    private final Socket socket;
    private final BufferedReader in;
    private final Map<String, String> environment = new LinkedHashMap<>();

    private Session(Socket socket) throws IOException {
      this.socket = socket;
      this.in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private void greet() throws IOException {
      String line;
      while ((line = in.readLine()) != null && !line.isEmpty()) {
        environment.put(line.replaceFirst(":.*", ""), line.replaceFirst("^[^:]*: ?", ""));
      }
    }

    /// `agi_callerid`, `agi_network_script`…
    public String said(String key) {
      return environment.getOrDefault(key, "");
    }

    /// Sends a command and waits for its answer: `200 result=0`.
    public String command(String command) throws IOException {
      socket.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
      String answer = in.readLine();
      if (answer == null || answer.startsWith("HANGUP")) {
        throw new IOException("hung up");
      }
      return answer;
    }

    /// Plays a prompt until it ends, with the handle a real server takes.
    public void play(String prompt) throws IOException {
      command("SET AUTOHANGUP 4");
      command("STREAM FILE " + prompt + " \"\"");
    }

    /// The last act: where the dialplan goes on.
    public void handOver(String next) throws IOException {
      command("SET AUTOHANGUP 0");
      command("SET VARIABLE HAMROH_NEXT " + next);
      socket.close();
    }

    /// A prompt that never ends, as long as the call lasts.
    public void playOnAndOn(String prompt) throws IOException {
      while (true) {
        play(prompt);
      }
    }

    /// Says nothing more and keeps the line open, as a stopped process does.
    public void freeze() throws IOException {
      while (in.readLine() != null) {
        continue; // a frozen server answers nothing
      }
    }
  }
}
