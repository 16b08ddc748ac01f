package org.hamroh.authoring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.ivr.ScriptBook;
import org.hamroh.ivr.ScriptReading;
import org.hamroh.ivr.ScriptShelf;
import org.hamroh.ivr.SiteRules;
import org.hamroh.web.LiveFeed;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.ProblemsException;
import org.hamroh.yaml.YamlFiles;

/// Puts versions on the line: reads the last good one at the start, takes the folder in, publishes
/// and restores, and follows what another process (`./hamroh scripts`) published. What is on the
/// line is always a version that was whole and checked when it was kept; a crash anywhere leaves
/// the one before.
public final class Publisher implements AutoCloseable {

  /// The live stream's word for "the scripts, the draft or a notice changed".
  public static final String TOPIC = "scripts";

  /// How soon a version that another process published is heard.
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  /// How far back a start looks for a version that it can use.
  private static final int MOST_LOOKED_BACK = 20;

  private static final Logger LOG = LogManager.getLogger(Publisher.class);

  private final Versions versions;
  private final SiteRules rules;
  private final Path folder;
  private final LiveFeed live;
  private final Map<Notice.Kind, Notice> notices = new ConcurrentHashMap<>();
  private final ScheduledExecutorService follower =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("scripts").daemon().factory());
  private final ScriptShelf shelf;
  private volatile int followed;

  /// Reads the version that the line begins with.
  ///
  /// @param folder `ivr-scripts`: the first version, and later ones as long as nobody publishes
  ///               from the draft
  /// @throws ProblemsException when there is no version yet and the folder has mistakes
  public Publisher(Versions versions, SiteRules rules, Path folder, LiveFeed live) {
    this.versions = versions;
    this.rules = rules;
    this.folder = folder;
    this.live = live;
    this.shelf = new ScriptShelf(first());
    this.followed = versions.published().map(Version::number).orElse(0);
  }

  /// Where calls get their book.
  public ScriptShelf shelf() {
    return shelf;
  }

  private ScriptBook first() {
    List<Version> newest = versions.list(Integer.MAX_VALUE, MOST_LOOKED_BACK);
    for (Version version : newest) {
      ScriptReading reading = read(version.number());
      if (!reading.hasErrors()) {
        return reading.orThrow().asVersion(version.number());
      }
      LOG.error(
          "event=script-version-unusable version={} mistakes={} first=\"{}\"",
          version.number(),
          reading.problems().size(),
          reading.problems().getFirst());
      notices.putIfAbsent(
          Notice.Kind.VERSION_UNUSABLE,
          new Notice(
              Notice.Kind.VERSION_UNUSABLE,
              Map.of("version", Integer.toString(version.number())),
              reading.problems()));
    }
    ScriptReading reading = ScriptReading.ofFolder(folder, rules);
    ScriptBook book = reading.orThrow();
    if (!newest.isEmpty()) {
      return book; // none of the versions can be used: the folder can
    }
    Version version =
        versions.add(reading.files(), 0, OptionalLong.empty(), "folder", "", Version.Kind.SHIPPED);
    return book.asVersion(version.number());
  }

  private ScriptReading read(int number) {
    return ScriptReading.of(
        versions.files(new Of.Numbered(number)).orElse(YamlFiles.of("", Map.of())), rules);
  }

  /// Takes the folder in, then follows the store.
  public void start() {
    follower.execute(this::takeFolder);
    follower.scheduleWithFixedDelay(
        this::follow, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Publishes the folder's content when it is new and the folder leads; otherwise says that it is
  /// there.
  void takeFolder() {
    try {
      Problems unread = new Problems();
      YamlFiles files = YamlFiles.readFolder(folder, unread);
      String tree = Digest.of(files.texts());
      Optional<Version> published = versions.published();
      notices.remove(Notice.Kind.FOLDER_BROKEN);
      notices.remove(Notice.Kind.FOLDER_CHANGED);
      if (published.isEmpty()
          || published.get().tree().equals(tree)
          || versions.knowsFolder(tree)) {
        return;
      }
      List<Problem> problems = new ArrayList<>(unread.list());
      problems.addAll(ScriptReading.of(files, rules).problems());
      if (problems.stream().anyMatch(Problem::isError)) {
        LOG.error("event=script-folder-broken first=\"{}\"", problems.getFirst());
        tell(new Notice(Notice.Kind.FOLDER_BROKEN, Map.of(), problems));
      } else if (published.get().isImport()) {
        publish(
            files,
            OptionalLong.empty(),
            published.get().number(),
            "folder",
            "",
            Version.Kind.FOLDER);
      } else {
        LOG.warn("event=script-folder-changed published={}", published.get().number());
        tell(
            Notice.of(
                Notice.Kind.FOLDER_CHANGED,
                Map.of("version", Integer.toString(published.get().number()))));
      }
    } catch (ProblemsException e) {
      LOG.error("event=script-folder-not-published reason=\"{}\"", e.getMessage());
      tell(new Notice(Notice.Kind.FOLDER_BROKEN, Map.of(), e.problems()));
    } catch (RuntimeException e) {
      LOG.error("event=script-folder-not-read", e); // the line goes on with what it has
    }
  }

  private void tell(Notice notice) {
    notices.put(notice.kind(), notice);
    live.changed(TOPIC);
  }

  private void follow() {
    try {
      Optional<Version> newest = versions.published();
      if (newest.isPresent()
          && newest.get().number() > Math.max(followed, shelf.current().version())) {
        followed = newest.get().number();
        ScriptReading reading = read(newest.get().number());
        if (reading.hasErrors()) {
          return; // told at the start, or by whoever published it with another program
        }
        putOnLine(reading.orThrow(), newest.get());
      }
    } catch (RuntimeException e) {
      LOG.error("event=scripts-not-followed", e); // again in two seconds
    }
  }

  private void putOnLine(ScriptBook book, Version version) {
    shelf.put(book.asVersion(version.number()));
    notices.remove(Notice.Kind.VERSION_UNUSABLE);
    LOG.info(
        "event=scripts-published version={} kind={} author={}",
        version.number(),
        version.kind().word(),
        version.author());
    live.changed(TOPIC);
  }

  /// Publishes the draft.
  ///
  /// @param revision that the author saw and checked
  /// @throws ProblemsException when it has mistakes
  /// @throws StaleException when the draft or the line has changed since
  public Version publishDraft(long revision, String author, String note) {
    Draft draft = versions.draft();
    if (draft.isEmpty()) {
      throw new StaleException("The draft changes nothing: there is nothing to publish.");
    }
    List<String> conflicts = versions.conflicts();
    if (!conflicts.isEmpty()) {
      throw new StaleException(
          "Somebody else published changes of "
              + String.join(", ", conflicts)
              + " since this draft began. Look at them, then save these files again.");
    }
    int base = versions.published().map(Version::number).orElse(0);
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
    int base = versions.published().map(Version::number).orElse(0);
    return publish(files, OptionalLong.empty(), base, author, note, Version.Kind.RESTORED);
  }

  /// Publishes the folder's content, whoever published before.
  ///
  /// @throws ProblemsException when it has mistakes
  public Version publishFolder(String author, String note) {
    Problems problems = new Problems();
    YamlFiles files = YamlFiles.readFolder(folder, problems);
    problems.throwIfAny();
    int base = versions.published().map(Version::number).orElse(0);
    return publish(files, OptionalLong.empty(), base, author, note, Version.Kind.FOLDER);
  }

  private synchronized Version publish(
      YamlFiles files,
      OptionalLong revision,
      int base,
      String author,
      String note,
      Version.Kind kind) {
    ScriptBook book = ScriptReading.of(files, rules).orThrow();
    Version version = versions.add(files, base, revision, author, note, kind);
    putOnLine(book, version);
    return version;
  }

  /// Puts what the folder holds into the draft, or says that nobody wants it.
  ///
  /// @throws StaleException when the draft has another revision
  public Draft takeFolderIntoDraft(long revision, String author, boolean wanted) {
    Problems problems = new Problems();
    YamlFiles files = YamlFiles.readFolder(folder, problems);
    problems.throwIfAny();
    Draft draft = versions.draft();
    if (wanted) {
      YamlFiles line = versions.files(new Of.Published()).orElse(YamlFiles.of("", Map.of()));
      Map<String, Optional<String>> texts = new java.util.TreeMap<>();
      Versions.different(line, files).forEach(path -> texts.put(path, files.text(path)));
      draft = versions.save(texts, revision, author, true);
    }
    versions.seeFolder(Digest.of(files.texts()));
    notices.remove(Notice.Kind.FOLDER_CHANGED);
    notices.remove(Notice.Kind.FOLDER_BROKEN);
    live.changed(TOPIC);
    return draft;
  }

  /// What is being published now.
  Optional<ScriptView.PublishingView> publishing() {
    return Optional.empty();
  }

  public List<Notice> notices() {
    return List.copyOf(notices.values());
  }

  @Override
  public void close() {
    follower.shutdownNow();
  }
}
