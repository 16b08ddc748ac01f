package org.hamroh.voice;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import tools.jackson.databind.json.JsonMapper;

/// A server that speaks: gets `{"language": "tg", "text": "…"}` as JSON, answers `audio/wav`, one
/// channel, 16 bit. What it has spoken is kept by a digest of the text, for it may be slow or cost
/// money. One that does not answer is left alone for a while, and said so in the log once.
final class HttpSpeech implements SpeechEngine {

  private static final Logger LOG = LogManager.getLogger(HttpSpeech.class);

  /// Long enough not to be a burden on a server in trouble, short enough to have the better voice
  /// back soon.
  private static final Duration LEFT_ALONE = Duration.ofSeconds(30);

  private static final int OK = 200;

  /// From here on it is the server; below, one text that it does not like.
  private static final int SERVER_TROUBLE = 500;

  private final String language;
  private final URI url;
  private final int maxBytes;
  private final Path kept;
  private final Clock clock;
  private final JsonMapper json = JsonMapper.builder().build();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final AtomicReference<Instant> leftAloneUntil = new AtomicReference<>(Instant.MIN);

  /// @param maxBytes of an answer; a longer one is refused
  /// @param kept     the folder for what it has spoken
  HttpSpeech(String language, URI url, int maxBytes, Path kept, Clock clock) {
    this.language = language;
    this.url = url;
    this.maxBytes = maxBytes;
    this.kept = kept;
    this.clock = clock;
  }

  @Override
  public String identity(Utterance wanted) {
    return Digests.of("http", url.toString(), language, said(wanted));
  }

  private static String said(Utterance wanted) {
    return SpokenText.plain().of(wanted.text(), wanted.goesOn());
  }

  @Override
  public Pcm speak(Utterance wanted, Duration patience) {
    Path file = kept.resolve(identity(wanted) + ".wav");
    try {
      if (Files.exists(file)) {
        return Pcm.read(file);
      }
      byte[] wav = ask(said(wanted), patience);
      Pcm sound = Pcm.of(wav);
      if (!wanted.passing()) {
        keep(wav, file);
      }
      return sound;
    } catch (IOException e) {
      throw trouble("cannot be kept: " + e.getMessage());
    }
  }

  private static void keep(byte[] wav, Path file) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    Path part = Files.createTempFile(file.getParent(), "new", ".part");
    Files.write(part, wav);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private byte[] ask(String text, Duration patience) {
    if (clock.instant().isBefore(leftAloneUntil.get())) {
      throw trouble("did not answer a moment ago");
    }
    String body = json.writeValueAsString(new Question(language, text));
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("Accept", "audio/wav")
            .timeout(patience)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    CompletableFuture<byte[]> answer =
        client
            .sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
            .thenApplyAsync(this::read, task -> Thread.ofVirtual().start(task));
    try {
      // The request's own time-out ends with the answer's head; this one covers its body too.
      byte[] wav = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      leftAloneUntil.set(Instant.MIN);
      return wav;
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw silent("did not answer within " + patience.toMillis() + " ms");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProblemsException refused) {
        throw refused;
      }
      throw silent("did not answer: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw trouble("was not waited for");
    }
  }

  private record Question(String language, String text) {}

  private byte[] read(HttpResponse<InputStream> answer) {
    try (InputStream in = answer.body()) {
      if (answer.statusCode() >= SERVER_TROUBLE) {
        throw silent("answered with status " + answer.statusCode());
      }
      if (answer.statusCode() != OK) {
        throw trouble("refused a text with status " + answer.statusCode());
      }
      byte[] wav = in.readNBytes(maxBytes + 1);
      if (wav.length > maxBytes) {
        throw silent("answered more than " + maxBytes + " bytes");
      }
      return wav;
    } catch (IOException e) {
      throw silent("broke off: " + e.getMessage());
    }
  }

  private ProblemsException silent(String how) {
    Instant now = clock.instant();
    Instant before = leftAloneUntil.getAndSet(now.plus(LEFT_ALONE));
    if (before.equals(Instant.MIN)) {
      LOG.warn(
          "event=voice-server-silent language={} server={} reason=\"{}\" standIn=espeak",
          language,
          url.getHost(),
          how);
    }
    return trouble(how);
  }

  private ProblemsException trouble(String how) {
    return new ProblemsException(
        Problem.of(url.toString(), how, "look whether the voice server runs"));
  }
}
