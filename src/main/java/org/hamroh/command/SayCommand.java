package org.hamroh.command;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.hamroh.Main;
import org.hamroh.say.Grammar;
import org.hamroh.say.Kind;
import org.hamroh.voice.Speaker;
import org.hamroh.voice.VoicePlaces;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `./hamroh say KIND VALUE`: the words for a number, date, time or sum. With a file of vectors it
/// prints each mismatch and exits 1; with `--wav` it also writes how a caller would hear them.
@Command(name = "say", description = "The words for a number, date, time, sum.")
public final class SayCommand implements Callable<Integer> {

  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "KIND", description = "cardinal, date, …")
  private @Nullable String kind;

  @Parameters(index = "1", arity = "0..1", paramLabel = "VALUE")
  private @Nullable String value;

  @Option(names = "--lang", paramLabel = "LANG", description = "tg or ru (default: tg)")
  private String language = "tg";

  @Option(names = "--vectors", paramLabel = "FILE", description = "CSV: kind,input,expected")
  private @Nullable Path vectors;

  @Option(names = "--wav", paramLabel = "FILE", description = "write the sound too (WAV, 16 kHz)")
  private @Nullable Path wav;

  @Override
  public Integer call() {
    Grammar grammar =
        Grammar.of(language)
            .orElseThrow(() -> usage("no grammar for language " + language + "; give tg or ru"));
    if (vectors != null) {
      return compare(grammar, vectors);
    }
    if (kind == null || value == null) {
      throw usage("give a KIND and a VALUE, or --vectors FILE");
    }
    try {
      String words = grammar.say(known(kind), value);
      System.out.println(words);
      if (wav != null) {
        speak(words, wav);
      }
      return 0;
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage() == null ? "no such value" : e.getMessage());
    }
  }

  private void speak(String words, Path file) {
    VoicePlaces places = VoicePlaces.of(Main.home(), main.data(), main.config().voice());
    byte[] sound = new Speaker(places).wav(language, words);
    try {
      Files.write(file, sound);
    } catch (IOException e) {
      throw new ProblemsException(
          Problem.of(file.toString(), "cannot be written: " + e, "choose another file"));
    }
  }

  private int compare(Grammar grammar, Path file) {
    int good = 0;
    int wrong = 0;
    if (!Files.isRegularFile(file)) {
      throw new ProblemsException(
          Problem.of(file.toString(), "there is no such file", "check the path"));
    }
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : rows) {
        String expected = row.getField("expected");
        String said = saidOrReason(grammar, row);
        if (said.equals(expected)) {
          good++;
        } else {
          wrong++;
          System.out.println(
              file
                  + ":"
                  + row.getStartingLineNumber()
                  + ": "
                  + row.getField("kind")
                  + " "
                  + row.getField("input")
                  + ": said '"
                  + said
                  + "', expected '"
                  + expected
                  + "'");
        }
      }
    } catch (IOException | CsvParseException | NoSuchElementException e) {
      throw new ProblemsException(
          Problem.of(
              file.toString(),
              "cannot be read: " + e.getMessage(),
              "give a CSV in UTF-8 with the columns kind,input,expected"));
    }
    System.out.println(good + " as expected, " + wrong + " not");
    return wrong == 0 ? 0 : 1;
  }

  private String saidOrReason(Grammar grammar, NamedCsvRecord row) {
    try {
      return grammar.say(known(row.getField("kind")), row.getField("input"));
    } catch (IllegalArgumentException e) {
      return "(" + e.getMessage() + ")";
    }
  }

  private static Kind known(String code) {
    return Kind.of(code)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no kind "
                        + code
                        + "; there are "
                        + Arrays.stream(Kind.values())
                            .map(Kind::code)
                            .collect(Collectors.joining(", "))));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
