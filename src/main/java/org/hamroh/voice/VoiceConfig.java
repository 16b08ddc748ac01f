package org.hamroh.voice;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who speaks what no one has recorded.
///
/// @param engine         of every language that has none of its own
/// @param url            of its server, when it is one
/// @param timeoutSeconds how long the server may take for a prompt; a caller waits far less
/// @param maxMegabytes   what of an answer is read; five minutes of speech have 13
/// @param languages      languages with an engine of their own
public record VoiceConfig(
    Engine engine,
    @Nullable URI url,
    @Nullable Integer timeoutSeconds,
    @Nullable Integer maxMegabytes,
    @Nullable Map<String, Own> languages) {

  private static final int TIMEOUT_SECONDS = 20;
  private static final int MAX_MEGABYTES = 16;

  /// `espeak`: on this machine. `http`: a server that is asked, with espeak-ng standing in.
  public enum Engine {
    espeak,
    http
  }

  /// One language's engine.
  public record Own(Engine engine, @Nullable URI url) {}

  /// Every language is spoken on this machine.
  public static VoiceConfig onThisMachine() {
    return new VoiceConfig(Engine.espeak, null, null, null, null);
  }

  /// The server that speaks a language; empty when espeak-ng does.
  public Optional<URI> server(String language) {
    Own own = languages == null ? null : languages.get(language);
    Engine wanted = own == null ? engine : own.engine;
    URI where = own == null || own.url == null ? url : own.url;
    return wanted == Engine.http ? Optional.ofNullable(where) : Optional.empty();
  }

  public Duration timeout() {
    return Duration.ofSeconds(timeoutSeconds == null ? TIMEOUT_SECONDS : timeoutSeconds);
  }

  /// In bytes.
  public int maxBytes() {
    return (maxMegabytes == null ? MAX_MEGABYTES : maxMegabytes) * 1024 * 1024;
  }
}
