package org.hamroh;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Reads the stream of what changes, as an open page gets it, and keeps every byte of it.
final class LiveEar {

  private final StringBuffer frames = new StringBuffer();
  private final InputStream stream;
  private final Thread reader;

  LiveEar(HttpResponse<InputStream> answer) {
    stream = answer.body();
    reader = Thread.ofVirtual().start(this::read);
  }

  private void read() {
    byte[] some = new byte[4_096];
    try {
      for (int n = stream.read(some); n >= 0; n = stream.read(some)) {
        frames.append(new String(some, 0, n, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      frames.append("\n"); // the stream is closed at the end of the test
    }
  }

  void awaitTopic(String topic) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> frames.toString().contains("event: " + topic));
  }

  /// @return all that came
  String close() throws IOException, InterruptedException {
    stream.close();
    reader.join(Duration.ofSeconds(5));
    return frames.toString();
  }
}
