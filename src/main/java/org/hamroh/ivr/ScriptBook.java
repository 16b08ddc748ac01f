package org.hamroh.ivr;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hamroh.hours.HoursBook;
import org.hamroh.hours.HoursReader;
import org.hamroh.ivr.check.ScriptCheck;
import org.hamroh.ivr.step.Step;
import org.hamroh.ivr.step.Target;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.SoundBook;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.ProblemsException;
import org.hamroh.yaml.YamlFiles;

/// All scripts of a site, checked together. Never changes: reading the folder again makes a new
/// book, and a call that has begun keeps the book it began with.
public final class ScriptBook {

  /// Answers numbers that no line of the settings names.
  public static final String DEFAULT_SCRIPT = "hotline";

  private final Map<String, Script> scripts;
  private final Map<String, String> numbers;
  private final HoursBook hours;
  private final int version;
  private final SoundBook sounds;
  private final PromptBook prompts;
  private final Expiry expiry;

  /// A place where a call comes in.
  public record Entry(ScriptBook book, Script script, Step step) {}

  ScriptBook(
      Map<String, Script> scripts,
      Map<String, String> numbers,
      HoursBook hours,
      int version,
      SoundBook sounds,
      PromptBook prompts) {
    this.sounds = sounds;
    this.prompts = prompts;
    this.expiry = Expiry.of(prompts);
    this.version = version;
    this.scripts = Collections.unmodifiableMap(new TreeMap<>(scripts));
    this.numbers = Map.copyOf(numbers);
    this.hours = hours;
  }

  /// Reads and checks every script of a folder.
  ///
  /// @param numbers which script answers which dialled number
  /// @throws ProblemsException with all mistakes of all files
  public static ScriptBook read(Path folder, Vocabulary vocabulary, Map<String, String> numbers) {
    Problems problems = new Problems();
    YamlFiles files = YamlFiles.readFolder(folder, problems);
    List<ReadScript> read = ScriptReader.read(files, problems);
    HoursBook hours = HoursReader.read(files, problems);
    if (!problems.hasErrors()) {
      new ScriptCheck(vocabulary.with(hours), problems).check(files, read, numbers);
    }
    problems.throwIfAny();
    return ScriptReading.book(read, numbers, hours, vocabulary.prompts());
  }

  /// The same scripts by other hours.
  public ScriptBook with(HoursBook other) {
    return new ScriptBook(scripts, numbers, other, version, sounds, prompts);
  }

  /// Its texts.
  public PromptBook prompts() {
    return prompts;
  }

  /// Until when its texts may be heard.
  public Expiry expiry() {
    return expiry;
  }

  /// When people are there, by the schedules that stood beside the scripts.
  public HoursBook hours() {
    return hours;
  }

  /// The same under the number of the version that it was read from.
  public ScriptBook asVersion(int number) {
    return new ScriptBook(scripts, numbers, hours, number, sounds, prompts);
  }

  /// The same with its sounds.
  public ScriptBook speaking(SoundBook book) {
    return new ScriptBook(scripts, numbers, hours, version, book, prompts);
  }

  /// What a call that begins with this book hears, to its end.
  public SoundBook sounds() {
    return sounds;
  }

  /// The version that it was read from, 0 for a folder.
  public int version() {
    return version;
  }

  /// Every script's name, sorted.
  public Set<String> names() {
    return scripts.keySet();
  }

  public Optional<Script> script(String name) {
    return Optional.ofNullable(scripts.get(name));
  }

  /// The script that answers a dialled number; the hotline when nobody has said which.
  public Entry forNumber(String dialedNumber) {
    String name = numbers.getOrDefault(dialedNumber, DEFAULT_SCRIPT);
    return entry(name).orElseGet(() -> entry(DEFAULT_SCRIPT).orElseThrow());
  }

  /// The first step of a script (`queue-left`), or one of its steps (`danger/no-operator`).
  public Optional<Entry> entry(String place) {
    return place.indexOf('/') < 0
        ? script(place).map(found -> new Entry(this, found, found.first()))
        : entry(Target.of(place, ""));
  }

  private Optional<Entry> entry(Target target) {
    return script(target.script())
        .flatMap(found -> found.step(target.step()).map(step -> new Entry(this, found, step)));
  }

  /// A step that another one leads to; the check has seen that it is there.
  public Entry at(Target target) {
    return entry(target).orElseThrow(() -> new IllegalStateException("no step " + target));
  }
}
