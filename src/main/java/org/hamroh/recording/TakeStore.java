package org.hamroh.recording;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Takes and choices in the tables. Every method runs inside its caller's transaction.
final class TakeStore {

  private TakeStore() {}

  /// Which take is heard for a text.
  record Choice(
      String language,
      String sound,
      String textDigest,
      long take,
      String chosenBy,
      Instant chosenAt) {}

  /// @return with the id that it got
  static Take add(Handle handle, Take take) {
    long id =
        handle.createQuery("select coalesce(max(id), 0) + 1 from take").mapTo(Long.class).one();
    TakeFigures figures = take.figures();
    handle
        .createUpdate(
            """
            insert into take (id, language, sound, text_digest, words, made_by, made_at, how, file,
              rate, length_millis, begins_millis, ends_millis, speech_decibels, peak_decibels,
              noise_decibels, clipped_samples)
            values (:id, :language, :sound, :digest, :words, :by, :at, :how, :file,
              :rate, :length, :begins, :ends, :speech, :peak, :noise, :clipped)""")
        .bind("id", id)
        .bind("language", take.language())
        .bind("sound", take.sound())
        .bind("digest", take.textDigest())
        .bind("words", take.words())
        .bind("by", take.madeBy())
        .bind("at", take.madeAt().toEpochMilli())
        .bind("how", take.how().word())
        .bind("file", take.file())
        .bind("rate", (long) figures.rate())
        .bind("length", figures.length().toMillis())
        .bind("begins", figures.begins().toMillis())
        .bind("ends", figures.ends().toMillis())
        .bind("speech", tenths(figures.speech()))
        .bind("peak", tenths(figures.peak()))
        .bind("noise", tenths(figures.noise()))
        .bind("clipped", figures.clipped())
        .execute();
    return take.withId(id);
  }

  static Optional<Take> find(Handle handle, long id) {
    return handle
        .createQuery("select * from take where id = :id")
        .bind("id", id)
        .map((row, context) -> take(row))
        .findOne();
  }

  /// The newest first.
  static List<Take> of(Handle handle, String language, String sound, int limit) {
    return handle
        .createQuery(
            """
            select * from take where language = :language and sound = :sound
            order by id desc limit :limit""")
        .bind("language", language)
        .bind("sound", sound)
        .bind("limit", limit)
        .map((row, context) -> take(row))
        .list();
  }

  static void choose(Handle handle, Choice choice) {
    handle
        .createUpdate(
            """
            insert into chosen_take (language, sound, text_digest, take, chosen_by, chosen_at)
            values (:language, :sound, :digest, :take, :by, :at)
            on conflict (language, sound, text_digest) do update set
              take = excluded.take, chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at""")
        .bind("language", choice.language())
        .bind("sound", choice.sound())
        .bind("digest", choice.textDigest())
        .bind("take", choice.take())
        .bind("by", choice.chosenBy())
        .bind("at", choice.chosenAt().toEpochMilli())
        .execute();
  }

  /// @return how many; 0 when none was chosen
  static int unchoose(Handle handle, String language, String sound, String textDigest) {
    return handle
        .createUpdate(
            """
            delete from chosen_take
            where language = :language and sound = :sound and text_digest = :digest""")
        .bind("language", language)
        .bind("sound", sound)
        .bind("digest", textDigest)
        .execute();
  }

  static List<Choice> choices(Handle handle) {
    return handle
        .createQuery("select * from chosen_take order by language, sound, text_digest")
        .map((row, context) -> choice(row))
        .list();
  }

  static Optional<Choice> choice(Handle handle, String language, String sound, String textDigest) {
    return handle
        .createQuery(
            """
            select * from chosen_take
            where language = :language and sound = :sound and text_digest = :digest""")
        .bind("language", language)
        .bind("sound", sound)
        .bind("digest", textDigest)
        .map((row, context) -> choice(row))
        .findOne();
  }

  private static Choice choice(ResultSet row) throws SQLException {
    return new Choice(
        row.getString("language"),
        row.getString("sound"),
        row.getString("text_digest"),
        row.getLong("take"),
        row.getString("chosen_by"),
        Instant.ofEpochMilli(row.getLong("chosen_at")));
  }

  private static Take take(ResultSet row) throws SQLException {
    return new Take(
        row.getLong("id"),
        row.getString("language"),
        row.getString("sound"),
        row.getString("text_digest"),
        row.getString("words"),
        row.getString("made_by"),
        Instant.ofEpochMilli(row.getLong("made_at")),
        Take.How.valueOf(row.getString("how").toUpperCase(Locale.ROOT)),
        row.getString("file"),
        new TakeFigures(
            row.getInt("rate"),
            Duration.ofMillis(row.getLong("length_millis")),
            Duration.ofMillis(row.getLong("begins_millis")),
            Duration.ofMillis(row.getLong("ends_millis")),
            row.getLong("speech_decibels") / 10.0,
            row.getLong("peak_decibels") / 10.0,
            row.getLong("noise_decibels") / 10.0,
            row.getLong("clipped_samples")));
  }

  private static long tenths(double decibels) {
    return Math.round(decibels * 10);
  }
}
