package org.hamroh.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamroh.say.Kind;
import org.hamroh.yaml.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordedWordsTest {

  private static final PromptBook BOOK =
      PromptBook.read(Path.of("ivr-scripts"), List.of("tg", "ru"), new Problems());

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "бисту, say/bistu",
    "сӣ, say/sii",
    "якум, say/yakum",
    "ҷумъа, say/jum_a",
    "шесть, say/shest_",
    "Водии Рашт, say/vodii-rasht",
    "Яхак-Юст, say/yakhak-yust",
  })
  void wordIsNamedInLatinLetters(String word, String name) {
    assertThat(RecordedWords.name(word)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tg", "ru"})
  void noTwoWordsOfALanguageShareARecording(String language) {
    Set<String> words = ValueVocabulary.of(BOOK, language);

    Map<String, List<String>> byName =
        words.stream().collect(Collectors.groupingBy(RecordedWords::name));

    assertThat(words).hasSizeGreaterThan(80);
    assertThat(byName.values()).allSatisfy(same -> assertThat(same).hasSize(1));
    assertThat(byName.keySet()).allSatisfy(name -> assertThat(name).matches("say/[a-z_]+"));
  }

  @Test
  void sentenceIsJoinedWhenEveryPartIsRecordedAndNotBefore() throws IOException {
    RecordedWords recorded =
        new RecordedWords(new Recordings(folder, new TakenVoices(folder.resolve("takes"))));
    Sentence sentence = position("23");
    record("queue-position.1", "queue-position.2", "say/bistu");

    assertThat(recorded.of(sentence)).isEmpty();

    record("say/seyum");
    assertThat(names(recorded.of(sentence)))
        .containsExactly("queue-position.1", "bistu", "seyum", "queue-position.2");
  }

  @Test
  void longestRecordedPhraseIsTaken() throws IOException {
    RecordedWords recorded =
        new RecordedWords(new Recordings(folder, new TakenVoices(folder.resolve("takes"))));
    record("queue-position.1", "queue-position.2", "say/bistu", "say/seyum", "say/bistu-seyum");

    assertThat(names(recorded.of(position("23"))))
        .containsExactly("queue-position.1", "bistu-seyum", "queue-position.2");
  }

  @Test
  void breathFollowsAGroupOfDigitsAndTheEndOfASentence() throws IOException {
    RecordedWords recorded =
        new RecordedWords(new Recordings(folder, new TakenVoices(folder.resolve("takes"))));
    record("callback-check.1", "callback-check.2");
    record("say/du", "say/sifr", "say/chor", "say/haft");
    Sentence sentence =
        Sentence.of(
            BOOK.text("tg", "callback-check").orElseThrow(),
            Map.of("digits", new Spoken.Of(Kind.DIGITS, "2047")),
            new ValueWords(new WrittenWords(Path.of("deploy/voices"))));

    assertThat(recorded.of(sentence).orElseThrow())
        .extracting(RecordedWords.Fragment::breath)
        .containsExactly(false, false, true, false, true, false);
  }

  private Sentence position(String place) {
    return Sentence.of(
        BOOK.text("tg", "queue-position").orElseThrow(),
        Map.of("ordinal", new Spoken.Of(Kind.ORDINAL, place)),
        new ValueWords(new WrittenWords(Path.of("deploy/voices"))));
  }

  private void record(String... sounds) throws IOException {
    for (String sound : sounds) {
      TestSounds.tone(folder.resolve("tg").resolve(sound + ".wav"), 0.2, 400, 3_000);
    }
  }

  private static List<String> names(Optional<List<RecordedWords.Fragment>> fragments) {
    return fragments.orElseThrow().stream()
        .map(one -> one.file().getFileName().toString().replace(".wav", ""))
        .toList();
  }
}
