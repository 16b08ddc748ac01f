package org.hamroh.ivr.check;

import java.util.List;
import java.util.Map;
import org.hamroh.ivr.ReadScript;
import org.hamroh.ivr.Vocabulary;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFiles;

/// Looks for every mistake that would leave a caller without an answer, before a script is used.
/// What stops it from being used is an error; what makes it worse than it could be is a warning.
public final class ScriptCheck {

  private final Vocabulary vocabulary;
  private final Problems problems;

  public ScriptCheck(Vocabulary vocabulary, Problems problems) {
    this.vocabulary = vocabulary;
    this.problems = problems;
  }

  /// @param files   where they stand, for messages
  /// @param numbers which script answers which dialled number
  public void check(YamlFiles files, List<ReadScript> read, Map<String, String> numbers) {
    check(files, read, numbers, false);
  }

  /// The same for a site that may ring people.
  ///
  /// @param callsBack whether it may
  public void check(
      YamlFiles files, List<ReadScript> read, Map<String, String> numbers, boolean callsBack) {
    ScriptMap map = new ScriptMap(read);
    int before = problems.list().size();
    new NameCheck(map, vocabulary, problems).check(files, numbers, callsBack);
    new KeyCheck(map, vocabulary, problems).check();
    if (problems.list().size() == before) {
      new WayCheck(map, problems).check(); // ways can be followed only when all their ends exist
      new WordCheck(map, vocabulary, problems).check(files);
    }
  }
}
