package org.hamroh.authoring;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.hamroh.yaml.YamlFiles;

/// The history of the scripts and the one draft. Every change is one transaction; whoever changes
/// says what they saw, so that nobody undoes another's work unseen. May be used from any thread,
/// and by several processes on one store.
public final class Versions {

  private static final int MOST_LISTED = 200;

  private final Database database;
  private final Clock clock;

  public Versions(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// The version on the line; empty before the first start.
  public Optional<Version> published() {
    return database.read(VersionStore::newest);
  }

  public Optional<Version> find(int number) {
    return database.read(handle -> VersionStore.find(handle, number));
  }

  /// The newest first.
  public List<Version> list(int before, int limit) {
    return database.read(handle -> VersionStore.list(handle, before, Math.min(limit, MOST_LISTED)));
  }

  public Draft draft() {
    return database.read(DraftStore::draft);
  }

  /// All files of a state; empty when there is no such version.
  public Optional<YamlFiles> files(Of of) {
    return database.read(
        handle -> {
          YamlFiles files =
              VersionStore.files(
                  handle,
                  of instanceof Of.Numbered numbered
                      ? numbered.number()
                      : VersionStore.newestNumber(handle));
          YamlFiles asked =
              of instanceof Of.Draft ? overlaid(files, DraftStore.draft(handle)) : files;
          return asked.texts().isEmpty() ? Optional.<YamlFiles>empty() : Optional.of(asked);
        });
  }

  private static YamlFiles overlaid(YamlFiles files, Draft draft) {
    SortedMap<String, String> texts = new TreeMap<>(files.texts());
    for (Draft.Change change : draft.changes()) {
      change
          .text()
          .ifPresentOrElse(
              text -> texts.put(change.path(), text), () -> texts.remove(change.path()));
    }
    return files.with(texts);
  }

  /// Files of the draft that somebody else has published a change of since: publishing the draft
  /// would undo it.
  public List<String> conflicts() {
    return database.read(
        handle -> {
          Map<String, VersionStore.Kept> now =
              VersionStore.kept(handle, VersionStore.newestNumber(handle));
          return DraftStore.draft(handle).changes().stream()
              .filter(change -> !change.beganFrom().equals(digest(now, change.path())))
              .map(Draft.Change::path)
              .toList();
        });
  }

  private static Optional<String> digest(Map<String, VersionStore.Kept> files, String path) {
    return Optional.ofNullable(files.get(path)).map(VersionStore.Kept::digest);
  }

  /// Who changed each file of the version on the line last.
  Map<String, VersionStore.Kept> keptNow() {
    return database.read(handle -> VersionStore.kept(handle, VersionStore.newestNumber(handle)));
  }

  /// Changes files in the draft.
  ///
  /// @param texts    new texts by path; an empty one takes the file out
  /// @param revision that the author saw
  /// @param keepMine whether the author has seen what others published of these files, and this
  ///                 shall stand instead
  /// @throws StaleException when the draft has another revision
  public Draft save(
      Map<String, Optional<String>> texts, long revision, String author, boolean keepMine) {
    return changing(
        handle -> {
          Draft seen = seen(handle, revision);
          Instant now = clock.instant();
          Map<String, VersionStore.Kept> line =
              VersionStore.kept(handle, VersionStore.newestNumber(handle));
          texts.forEach(
              (path, text) -> {
                Optional<String> onLine = digest(line, path);
                if (text.map(Digest::of).equals(onLine)) {
                  DraftStore.drop(handle, path);
                  return;
                }
                Optional<String> from =
                    seen.changes().stream()
                        .filter(change -> !keepMine && change.path().equals(path))
                        .findFirst()
                        .map(Draft.Change::beganFrom)
                        .orElse(onLine);
                DraftStore.put(handle, new Draft.Change(path, text, from, author, now));
              });
          DraftStore.touch(handle, author, now);
          return DraftStore.draft(handle);
        });
  }

  /// Gives the draft up: it is again what is on the line.
  ///
  /// @throws StaleException when the draft has another revision
  public Draft discard(long revision, String author) {
    return changing(
        handle -> {
          seen(handle, revision);
          DraftStore.clear(handle);
          DraftStore.touch(handle, author, clock.instant());
          return DraftStore.draft(handle);
        });
  }

  private static Draft seen(org.jdbi.v3.core.Handle handle, long revision) {
    Draft draft = DraftStore.draft(handle);
    if (draft.revision() != revision) {
      throw new StaleException(
          "%s changed the draft meanwhile (it is at revision %d, you saw %d). Load it again and put your change on top."
              .formatted(draft.changedBy(), draft.revision(), revision));
    }
    return draft;
  }

  /// Puts a new version on the line.
  ///
  /// @param base     the version that was on the line when it was checked, 0 for none
  /// @param revision of the draft that it is made from and that ends with it
  /// @throws StaleException when the line or the draft has changed since
  Version add(
      YamlFiles files,
      int base,
      OptionalLong revision,
      String author,
      String note,
      Version.Kind kind) {
    return changing(
        handle -> {
          int newest = VersionStore.newestNumber(handle);
          if (newest != base) {
            throw new StaleException(
                "Version " + newest + " was published meanwhile. Look at it, then publish again.");
          }
          Map<String, Draft.Change> edits = new TreeMap<>();
          if (revision.isPresent()) {
            seen(handle, revision.getAsLong())
                .changes()
                .forEach(change -> edits.put(change.path(), change));
          }
          Instant now = clock.instant();
          Version version =
              new Version(newest + 1, now, author, note, kind, Digest.of(files.texts()));
          VersionStore.addVersion(handle, version);
          Map<String, VersionStore.Kept> before = VersionStore.kept(handle, newest);
          files
              .texts()
              .forEach(
                  (path, text) -> {
                    VersionStore.addText(handle, text);
                    VersionStore.Kept kept =
                        kept(
                            Digest.of(text),
                            Optional.ofNullable(before.get(path)),
                            Optional.ofNullable(edits.get(path)),
                            version);
                    VersionStore.addFile(handle, version.number(), path, kept);
                  });
          if (revision.isPresent()) {
            DraftStore.clear(handle);
            DraftStore.touch(handle, author, now);
          }
          if (version.isImport()) {
            VersionStore.seeFolder(handle, version.tree(), now);
          }
          return version;
        });
  }

  private static VersionStore.Kept kept(
      String digest,
      Optional<VersionStore.Kept> before,
      Optional<Draft.Change> edit,
      Version version) {
    return before
        .filter(old -> old.digest().equals(digest))
        .orElseGet(
            () ->
                edit.map(
                        change ->
                            new VersionStore.Kept(digest, change.changedBy(), change.changedAt()))
                    .orElse(new VersionStore.Kept(digest, version.author(), version.createdAt())));
  }

  /// Whether this content of the folder has been dealt with.
  boolean knowsFolder(String tree) {
    return database.read(VersionStore::folderSeen).equals(Optional.of(tree));
  }

  /// Nobody is asked about this content of the folder any more.
  public void seeFolder(YamlFiles folder) {
    String tree = Digest.of(folder.texts());
    database.write(
        handle -> {
          VersionStore.seeFolder(handle, tree, clock.instant());
          return tree;
        });
  }

  private <T> T changing(Database.Work<T> work) {
    try {
      return database.write(work);
    } catch (StoreException e) {
      if (e.getCause() instanceof StaleException stale) {
        throw stale;
      }
      throw e;
    }
  }

  /// The files that differ between two states, by path.
  static List<String> different(YamlFiles one, YamlFiles other) {
    TreeMap<String, String> all = new TreeMap<>(one.texts());
    all.putAll(other.texts());
    List<String> paths = new ArrayList<>(all.keySet());
    paths.removeIf(path -> one.text(path).equals(other.text(path)));
    return List.copyOf(paths);
  }
}
