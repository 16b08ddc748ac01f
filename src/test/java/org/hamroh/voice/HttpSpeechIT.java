package org.hamroh.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.hamroh.say.Kind;
import org.hamroh.yaml.Problems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A voice behind a real HTTP server, which may be slow, broken or away; the real espeak-ng stands
/// in.
final class HttpSpeechIT {

  private static final PromptBook BOOK =
      PromptBook.read(Path.of("ivr-scripts"), List.of("tg", "ru"), new Problems());

  /// The server's voice: a tone that espeak-ng could not be taken for.
  private static final Pcm TONE = new Pcm(TestSounds.tone(1.0, 440, 8_000, 24_000), 24_000);

  @FunctionalInterface
  private interface Answer {
    void to(HttpExchange question) throws IOException, InterruptedException;
  }

  @TempDir private Path folder;
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private volatile Answer answer = question -> send(question, 200, TONE.wav());
  private HttpServer server;
  private VoicePlaces places;

  @BeforeEach
  void start() throws IOException {
    VoicePrograms.ensure(what -> {});
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/speak",
        question -> {
          questions.add(
              new String(question.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          try {
            answer.to(question);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/speak");
    places =
        new VoicePlaces(
            folder.resolve("recordings"),
            Path.of("deploy/voices"),
            folder.resolve("data"),
            new VoiceConfig(VoiceConfig.Engine.http, url, 5, 1, null));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void serverSpeaksThePromptsAndIsAskedOnceForEach() throws IOException {
    Voices voices = places.openVoices();

    Voices.Speech first = voices.speak("ru", Utterance.of("Ждите «ответа».", false));
    Voices.Speech second = places.openVoices().speak("ru", Utterance.of("Ждите «ответа».", false));

    assertThat(first.standIn()).isFalse();
    assertThat(first.sound().rate()).isEqualTo(24_000);
    assertThat(second.sound().samples()).containsExactly(TONE.samples());
    assertThat(questions).containsExactly("{\"language\":\"ru\",\"text\":\"Ждите ответа.\"}");
  }

  @Test
  void brokenAnswersAreStoodInForByEspeak() {
    answer = question -> send(question, 200, "<html>".getBytes(StandardCharsets.UTF_8));
    assertThat(speech("Один.").standIn()).isTrue();

    answer = question -> send(question, 500, new byte[0]);
    assertThat(speech("Два.").standIn()).isTrue();

    answer = question -> send(question, 200, new byte[1024 * 1024 + 1]);
    assertThat(speech("Три.").standIn()).isTrue();

    server.stop(0);
    assertThat(speech("Четыре.").standIn()).isTrue();
  }

  @Test
  void serverThatFailedIsLeftAloneForAWhile() {
    answer = question -> send(question, 503, new byte[0]);
    Voices voices = places.openVoices();

    voices.speak("ru", Utterance.of("Один.", false));
    voices.speak("ru", Utterance.of("Два.", false));

    assertThat(questions).hasSize(1);
  }

  @Test
  void whatACallerKeyedInIsNotKept() throws IOException {
    places.openVoices().speak("ru", new Utterance("Ваш номер: один.", false, true));

    assertThat(questions).hasSize(1);
    assertThat(folder.resolve("data/voices/server")).doesNotExist();
  }

  @Test
  void callerHearsTheServersVoiceWhenItIsQuick() throws IOException {
    try (SentenceMaker maker = new SentenceMaker(() -> BOOK, places, Clock.systemUTC())) {
      String sound = made(maker, 5);

      assertThat(seconds(sound)).isBetween(1.2, 1.4); // the tone of one second
    }
  }

  @Test
  void callerHearsEspeakWhenTheServerIsSlowAndTheNextCallerTheServer() throws Exception {
    CountDownLatch waited = new CountDownLatch(1);
    answer =
        question -> {
          waited.await();
          send(question, 200, TONE.wav());
        };
    try (SentenceMaker maker = new SentenceMaker(() -> BOOK, places, Clock.systemUTC())) {
      String first = made(maker, 6);
      waited.countDown();

      String later =
          await()
              .atMost(Duration.ofSeconds(10))
              .until(() -> made(maker, 6), sound -> !sound.equals(first));

      assertThat(seconds(first)).isGreaterThan(1.5); // a whole sentence
      assertThat(seconds(later)).isBetween(1.2, 1.4);
    }
  }

  @Test
  void buildMakesStandInsAgainWhenTheServerIsBack() throws IOException {
    Path prompts = folder.resolve("scripts/prompts");
    Files.createDirectories(prompts);
    Files.writeString(prompts.resolve("ru.yaml"), "wait: {text: Подождите.}\n");
    PromptBook book = PromptBook.read(prompts.getParent(), List.of("ru"), new Problems());
    answer = question -> send(question, 500, new byte[0]);
    List<String> told = new CopyOnWriteArrayList<>();
    VoiceProgress progress =
        new VoiceProgress() {
          @Override
          public void done(int done, int total) {}

          @Override
          public void say(String what) {
            told.add(what);
          }
        };

    VoiceBuilder.Report first = new VoiceBuilder(book, places).build(progress);
    answer = question -> send(question, 200, TONE.wav());
    VoiceBuilder.Report second = new VoiceBuilder(book, places).build(progress);
    VoiceBuilder.Report third = new VoiceBuilder(book, places).build(progress);

    assertThat(told).singleElement().asString().contains("1 sounds are espeak-ng's");
    // The prompt, and the tones, which need no speech and so are not made again.
    assertThat(first.made()).isGreaterThan(1);
    assertThat(second.made()).isEqualTo(1);
    assertThat(third.made()).isZero();
  }

  private Voices.Speech speech(String text) {
    return places.openVoices().speak("ru", Utterance.of(text, false));
  }

  private static String made(SentenceMaker maker, int minutes) {
    Map<String, Spoken> values =
        Map.of("minutes", new Spoken.Of(Kind.COUNT_MINUTE, Integer.toString(minutes)));
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> maker.sounds("ru", "queue-wait", values), sounds -> !sounds.isEmpty())
        .getFirst();
  }

  private double seconds(String sound) throws IOException {
    return Files.size(places.sounds().resolve("ru").resolve(sound + ".alaw")) / 8_000.0;
  }

  private static void send(HttpExchange question, int status, byte[] body) throws IOException {
    question.getResponseHeaders().set("Content-Type", "audio/wav");
    question.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (question) {
      question.getResponseBody().write(body);
    }
  }
}
