package org.hamroh.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hamroh.voice.SoundShaper.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SaidSoundsTest {

  private static final Instant NOW = Instant.parse("2026-03-15T10:00:00Z");

  @TempDir private Path sounds;

  @Test
  void sentenceIsThereInEveryFormatOnceItIsKept() throws IOException {
    SaidSounds said = at(NOW);

    assertThat(said.has("tg", "said/abc")).isFalse();
    said.keep("tg", "said/abc", sound());

    assertThat(said.has("tg", "said/abc")).isTrue();
    assertThat(files()).hasSize(Format.values().length);
  }

  @Test
  void whatWasHeardLatelyStaysAndWhatNobodyHearsGoes() throws IOException {
    keep("said/old", NOW.minus(Duration.ofDays(40)));
    keep("said/used", NOW.minus(Duration.ofDays(20)));
    at(NOW.minus(Duration.ofDays(5))).has("tg", "said/used");

    int gone = at(NOW.plus(Duration.ofDays(20))).clean(List.of("tg", "ru"));

    assertThat(gone).isEqualTo(1);
    assertThat(at(NOW).has("tg", "said/used")).isTrue();
    assertThat(files()).hasSize(Format.values().length);
  }

  @Test
  void whatBelongsToOneCallerGoesAfterAnHourHoweverOftenItIsHeard() throws IOException {
    keep("said/passing/number", NOW.minus(Duration.ofMinutes(61)));
    keep("said/passing/other", NOW.minus(Duration.ofMinutes(30)));
    at(NOW).has("tg", "said/passing/number");

    at(NOW).clean(List.of("tg"));

    assertThat(at(NOW).has("tg", "said/passing/number")).isFalse();
    assertThat(at(NOW).has("tg", "said/passing/other")).isTrue();
  }

  @Test
  void halfWrittenFileOfAKilledServerGoesToo() throws IOException {
    keep("said/abc", NOW);
    Path part = sounds.resolve("tg/said/def.alaw.12ab.part");
    Files.writeString(part, "half");
    Files.setLastModifiedTime(part, FileTime.from(NOW.minus(Duration.ofDays(31))));

    at(NOW).clean(List.of("tg"));

    assertThat(part).doesNotExist();
    assertThat(at(NOW).has("tg", "said/abc")).isTrue();
  }

  private SaidSounds at(Instant now) {
    return new SaidSounds(sounds, Clock.fixed(now, ZoneOffset.UTC));
  }

  private void keep(String name, Instant when) throws IOException {
    at(when).keep("tg", name, sound());
    for (Format format : Format.values()) {
      Path file = sounds.resolve("tg").resolve(name + "." + format.ending());
      Files.setLastModifiedTime(file, FileTime.from(when));
    }
  }

  private static SoundShaper.Encoded sound() {
    Map<Format, byte[]> formats = new EnumMap<>(Format.class);
    for (Format format : Format.values()) {
      formats.put(format, new byte[] {1, 2, 3});
    }
    return new SoundShaper.Encoded(formats, 1);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(sounds)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
