package org.hamroh.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hamroh.program.Program;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// The synthesised voices: espeak-ng's own Russian, and a Tajik of ours that is compiled into the
/// data folder. Other languages get espeak-ng's voice of that name.
final class EspeakVoices {

  /// Slow enough for a bad line; a caller in danger waits for the end of a menu.
  private static final int WORDS_PER_MINUTE = 130;

  /// Tajik words are longer: at this pace a minute's announcement takes about a minute.
  private static final int TAJIK_WORDS_PER_MINUTE = 140;

  private static final String TAJIK = "tg";
  private static final String PROGRAM = "espeak-ng";

  /// Compiling the Tajik voice takes half a second; this is for a machine that swaps.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Pattern DATA_AT = Pattern.compile("Data at: (.+)");

  /// What espeak-ng needs of its data to speak with Persian phonemes; English is where it starts.
  private static final List<String> NEEDED =
      List.of("phondata", "phonindex", "phontab", "intonations", "en_dict");

  private final Path sources;
  private final Path folder;
  private final String program;
  private final Set<String> prepared = new HashSet<>();
  private final Map<String, EspeakVoice> voices = new ConcurrentHashMap<>();

  /// @param sources `deploy/voices`
  /// @param folder  `<data>/voices`, where the Tajik voice is compiled
  EspeakVoices(Path sources, Path folder) {
    this(sources, folder, PROGRAM);
  }

  /// @param program the espeak-ng that is run
  EspeakVoices(Path sources, Path folder, String program) {
    this.program = program;
    this.sources = sources;
    this.folder = folder;
  }

  /// The voice of a language. Needs no program; [#prepare] does.
  EspeakVoice of(String language) {
    return voices.computeIfAbsent(language, this::make);
  }

  private EspeakVoice make(String language) {
    if (language.equals(TAJIK)) {
      Path tajik = sources.resolve(TAJIK);
      String rules = read(tajik, "tg") + read(tajik, "tg_rules") + read(tajik, "tg_list");
      return new EspeakVoice(
          program,
          language,
          TAJIK_WORDS_PER_MINUTE,
          SpokenText.plain(),
          Optional.of(folder),
          TAJIK_WORDS_PER_MINUTE + rules);
    }
    Path own = sources.resolve(language);
    Path words = own.resolve("words");
    boolean exceptions = Files.exists(words);
    return new EspeakVoice(
        program,
        language,
        WORDS_PER_MINUTE,
        exceptions ? SpokenText.withExceptions(words) : SpokenText.plain(),
        Optional.empty(),
        WORDS_PER_MINUTE + language + (exceptions ? read(own, "words") : ""));
  }

  /// Compiles the Tajik voice, unless it is there already for this espeak-ng and these rules.
  ///
  /// @throws ProblemsException when espeak-ng is not there, or has no voice for the language
  synchronized void prepare(String language) {
    if (!prepared.contains(language)) {
      makeReady(language);
      prepared.add(language);
    }
  }

  private void makeReady(String language) {
    if (!language.equals(TAJIK)) {
      ensureKnown(language);
      return;
    }
    String version = run("--version");
    String identity = Digests.of(version, of(language).version());
    Path stamp = folder.resolve("tg.made");
    try {
      if (Files.exists(stamp) && Files.readString(stamp).equals(identity)) {
        return;
      }
      Files.deleteIfExists(stamp); // from here on it is half made
      Path data = folder.resolve("espeak-ng-data");
      copyData(machineData(version), data);
      Path tajik = sources.resolve(TAJIK);
      Files.createDirectories(data.resolve("lang/ira"));
      replace(tajik.resolve("tg"), data.resolve("lang/ira/tg"));
      replace(tajik.resolve("tg_rules"), folder.resolve("tg_rules"));
      replace(tajik.resolve("tg_list"), folder.resolve("tg_list"));
      Program.of(List.of(program, "--path=" + folder.toAbsolutePath(), "--compile=tg"), PATIENCE)
          .in(folder) // it reads its sources from where it stands
          .run()
          .orThrow();
      if (!Files.exists(data.resolve("tg_dict"))) {
        throw new ProblemsException(
            Problem.of(tajik.toString(), "did not compile", "see espeak-ng --compile=tg there"));
      }
      Files.writeString(stamp, identity);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String run(String option) {
    return Program.run(List.of(program, option), PATIENCE).orThrow().text();
  }

  private void ensureKnown(String language) {
    // A table with a head line; the second column is the language.
    boolean known =
        run("--voices=" + language)
            .lines()
            .skip(1)
            .anyMatch(line -> line.strip().split("\\s+", -1)[1].equals(language));
    if (!known) {
      throw new ProblemsException(
          Problem.of(
              "sounds/" + language,
              "espeak-ng has no voice for this language",
              "record every prompt (./hamroh voice sheet), or take it from site.languages"));
    }
  }

  private static Path machineData(String version) {
    Matcher at = DATA_AT.matcher(version);
    if (!at.find() || !Files.isDirectory(Path.of(at.group(1).strip()))) {
      throw new ProblemsException(
          Problem.of(
              "espeak-ng", "does not say where its data is", "install Debian's package espeak-ng"));
    }
    return Path.of(at.group(1).strip());
  }

  private static void copyData(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (String name : NEEDED) {
      replace(from.resolve(name), to.resolve(name));
    }
    for (String tree : List.of("lang", "voices")) {
      try (Stream<Path> files = Files.walk(from.resolve(tree))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = to.resolve(from.relativize(file).toString());
          Files.createDirectories(copy.getParent());
          replace(file, copy);
        }
      }
    }
  }

  private static void replace(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String read(Path folder, String name) {
    try {
      return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ProblemsException(
          Problem.of(
              folder.resolve(name).toString(), "cannot be read", "it belongs to the checkout"));
    }
  }
}
