package org.hamroh.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hamroh.say.Kind;
import org.hamroh.sip.Codec;
import org.hamroh.voice.VoiceBuilder.Report;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.ProblemsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real espeak-ng, sox and spandsp make a handful of prompts.
final class VoiceBuilderIT {

  /// Of the prompts 5 in Tajik and 4 in Russian; beep and silence in both; the hold music.
  private static final int SOUNDS = 15;

  private static final VoiceProgress QUIET =
      new VoiceProgress() {
        @Override
        public void done(int done, int total) {}

        @Override
        public void say(String what) {}
      };

  @TempDir private Path folder;
  private VoicePlaces places;

  @BeforeEach
  void writePrompts() throws IOException {
    places =
        new VoicePlaces(
            folder.resolve("recordings"), Path.of("deploy/voices"), folder.resolve("data"));
    writePrompts(List.of("welcome", "goodbye", "queue-position", "digits/1"));
  }

  /// Some of the hotline's own prompts, as if there were no others.
  private void writePrompts(List<String> names) throws IOException {
    PromptBook all = PromptBook.read(Path.of("ivr-scripts"), List.of("tg", "ru"), new Problems());
    Files.createDirectories(folder.resolve("prompts"));
    for (String language : all.languages()) {
      StringBuilder yaml = new StringBuilder();
      for (String name : names) {
        PromptText text = all.text(language, name).orElseThrow();
        yaml.append(
            "%s: {text: \"%s\", continues: %s}\n".formatted(name, text.text(), text.continues()));
      }
      Files.writeString(folder.resolve("prompts").resolve(language + ".yaml"), yaml);
    }
  }

  @Test
  void everySoundIsEquallyLoudTrimmedAndNeverClips() throws IOException {
    build();

    List<Path> sounds = files(".sln16");
    assertThat(sounds).hasSize(SOUNDS);
    for (Path sound : sounds) {
      if (sound.toString().matches(".*(silence|moh|ring/).*")) {
        continue;
      }
      short[] pcm = Pcm.samples(Files.readAllBytes(sound));
      SpeechLevel level = SpeechLevel.of(pcm, 16_000);
      assertThat(level.dbfs()).as("%s", sound).isCloseTo(-20, within(1.5));
      assertThat(peakDbfs(pcm)).as("%s", sound).isLessThan(Leveller.PEAK_DBFS + 0.1);
      assertThat(level.first() / 16_000.0).as("%s", sound).isBetween(0.0, 0.12);
      assertThat((pcm.length - level.end()) / 16_000.0).as("%s", sound).isBetween(0.02, 0.25);
    }
  }

  @Test
  void narrowFormatsAreEquallyLoudTooAndAllLastEquallyLong() throws IOException {
    build();

    for (Path wide : files(".sln16")) {
      String base = wide.toString().replace(".sln16", "");
      double seconds = Files.size(wide) / 32_000.0;
      assertThat(Files.size(Path.of(base + ".alaw")) / 8_000.0).isCloseTo(seconds, within(0.05));
      assertThat(Files.size(Path.of(base + ".ulaw")) / 8_000.0).isCloseTo(seconds, within(0.05));
      assertThat(Files.size(Path.of(base + ".g722")) / 8_000.0).isCloseTo(seconds, within(0.05));
    }
    byte[] alaw = Files.readAllBytes(sound("tg/welcome.alaw"));
    short[] narrow = new short[alaw.length];
    for (int i = 0; i < alaw.length; i++) {
      narrow[i] = Codec.ALAW.decode(alaw[i]);
    }
    assertThat(SpeechLevel.of(narrow, 8_000).dbfs()).isCloseTo(-20, within(1.5));
    assertThat(peakDbfs(narrow)).isLessThan(Leveller.PEAK_DBFS + 0.3); // coding rounds
  }

  @Test
  void longestAnnouncementLastsAboutAMinute() throws IOException {
    writePrompts(List.of("psa-legal-travel", "queue-position"));

    build();

    VoiceCoverage coverage = new VoiceCoverage(book(), places);
    assertThat(coverage.cell("tg", "psa-legal-travel").seconds()).isBetween(45.0, 75.0);
    assertThat(coverage.cell("ru", "psa-legal-travel").seconds()).isBetween(40.0, 70.0);
    assertThat(coverage.cell("tg", "queue-position").state()).isEqualTo("synthesised");
    assertThat(new VoiceCheck(book(), places).problems()).isEmpty();
  }

  @Test
  void frequentSentencesAreMadeAheadAndWaitForTheirCallers() throws IOException {
    for (String language : List.of("tg", "ru")) {
      String kind = language.equals("tg") ? "ordinal" : "ordinal-neuter";
      Path file = folder.resolve("prompts").resolve(language + ".yaml");
      Files.writeString(
          file,
          Files.readString(file)
              .replaceAll("(?m)^(queue-position: .*)}$", "$1, values: {ordinal: " + kind + "}}"));
    }

    Report report = build();

    assertThat(report.ahead()).isEqualTo(2 * 20);
    assertThat(build().ahead()).isZero();
    try (SentenceMaker maker = new SentenceMaker(this::book, places, Clock.systemUTC())) {
      String sound =
          maker
              .sounds("ru", "queue-position", Map.of("ordinal", new Spoken.Of(Kind.ORDINAL, "20")))
              .getFirst();
      assertThat(sound("ru/" + sound + ".alaw")).exists();
    }
  }

  @Test
  void secondRunMakesNothingAndKnowsItAtOnce() {
    build();

    long before = System.nanoTime();
    Report again = build();

    assertThat(again.made()).isZero();
    assertThat(again.kept()).isEqualTo(SOUNDS);
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isLessThan(Duration.ofSeconds(2)); // making one takes longer
  }

  @Test
  void runThatIsCutShortGoesOnWhereItStood() throws IOException {
    VoiceProgress cut =
        new VoiceProgress() {
          @Override
          public void done(int done, int total) {
            if (done == 3) {
              throw new IllegalStateException("cut short");
            }
          }

          @Override
          public void say(String what) {}
        };
    assertThatThrownBy(() -> new VoiceBuilder(book(), places).build(cut)).hasMessage("cut short");

    Report rest = build();

    assertThat(rest.kept()).isGreaterThanOrEqualTo(3);
    assertThat(rest.made() + rest.kept()).isEqualTo(SOUNDS);
    assertThat(new VoiceCheck(book(), places).problems()).isEmpty();
    try (Stream<Path> left = Files.list(places.sounds().resolve(".work"))) {
      assertThat(left.map(file -> file.getFileName().toString())).containsExactly("lock");
    }
  }

  @Test
  void changedTextIsSpokenAnewAndARemovedPromptGoes() throws IOException {
    build();
    Path russian = folder.resolve("prompts/ru.yaml");
    Path tajik = folder.resolve("prompts/tg.yaml");
    Files.writeString(russian, Files.readString(russian).replace("Спасибо за звонок", "Спасибо"));
    for (Path file : List.of(russian, tajik)) {
      Files.writeString(file, Files.readString(file).replaceAll("(?m)^welcome: .*\n", ""));
    }

    Report changed = build();

    assertThat(changed.made()).isEqualTo(1);
    assertThat(changed.removed()).isEqualTo(2);
    assertThat(sound("tg/welcome.alaw")).doesNotExist();
  }

  @Test
  void recordingWinsAndComesOutAsLoudAsTheVoices() throws IOException {
    build();
    TestSounds.write(places.recordings().resolve("tg/goodbye.wav"), 16_000, 1);

    Report report = build();

    assertThat(report.made()).isEqualTo(1);
    assertThat(new VoiceCoverage(book(), places).cell("tg", "goodbye").state())
        .isEqualTo("recorded");
    short[] pcm = Pcm.samples(Files.readAllBytes(sound("tg/goodbye.sln16")));
    assertThat(pcm.length / 16_000.0).isCloseTo(1.28, within(0.05)); // the tone of one second
    assertThat(SpeechLevel.of(pcm, 16_000).dbfs()).isCloseTo(-20, within(1.5));
  }

  @Test
  void recordingThatCannotBeUsedIsReportedAndTheVoiceStandsIn() throws IOException {
    TestSounds.write(places.recordings().resolve("tg/goodbye.wav"), 8_000, 1);

    Report report = build();

    assertThat(report.problems()).singleElement().asString().contains("8000 Hz");
    assertThat(sound("tg/goodbye.alaw")).exists();
  }

  @Test
  void languageThatNoVoiceSpeaksIsOneClearProblem() throws IOException {
    Files.writeString(folder.resolve("prompts/xx.yaml"), "hello: {text: Салом}\n");
    PromptBook book = PromptBook.read(folder, List.of("xx"), new Problems());

    assertThatThrownBy(() -> new VoiceBuilder(book, places).build(QUIET))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("sounds/xx");
  }

  @Test
  void twoBuildsInOneFolderDoNotMeet() {
    List<String> second = new ArrayList<>();
    VoiceProgress meanwhile =
        new VoiceProgress() {
          @Override
          public void done(int done, int total) {
            if (done == 1) {
              try {
                build();
              } catch (ProblemsException e) {
                second.add(e.getMessage());
              }
            }
          }

          @Override
          public void say(String what) {}
        };

    new VoiceBuilder(book(), places).build(meanwhile);

    assertThat(second).singleElement().asString().contains("another voice build");
  }

  @Test
  void twoVersionsOfATextLieBesideEachOtherAndThePlainNameIsTheOneThatWasBuiltLast()
      throws IOException {
    build();
    SoundBook before = new VoiceBuilder(book(), places).sounds();
    Path russian = folder.resolve("prompts/ru.yaml");
    Files.writeString(russian, Files.readString(russian).replace("Спасибо за звонок", "Спасибо"));

    new VoiceBuilder(book(), places).make(QUIET);
    SoundBook after = new VoiceBuilder(book(), places).sounds();

    SoundBook.Playable old = before.find("ru", "goodbye").orElseThrow();
    SoundBook.Playable made = after.find("ru", "goodbye").orElseThrow();
    assertThat(Path.of(old.path() + ".alaw")).exists();
    assertThat(Path.of(made.path() + ".alaw")).exists();
    assertThat(made.length()).isLessThan(old.length());
    assertThat(before.find("ru", "welcome")).isEqualTo(after.find("ru", "welcome"));
    assertThat(sound("ru/goodbye.alaw")).hasSameBinaryContentAs(Path.of(old.path() + ".alaw"));

    new VoiceBuilder(book(), places).link();

    assertThat(sound("ru/goodbye.alaw")).hasSameBinaryContentAs(Path.of(made.path() + ".alaw"));
  }

  @Test
  void soundsFromBeforeTheyWereKeptByContentAreTakenOver() throws IOException {
    build();
    PromptBook book = book();
    try (Stream<Path> kept = Files.walk(folder.resolve("data/voice"))) {
      for (Path file : kept.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }

    SoundBook found = new VoiceBuilder(book, places).sounds();

    assertThat(found.find("tg", "welcome")).isPresent();
    assertThat(new VoiceBuilder(book, places).missing()).isEmpty();
    assertThat(build().made()).isZero();
  }

  @Test
  void soundsThatNoVersionNeedsGoWhenTheyAreOldAndOnlyThen() throws IOException {
    build();
    PromptBook before = book();
    Path russian = folder.resolve("prompts/ru.yaml");
    Files.writeString(russian, Files.readString(russian).replace("Спасибо за звонок", "Спасибо"));
    build();
    PromptBook now = book();
    java.time.Instant tomorrow = java.time.Instant.now().plus(Duration.ofDays(1));

    assertThat(VoiceBuilder.clean(List.of(now), places, java.time.Instant.EPOCH)).isZero();
    assertThat(VoiceBuilder.clean(List.of(now, before), places, tomorrow)).isZero();
    assertThat(VoiceBuilder.clean(List.of(now), places, tomorrow)).isEqualTo(1);

    assertThat(new VoiceBuilder(now, places).missing()).isEmpty();
    assertThat(new VoiceBuilder(before, places).missing()).containsExactly("ru/goodbye");
  }

  private Report build() {
    return new VoiceBuilder(book(), places).build(QUIET);
  }

  private PromptBook book() {
    Problems problems = new Problems();
    PromptBook book = PromptBook.read(folder, List.of("tg", "ru"), problems);
    assertThat(problems.list()).isEmpty();
    return book;
  }

  private Path sound(String name) {
    return places.sounds().resolve(name);
  }

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(places.sounds())) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static double peakDbfs(short[] pcm) {
    int peak = 0;
    for (short sample : pcm) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return 20 * Math.log10(peak / 32_768.0);
  }
}
