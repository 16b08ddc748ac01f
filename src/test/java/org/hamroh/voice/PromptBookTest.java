package org.hamroh.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.hamroh.say.Kind;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PromptBookTest {

  private static final List<String> BOTH = List.of("tg", "ru");

  @TempDir private Path scripts;
  private final Problems problems = new Problems();

  @BeforeEach
  void makeFolder() throws IOException {
    Files.createDirectory(scripts.resolve("prompts"));
  }

  @Test
  void everyPromptOfTheHotlineHasItsTextInBothLanguagesAndAGlossForStaff() {
    PromptBook book = PromptBook.read(Path.of("ivr-scripts"), BOTH, problems);

    assertThat(problems.list()).isEmpty();
    assertThat(book.names()).hasSizeGreaterThanOrEqualTo(126).contains("welcome", "digits/20");
    assertThat(book.names()).allSatisfy(name -> assertThat(book.gloss(name)).isPresent());
  }

  @Test
  void whatIsSaidAboutAPromptIsRead() throws IOException {
    String about =
        """
        hello:
          text: Салом
          type: announcement
          source: S1
          legalReview: needed
          reviewedOn: 2026-11-01
          validUntil: 2027-05-01
          owner: legal desk
        """;
    write("tg", about);

    PromptText hello =
        PromptBook.read(scripts, List.of("tg"), problems).text("tg", "hello").orElseThrow();

    assertThat(problems.list()).isEmpty();
    assertThat(hello.kind()).isEqualTo(PromptText.Kind.ANNOUNCEMENT);
    assertThat(hello.legalReview()).isTrue();
    assertThat(hello.reviewedOn()).contains(LocalDate.of(2026, 11, 1));
    assertThat(hello.validUntil()).contains(LocalDate.of(2027, 5, 1));
    assertThat(hello.owner()).contains("legal desk");
  }

  @Test
  void promptWithoutOneLanguageIsNamedWithFileLineAndRemedy() throws IOException {
    write("tg", "hello: {text: Салом}\nbye: {text: Хайр}\n");
    write("ru", "hello: {text: Здравствуйте}\n");

    PromptBook.read(scripts, BOTH, problems);

    assertThat(problems.list())
        .containsExactly(
            new Problem(
                scripts + "/prompts/tg.yaml",
                2,
                "bye",
                "has no text in ru",
                "add it to " + scripts + "/prompts/ru.yaml"));
  }

  @Test
  void languageWithoutAFileIsOneProblemAndNotOneForEachPrompt() throws IOException {
    write("tg", "hello: {text: Салом}\nbye: {text: Хайр}\n");

    PromptBook book = PromptBook.read(scripts, BOTH, problems);

    assertThat(problems.list()).hasSize(1).first().asString().contains("ru.yaml");
    assertThat(book.text("tg", "bye")).isPresent();
  }

  @Test
  void brokenYamlIsReportedWithItsLine() throws IOException {
    write("tg", "hello:\n  text: Салом\n bye: {text: [}\n");

    PromptBook.read(scripts, List.of("tg"), problems);

    assertThat(problems.list()).hasSize(1).first().extracting(Problem::line).isEqualTo(3);
  }

  @Test
  void misspeltKeyIsReportedWithItsLine() throws IOException {
    write("tg", "hello:\n  text: Салом\n  sorce: S1\n");

    PromptBook.read(scripts, List.of("tg"), problems);

    assertThat(problems.list())
        .hasSize(1)
        .first()
        .asString()
        .contains("tg.yaml:")
        .contains("sorce");
  }

  @Test
  void valuesThatDifferBetweenLanguagesAreReportedOnce() throws IOException {
    write("tg", "place: {text: \"Навбати шумо {ordinal} аст.\"}\n");
    write("ru", "place: {text: \"Ваше место — {number}.\"}\n");

    PromptBook.read(scripts, BOTH, problems);

    assertThat(problems.list()).hasSize(1).first().asString().contains("[ordinal]", "[number]");
  }

  @Test
  void figuresAndLatinLettersCannotBeSpoken() throws IOException {
    write("tg", "digits: {text: Тугмаи 2}\nlatin: {text: SMS нависед}\n");

    PromptBook.read(scripts, List.of("tg"), problems);

    assertThat(problems.list()).extracting(Problem::key).containsExactly("digits", "latin");
  }

  @Test
  void dayThatNoCalendarHasIsReported() throws IOException {
    write("tg", "hello: {text: Салом, reviewedOn: 2026-02-30}\n");

    PromptBook.read(scripts, List.of("tg"), problems);

    assertThat(problems.list()).extracting(Problem::key).containsExactly("hello.reviewedOn");
  }

  @Test
  void valuesTellHowTheyAreSaidInEachLanguage() throws IOException {
    write("tg", "wait: {text: 'Тақрибан {minutes} дақиқа.', values: {minutes: cardinal}}");
    write("ru", "wait: {text: 'Около {minutes}.', values: {minutes: count-minute-genitive}}");

    PromptBook book = PromptBook.read(scripts, BOTH, problems);

    assertThat(problems.list()).isEmpty();
    assertThat(book.text("ru", "wait").orElseThrow().values())
        .containsExactly(Map.entry("minutes", Kind.COUNT_MINUTE_GENITIVE));
    assertThat(book.text("tg", "wait").orElseThrow().values())
        .containsExactly(Map.entry("minutes", Kind.CARDINAL));
  }

  @Test
  void kindThatTheLanguageLacksAndValueThatTheTextLacksAreReported() throws IOException {
    write("tg", "wait: {text: 'Дар {date}.', values: {date: date-genitive, place: ordinal}}");
    write("ru", "wait: {text: 'Это {date}.'}");

    PromptBook.read(scripts, BOTH, problems);

    assertThat(problems.list())
        .extracting(Problem::toString)
        .anySatisfy(one -> assertThat(one).contains("wait.values.date", "tg cannot say", "date,"))
        .anySatisfy(one -> assertThat(one).contains("wait.values.place", "is not in the text"));
  }

  @Test
  void abbreviationsAreRefusedWithLineAndRemedy() throws IOException {
    write("tg", "money:\n  text: Панҷ доллари ИМА.");
    write("ru", "money:\n  text: Пять тысяч, т.е. много.");

    PromptBook.read(scripts, BOTH, problems);

    assertThat(problems.list())
        .extracting(Problem::toString)
        .anySatisfy(one -> assertThat(one).contains("tg.yaml:2", "money", "ИМА", "in full"))
        .anySatisfy(one -> assertThat(one).contains("ru.yaml:2", "money", "т.е.", "in full"));
  }

  @Test
  void schemaOffersEveryKindThatThereIs() throws IOException {
    String schema = Files.readString(Path.of("ivr-scripts/prompts.schema.json"));

    for (Kind kind : Kind.values()) {
      assertThat(schema).contains('"' + kind.code() + '"');
    }
  }

  private void write(String language, String text) throws IOException {
    Files.writeString(scripts.resolve("prompts").resolve(language + ".yaml"), text);
  }
}
