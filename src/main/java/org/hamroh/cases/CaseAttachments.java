package org.hamroh.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tika.Tika;
import org.hamroh.audit.Act;
import org.hamroh.audit.Look;
import org.hamroh.cases.CaseDesk.Asker;
import org.hamroh.cases.CaseDoor.Happening;
import org.hamroh.cases.CaseFile.Deed;
import org.hamroh.seal.Seal;
import org.jdbi.v3.core.Handle;

/// Papers and pictures that hang on cases. What a file is, its bytes say, never its name; other
/// kinds than these are not taken, for nobody here should open a program that a stranger sent.
/// A file lies sealed before its row is there, and its key is gone before the file is: after a
/// crash between the two there is noise on the disk, and nothing else. Safe for all threads.
public final class CaseAttachments {

  /// A photograph of a paper has two to six.
  public static final int MOST_BYTES = 10 * 1024 * 1024;

  static final int LONGEST_NAME = 120;

  private static final int MOST_OF_CASE = 60;

  /// Kinds that are taken, with their endings.
  private static final Map<String, String> KINDS =
      Map.of(
          "application/pdf", "pdf",
          "image/jpeg", "jpg",
          "image/png", "png",
          "image/webp", "webp",
          "image/heic", "heic");

  private final CaseDesk desk;
  private final Path folder;
  private final Tika types = new Tika();

  /// @param folder below the data folder; made when it is needed
  public CaseAttachments(CaseDesk desk, Path folder) {
    this.desk = desk;
    this.folder = folder;
  }

  /// @param of      the case it was added to; another one after a merge
  /// @param kind    `image/jpeg`
  /// @param removed whether only its name is left
  public record Attachment(
      String id, CaseId of, String name, String kind, long size, boolean removed, Deed added) {

    /// A name for the reader's disk: nothing of what it is about.
    public String fileName() {
      return "hamroh-" + id + "." + KINDS.getOrDefault(kind, "bin");
    }
  }

  /// @param bytes as they were sent
  public record Content(Attachment attachment, byte[] bytes) {}

  /// @param name what it is, in the words of who adds it
  public CaseOutcome add(CaseId id, String name, byte[] bytes, Asker asker) {
    if (bytes.length == 0) {
      return new CaseOutcome.Wrong("empty");
    }
    if (bytes.length > MOST_BYTES || name.length() > LONGEST_NAME) {
      return new CaseOutcome.Wrong("long");
    }
    String kind = types.detect(bytes);
    if (!KINDS.containsKey(kind)) {
      return new CaseOutcome.Wrong("kind");
    }
    String file = CaseDesk.newId();
    Optional<Sealed> sealed =
        desk.database.write(
            handle ->
                desk.seen(handle, id, asker, Act.CHANGE)
                    .map(
                        one -> {
                          Seal seal = desk.store.key(handle, id);
                          String key = seal.newKey(keyName(file));
                          return new Sealed(one, key, seal.withKey(keyName(file), key));
                        }));
    if (sealed.isEmpty()) {
      return new CaseOutcome.Nowhere();
    }
    write(file, sealed.get().seal().seal(keyName(file), bytes));
    CaseOutcome outcome =
        desk.database.write(
            handle ->
                insert(handle, id, file, name.strip(), kind, bytes.length, sealed.get(), asker));
    if (!(outcome instanceof CaseOutcome.Done)) {
      delete(file);
    }
    return desk.told(outcome);
  }

  private record Sealed(CaseFile file, String key, Seal seal) {}

  private CaseOutcome insert(
      Handle handle,
      CaseId id,
      String file,
      String name,
      String kind,
      long size,
      Sealed sealed,
      Asker asker) {
    if (of(handle, id).size() >= MOST_OF_CASE) {
      return new CaseOutcome.Wrong("many");
    }
    Instant now = desk.clock.instant();
    handle
        .createUpdate(
            """
            insert into case_attachment (id, case_id, name_sealed, kind, size, key_sealed, added_at,
              added_by)
            values (:id, :case, :name, :kind, :size, :key, :at, :by)
            """)
        .bind("id", file)
        .bind("case", id.value())
        .bind(
            "name",
            desk.store
                .key(handle, id)
                .sealText(nameName(file), name.getBytes(StandardCharsets.UTF_8)))
        .bind("kind", kind)
        .bind("size", size)
        .bind("key", sealed.key())
        .bind("at", now.toEpochMilli())
        .bind("by", asker.login())
        .execute();
    desk.index.put(handle, id, file, name);
    desk.store.tell(handle, id, new Happening("attached", asker.login(), now, Map.of()));
    return new CaseOutcome.Done(sealed.file());
  }

  /// What hangs on a case, for a page that was looked at already; the oldest first.
  public List<Attachment> of(CaseId id) {
    return desk.database.read(
        handle ->
            java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(id), desk.store.mergedInto(handle, id).stream())
                .flatMap(one -> of(handle, one).stream())
                .toList());
  }

  private List<Attachment> of(Handle handle, CaseId id) {
    Seal seal = desk.store.key(handle, id);
    return handle
        .createQuery("select * from case_attachment where case_id = ? order by added_at, id")
        .bind(0, id.value())
        .map(
            (row, context) ->
                new Attachment(
                    row.getString("id"),
                    id,
                    new String(
                        seal.openText(nameName(row.getString("id")), row.getString("name_sealed")),
                        StandardCharsets.UTF_8),
                    row.getString("kind"),
                    row.getLong("size"),
                    row.getString("key_sealed") == null,
                    CaseStore.deed(row, "added")))
        .list();
  }

  /// One file for a person's eyes. The look is written down before the bytes are opened.
  ///
  /// @return nothing when there is none, it was removed, or this person may not see the case
  public Optional<Content> look(CaseId id, String file, Asker asker) {
    Optional<Found> found =
        desk.database.write(
            handle ->
                desk.seen(handle, id, asker, Act.OPEN)
                    .flatMap(one -> found(handle, id, file))
                    .map(
                        one -> {
                          desk.trail.add(
                              handle,
                              new Look(
                                  asker.login(), Act.OPEN, "attachment", file, "", asker.from()));
                          return one;
                        }));
    return found.map(
        one -> new Content(one.attachment(), one.seal().open(keyName(file), read(file))));
  }

  private record Found(Attachment attachment, Seal seal) {}

  private Optional<Found> found(Handle handle, CaseId id, String file) {
    return of(handle, id).stream()
        .filter(one -> one.id().equals(file) && !one.removed())
        .findFirst()
        .map(
            one ->
                new Found(
                    one,
                    desk.store
                        .key(handle, id)
                        .withKey(
                            keyName(file),
                            handle
                                .createQuery("select key_sealed from case_attachment where id = ?")
                                .bind(0, file)
                                .mapTo(String.class)
                                .one())));
  }

  /// Takes a file away for good; its name stays in the list.
  public CaseOutcome remove(CaseId id, String file, Asker asker) {
    CaseOutcome outcome =
        desk.database.write(
            handle -> {
              Optional<CaseFile> one = desk.seen(handle, id, asker, Act.CHANGE);
              if (one.isEmpty() || found(handle, id, file).isEmpty()) {
                return new CaseOutcome.Nowhere();
              }
              handle.execute("update case_attachment set key_sealed = null where id = ?", file);
              desk.store.tell(
                  handle,
                  id,
                  new Happening("detached", asker.login(), desk.clock.instant(), Map.of()));
              return new CaseOutcome.Done(one.get());
            });
    if (outcome instanceof CaseOutcome.Done) {
      delete(file);
    }
    return desk.told(outcome);
  }

  private void write(String file, byte[] sealed) {
    try {
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, "coming-", ".part");
      Files.write(fresh, sealed);
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(fresh, path(file), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("an attachment could not be kept: is the disk full?", e);
    }
  }

  private byte[] read(String file) {
    try {
      return Files.readAllBytes(path(file));
    } catch (IOException e) {
      throw new UncheckedIOException("attachment " + file + " is not below " + folder, e);
    }
  }

  private void delete(String file) {
    try {
      Files.deleteIfExists(path(file));
    } catch (IOException e) {
      // Without its key it is noise; it only takes room.
      org.apache.logging.log4j.LogManager.getLogger(CaseAttachments.class)
          .warn("event=attachment-not-deleted file={} reason={}", file, e.toString());
    }
  }

  /// Ids are made here, never by who asks.
  private Path path(String file) {
    if (!file.matches("[0-9a-f]{16}")) {
      throw new IllegalArgumentException("no attachment is called so");
    }
    return folder.resolve(file + ".sealed");
  }

  private static String keyName(String file) {
    return "attachment " + file;
  }

  private static String nameName(String file) {
    return "attachment name " + file;
  }
}
