package org.hamroh.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hamroh.recording.Finding.What;
import org.hamroh.voice.Pcm;
import org.hamroh.web.Refusal;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Takes with a real sox: taken in, chosen, dropped, put right.
final class TakesIT {

  private static final String WELCOME = RecordingHouse.WELCOME;

  @TempDir private Path folder;
  private RecordingHouse house;

  @BeforeEach
  void open() {
    house = new RecordingHouse(folder);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static void sox(Path work, String... command) throws Exception {
    Process sox = new ProcessBuilder(command).directory(work.toFile()).inheritIO().start();
    assertThat(sox.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(sox.exitValue()).isZero();
  }

  private List<What> refused(byte[] file) {
    return catchThrowableOfType(
            TakeRefusedException.class,
            () -> house.takes.add("tg", "welcome", file, "gulnora", Take.How.UPLOAD))
        .findings()
        .stream()
        .map(Finding::what)
        .toList();
  }

  @Test
  void aTakeIsKeptWithWhoWhenAndHowAndNobodyHearsItYet() {
    Take take = house.take("welcome");

    Take found = house.takes.find(take.id()).orElseThrow();
    assertThat(found).isEqualTo(take);
    assertThat(found.madeBy()).isEqualTo("gulnora");
    assertThat(found.madeAt()).isEqualTo(house.clock.instant());
    assertThat(found.how()).isEqualTo(Take.How.BROWSER);
    assertThat(found.words()).isEqualTo(WELCOME);
    assertThat(found.figures().spoken()).isCloseTo(Duration.ofSeconds(4), Duration.ofMillis(150));
    assertThat(house.takes.file(found)).exists();
    assertThat(house.heard("welcome", WELCOME)).doesNotExist();
    assertThat(house.refreshed).isEmpty();
  }

  @Test
  void aKeptTakeIsHeardWithoutTheSilenceAtItsEndsAndItsPromptIsMadeAnew() throws IOException {
    Take take = house.take("welcome");

    Takes.Chosen chosen = house.takes.keep(take.id(), "gulnora");

    assertThat(chosen.trouble()).isEmpty();
    assertThat(Pcm.read(house.heard("welcome", WELCOME)).seconds()).isBetween(4.0, 4.4);
    assertThat(Pcm.read(house.takes.file(take)).seconds()).isEqualTo(5.0);
    assertThat(house.refreshed).containsExactly("tg/welcome");
  }

  @Test
  void anOlderTakeIsChosenAgainAndTheStandInComesBackWithoutAnythingLost() throws IOException {
    Take first = house.take("welcome");
    house.clock.pass(Duration.ofMinutes(1));
    Take second =
        house.takes.add("tg", "welcome", Speech.of(5).wav(), "gulnora", Take.How.UPLOAD).take();
    house.takes.keep(second.id(), "gulnora");

    house.takes.keep(first.id(), "farhod");

    assertThat(Pcm.read(house.heard("welcome", WELCOME)).seconds()).isLessThan(4.5);
    assertThat(house.takes.choice("tg", "welcome").orElseThrow().chosenBy()).isEqualTo("farhod");

    house.takes.dropToStandIn("tg", "welcome", "farhod");

    assertThat(house.heard("welcome", WELCOME)).doesNotExist();
    assertThat(house.takes.choice("tg", "welcome")).isEmpty();
    assertThat(house.takes.of("tg", "welcome")).containsExactly(second, first);
    assertThat(house.takes.file(first)).exists();
  }

  @Test
  void aTakeOfAChangedTextIsOutdatedUntilTheTextComesBackOrSomebodyFindsItRight() {
    house.takes.keep(house.take("welcome").id(), "gulnora");

    house.text("welcome: {text: Хуш омадед ба «Ҳамроҳ».}", "welcome: {text: Добро пожаловать.}");

    assertThat(house.heard("welcome", "Хуш омадед ба «Ҳамроҳ».")).doesNotExist();
    assertThat(house.list.of("tg").getFirst().state()).isEqualTo(Recordable.State.OUTDATED);
    Take take = house.takes.of("tg", "welcome").getFirst();
    assertThat(house.takes.fits(take)).isFalse();

    house.takes.keep(take.id(), "gulnora");

    assertThat(house.heard("welcome", "Хуш омадед ба «Ҳамроҳ».")).exists();
    assertThat(house.list.of("tg").getFirst().outdated()).isFalse();

    house.text("welcome: {text: \"" + WELCOME + "\"}", "welcome: {text: Здравствуйте!}");

    assertThat(house.heard("welcome", WELCOME)).exists();
    assertThat(house.takes.fits(take)).isTrue();
  }

  @Test
  void whatACrashLeftIsPutRight() throws IOException {
    Take take = house.take("welcome");
    house.takes.keep(take.id(), "gulnora");
    Files.delete(house.heard("welcome", WELCOME));
    Path strange = house.heard("welcome", "Матни дигар.");
    Files.copy(house.takes.file(take), strange);

    assertThat(house.takes.mend()).isEqualTo(2);

    assertThat(house.heard("welcome", WELCOME)).exists();
    assertThat(strange).doesNotExist();
    assertThat(house.takes.mend()).isZero();
  }

  @Test
  void aChoiceStandsThoughItsSoundCannotBeMadeNow() {
    house.trouble =
        Optional.of(
            new ProblemsException(Problem.of("sounds", "another build is at work", "wait")));
    Take take = house.take("welcome");

    Takes.Chosen chosen = house.takes.keep(take.id(), "gulnora");

    assertThat(chosen.trouble()).contains("another build is at work");
    assertThat(house.takes.choice("tg", "welcome").orElseThrow().take()).isEqualTo(take.id());
  }

  @ParameterizedTest
  @CsvSource({
    "flac, 48000, 1",
    "ogg, 44100, 2",
    "wav, 96000, 2",
    "aiff, 22050, 1",
    "amr-nb, 8000, 1"
  })
  void everyKindOfFileThatSoxReadsIsTaken(String kind, int rate, int channels) throws Exception {
    Files.write(folder.resolve("in.wav"), Speech.of(4).wav());
    sox(folder, "sox", "in.wav", "-r", "" + rate, "-c", "" + channels, "-t", kind, "file");

    Take take =
        house
            .takes
            .add(
                "tg",
                "welcome",
                Files.readAllBytes(folder.resolve("file")),
                "gulnora",
                Take.How.UPLOAD)
            .take();

    Pcm kept = Pcm.read(house.takes.file(take));
    assertThat(kept.rate()).isEqualTo(Math.min(48_000, rate));
    assertThat(kept.seconds()).isBetween(4.9, 5.2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "not a sound at all, only words", "RIFF....WAVEnothing", "fLaC and no more"})
  void aBadFileGetsAClearWordAndLeavesNothingBehind(String content) throws IOException {
    assertThat(refused(content.getBytes(StandardCharsets.UTF_8))).containsExactly(What.UNREADABLE);

    assertThat(house.takes.of("tg", "welcome")).isEmpty();
    try (var left = Files.list(house.voices.folder().resolve(".work"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aKindThatSoxWasBuiltWithoutIsNamed() {
    byte[] memo = "....ftypM4A and so on".getBytes(StandardCharsets.UTF_8);

    TakeRefusedException refused =
        catchThrowableOfType(
            TakeRefusedException.class,
            () -> house.takes.add("tg", "welcome", memo, "gulnora", Take.How.UPLOAD));

    assertThat(refused.findings()).containsExactly(Finding.of(What.UNREADABLE, "m4a"));
  }

  @Test
  void moreThanFiveMinutesAreRefused() throws Exception {
    sox(
        folder,
        "sox",
        "-n",
        "-r",
        "8000",
        "-b",
        "16",
        "long.wav",
        "synth",
        "305",
        "sine",
        "300",
        "gain",
        "-20");

    assertThat(refused(Files.readAllBytes(folder.resolve("long.wav"))))
        .containsExactly(What.TOO_LONG_FILE);
  }

  @Test
  void aTakeInWhichNobodySpeaksIsRefused() {
    assertThat(refused(Speech.of(0).wav())).containsExactly(What.SILENT);
  }

  @Test
  void aFullDiskIsSaidBeforeAnythingIsWritten() {
    house.free.set(Takes.FREE_BYTES_AT_LEAST - 1);

    assertThatThrownBy(() -> house.take("welcome"))
        .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.status()).isEqualTo(507))
        .hasMessageContaining("The disk is nearly full");
  }

  @Test
  void numbersStayWhenTextsComeAndGoAndAreTheSameInAllLanguages() {
    int welcome = house.list.of("tg").getFirst().number();
    assertThat(welcome).isEqualTo(101);

    house.text(
        """
        first: {text: Якум.}
        welcome: {text: Салом.}
        place: {text: "Навбати шумо {number} аст."}""",
        """
        first: {text: Первый.}
        welcome: {text: Привет.}
        place: {text: "Ваше место {number}."}""");

    List<Recordable> tajik = house.list.of("tg");
    List<Recordable> russian = house.list.of("ru");
    assertThat(tajik)
        .extracting(Recordable::sound)
        .containsExactly("first", "welcome", "place.1", "place.2");
    assertThat(tajik).extracting(Recordable::number).containsExactly(102, 101, 103, 104);
    assertThat(russian).extracting(Recordable::number).containsExactly(102, 101, 103);
  }
}
