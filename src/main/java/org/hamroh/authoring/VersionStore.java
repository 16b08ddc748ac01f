package org.hamroh.authoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hamroh.yaml.YamlFiles;
import org.jdbi.v3.core.Handle;

/// Versions and their files in the tables. Every method runs inside its caller's transaction.
final class VersionStore {

  private VersionStore() {}

  /// A file of a version: who changed it last, and when.
  record Kept(String digest, String changedBy, Instant changedAt) {}

  /// The version on the line.
  static Optional<Version> newest(Handle handle) {
    return handle
        .createQuery("select * from script_version order by number desc limit 1")
        .map((row, context) -> version(row))
        .findOne();
  }

  /// The number of the version on the line, 0 when there is none.
  static int newestNumber(Handle handle) {
    return handle
        .createQuery("select coalesce(max(number), 0) from script_version")
        .mapTo(Integer.class)
        .one();
  }

  static Optional<Version> find(Handle handle, int number) {
    return handle
        .createQuery("select * from script_version where number = :number")
        .bind("number", number)
        .map((row, context) -> version(row))
        .findOne();
  }

  /// The newest first.
  ///
  /// @param before only older ones
  static List<Version> list(Handle handle, int before, int limit) {
    return handle
        .createQuery(
            """
            select * from script_version where number < :before
            order by number desc limit :limit""")
        .bind("before", before)
        .bind("limit", limit)
        .map((row, context) -> version(row))
        .list();
  }

  private static Version version(ResultSet row) throws SQLException {
    return new Version(
        row.getInt("number"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        row.getString("author"),
        row.getString("note"),
        Version.Kind.of(row.getString("kind")),
        row.getString("tree"));
  }

  /// All texts of a version, by path; empty when there is no such version.
  static YamlFiles files(Handle handle, int number) {
    SortedMap<String, String> texts = new TreeMap<>();
    handle
        .createQuery(
            """
            select f.path, t.text from script_file f join script_text t on t.digest = f.digest
            where f.version = :number""")
        .bind("number", number)
        .map((row, context) -> Map.entry(row.getString("path"), row.getString("text")))
        .forEach(file -> texts.put(file.getKey(), file.getValue()));
    return new YamlFiles("", texts);
  }

  /// What is known of the files of a version, by path.
  static Map<String, Kept> kept(Handle handle, int number) {
    Map<String, Kept> kept = new TreeMap<>();
    handle
        .createQuery(
            "select path, digest, changed_by, changed_at from script_file where version = :number")
        .bind("number", number)
        .map(
            (row, context) ->
                Map.entry(
                    row.getString("path"),
                    new Kept(
                        row.getString("digest"),
                        row.getString("changed_by"),
                        Instant.ofEpochMilli(row.getLong("changed_at")))))
        .forEach(file -> kept.put(file.getKey(), file.getValue()));
    return kept;
  }

  static void addText(Handle handle, String text) {
    handle
        .createUpdate(
            """
            insert into script_text (digest, text) values (:digest, :text)
            on conflict (digest) do nothing""")
        .bind("digest", Digest.of(text))
        .bind("text", text)
        .execute();
  }

  static void addVersion(Handle handle, Version version) {
    handle
        .createUpdate(
            """
            insert into script_version (number, created_at, author, note, kind, tree)
            values (:number, :at, :author, :note, :kind, :tree)""")
        .bind("number", version.number())
        .bind("at", version.createdAt().toEpochMilli())
        .bind("author", version.author())
        .bind("note", version.note())
        .bind("kind", version.kind().word())
        .bind("tree", version.tree())
        .execute();
  }

  static void addFile(Handle handle, int version, String path, Kept kept) {
    handle
        .createUpdate(
            """
            insert into script_file (version, path, digest, changed_by, changed_at)
            values (:version, :path, :digest, :by, :at)""")
        .bind("version", version)
        .bind("path", path)
        .bind("digest", kept.digest())
        .bind("by", kept.changedBy())
        .bind("at", kept.changedAt().toEpochMilli())
        .execute();
  }

  /// The last content of the folder that was dealt with.
  static Optional<String> folderSeen(Handle handle) {
    return handle.createQuery("select tree from script_folder").mapTo(String.class).findOne();
  }

  static void seeFolder(Handle handle, String tree, Instant at) {
    handle
        .createUpdate(
            """
            insert into script_folder (site, tree, seen_at) values (1, :tree, :at)
            on conflict (site) do update set tree = excluded.tree, seen_at = excluded.seen_at""")
        .bind("tree", tree)
        .bind("at", at.toEpochMilli())
        .execute();
  }
}
