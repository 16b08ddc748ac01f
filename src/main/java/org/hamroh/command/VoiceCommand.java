package org.hamroh.command;

import java.io.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hamroh.Main;
import org.hamroh.recording.RecordingList;
import org.hamroh.recording.SoundNumbers;
import org.hamroh.store.Database;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.RecordingSheet;
import org.hamroh.voice.VoiceBuilder;
import org.hamroh.voice.VoiceCheck;
import org.hamroh.voice.VoiceCoverage;
import org.hamroh.voice.VoicePlaces;
import org.hamroh.voice.VoiceProgress;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `./hamroh voice`: the sounds of the line. Makes them, shows what there is, says what lacks, and
/// prints what a speaker shall record.
@Command(name = "voice", description = "Make the prompts' sounds, show coverage, print a sheet.")
public final class VoiceCommand {

  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  private PromptBook book(Problems problems) {
    return PromptBook.read(
        home().resolve("ivr-scripts"), main.config().site().languages(), problems);
  }

  private VoicePlaces places() {
    return VoicePlaces.of(home(), main.data(), main.config().voice());
  }

  private static Path home() {
    return Path.of(System.getProperty("hamroh.home", "."));
  }

  @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again without a terminal
  private static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /// Exit 1 when a text or a recording has to be mended; whatever can be made is made nevertheless.
  @Command(name = "build", description = "Make every sound that is missing or outdated.")
  int build() {
    Problems problems = new Problems();
    PromptBook book = book(problems);
    VoiceBuilder.Report report =
        new VoiceBuilder(book, places()).build(VoiceProgress.on(System.out, onTerminal()));
    report.problems().forEach(problems::add);
    System.out.printf(
        "voices: %d made, %d up to date, %d removed, %d sentences made ahead%n",
        report.made(), report.kept(), report.removed(), report.ahead());
    return tell(problems.list());
  }

  @Command(
      name = "list",
      description = "Each prompt in each language: recorded or spoken, seconds.")
  int list() {
    Problems problems = new Problems();
    PromptBook book = book(problems);
    System.out.print(new VoiceCoverage(book, places()).table());
    return tell(problems.list());
  }

  @Command(name = "missing", description = "What lacks a text or a sound; exit 1 if anything does.")
  int missing() {
    Problems problems = new Problems();
    PromptBook book = book(problems);
    List<Problem> all = new ArrayList<>(problems.list());
    all.addAll(new VoiceCheck(book, places()).problems());
    if (all.isEmpty()) {
      System.out.println("voices: nothing is missing");
    }
    return tell(all);
  }

  @Command(name = "sheet", description = "Print the recording sheet (Markdown) for a speaker.")
  int sheet(
      @Option(
              names = "--lang",
              paramLabel = "LANGUAGE",
              description = "one language only (default: all)")
          @Nullable String language) {
    Problems problems = new Problems();
    PromptBook book = book(problems);
    if (language != null && !book.languages().contains(language)) {
      throw new ParameterException(
          spec.commandLine(),
          "--lang is "
              + language
              + ", but this site speaks "
              + String.join(", ", book.languages()));
    }
    RecordingSheet sheet =
        new RecordingSheet(book, home().resolve("ivr-scripts"), textNumbers(book));
    for (String one : book.languages()) {
      if (language == null || language.equals(one)) {
        System.out.print(sheet.markdown(one));
      }
    }
    return tell(problems.list());
  }

  /// They are this site's: given once, in its store.
  private Map<String, Integer> textNumbers(PromptBook book) {
    try (Database database = Database.open(main.config().store().file(main.data()))) {
      return new SoundNumbers(database).of(RecordingList.sounds(book));
    }
  }

  private static int tell(List<Problem> problems) {
    problems.forEach(System.err::println);
    return problems.isEmpty() ? 0 : 1;
  }
}
