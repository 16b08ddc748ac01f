package org.hamroh.authoring;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.ivr.ScriptReading;
import org.hamroh.ivr.ScriptShelf;
import org.hamroh.ivr.SiteRules;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.VoiceProgress;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import org.hamroh.yaml.YamlFiles;

/// Puts versions on the line: the draft, an earlier version, the folder. Checked first, then every
/// sound is made, then the version is kept, then new calls begin with it: a crash at any point
/// leaves a good version, and running calls finish on theirs.
///
/// One at a time in this process; of two processes the second is refused.
public final class Publisher implements AutoCloseable {

  /// How soon a version that another process published is heard.
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  private static final Logger LOG = LogManager.getLogger(Publisher.class);

  private final Versions versions;
  private final SiteRules rules;
  private final SoundWorks voices;
  private final Notices notices;
  private final VoiceProgress progress;
  private final Clock clock;
  private final OnLine line;
  private final FolderWatch folder;
  private final ScheduledExecutorService follower =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("scripts").daemon().factory());

  /// Reads the version that the line begins with.
  ///
  /// @param scripts  `ivr-scripts`: the first version, and later ones as long as nobody publishes
  ///                 from the draft
  /// @param progress of making sounds
  /// @throws ProblemsException when there is no version yet and the folder has mistakes
  public Publisher(
      Versions versions,
      SiteRules rules,
      SoundWorks voices,
      Path scripts,
      Notices notices,
      VoiceProgress progress,
      Clock clock) {
    this.versions = versions;
    this.rules = rules;
    this.voices = voices;
    this.notices = notices;
    this.progress = progress;
    this.clock = clock;
    this.line = new OnLine(versions, rules, voices, scripts, notices);
    this.folder = new FolderWatch(versions, rules, scripts, notices);
  }

  /// Where calls get their book.
  public ScriptShelf shelf() {
    return line.shelf();
  }

  /// The texts that new calls hear.
  public PromptBook texts() {
    return line.texts();
  }

  /// The sounds of the same texts have changed, a person has recorded one, say. New calls hear
  /// them.
  public void soundsChanged() {
    line.soundsChanged();
  }

  /// Mends what a crash may have left, takes the folder in, then follows the store.
  public void start() {
    follower.execute(() -> line.tidy(clock.instant()));
    follower.execute(this::takeFolder);
    follower.scheduleWithFixedDelay(
        line::follow, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Publishes the folder's content when it is new and the folder leads; otherwise says that it is
  /// there.
  void takeFolder() {
    try {
      folder
          .news()
          .ifPresent(
              files ->
                  publish(files, OptionalLong.empty(), base(), "folder", "", Version.Kind.FOLDER));
    } catch (ProblemsException e) {
      folder.broken(e.problems());
    } catch (RuntimeException e) {
      LOG.error("event=script-folder-not-taken", e); // the line goes on with what it has
    }
  }

  private int base() {
    return versions.published().map(Version::number).orElse(0);
  }

  /// Publishes the draft.
  ///
  /// @param revision that the author saw and checked
  /// @throws ProblemsException when it has mistakes
  /// @throws StaleException when the draft or the line has changed since
  public Version publishDraft(long revision, String author, String note) {
    if (versions.draft().isEmpty()) {
      throw new StaleException("The draft changes nothing: there is nothing to publish.");
    }
    List<String> conflicts = versions.conflicts();
    if (!conflicts.isEmpty()) {
      throw new StaleException(
          "Somebody else published changes of "
              + String.join(", ", conflicts)
              + " since this draft began. Look at them, then save these files again.");
    }
    int base = base();
    return publish(
        versions.files(new Of.Draft()).orElseThrow(),
        OptionalLong.of(revision),
        base,
        author,
        note,
        Version.Kind.PUBLISHED);
  }

  /// Puts an earlier version on the line once more, as a new version.
  ///
  /// @throws ProblemsException when it has mistakes by today's rules, or there is none
  /// @throws StaleException when the line has changed since
  public Version restore(int number, String author, String note) {
    YamlFiles files =
        versions
            .files(new Of.Numbered(number))
            .orElseThrow(
                () ->
                    new ProblemsException(
                        Problem.of(
                            "version " + number, "does not exist", "see ./hamroh scripts list")));
    return publish(files, OptionalLong.empty(), base(), author, note, Version.Kind.RESTORED);
  }

  /// Publishes the folder's content, whoever published before.
  ///
  /// @return the version on the line, which is no new one when it says the same
  /// @throws ProblemsException when it has mistakes
  public Version publishFolder(String author, String note) {
    YamlFiles files = folder.read();
    Optional<Version> now = versions.published();
    boolean same = now.filter(one -> one.tree().equals(Digest.of(files.texts()))).isPresent();
    if (same) {
      voices.make(line.texts(), progress);
      line.soundsChanged();
    }
    Version version =
        same
            ? now.orElseThrow()
            : publish(files, OptionalLong.empty(), base(), author, note, Version.Kind.FOLDER);
    folder.settle();
    return version;
  }

  private synchronized Version publish(
      YamlFiles files,
      OptionalLong revision,
      int base,
      String author,
      String note,
      Version.Kind kind) {
    ScriptReading reading = ScriptReading.of(files, rules);
    reading.orThrow();
    voices.make(reading.prompts(), progress);
    List<String> missing = voices.missing(reading.prompts());
    if (!missing.isEmpty()) {
      throw new ProblemsException(OnLine.missing(missing));
    }
    Version version = versions.add(files, base, revision, author, note, kind);
    line.put(reading, version);
    line.link();
    notices.settle(Notice.Kind.SOUNDS_MISSING);
    return version;
  }

  /// Puts what the folder holds into the draft, or says that nobody wants it.
  ///
  /// @throws StaleException when the draft has another revision
  public Draft takeFolderIntoDraft(long revision, String author, boolean wanted) {
    YamlFiles files = folder.read();
    Draft draft = versions.draft();
    if (wanted) {
      YamlFiles now = versions.files(new Of.Published()).orElse(YamlFiles.of("", Map.of()));
      Map<String, Optional<String>> texts = new TreeMap<>();
      Versions.different(now, files).forEach(path -> texts.put(path, files.text(path)));
      draft = versions.save(texts, revision, author, true);
    }
    versions.seeFolder(files);
    folder.settle();
    return draft;
  }

  @Override
  public void close() {
    follower.shutdownNow();
  }
}
