package org.hamroh.ivr;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hamroh.hours.HoursBook;
import org.hamroh.hours.HoursReader;
import org.hamroh.ivr.check.ScriptCheck;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.SoundBook;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.ProblemsException;
import org.hamroh.yaml.YamlFiles;

/// A set of script files as far as it could be read, with everything that is wrong with it: enough
/// to draw a draft that is not finished, and to begin calls with one that is.
///
/// @param scripts  those that could be read, by name; a broken file is missing here
/// @param problems errors and warnings of all files
/// @param book     for calls; empty while there is an error
public record ScriptReading(
    YamlFiles files,
    PromptBook prompts,
    List<ReadScript> scripts,
    List<Problem> problems,
    Optional<ScriptBook> book) {

  /// Reads and checks everything.
  public static ScriptReading of(YamlFiles files, SiteRules rules) {
    return of(files, rules, new Problems());
  }

  /// @param problems what was wrong before: with reading a folder, for one
  private static ScriptReading of(YamlFiles files, SiteRules rules, Problems problems) {
    PromptBook prompts = PromptBook.read(files, rules.languages(), problems);
    Problems inScripts = new Problems();
    HoursBook hours = HoursReader.read(files, inScripts);
    List<ReadScript> scripts = ScriptReader.read(files, inScripts);
    if (!inScripts.hasErrors()) {
      Vocabulary vocabulary =
          new Vocabulary(prompts, rules.languages(), rules.queues(), hours, rules.outside());
      new ScriptCheck(vocabulary, inScripts)
          .check(files, scripts, rules.numbers(), rules.callsBack());
    }
    inScripts.list().forEach(problems::add);
    Optional<ScriptBook> book =
        problems.hasErrors()
            ? Optional.empty()
            : Optional.of(book(scripts, rules.numbers(), hours, prompts));
    return new ScriptReading(files, prompts, scripts, problems.list(), book);
  }

  /// The same from a folder.
  public static ScriptReading ofFolder(Path folder, SiteRules rules) {
    Problems problems = new Problems();
    YamlFiles files = YamlFiles.readFolder(folder, problems);
    return of(files, rules, problems);
  }

  static ScriptBook book(
      List<ReadScript> scripts, Map<String, String> numbers, HoursBook hours, PromptBook prompts) {
    Map<String, Script> byName = new TreeMap<>();
    scripts.forEach(one -> byName.put(one.script().name(), one.script()));
    return new ScriptBook(byName, numbers, hours, 0, SoundBook.none(), prompts);
  }

  /// The same under the number of the version that it was read from.
  public ScriptReading asVersion(int number) {
    return new ScriptReading(
        files, prompts, scripts, problems, book.map(one -> one.asVersion(number)));
  }

  public boolean hasErrors() {
    return book.isEmpty();
  }

  /// @throws ProblemsException with all errors
  public ScriptBook orThrow() {
    return book.orElseThrow(
        () -> new ProblemsException(problems.stream().filter(Problem::isError).toList()));
  }
}
