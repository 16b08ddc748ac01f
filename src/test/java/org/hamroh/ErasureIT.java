package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hamroh.erasure.Bytes;
import org.hamroh.erasure.Tombstones;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A person who rang, spoke after the tone, wrote, stands in a list and in a case is erased while
/// the server dies under it, in the middle of its steps; the next start ends it. Then every byte of
/// the data folder is looked at, of Asterisk's files too, and of a copy that was made before.
@Timeout(300)
final class ErasureIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String NUMBER = "+992900004271";
  private static final String NAME = "Гулрухсор Ҷ.";
  private static final String WORDS = "шиносномаамро корфармо гирифт";
  private static final byte[] PAPER =
      ("%PDF-1.4\n" + WORDS + "\n%%EOF\n").getBytes(StandardCharsets.UTF_8);

  @TempDir static Path folder;
  private static TestHotline hotline;
  private static Telephone phone;
  private static String second;

  @BeforeAll
  static void start() throws Exception {
    hotline = TestHotline.start(Files.createDirectories(folder.resolve("data")));
    phone = hotline.caller();
    second = hotline.secondToken();
  }

  @AfterAll
  static void stop() throws Exception {
    if (phone != null) {
      phone.close();
    }
    if (hotline != null) {
      hotline.close();
    }
  }

  private static void hear(TelephoneCall call, String prompt) {
    call.hear(Set.of(prompt), SOON);
  }

  /// Rings, and leaves a message after the tone.
  ///
  /// @return the caller's key
  private static String rings() throws Exception {
    try (TelephoneCall call = phone.call("700", Caller.of(NUMBER))) {
      hear(call, "tg/language-choice");
      call.press('1');
      hear(call, "tg/main-menu");
      call.press('4');
      hear(call, "tg/message-menu");
      call.press('1');
      hear(call, "tg/message-record");
      call.stay(Duration.ofSeconds(14)); // the text to its end, and the tone
      call.say(Duration.ofSeconds(4));
    }
    await()
        .atMost(SOON)
        .until(
            () ->
                hotline
                    .api("/recordings?state=all&limit=20")
                    .path("recordings")
                    .valueStream()
                    .anyMatch(one -> one.path("sound").asString().equals("sealed")));
    await()
        .atMost(SOON)
        .until(() -> !hotline.calls().getFirst().path("endedAt").asString("").isEmpty());
    return hotline.calls().getFirst().path("caller").asString();
  }

  /// @return the case and its paper
  private static List<String> opensCase(String once, String caller) {
    String who = caller.isEmpty() ? "" : "\"caller\":\"" + caller + "\",";
    JsonNode opened =
        hotline.post(
            "/cases",
            "{"
                + who
                + "\"once\":\""
                + once
                + "\",\"topic\":\"passport-taken\",\"name\":\""
                + NAME
                + "\"}");
    String id = opened.path("id").asString();
    hotline.post(
        "/cases/" + id + "/sections", "{\"kind\":\"incident\",\"text\":\"" + WORDS + "\"}");
    hotline.post("/cases/" + id + "/attachments?name=passport", "application/pdf", PAPER);
    try (Stream<Path> files = Files.list(hotline.data().resolve("attachments"))) {
      String paper =
          files
              .max(java.util.Comparator.comparingLong(file -> file.toFile().lastModified()))
              .orElseThrow()
              .getFileName()
              .toString();
      return List.of(id, paper);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<byte[]> marks() {
    List<byte[]> marks = new ArrayList<>();
    String digits = NUMBER.substring(1);
    for (String text :
        List.of(NUMBER, digits, digits.substring(3), "8" + digits.substring(3), NAME, WORDS)) {
      marks.add(text.getBytes(StandardCharsets.UTF_8));
      marks.add(text.getBytes(StandardCharsets.UTF_16BE));
    }
    return marks;
  }

  /// Everything but the prompts, which are many and everybody's.
  private static Set<String> found(Path data, List<byte[]> marks) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> parts = Files.list(data)) {
      for (Path part : parts.toList()) {
        String name = part.getFileName().toString();
        if (!name.equals("sounds") && !name.equals("voices")) {
          found.addAll(Bytes.holding(part, marks));
        }
      }
    }
    return found;
  }

  private static String asks(String whom) {
    return hotline.post("/erasures", "{" + whom + ",\"reason\":\"written\"}").path("id").asString();
  }

  private static void confirms(String id) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create(hotline.address() + "/api/v1/erasures/" + id + "/confirm"))
                  .header("Authorization", "Bearer " + second)
                  .timeout(Duration.ofSeconds(20))
                  .POST(HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }
  }

  private static String state(String id) {
    return hotline.api("/erasures/" + id).path("state").asString();
  }

  private static int rows(String table) {
    try (var database = org.hamroh.store.Database.open(hotline.data().resolve("hamroh.db"))) {
      return database.read(
          handle -> handle.createQuery("select count(*) from " + table).mapTo(Integer.class).one());
    }
  }

  /// Whoever opens it waits until somebody writes into it: nobody does.
  private static void blocks(Path file) throws Exception {
    Process made = new ProcessBuilder("mkfifo", file.toString()).start();
    assertThat(made.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(made.exitValue()).isZero();
  }

  private static int terminal(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of("--config", hotline.settings().toString(), "--data", hotline.data().toString()));
    return terminalAt(all);
  }

  private static int terminalAt(List<String> arguments) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(TestHotline.program(arguments.toArray(String[]::new)))
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("terminal.log").toFile()));
    builder.environment().putAll(hotline.ports());
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Test
  void serverThatDiesInTheMiddleEndsItAtTheNextStartAndNoByteIsLeft() throws Exception {
    String key = rings();
    hotline.writesToUs(NUMBER, WORDS);
    hotline.post(
        "/contacts/import?consentWay=paper",
        "text/csv",
        ("number,name\n" + NUMBER + "," + NAME + "\n").getBytes(StandardCharsets.UTF_8));
    List<String> own = opensCase("wish-erasure-1", key);
    List<String> walkIn = opensCase("wish-erasure-2", "");
    Path backupKey = folder.resolve("backup.key");
    Path copy = Files.createDirectories(folder.resolve("copies")).resolve("older.backup");
    assertThat(terminal("backup", "--new-key", backupKey.toString(), copy.toString())).isZero();
    assertThat(found(hotline.data(), marks()))
        .as("the search finds what is there")
        .anyMatch(place -> place.contains(NUMBER))
        .anyMatch(place -> place.contains("hamroh") || place.startsWith(":"));
    assertThat(Bytes.holding(folder.resolve("copies"), marks())).as("sealed").isEmpty();

    // Dies before anything is gone.
    Path tombstones = hotline.data().resolve(Tombstones.FILE);
    blocks(tombstones);
    String first = asks("\"number\":\"" + NUMBER + "\"");
    confirms(first);
    await().atMost(SOON).until(() -> state(first).equals("erasing"));
    hotline.killServer();
    assertThat(rows("case_file")).isEqualTo(2);
    Files.delete(tombstones);
    hotline.startServer();
    await().atMost(SOON).until(() -> state(first).equals("done"));
    assertThat(found(hotline.data(), marks())).isEmpty();

    // Dies when the rows are gone and the files are not.
    Path paper = hotline.data().resolve("attachments").resolve(walkIn.getLast());
    Files.move(paper, folder.resolve("paper"));
    blocks(paper);
    String other = asks("\"caseId\":\"" + walkIn.getFirst() + "\"");
    confirms(other);
    await().atMost(SOON).until(() -> rows("case_file") == 0);
    assertThat(state(other)).isEqualTo("erasing");
    hotline.killServer();
    Files.move(folder.resolve("paper"), paper, StandardCopyOption.REPLACE_EXISTING);
    hotline.startServer();
    await().atMost(SOON).until(() -> state(other).equals("done"));
    assertThat(paper).doesNotExist();
    assertThat(rows("call_record") + rows("voice_message") + rows("contact")).isZero();
    assertThat(found(hotline.data(), marks())).isEmpty();
    assertThat(hotline.log()).doesNotContain(key, own.getFirst(), NAME);

    // The copy from before, on another machine.
    Path bare = Files.createDirectories(folder.resolve("bare"));
    Files.copy(
        hotline.data().resolve("secrets.properties"),
        bare.resolve("secrets.properties"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Files.copy(tombstones, folder.resolve("copies").resolve(Tombstones.FILE));
    assertThat(
            terminalAt(
                List.of(
                    "restore",
                    copy.toString(),
                    "--key",
                    backupKey.toString(),
                    "--config",
                    hotline.settings().toString(),
                    "--data",
                    bare.toString())))
        .as(Files.readString(folder.resolve("terminal.log")))
        .isZero();
    assertThat(found(bare, marks())).isEmpty();
  }
}
