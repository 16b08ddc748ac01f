package org.hamroh.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hamroh.Main;
import org.hamroh.config.Config;
import org.hamroh.directory.SourceDirectory;
import org.hamroh.ivr.ScriptBook;
import org.hamroh.ivr.Vocabulary;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.VoiceCheck;
import org.hamroh.voice.VoicePlaces;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.ProblemsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// `./hamroh check`: settings, scripts, texts, sounds and directory; all mistakes at once. Exit 1
/// when there is one.
@Command(name = "check", description = "Check settings, scripts, sounds: all mistakes at once.")
public final class CheckCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Override
  public Integer call() {
    List<Problem> found = new ArrayList<>();
    config(found).ifPresent(config -> checkContent(config, found));
    found.forEach(problem -> System.err.println(problem));
    System.out.println(
        found.isEmpty() ? "check: no mistakes" : "check: " + found.size() + " mistakes");
    return found.isEmpty() ? 0 : 1;
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
    List<String> languages = config.site().languages();
    Problems problems = new Problems();
    PromptBook prompts = PromptBook.read(scripts, languages, problems);
    found.addAll(problems.list());
    try {
      ScriptBook.read(
          scripts, new Vocabulary(prompts, languages, Vocabulary.QUEUES), config.numbers());
    } catch (ProblemsException e) {
      found.addAll(e.problems());
    }
    found.addAll(
        new VoiceCheck(prompts, VoicePlaces.of(Main.home(), main.data(), config.voice()))
            .problems());
    found.addAll(SourceDirectory.problems());
  }
}
