package org.hamroh.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.hamroh.yaml.ProblemsException;

/// Who speaks which language, and who stands in when the first cannot. Used by many threads at
/// once.
final class Voices {

  /// For a prompt of a minute on a machine that swaps.
  private static final Duration BUILD_PATIENCE = Duration.ofSeconds(60);

  private final EspeakVoices espeak;
  private final VoiceConfig config;
  private final Path data;
  private final Map<String, Optional<HttpSpeech>> servers = new ConcurrentHashMap<>();

  /// @param data the data folder, where what a server has spoken is kept
  Voices(EspeakVoices espeak, VoiceConfig config, Path data) {
    this.espeak = espeak;
    this.config = config;
    this.data = data;
  }

  /// What was spoken.
  ///
  /// @param standIn whether another voice spoke than the one that is wanted
  record Speech(Pcm sound, boolean standIn) {}

  /// First choice first; the last is always espeak-ng.
  List<SpeechEngine> of(String language) {
    SpeechEngine own = espeak.of(language);
    return server(language).<List<SpeechEngine>>map(one -> List.of(one, own)).orElse(List.of(own));
  }

  EspeakVoices espeak() {
    return espeak;
  }

  private Optional<HttpSpeech> server(String language) {
    return servers.computeIfAbsent(
        language,
        one ->
            config
                .server(one)
                .map(
                    url ->
                        new HttpSpeech(
                            one, url, config.maxBytes(), kept().resolve(one), Clock.systemUTC())));
  }

  /// Makes ready what can speak this language. Where a server speaks, espeak-ng need not know it.
  ///
  /// @throws ProblemsException when nobody can
  void prepare(String language) {
    try {
      espeak.prepare(language);
    } catch (ProblemsException e) {
      if (server(language).isEmpty()) {
        throw e;
      }
    }
  }

  /// Speaks with patience.
  ///
  /// @throws ProblemsException when nobody can
  Speech speak(String language, Utterance wanted) {
    List<SpeechEngine> engines = of(language);
    if (engines.size() > 1) {
      try {
        return new Speech(engines.getFirst().speak(wanted, config.timeout()), false);
      } catch (ProblemsException e) {
        return new Speech(engines.getLast().speak(wanted, BUILD_PATIENCE), true);
      }
    }
    return new Speech(engines.getFirst().speak(wanted, BUILD_PATIENCE), false);
  }

  private Path kept() {
    return data.resolve("voices/server");
  }

  /// Forgets what servers have said long ago: a prompt of today has its own sound by now.
  ///
  /// @return how many went
  int forget(Instant before) throws IOException {
    if (!Files.isDirectory(kept())) {
      return 0;
    }
    int gone = 0;
    try (Stream<Path> files = Files.walk(kept())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.deleteIfExists(file);
          gone++;
        }
      }
    }
    return gone;
  }

  Duration timeout() {
    return config.timeout();
  }

  /// Changes whenever it would sound different, spoken by the first choice.
  String identity(String language, Utterance wanted) {
    return of(language).getFirst().identity(wanted);
  }
}
