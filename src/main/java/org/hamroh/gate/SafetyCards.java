package org.hamroh.gate;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hamroh.gate.SafetyCard.Calls;
import org.hamroh.gate.SafetyCard.Hours;
import org.hamroh.gate.SafetyCard.Texts;
import org.hamroh.phone.CallerKey;
import org.hamroh.seal.Seal;
import org.hamroh.store.InList;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The safety cards, by caller key.
public final class SafetyCards {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, String>> WORDS = new TypeReference<>() {};

  private SafetyCards() {}

  public static Optional<SafetyCard> of(Handle handle, CallerKey key) {
    return handle
        .createQuery(
            """
            select calls, texts, hours_from, hours_until, shared, asked_at from safety_card
            where caller_key = :key
            """)
        .bind("key", key.hex())
        .map((row, context) -> card(row))
        .findOne();
  }

  /// Those of some people, by caller key.
  static Map<String, SafetyCard> of(Handle handle, List<String> keys) {
    Map<String, SafetyCard> cards = new HashMap<>();
    InList.read(
        handle,
        """
        select calls, texts, hours_from, hours_until, shared, asked_at, caller_key
        from safety_card where caller_key in (%s)
        """,
        keys,
        row -> cards.put(row.getString(7), card(row)));
    return cards;
  }

  private static SafetyCard card(ResultSet row) throws SQLException {
    return new SafetyCard(
        Calls.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
        Texts.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
        hours(row.getString(3), row.getString(4)),
        row.getLong(5) != 0,
        Instant.ofEpochMilli(row.getLong(6)));
  }

  /// What we do when somebody else answers; the careful way where nobody has asked.
  static OtherAnswers other(Handle handle, CallerKey key, Seal seal) {
    return handle
        .createQuery("select other_answers, words_sealed from safety_card where caller_key = :key")
        .bind("key", key.hex())
        .map(
            (row, context) ->
                opened(
                    OtherAnswers.Then.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                    row.getString(2),
                    key,
                    seal))
        .findOne()
        .orElse(OtherAnswers.CAREFUL);
  }

  private static OtherAnswers opened(
      OtherAnswers.Then then, @Nullable String sealed, CallerKey key, Seal seal) {
    Map<String, String> words =
        sealed == null
            ? Map.of()
            : JSON.readValue(
                new String(seal.openText(name(key), sealed), StandardCharsets.UTF_8), WORDS);
    return new OtherAnswers(
        then,
        words.getOrDefault("mayAnswer", ""),
        words.getOrDefault("neutralName", ""),
        words.getOrDefault("safeWord", ""));
  }

  /// Of a card that is there.
  static void keepOther(Handle handle, CallerKey key, OtherAnswers other, Seal seal) {
    Map<String, String> words =
        Map.of(
            "mayAnswer", other.mayAnswer(),
            "neutralName", other.neutralName(),
            "safeWord", other.safeWord());
    boolean none = words.values().stream().allMatch(String::isEmpty);
    handle
        .createUpdate(
            """
            update safety_card set other_answers = :then, words_sealed = :words
            where caller_key = :key
            """)
        .bind("key", key.hex())
        .bind("then", other.then().word())
        .bind(
            "words",
            none
                ? null
                : seal.sealText(
                    name(key), JSON.writeValueAsString(words).getBytes(StandardCharsets.UTF_8)))
        .execute();
  }

  /// Erases what was written by hand on a card. What it forbids goes on to hold.
  public static int forgetWords(Handle handle, CallerKey key) {
    return handle.execute(
        """
        update safety_card set words_sealed = null, other_answers = 'hang_up'
        where caller_key = ? and words_sealed is not null
        """,
        key.hex());
  }

  private static String name(CallerKey key) {
    return "safety card " + key.hex();
  }

  private static Optional<Hours> hours(@Nullable String from, @Nullable String until) {
    return from == null || until == null
        ? Optional.empty()
        : Optional.of(new Hours(LocalTime.parse(from), LocalTime.parse(until)));
  }

  /// Puts a card in the place of the one before.
  public static void keep(Handle handle, CallerKey key, SafetyCard card, String by) {
    handle
        .createUpdate(
            """
            insert into safety_card
              (caller_key, calls, texts, hours_from, hours_until, shared, asked_at, asked_by)
            values (:key, :calls, :texts, :from, :until, :shared, :asked, :by)
            on conflict (caller_key) do update set
              calls = :calls, texts = :texts, hours_from = :from, hours_until = :until,
              shared = :shared, asked_at = :asked, asked_by = :by
            """)
        .bind("key", key.hex())
        .bind("calls", card.calls().name().toLowerCase(Locale.ROOT))
        .bind("texts", card.texts().name().toLowerCase(Locale.ROOT))
        .bind("from", card.hours().map(hours -> hours.from().toString()).orElse(null))
        .bind("until", card.hours().map(hours -> hours.until().toString()).orElse(null))
        .bind("shared", card.shared() ? 1 : 0)
        .bind("asked", card.asked().toEpochMilli())
        .bind("by", by)
        .execute();
  }
}
