package org.hamroh.softphone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A server at the other end of AGI that sends each caller to the queue, and home after the talk.
final class QueueAgi implements AutoCloseable {

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

  QueueAgi() throws IOException {
    Thread.ofVirtual().name("queue-agi").start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket call = socket.accept();
        Thread.ofVirtual().name("queue-agi-call").start(() -> lead(call));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private static void lead(Socket call) {
    try (call;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(call.getInputStream(), StandardCharsets.UTF_8));
        Writer out =
            new java.io.OutputStreamWriter(call.getOutputStream(), StandardCharsets.UTF_8)) {
      boolean talked = false;
      boolean waits = false;
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        talked |= line.startsWith("agi_network_script: talked");
        waits |= line.startsWith("agi_network_script: queue-left"); // nobody was there yet
      }
      if (waits) {
        out.write("EXEC Wait 1\n");
        out.flush();
        in.readLine();
      }
      out.write("SET VARIABLE HAMROH_NEXT " + (talked ? "end" : "queue") + "\n");
      out.flush();
      in.readLine();
    } catch (IOException e) {
      return; // the caller has hung up
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
