package org.hamroh.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.store.Database;
import org.hamroh.voice.Pcm;
import org.hamroh.voice.TakenVoices;
import org.hamroh.web.LiveFeed;
import org.hamroh.web.Refusal;
import org.hamroh.yaml.ProblemsException;

/// The takes of this site: taken in and checked, chosen, heard. A recording is never removed; which
/// one is heard can be changed at any time. The tables are the truth, the chosen sounds on the disk
/// follow them. May be used from any thread.
public final class Takes {

  /// The live stream's word for "a take came, or another voice is heard".
  public static final String TOPIC = "recording";

  /// Calls, messages and the store need the disk more than another take does.
  static final long FREE_BYTES_AT_LEAST = 500L * 1024 * 1024;

  private static final int MOST_LISTED = 200;

  /// Left of the recording's own silence, so that no first or last sound is cut.
  private static final double HEAD_SECONDS = 0.12;

  private static final double TAIL_SECONDS = 0.2;

  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private static final Logger LOG = LogManager.getLogger(Takes.class);

  private final Database database;
  private final RecordingList list;
  private final TakenVoices voices;
  private final OnAir onAir;
  private final LiveFeed live;
  private final Clock clock;
  private final LongSupplier freeBytes;
  private final Object choosing = new Object();

  public Takes(
      Database database,
      RecordingList list,
      TakenVoices voices,
      OnAir onAir,
      LiveFeed live,
      Clock clock) {
    this(database, list, voices, onAir, live, clock, () -> freeBytes(voices.folder()));
  }

  Takes(
      Database database,
      RecordingList list,
      TakenVoices voices,
      OnAir onAir,
      LiveFeed live,
      Clock clock,
      LongSupplier freeBytes) {
    this.database = database;
    this.list = list;
    this.voices = voices;
    this.onAir = onAir;
    this.live = live;
    this.clock = clock;
    this.freeBytes = freeBytes;
  }

  private static long freeBytes(Path folder) {
    try {
      Files.createDirectories(folder);
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A take with what could be better about it.
  public record Added(Take take, List<Finding> findings) {}

  /// A choice that stands, and whether callers hear it already.
  ///
  /// @param trouble why they do not, empty when they do
  public record Chosen(String trouble) {}

  /// Takes a recording in. Nobody hears it before it is chosen.
  ///
  /// @throws TakeRefusedException when it cannot be used
  /// @throws Refusal              404 when there is no such sound, 507 when the disk is nearly full
  public Added add(String language, String sound, byte[] recording, String who, Take.How how) {
    try {
      Path in = Files.createTempFile(workFolder(), "in", ".part");
      try {
        Files.write(in, recording);
        return add(language, sound, in, who, how);
      } finally {
        Files.deleteIfExists(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same for a file, which stays where it is.
  public Added add(String language, String sound, Path recording, String who, Take.How how)
      throws IOException {
    String words =
        list.words(language, sound)
            .orElseThrow(() -> Refusal.notFound("text " + language + "/" + sound));
    if (freeBytes.getAsLong() < FREE_BYTES_AT_LEAST) {
      throw new Refusal(
          507,
          "The disk is nearly full, and no take is ever removed by itself. Make room, then record"
              + " again.");
    }
    Path wav = Files.createTempFile(workFolder(), "wav", ".part");
    try {
      Pcm pcm = Conversion.toWav(recording, wav);
      TakeFigures figures = TakeMeter.measure(pcm);
      List<Finding> findings = TakeCheck.findings(figures, words);
      List<Finding> refusing = findings.stream().filter(one -> one.what().refuses()).toList();
      if (!refusing.isEmpty()) {
        throw new TakeRefusedException(refusing);
      }
      Instant now = clock.instant();
      String file = fileName(now);
      Path kept = voices.folder(language, sound).resolve(file);
      Files.createDirectories(kept.getParent());
      Files.move(wav, kept, StandardCopyOption.ATOMIC_MOVE);
      // The file first: a crash in between leaves a recording without an entry, which harms nobody.
      Take take =
          new Take(
              0, language, sound, TakenVoices.digest(words), words, who, now, how, file, figures);
      Take added = database.write(handle -> TakeStore.add(handle, take));
      live.changed(TOPIC);
      return new Added(added, findings);
    } finally {
      Files.deleteIfExists(wav);
    }
  }

  private Path workFolder() throws IOException {
    return Files.createDirectories(voices.folder().resolve(".work"));
  }

  private static String fileName(Instant now) {
    String chance = HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt());
    return FILE_TIME.format(now) + "-" + chance + ".wav";
  }

  public Optional<Take> find(long id) {
    return database.read(handle -> TakeStore.find(handle, id));
  }

  /// All takes of a sound, the newest first.
  public List<Take> of(String language, String sound) {
    return database.read(handle -> TakeStore.of(handle, language, sound, MOST_LISTED));
  }

  /// The take that callers hear for the text in force, if one is chosen.
  Optional<TakeStore.Choice> choice(String language, String sound) {
    return list.words(language, sound)
        .map(TakenVoices::digest)
        .flatMap(
            digest -> database.read(handle -> TakeStore.choice(handle, language, sound, digest)));
  }

  /// What could be better about a take, if it is heard for the text in force.
  public List<Finding> findings(Take take) {
    String words = list.words(take.language(), take.sound()).orElse(take.words());
    return TakeCheck.findings(take.figures(), words);
  }

  /// Whether a take says the text in force.
  public boolean fits(Take take) {
    return list.words(take.language(), take.sound())
        .map(words -> TakenVoices.digest(words).equals(take.textDigest()))
        .orElse(false);
  }

  /// From now on new callers hear this take for the text in force, whatever text it was spoken for:
  /// whoever chooses has listened to it.
  ///
  /// @throws Refusal 404 when there is no such take, or no such text any more
  public Chosen keep(long id, String who) {
    Take take = find(id).orElseThrow(() -> Refusal.notFound("take " + id));
    String words =
        list.words(take.language(), take.sound())
            .orElseThrow(() -> Refusal.notFound("text " + take.sound()));
    TakeStore.Choice choice =
        new TakeStore.Choice(
            take.language(), take.sound(), TakenVoices.digest(words), id, who, clock.instant());
    synchronized (choosing) {
      database.write(
          handle -> {
            TakeStore.choose(handle, choice);
            return choice;
          });
      layOut(choice, take);
    }
    LOG.info("event=take-chosen take={} sound={}/{}", id, take.language(), take.sound());
    return refresh(take.language(), take.sound());
  }

  /// From now on new callers hear the shipped recording, or the stand-in. The takes stay.
  public Chosen dropToStandIn(String language, String sound, String who) {
    String words =
        list.words(language, sound)
            .orElseThrow(() -> Refusal.notFound("text " + language + "/" + sound));
    String digest = TakenVoices.digest(words);
    synchronized (choosing) {
      database.write(handle -> TakeStore.unchoose(handle, language, sound, digest));
      try {
        Files.deleteIfExists(voices.chosen(language, sound, digest));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    LOG.info("event=take-dropped sound={}/{} by={}", language, sound, who);
    return refresh(language, sound);
  }

  private Chosen refresh(String language, String sound) {
    try {
      onAir.refresh(language, RecordingList.prompt(sound));
      return new Chosen("");
    } catch (ProblemsException e) {
      LOG.warn("event=take-not-heard-yet reason=\"{}\"", e.getMessage());
      return new Chosen(String.valueOf(e.getMessage()));
    } finally {
      live.changed(TOPIC);
    }
  }

  /// Where the recording lies as it came, only turned into a WAV file.
  public Path file(Take take) {
    return voices.folder(take.language(), take.sound()).resolve(take.file());
  }

  /// Writes what is heard of a take, without the silence and the clicks at its ends.
  private void layOut(TakeStore.Choice choice, Take take) {
    Path to = voices.chosen(choice.language(), choice.sound(), choice.textDigest());
    try {
      Files.createDirectories(to.getParent());
      Path part = to.resolveSibling(to.getFileName() + ".part");
      Files.write(part, cut(Pcm.read(file(take)), take.figures()).wav());
      Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Pcm cut(Pcm sound, TakeFigures figures) {
    double from = figures.begins().toMillis() / 1_000.0 - HEAD_SECONDS;
    double to = figures.ends().toMillis() / 1_000.0 + TAIL_SECONDS;
    int first = (int) Math.max(0, from * sound.rate());
    int end = (int) Math.min(sound.samples().length, to * sound.rate());
    return new Pcm(Arrays.copyOfRange(sound.samples(), first, Math.max(first, end)), sound.rate());
  }

  /// Puts the chosen sounds on the disk in order after a crash or a restored copy: what the table
  /// chose and is not there is laid out again, what it did not choose is taken away.
  ///
  /// @return how many were put right
  public int mend() throws IOException {
    List<String[]> mended = new ArrayList<>();
    synchronized (choosing) {
      Set<Path> wanted = new HashSet<>();
      for (TakeStore.Choice choice : database.read(TakeStore::choices)) {
        Path file = voices.chosen(choice.language(), choice.sound(), choice.textDigest());
        wanted.add(file);
        Optional<Take> take = find(choice.take());
        if (!Files.isRegularFile(file)
            && take.isPresent()
            && Files.isRegularFile(file(take.get()))) {
          layOut(choice, take.get());
          mended.add(new String[] {choice.language(), choice.sound()});
        }
      }
      for (Path file : laidOut()) {
        if (!wanted.contains(file)) {
          Files.delete(file);
          mended.add(soundOf(file));
        }
      }
    }
    if (!mended.isEmpty()) {
      LOG.info("event=chosen-takes-mended count={}", mended.size());
      mended.forEach(sound -> refresh(sound[0], sound[1]));
    }
    return mended.size();
  }

  /// Of `<folder>/ru/digits/3/chosen/6f0c….wav`: `ru` and `digits/3`.
  private String[] soundOf(Path chosen) {
    Path below = voices.folder().relativize(chosen);
    Path sound = below.subpath(1, below.getNameCount() - 2);
    return new String[] {below.getName(0).toString(), sound.toString().replace('\\', '/')};
  }

  private List<Path> laidOut() throws IOException {
    if (!Files.isDirectory(voices.folder())) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(voices.folder())) {
      return files.filter(Files::isRegularFile).filter(file -> TakenVoices.isChosen(file)).toList();
    }
  }
}
