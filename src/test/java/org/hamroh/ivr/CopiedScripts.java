package org.hamroh.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hamroh.yaml.ProblemsException;

/// A copy of the shipped scripts in which a test makes its mistakes, and what the check says of it.
record CopiedScripts(Path folder) {

  static CopiedScripts in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(TestCall.SCRIPTS)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".yaml")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    return new CopiedScripts(folder);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  List<String> mistakes() {
    return mistakes(TestCall.vocabulary(), Map.of());
  }

  List<String> mistakes(Vocabulary vocabulary, Map<String, String> numbers) {
    try {
      ScriptBook.read(folder, vocabulary, numbers);
      return List.of();
    } catch (ProblemsException e) {
      return e.problems().stream().map(Object::toString).toList();
    }
  }

  /// How a mistake on that line begins.
  String at(String file, int line) {
    return file(file) + ":" + line + ": ";
  }

  /// @return the line on which the change begins
  int edit(String file, String from, String to) throws IOException {
    String text = Files.readString(file(file));
    int at = text.indexOf(from);
    assertThat(at).as("%s in %s", from, file).isNotNegative();
    Files.writeString(file(file), text.substring(0, at) + to + text.substring(at + from.length()));
    return line(text, at);
  }

  /// @return the line on which the step begins
  int append(String file, String step) throws IOException {
    String text = Files.readString(file(file));
    Files.writeString(file(file), text + "\n" + step);
    return line(text, text.length()) + 1;
  }

  int lineOf(String file, String start) throws IOException {
    String text = Files.readString(file(file));
    int at = text.indexOf(start);
    assertThat(at).isNotNegative();
    return line(text, at);
  }

  private static int line(String text, int at) {
    return (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
  }
}
