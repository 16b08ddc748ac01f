package org.hamroh.pbx;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.hamroh.ami.AmiConfig;

/// Just enough of a manager client to ask what is allowed.
final class TinyAmi implements AutoCloseable {

  private static final int DEADLINE_MILLIS = 5_000;

  private final Socket socket;
  private final BufferedReader in;
  private int asked;

  private TinyAmi(AmiConfig ami) throws IOException {
    socket = new Socket(ami.host(), ami.port());
    socket.setSoTimeout(DEADLINE_MILLIS);
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    in.readLine(); // Asterisk Call Manager/…
  }

  static TinyAmi login(AmiConfig ami) throws IOException {
    return login(ami, ami.secret().value());
  }

  static TinyAmi login(AmiConfig ami, String secret) throws IOException {
    TinyAmi client = new TinyAmi(ami);
    String answer =
        client.ask("Login", "Username: " + ami.user(), "Secret: " + secret, "Events: off");
    if (!answer.contains("Response: Success")) {
      client.close();
      throw new IOException(answer);
    }
    return client;
  }

  /// @return the whole answer, without the list that may follow it
  String ask(String action, String... headers) throws IOException {
    String id = "test-" + ++asked;
    String text =
        "Action: " + action + "\r\nActionID: " + id + "\r\n" + String.join("\r\n", headers);
    socket
        .getOutputStream()
        .write(
            (text + (headers.length == 0 ? "\r\n" : "\r\n\r\n")).getBytes(StandardCharsets.UTF_8));
    while (true) {
      StringBuilder message = new StringBuilder();
      String line;
      while ((line = in.readLine()) != null && !line.isEmpty()) {
        message.append(line).append('\n');
      }
      if (line == null) {
        throw new IOException("closed");
      }
      if (message.indexOf("Response: ") >= 0 && message.indexOf("ActionID: " + id) >= 0) {
        return message.toString();
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
