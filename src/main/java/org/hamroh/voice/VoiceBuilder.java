package org.hamroh.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import org.jspecify.annotations.Nullable;

/// Makes every sound that a version of the texts needs and that is not there yet: from a human
/// recording where there is one, else from the synthesised voice. What is up to date stays;
/// whatever ends it in the middle, the next run goes on from there.
public final class VoiceBuilder {

  /// More mistakes than a person reads at once: something general is wrong.
  private static final int TOO_MANY = 20;

  private final PromptBook book;
  private final Recordings recordings;
  private final SoundStore store;
  private final Voices voices;
  private final SoundShaper shaper = new SoundShaper();
  private final SentenceWorkshop workshop;
  private final SpeechAhead ahead;
  private final AtomicInteger standIns = new AtomicInteger();
  private final Path work;

  /// What a run did.
  ///
  /// @param made     sounds made now
  /// @param kept     sounds that were up to date
  /// @param removed  sounds that no prompt has any more
  /// @param ahead    frequent sentences with values in them, made now
  /// @param problems recordings that cannot be used; the synthesised voice stands in for them
  public record Report(int made, int kept, int removed, int ahead, List<Problem> problems) {}

  public VoiceBuilder(PromptBook book, VoicePlaces places) {
    this.book = book;
    this.recordings = places.openRecordings();
    this.voices = places.openVoices();
    this.store = places.openStore(voices);
    this.work = places.sounds().resolve(".work");
    Clock clock = Clock.systemUTC();
    SaidSounds said = new SaidSounds(places.sounds(), clock);
    this.workshop = new SentenceWorkshop(voices, said);
    this.ahead = new SpeechAhead(new SentencePlanner(() -> book, places, voices), workshop, clock);
  }

  /// Makes what is missing or outdated and puts it under the plain names.
  ///
  /// @throws ProblemsException when a program is missing, a sound cannot be made, or another build
  ///                           is at work in the same data folder
  public Report build(VoiceProgress progress) {
    return locked(
        () -> {
          List<Sound> wanted = wanted();
          Report made = make(wanted, aheadOfCalls(), progress);
          int removed = store.removeAllBut(wanted);
          store.link(wanted);
          return new Report(made.made(), made.kept(), removed, made.ahead(), made.problems());
        });
  }

  /// The same without the plain names: what callers and the PBX hear stays as it is.
  ///
  /// @throws ProblemsException as [#build]
  public Report make(VoiceProgress progress) {
    return locked(() -> make(wanted(), aheadOfCalls(), progress));
  }

  /// Lets the plain names, which the PBX itself plays, mean these texts.
  ///
  /// @throws ProblemsException when another build is at work in the same data folder
  public void link() {
    locked(
        () -> {
          List<Sound> wanted = wanted();
          store.removeAllBut(wanted);
          store.link(wanted);
          return wanted;
        });
  }

  /// Where each sound is, for calls. Those that are not made are left out.
  public SoundBook sounds() {
    if (!store.keepsAny()) {
      adopt();
    }
    Map<String, Map<String, SoundBook.Playable>> byLanguage = new HashMap<>();
    for (Sound sound : wanted()) {
      store
          .find(sound)
          .ifPresent(
              found ->
                  byLanguage
                      .computeIfAbsent(sound.folder(), language -> new HashMap<>())
                      .put(sound.name(), found));
    }
    return new SoundBook(byLanguage);
  }

  /// Prompts without a sound, as `tg/welcome`, in the order of the texts.
  public List<String> missing() {
    return wanted().stream().filter(sound -> store.find(sound).isEmpty()).map(Sound::path).toList();
  }

  /// The pieces of one prompt, made now where that is still to be done.
  ///
  /// @return where they lie, without ending, in the order in which they are heard; none when there
  ///         is no such text
  /// @throws ProblemsException as [#build]
  public List<SoundBook.Playable> pieces(String language, String prompt, VoiceProgress progress) {
    List<Sound> sounds =
        book.text(language, prompt)
            .map(text -> SoundList.ofPrompt(text, recordings))
            .orElse(List.of());
    if (!sounds.stream().allMatch(store::isMade)) {
      locked(() -> make(sounds, List.of(), progress));
    }
    return sounds.stream().flatMap(sound -> store.find(sound).stream()).toList();
  }

  /// Removes kept sounds of texts that are in none of these books, when they are old enough that no
  /// running call can have begun with them.
  ///
  /// @return how many
  public static int clean(List<PromptBook> inUse, VoicePlaces places, Instant olderThan) {
    List<Sound> wanted = new ArrayList<>();
    Recordings recordings = places.openRecordings();
    inUse.forEach(book -> wanted.addAll(SoundList.of(book, recordings)));
    try {
      return places.openStore(places.openVoices()).removeKeptBut(wanted, olderThan);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void adopt() {
    try {
      locked(
          () -> {
            store.adopt(wanted());
            return true;
          });
    } catch (ProblemsException e) {
      // Another build is at work here: it does the same first.
    }
  }

  private List<Sound> wanted() {
    return SoundList.of(book, recordings);
  }

  private List<SentencePlan> aheadOfCalls() {
    return ahead.missing(LocalDate.now(ZoneOffset.UTC));
  }

  private Report make(List<Sound> wanted, List<SentencePlan> sentences, VoiceProgress progress)
      throws IOException {
    store.adopt(wanted);
    List<Sound> toMake = wanted.stream().filter(sound -> !store.isMade(sound)).toList();
    if (!toMake.isEmpty() || !sentences.isEmpty()) {
      VoicePrograms.ensure(progress::say);
      makeAll(toMake, sentences, progress);
    }
    int kept = wanted.size() - toMake.size();
    return new Report(toMake.size(), kept, 0, sentences.size(), recordingProblems(wanted));
  }

  /// Work on the data folder.
  private interface Work<T> {
    T run() throws IOException;
  }

  private <T> T locked(Work<T> work) {
    try (FileChannel channel = openLock();
        FileLock lock = lock(channel)) {
      return work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Problem> recordingProblems(List<Sound> wanted) {
    List<Problem> problems = new ArrayList<>();
    for (String language : book.languages()) {
      problems.addAll(recordings.check(language, VoiceCheck.promptSounds(wanted, language)));
    }
    return List.copyOf(problems);
  }

  private FileChannel openLock() throws IOException {
    Files.createDirectories(work);
    return FileChannel.open(
        work.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private FileLock lock(FileChannel channel) throws IOException {
    @Nullable FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null; // the other one runs in this very process
    }
    if (lock == null) {
      throw new ProblemsException(
          Problem.of(
              store.folder().toString(), "another voice build is at work", "wait for its end"));
    }
    return lock;
  }

  private void makeAll(List<Sound> sounds, List<SentencePlan> sentences, VoiceProgress progress)
      throws IOException {
    clearWork();
    standIns.set(0);
    sounds.stream()
        .filter(sound -> sound.origin() instanceof Sound.Origin.Spoken)
        .map(Sound::folder)
        .distinct()
        .forEach(voices::prepare);
    // Longest first, so that no processor is left alone with a minute's announcement at the end.
    List<Sound> order =
        sounds.stream().sorted(Comparator.comparingInt(VoiceBuilder::effort).reversed()).toList();
    List<Problem> problems = new ArrayList<>();
    try (ExecutorService processors =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < order.size(); i++) {
        Sound sound = order.get(i);
        Path folder = work.resolve(Integer.toString(i));
        running.add(processors.submit(() -> make(sound, folder)));
      }
      sentences.forEach(plan -> running.add(processors.submit(() -> make(plan))));
      try {
        for (int i = 0; i < running.size() && problems.size() < TOO_MANY; i++) {
          await(running.get(i), problems);
          progress.done(i + 1, running.size());
        }
      } finally {
        processors.shutdownNow();
      }
    }
    clearWork();
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    if (standIns.get() > 0) {
      progress.say(
          standIns
              + " sounds are espeak-ng's, for the voice server did not answer:"
              + " run ./hamroh voice build again when it does");
    }
  }

  private static void await(Future<?> one, List<Problem> problems) {
    try {
      one.get(); // each program inside it has a deadline of its own
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case ProblemsException known -> problems.addAll(known.problems());
        case RuntimeException bug -> throw bug;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemsException(
          Problem.of("voices", "the build was interrupted", "run ./hamroh voice build again"));
    }
  }

  private static int effort(Sound sound) {
    return switch (sound.origin()) {
      case Sound.Origin.Spoken(String text) -> text.length();
      case Sound.Origin.Recorded recorded -> 500;
      case Sound.Origin.Generated(Sound.Tone tone) -> tone == Sound.Tone.HOLD_MUSIC ? 5_000 : 10;
    };
  }

  private void make(Sound sound, Path folder) {
    try {
      Files.createDirectories(folder);
      Voices.Speech speech =
          switch (sound.origin()) {
            case Sound.Origin.Recorded(Path file) -> new Voices.Speech(Pcm.read(file), false);
            case Sound.Origin.Spoken(String text) ->
                voices.speak(sound.folder(), Utterance.of(text, sound.goesOn()));
            case Sound.Origin.Generated(Sound.Tone tone) ->
                new Voices.Speech(Tones.make(tone, folder), false);
          };
      standIns.addAndGet(speech.standIn() ? 1 : 0);
      store.keep(sound, shaper.shape(speech.sound(), treatment(sound), speech.standIn(), folder));
      clear(folder);
    } catch (IOException e) {
      throw new ProblemsException(
          Problem.of(
              sound.path(), "cannot be written: " + e.getMessage(), "look for room on the disk"));
    }
  }

  private void make(SentencePlan plan) {
    try {
      workshop.make(plan);
    } catch (IOException e) {
      throw new ProblemsException(
          Problem.of(
              "spoken sentences",
              "cannot be written: " + e.getMessage(),
              "look for room on the disk"));
    }
  }

  private static Leveller.Treatment treatment(Sound sound) {
    return switch (sound.origin()) {
      case Sound.Origin.Generated(Sound.Tone tone) when tone == Sound.Tone.HOLD_MUSIC ->
          Leveller.Treatment.MUSIC;
      case Sound.Origin.Generated(Sound.Tone tone) when tone == Sound.Tone.RING ->
          Leveller.Treatment.RING;
      case Sound.Origin.Generated generated -> Leveller.Treatment.GOES_ON;
      case Sound.Origin.Spoken spoken -> speech(sound.goesOn());
      case Sound.Origin.Recorded recorded -> speech(sound.goesOn());
    };
  }

  private static Leveller.Treatment speech(boolean goesOn) {
    return goesOn ? Leveller.Treatment.GOES_ON : Leveller.Treatment.SPEECH;
  }

  /// What a run that was killed left behind.
  private void clearWork() throws IOException {
    try (Stream<Path> left = Files.list(work)) {
      for (Path folder : left.filter(Files::isDirectory).toList()) {
        clear(folder);
      }
    }
  }

  private static void clear(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
