package org.hamroh.command;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hamroh.Hotline;
import org.hamroh.Main;
import org.hamroh.config.Config;
import org.hamroh.directory.SourceDirectory;
import org.hamroh.ivr.ScriptReading;
import org.hamroh.voice.VoiceCheck;
import org.hamroh.voice.VoicePlaces;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// `./hamroh check`: settings, scripts, texts, sounds and directory; all mistakes at once. Exit 1
/// when there is one; a warning is none.
@Command(name = "check", description = "Check settings, scripts, sounds: all mistakes at once.")
public final class CheckCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Override
  public Integer call() {
    List<Problem> found = new ArrayList<>();
    config(found).ifPresent(config -> checkContent(config, found));
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
    Path scripts = Main.home().resolve("ivr-scripts");
    ScriptReading reading = ScriptReading.ofFolder(scripts, Hotline.rules(config));
    found.addAll(reading.problems());
    reading
        .book()
        .ifPresent(
            book -> {
              LocalDate today = LocalDate.now(config.site().timeZone());
              found.addAll(book.hours().warnings(today));
            });
    found.addAll(
        new VoiceCheck(reading.prompts(), VoicePlaces.of(Main.home(), main.data(), config.voice()))
            .problems());
    found.addAll(SourceDirectory.problems());
  }
}
