package org.hamroh.screening;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hamroh.cases.CaseId;
import org.hamroh.phone.CallerKey;
import org.hamroh.screening.Screening.Deed;
import org.hamroh.screening.Screening.SetLevel;
import org.hamroh.seal.Seal;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The table of screenings. Every method runs inside its caller's transaction.
final class ScreeningStore {

  /// Of one conversation, case or caller on a page: a person is not screened more often.
  static final int MOST = 20;

  /// Among the sealed words: why a person set the level. No question has such an id.
  private static final String WHY = "/why";

  private static final String BY = "/by";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final Seal seal;
  private final RuleShelf shelf;

  ScreeningStore(Seal seal, RuleShelf shelf) {
    this.seal = seal;
    this.shelf = shelf;
  }

  Optional<Screening> find(Handle handle, String id) {
    return handle
        .createQuery("select * from screening where id = :id")
        .bind("id", id)
        .map((row, context) -> screening(row))
        .findOne();
  }

  /// The newest first.
  List<Screening> ofContact(Handle handle, String contact) {
    return handle
        .createQuery(
            """
            select * from screening where contact = :contact
            order by created_at desc, id limit :most
            """)
        .bind("contact", contact)
        .bind("most", MOST)
        .map((row, context) -> screening(row))
        .list();
  }

  /// The newest first.
  List<Screening> ofCase(Handle handle, CaseId matter) {
    return handle
        .createQuery(
            """
            select * from screening where case_id = :case
            order by created_at desc, id limit :most
            """)
        .bind("case", matter.value())
        .bind("most", MOST)
        .map((row, context) -> screening(row))
        .list();
  }

  void insert(Handle handle, Screening one) {
    handle
        .createUpdate(
            """
            insert into screening (id, contact, case_id, caller_key, rules_version, language,
              version, ended, answers, words_sealed, level, set_level, created_at, created_by,
              changed_at, changed_by, ended_at, ended_by)
            values (:id, :contact, :case, :caller, :rules, :language,
              :version, :ended, :answers, :words, :level, :set, :createdAt, :createdBy,
              :changedAt, :changedBy, :endedAt, :endedBy)
            """)
        .bindMap(values(one))
        .execute();
  }

  void update(Handle handle, Screening one) {
    handle
        .createUpdate(
            """
            update screening set case_id = :case, version = :version, ended = :ended,
              answers = :answers, words_sealed = :words, level = :level, set_level = :set,
              changed_at = :changedAt, changed_by = :changedBy, ended_at = :endedAt,
              ended_by = :endedBy
            where id = :id
            """)
        .bindMap(values(one))
        .execute();
  }

  /// One that hangs on no case.
  ///
  /// @param level what counts
  record Loose(String id, Level level, Optional<Deed> ended) {}

  /// Those of a conversation, the oldest first.
  static List<Loose> loose(Handle handle, String contact) {
    return handle
        .createQuery(
            """
            select id, coalesce(set_level, level) as weighed, ended_at, ended_by from screening
            where contact = :contact and case_id is null order by created_at, id limit :most
            """)
        .bind("contact", contact)
        .bind("most", MOST)
        .map(
            (row, context) -> {
              Instant at = Instant.ofEpochMilli(row.getLong("ended_at"));
              return new Loose(
                  row.getString("id"),
                  Level.of(row.getString("weighed")).orElseThrow(),
                  Optional.ofNullable(row.getString("ended_by")).map(by -> new Deed(by, at)));
            })
        .list();
  }

  /// From now on it belongs to this case.
  static void attach(Handle handle, String id, CaseId matter) {
    handle
        .createUpdate("update screening set case_id = :case where id = :id and case_id is null")
        .bind("case", matter.value())
        .bind("id", id)
        .execute();
  }

  /// Erases the words of a caller's screenings; answers and level stay and count.
  ///
  /// @return of how many
  static int forget(Handle handle, CallerKey caller) {
    return handle
        .createUpdate(
            """
            update screening set words_sealed = null, version = version + 1
            where caller_key = :caller and words_sealed is not null
            """)
        .bind("caller", caller.hex())
        .execute();
  }

  private Map<String, @Nullable Object> values(Screening one) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("id", one.id());
    values.put("contact", one.contact().orElse(null));
    values.put("case", one.matter().map(CaseId::value).orElse(null));
    values.put("caller", one.caller().map(CallerKey::hex).orElse(null));
    values.put("rules", one.rules().version());
    values.put("language", one.language());
    values.put("version", one.version());
    values.put("ended", one.end().word());
    values.put("answers", JSON.writeValueAsString(one.sheet().answerWords()));
    values.put("words", sealed(one));
    values.put("level", one.level().word());
    values.put("set", one.set().map(set -> set.level().word()).orElse(null));
    values.put("createdAt", one.created().at().toEpochMilli());
    values.put("createdBy", one.created().by());
    values.put("changedAt", one.changed().at().toEpochMilli());
    values.put("changedBy", one.changed().by());
    values.put("endedAt", one.ended().map(deed -> deed.at().toEpochMilli()).orElse(null));
    values.put("endedBy", one.ended().map(Deed::by).orElse(null));
    return values;
  }

  private @Nullable String sealed(Screening one) {
    Map<String, String> texts = new TreeMap<>(one.sheet().words());
    one.set()
        .ifPresent(
            set -> {
              texts.put(WHY, set.why());
              texts.put(BY, set.by());
            });
    return texts.isEmpty()
        ? null
        : seal.sealText(
            name(one.id()), JSON.writeValueAsString(texts).getBytes(StandardCharsets.UTF_8));
  }

  private Screening screening(ResultSet row) throws SQLException {
    String id = row.getString("id");
    String sealed = row.getString("words_sealed");
    Map<String, String> texts =
        sealed == null
            ? new TreeMap<>()
            : new TreeMap<>(
                JSON.readValue(
                    new String(seal.openText(name(id), sealed), StandardCharsets.UTF_8), TEXTS));
    String why = Optional.ofNullable(texts.remove(WHY)).orElse("");
    String setBy = Optional.ofNullable(texts.remove(BY)).orElse("");
    long rules = row.getLong("rules_version");
    String endedBy = row.getString("ended_by");
    Instant endedAt = Instant.ofEpochMilli(row.getLong("ended_at"));
    return new Screening(
        id,
        Optional.ofNullable(row.getString("contact")),
        Optional.ofNullable(row.getString("case_id")).map(CaseId::new),
        Optional.ofNullable(row.getString("caller_key")).map(CallerKey::new),
        shelf
            .of(rules)
            .orElseThrow(() -> new IllegalStateException("no rules of version " + rules)),
        row.getString("language"),
        row.getLong("version"),
        Screening.End.of(row.getString("ended")),
        new Sheet(Sheet.answersOf(JSON.readValue(row.getString("answers"), TEXTS)), texts),
        Level.of(row.getString("level")).orElseThrow(),
        Optional.ofNullable(row.getString("set_level"))
            .flatMap(Level::of)
            .map(level -> new SetLevel(level, setBy, why)),
        new Deed(row.getString("created_by"), Instant.ofEpochMilli(row.getLong("created_at"))),
        new Deed(row.getString("changed_by"), Instant.ofEpochMilli(row.getLong("changed_at"))),
        Optional.ofNullable(endedBy).map(by -> new Deed(by, endedAt)));
  }

  private static String name(String id) {
    return "screening " + id;
  }
}
