package org.hamroh.voicemail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What the table `voice_message` holds of a message's sound and of the number that left it. Every
/// method runs inside its caller's transaction.
final class SoundLines {

  private SoundLines() {}

  /// Tasks whose sound still lies open.
  static List<String> plain(Handle handle) {
    return handle
        .createQuery(
            """
            select id from voice_message
            where sound = 'plain' and state not in ('recording', 'nothing')
            """)
        .mapTo(String.class)
        .list();
  }

  static List<String> sealed(Handle handle) {
    return handle
        .createQuery("select id from voice_message where sound = 'sealed'")
        .mapTo(String.class)
        .list();
  }

  static void soundKey(Handle handle, String id, String sealedKey) {
    handle
        .createUpdate("update voice_message set sound_key = :key where id = :id")
        .bind("id", id)
        .bind("key", sealedKey)
        .execute();
  }

  static Optional<String> soundKey(Handle handle, String id) {
    return handle
        .createQuery("select sound_key from voice_message where id = :id and sound_key is not null")
        .bind("id", id)
        .mapTo(String.class)
        .findOne();
  }

  static void sound(Handle handle, String id, VoiceMessage.Sound sound) {
    handle
        .createUpdate("update voice_message set sound = :sound where id = :id")
        .bind("id", id)
        .bind("sound", sound.word())
        .execute();
  }

  static Optional<String> sealedNumber(Handle handle, String id) {
    return handle
        .createQuery(
            "select number_sealed from voice_message where id = :id and number_sealed is not null")
        .bind("id", id)
        .mapTo(String.class)
        .findOne();
  }

  /// A done task's sound, for the question whether its time is over.
  record Done(String id, String kind, Instant doneAt) {}

  static List<Done> doneWithSound(Handle handle, Instant doneBefore) {
    return handle
        .createQuery(
            """
            select id, kind, done_at from voice_message
            where state in ('answered', 'closed') and done_at < :before
              and sound in ('plain', 'sealed', 'lost')
            """)
        .bind("before", doneBefore.toEpochMilli())
        .map(
            (row, context) ->
                new Done(
                    row.getString("id"),
                    row.getString("kind"),
                    Instant.ofEpochMilli(row.getLong("done_at"))))
        .list();
  }

  /// Forgets the sound's key and what staff wrote about it.
  static void erase(Handle handle, String id) {
    handle
        .createUpdate(
            """
            update voice_message set sound = 'erased', sound_key = null, number_sealed = null,
              note = '' where id = :id
            """)
        .bind("id", id)
        .execute();
  }

  /// @return how many
  static int forgetNumbers(Handle handle, Instant doneBefore) {
    return handle
        .createUpdate(
            """
            update voice_message set number_sealed = null
            where number_sealed is not null and done_at < :before
            """)
        .bind("before", doneBefore.toEpochMilli())
        .execute();
  }
}
