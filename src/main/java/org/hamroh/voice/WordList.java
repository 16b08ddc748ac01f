package org.hamroh.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// A file of `word = what is said` lines; `#` begins a comment line.
final class WordList {

  private WordList() {}

  /// @param what stands on the right side, for the message about a broken line
  /// @throws ProblemsException that names the broken line
  static Map<String, String> read(Path file, String what) {
    Map<String, String> words = new LinkedHashMap<>();
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i).strip();
        if (line.isEmpty() || line.startsWith("#")) {
          continue;
        }
        String[] parts = line.split("\\s*=\\s*", 2);
        if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
          throw new ProblemsException(
              new Problem(file.toString(), i + 1, "", "is no entry", "write: word = " + what));
        }
        words.put(parts[0], parts[1]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }
}
