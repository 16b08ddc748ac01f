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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import org.jspecify.annotations.Nullable;

/// Makes every sound that the line needs and does not have yet, under `<data>/sounds`: from a
/// human recording where there is one, else from the synthesised voice. What is up to date
/// stays; whatever ends it in the middle, the next run goes on from there.
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
    this.recordings = new Recordings(places.recordings());
    this.voices = places.openVoices();
    this.store = places.openStore(voices);
    this.work = places.sounds().resolve(".work");
    Clock clock = Clock.systemUTC();
    SaidSounds said = new SaidSounds(places.sounds(), clock);
    this.workshop = new SentenceWorkshop(voices, said);
    this.ahead = new SpeechAhead(new SentencePlanner(() -> book, places, voices), workshop, clock);
  }

  /// Makes what is missing or outdated, as many sounds at once as the machine has processors.
  ///
  /// @throws ProblemsException when a program is missing, a sound cannot be made, or another build
  ///                           is at work in the same data folder
  public Report build(VoiceProgress progress) {
    List<Sound> wanted = SoundList.of(book, recordings);
    List<Problem> problems = recordingProblems(wanted);
    try (FileChannel channel = openLock();
        FileLock lock = lock(channel)) {
      List<Sound> toMake =
          wanted.stream().filter(sound -> store.state(sound) != SoundStore.State.READY).toList();
      int removed = store.removeAllBut(wanted);
      List<SentencePlan> ahead = this.ahead.missing(LocalDate.now(ZoneOffset.UTC));
      if (!toMake.isEmpty() || !ahead.isEmpty()) {
        VoicePrograms.ensure(progress::say);
        makeAll(toMake, ahead, progress);
      }
      int kept = wanted.size() - toMake.size();
      return new Report(toMake.size(), kept, removed, ahead.size(), problems);
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
