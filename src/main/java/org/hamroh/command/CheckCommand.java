package org.hamroh.command;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.hamroh.Hotline;
import org.hamroh.Main;
import org.hamroh.cases.CaseGraphReader;
import org.hamroh.casework.form.FormReader;
import org.hamroh.config.Config;
import org.hamroh.console.AnswerBook;
import org.hamroh.directory.SourceDirectory;
import org.hamroh.ivr.ScriptReading;
import org.hamroh.ivr.check.CallPaths;
import org.hamroh.ivr.check.ValidityCheck;
import org.hamroh.screening.RulesReader;
import org.hamroh.sight.Sight;
import org.hamroh.training.PracticeScripts;
import org.hamroh.training.ScoreSheet;
import org.hamroh.voice.SoundBook;
import org.hamroh.voice.VoiceBuilder;
import org.hamroh.voice.VoiceCheck;
import org.hamroh.voice.VoicePlaces;
import org.hamroh.web.Certificate;
import org.hamroh.web.Rules;
import org.hamroh.wellbeing.HardCallRules;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.ProblemsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `./hamroh check`: settings, scripts, texts, sounds and directory; all mistakes at once. Exit 1
/// when there is one; a warning is none.
@Command(name = "check", description = "Check settings, scripts, sounds: all mistakes at once.")
public final class CheckCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Option(
      names = "--paths",
      description = "print seconds and keys from the answer to a person, on every way")
  private boolean paths;

  @Override
  public Integer call() {
    List<Problem> found = new ArrayList<>();
    config(found).ifPresent(config -> checkContent(config, found));
    found.addAll(Rules.problems(Hotline.rules(Main.home())));
    found.addAll(Sight.problems(Main.home()));
    found.forEach(problem -> System.err.println(problem));
    long mistakes = found.stream().filter(Problem::isError).count();
    long warnings = found.size() - mistakes;
    System.out.println(
        "check: "
            + (mistakes == 0 ? "no" : mistakes)
            + " mistakes"
            + (warnings == 0 ? "" : ", " + warnings + " warnings"));
    return mistakes == 0 ? 0 : 1;
  }

  private Optional<Config> config(List<Problem> found) {
    try {
      return Optional.of(main.config());
    } catch (ProblemsException e) {
      found.addAll(e.problems());
      return Optional.empty();
    }
  }

  private void checkContent(Config config, List<Problem> found) {
    Certificate.trouble(config.web(), Clock.systemUTC()).ifPresent(found::add);
    Path scripts = Main.home().resolve("ivr-scripts");
    ScriptReading reading = ScriptReading.ofFolder(scripts, Hotline.rules(config));
    found.addAll(reading.problems());
    reading
        .book()
        .ifPresent(
            book -> {
              LocalDate today = LocalDate.now(config.site().timeZone());
              found.addAll(book.hours().warnings(today));
              found.addAll(ValidityCheck.problems(reading, today));
            });
    found.addAll(
        new VoiceCheck(reading.prompts(), VoicePlaces.of(Main.home(), main.data(), config.voice()))
            .problems());
    found.addAll(SourceDirectory.problems());
    Problems inForm = new Problems();
    FormReader.read(Main.home(), inForm);
    RulesReader.read(Main.home(), inForm);
    found.addAll(inForm.list());
    Problems inCases = new Problems();
    CaseGraphReader.read(Main.home(), inCases);
    found.addAll(inCases.list());
    Problems inPeople = new Problems();
    HardCallRules.read(Main.home(), inPeople);
    ScoreSheet.read(Main.home(), inPeople);
    PracticeScripts.read(Main.home(), inPeople);
    found.addAll(inPeople.list());
    Problems answers = new Problems();
    AnswerBook.read(Main.home().resolve(AnswerBook.FOLDER), answers);
    found.addAll(answers.list());
    if (paths) {
      SoundBook made =
          new VoiceBuilder(
                  reading.prompts(), VoicePlaces.of(Main.home(), main.data(), config.voice()))
              .sounds();
      print(
          CallPaths.of(
              reading,
              Hotline.rules(config),
              (language, prompt) -> made.find(language, prompt).map(SoundBook.Playable::length)));
    }
  }

  private static void print(List<CallPaths.Path> all) {
    System.out.printf("%-6s %-14s %4s  %-22s %s%n", "number", "keys", "keys", "seconds", "to");
    for (CallPaths.Path path : all) {
      String seconds =
          path.millis().entrySet().stream()
              .map(
                  one ->
                      String.format(Locale.ROOT, "%s %.1f", one.getKey(), one.getValue() / 1_000.0))
              .collect(Collectors.joining(", "));
      System.out.printf(
          "%-6s %-14s %4d  %-22s %s (%s)%n",
          path.number(),
          String.join(" ", path.keys()),
          path.keys().size(),
          seconds,
          path.queue(),
          String.join(" → ", path.steps()));
    }
  }
}
