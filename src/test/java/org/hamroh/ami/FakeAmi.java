package org.hamroh.ami;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hamroh.yaml.Secret;

/// A manager interface on a loopback socket, for what a real Asterisk cannot be made to do on
/// demand: refuse, fall silent, vanish in mid-sentence, speak in bursts. What it says when it is
/// well is taken from Asterisk 22.10.
public final class FakeAmi implements AutoCloseable {

  private static final String SECRET = "opensesame";
  private static final String CHALLENGE = "152345678";

  /// One action as it came, keys in small letters.
  public record Action(Map<String, String> headers) {
    public String name() {
      return get("action");
    }

    public String get(String key) {
      return headers.getOrDefault(key, "");
    }
  }

  private final List<Action> heard = new CopyOnWriteArrayList<>();
  private final List<Session> sessions = new CopyOnWriteArrayList<>();
  private volatile ServerSocket door;
  private volatile boolean silent;
  private volatile boolean answersQuestions = true;
  private volatile boolean mayAskForChannels = true;
  private volatile boolean queuesAreLoaded = true;
  private volatile String channels = "";
  private volatile String queues = "";
  private final int port;

  public FakeAmi() {
    door = open(0);
    port = door.getLocalPort();
  }

  private ServerSocket open(int wanted) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      Thread.ofVirtual().start(() -> accept(socket));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public AmiConfig config() {
    return new AmiConfig("127.0.0.1", port, "hamroh", new Secret(SECRET));
  }

  public AmiConfig configWithWrongSecret() {
    return new AmiConfig("127.0.0.1", port, "hamroh", new Secret("sesame"));
  }

  /// Says this to everybody who is logged in; lines may end as they like.
  public void say(String events) {
    sessions.forEach(session -> session.send(events.replace("\r", "").replace("\n", "\r\n")));
  }

  /// Says what a real PBX said, from the museum.
  public void sayCapture(String name) throws IOException {
    say(java.nio.file.Files.readString(Path.of("src/test/resources/ami", name + ".txt")));
  }

  /// What `CoreShowChannels` and `QueueStatus` answer from now on: events, blank lines between
  /// them.
  public void stands(String newChannels, String newQueues) {
    channels = newChannels;
    queues = newQueues;
  }

  public void answersQuestions(boolean yes) {
    answersQuestions = yes;
  }

  public void mayAskForChannels(boolean yes) {
    mayAskForChannels = yes;
  }

  /// A PBX that has just started lets us in before it knows its queues.
  public void queuesAreLoaded(boolean yes) {
    queuesAreLoaded = yes;
  }

  /// Half-open: sockets stay, nothing is answered any more.
  public void fallSilent(boolean yes) {
    silent = yes;
  }

  /// The process dies: nobody listens, connections break.
  public void die() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sessions.forEach(Session::close);
    sessions.clear();
  }

  public void rise() {
    silent = false;
    door = open(port);
  }

  public List<Action> heard() {
    return heard;
  }

  public long heard(String action) {
    return heard.stream().filter(one -> one.name().equalsIgnoreCase(action)).count();
  }

  @Override
  public void close() {
    die();
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Session session = new Session(socket.accept());
        sessions.add(session);
        Thread.ofVirtual().start(session::serve);
      } catch (IOException e) {
        return; // the door was closed
      }
    }
  }

  private final class Session {
    private final Socket socket;
    private final OutputStream out;

    Session(Socket socket) throws IOException {
      this.socket = socket;
      this.out = socket.getOutputStream();
    }

    void serve() {
      try {
        if (!silent) {
          send("Asterisk Call Manager/11.0.0\r\n");
        }
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        Map<String, String> headers = new TreeMap<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          if (!line.isEmpty()) {
            String[] parts = line.split(": ?", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts.length > 1 ? parts[1] : "");
          } else {
            Action action = new Action(Map.copyOf(headers));
            headers.clear();
            heard.add(action);
            if (!silent) {
              answer(action);
            }
          }
        }
      } catch (IOException e) {
        // the other side is gone, or we are
      }
    }

    private void answer(Action action) {
      String id = "ActionID: " + action.get("actionid") + "\r\n";
      switch (action.name().toLowerCase(Locale.ROOT)) {
        case "challenge" ->
            send("Response: Success\r\n" + id + "Challenge: " + CHALLENGE + "\r\n\r\n");
        case "login" -> {
          if (action.get("key").equals(md5(CHALLENGE + SECRET))) {
            send("Response: Success\r\n" + id + "Message: Authentication accepted\r\n\r\n");
          } else {
            send("Response: Error\r\n" + id + "Message: Authentication failed\r\n\r\n");
            close();
          }
        }
        case "coresettings" ->
            send(
                "Response: Success\r\n"
                    + id
                    + "AMIversion: 11.0.0\r\nAsteriskVersion: 22.10.1\r\n\r\n");
        case "ping" -> send("Response: Success\r\n" + id + "Ping: Pong\r\n\r\n");
        case "coreshowchannels" -> {
          if (!mayAskForChannels) {
            send("Response: Error\r\n" + id + "Message: Permission denied\r\n\r\n");
          } else if (answersQuestions) {
            list(id, channels, "CoreShowChannelsComplete");
          }
        }
        case "queuestatus" -> {
          if (!queuesAreLoaded) {
            send("Response: Error\r\n" + id + "Message: Invalid/unknown command\r\n\r\n");
          } else if (answersQuestions) {
            list(id, queues, "QueueStatusComplete");
          }
        }
        case "queuepause" ->
            send(
                action.get("interface").equals("PJSIP/op9")
                    ? "Response: Error\r\n" + id + "Message: Interface not found\r\n\r\n"
                    : "Response: Success\r\n"
                        + id
                        + "Message: Interface paused successfully\r\n\r\n");
        case "logoff" -> {
          send("Response: Goodbye\r\n" + id + "Message: Thanks for all the fish.\r\n\r\n");
          close();
        }
        default -> send("Response: Error\r\n" + id + "Message: Invalid/unknown command\r\n\r\n");
      }
    }

    private void list(String id, String events, String end) {
      StringBuilder text =
          new StringBuilder("Response: Success\r\n" + id + "EventList: start\r\n\r\n");
      for (String event : events.replace("\r", "").strip().split("\n\n")) {
        if (!event.isBlank()) {
          text.append(event.replace("\n", "\r\n")).append("\r\n").append(id).append("\r\n");
        }
      }
      send(text + "Event: " + end + "\r\n" + id + "EventList: Complete\r\n\r\n");
    }

    synchronized void send(String text) {
      try {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
      } catch (IOException e) {
        // the client is gone; what the tests look at is what it does next
      }
    }

    void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
