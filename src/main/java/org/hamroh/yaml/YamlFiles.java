package org.hamroh.yaml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// YAML texts that belong together, each by its path: a folder as it was read at one moment, or the
/// same kept elsewhere. Never changes.
///
/// @param place where they stand, as messages name it: a folder, or empty when the path says enough
/// @param texts by path with forward slashes: `hotline.yaml`, `prompts/tg.yaml`
public record YamlFiles(String place, SortedMap<String, String> texts) {

  /// How a path may look: nothing that leads out of a folder, one folder deep.
  public static final Pattern PATH =
      Pattern.compile("([a-z0-9][a-z0-9-]{0,60}/)?[a-z0-9][a-z0-9-]{0,60}\\.yaml");

  /// More than any site has; a guard against a folder that is not ours.
  public static final int MAX_FILES = 200;

  /// The longest text: all prompts of a language are a twentieth of it.
  public static final int MAX_LETTERS = 1024 * 1024;

  public YamlFiles {
    texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
  }

  public static YamlFiles of(String place, Map<String, String> texts) {
    return new YamlFiles(place, new TreeMap<>(texts));
  }

  /// Reads every YAML file of a folder and of the folders in it. What cannot be read is told and
  /// left out.
  public static YamlFiles readFolder(Path folder, Problems problems) {
    SortedMap<String, String> texts = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder, 2)) {
      files =
          walk.filter(file -> file.toString().endsWith(".yaml"))
              .filter(Files::isRegularFile)
              .sorted()
              .limit(MAX_FILES + 1L)
              .toList();
    } catch (IOException e) {
      problems.add(
          Problem.of(folder.toString(), "cannot be read as a folder", "give the scripts' folder"));
      return new YamlFiles(folder.toString(), texts);
    }
    if (files.size() > MAX_FILES) {
      problems.add(
          Problem.of(
              folder.toString(),
              "holds more than " + MAX_FILES + " YAML files",
              "give the folder with hotline.yaml"));
      return new YamlFiles(folder.toString(), texts);
    }
    for (Path file : files) {
      String path = folder.relativize(file).toString().replace('\\', '/');
      if (!PATH.matcher(path).matches()) {
        problems.add(
            Problem.of(
                file.toString(), "has a name of its own kind", "use small letters, digits and -"));
        continue;
      }
      read(file, problems).ifPresent(text -> texts.put(path, text));
    }
    return new YamlFiles(folder.toString(), texts);
  }

  private static Optional<String> read(Path file, Problems problems) {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      if (text.length() > MAX_LETTERS) {
        problems.add(Problem.of(file.toString(), "is larger than 1 MiB", "give a smaller file"));
        return Optional.empty();
      }
      return Optional.of(text);
    } catch (CharacterCodingException e) {
      problems.add(Problem.of(file.toString(), "is not UTF-8", "save it as UTF-8"));
    } catch (IOException e) {
      problems.add(
          Problem.of(file.toString(), "cannot be read: " + e.getMessage(), "check its rights"));
    }
    return Optional.empty();
  }

  public Optional<String> text(String path) {
    return Optional.ofNullable(texts.get(path));
  }

  /// How messages name a file of these, whether it is there or not.
  public String shown(String path) {
    return place.isEmpty() ? path : Path.of(place).resolve(path).toString();
  }

  /// How messages name all of them together.
  public String shown() {
    return place.isEmpty() ? "the scripts" : place;
  }

  /// One file with its lines. What is wrong goes to `problems`; the answer is then empty.
  public Optional<YamlFile> file(String path, Problems problems) {
    String text = texts.get(path);
    if (text == null) {
      problems.add(Problem.of(shown(path), "there is no such file", "check the path"));
      return Optional.empty();
    }
    return YamlFile.parse(shown(path), text, UnaryOperator.identity(), problems);
  }

  /// The same under another place.
  public YamlFiles at(String elsewhere) {
    return new YamlFiles(elsewhere, texts);
  }

  /// The same with other texts.
  public YamlFiles with(Map<String, String> others) {
    return of(place, others);
  }
}
