package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hamroh.config.Config;
import org.hamroh.config.ConfigReader;
import org.hamroh.config.Secrets;
import org.hamroh.operator.Tokens;
import org.hamroh.store.Database;
import org.hamroh.store.KeptAnswers;
import org.hamroh.web.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What was answered survives a power cut: the kernel is asked to put it on the disk before the
/// first octet of the answer leaves. Watched from outside, by what the server asks of the kernel.
@Timeout(180)
final class PowerCutIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  /// Enough that a sync that is only mostly in time is seen.
  private static final int REQUESTS = 300;

  @TempDir private Path folder;

  /// The watch reads requests as they stand in the older protocol.
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void whatWasAnsweredWasOnTheDiskBefore() throws Exception {
    Path trace = traced();

    assertThat(KeptAnswers.of("POST /api/v1/messages ", trace))
        .isEqualTo(new KeptAnswers(REQUESTS, REQUESTS, REQUESTS));
  }

  /// The same watch, of a kernel that syncs nothing and says that it did: it must be noticed.
  @Test
  void syncThatIsNotDoneIsNoticed() throws Exception {
    Path trace = traced("-e", "inject=fsync,fdatasync:retval=0");

    assertThat(KeptAnswers.of("POST /api/v1/messages ", trace))
        .isEqualTo(new KeptAnswers(REQUESTS, REQUESTS, 0));
  }

  private Path traced(String... more) throws IOException, InterruptedException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Secrets secrets = Secrets.open(data);
    Path file = data.resolve("hamroh.yaml");
    Files.copy(Path.of("deploy/hamroh.yaml"), file);
    Map<String, String> ports = TestHotline.freePorts();
    Config config = new ConfigReader(secrets, ports).read(file);
    String token;
    try (Database database = Database.open(config.store().file(data))) {
      token = new Tokens(database, Clock.systemUTC()).add("watched", Set.of(Role.MANAGER));
    }
    Path trace = folder.resolve("trace");
    List<String> command =
        new ArrayList<>(
            List.of(
                "strace",
                "-f",
                "-ttt",
                "-y",
                "-s",
                "40",
                "-o",
                trace.toString(),
                "-e",
                "trace=read,write,writev,pwrite64,fsync,fdatasync"));
    command.addAll(List.of(more));
    command.addAll(
        TestHotline.program("serve", "--config", file.toString(), "--data", data.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile());
    builder.environment().putAll(ports);
    Process server = builder.start();
    try {
      URI address = URI.create("http://127.0.0.1:" + config.web().port());
      await().atMost(SOON).until(() -> answers(address));
      for (int i = 0; i < REQUESTS; i++) {
        order(address, token, i);
      }
    } finally {
      end(server);
    }
    return trace;
  }

  private boolean answers(URI address) throws InterruptedException {
    try {
      return http.send(
                  HttpRequest.newBuilder(address.resolve("/health")).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false; // nobody listens yet
    }
  }

  private void order(URI address, String token, int number)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(address.resolve("/api/v1/messages"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"number\":\"+99290000%04d\",\"text\":\"Салом\"}".formatted(number)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
  }

  /// The server is the tracer's child.
  private static void end(Process tracer) throws InterruptedException {
    try (Stream<ProcessHandle> children = tracer.descendants()) {
      children.forEach(ProcessHandle::destroyForcibly);
    }
    if (!tracer.waitFor(20, TimeUnit.SECONDS)) {
      tracer.destroyForcibly().waitFor();
    }
  }
}
