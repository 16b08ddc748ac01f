package org.hamroh.cases;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hamroh.phone.CallerKey;
import org.hamroh.seal.Seal;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The tables of cases, of who works on them, and of what happened to them. Every method runs
/// inside its caller's transaction.
final class CaseStore {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<TreeMap<String, String>> FACTS = new TypeReference<>() {};

  private final Seal site;

  CaseStore(Seal site) {
    this.site = site;
  }

  /// How a new case is known to its caller.
  record Entry(String once, String record, CasePins.Hashed pin) {}

  void insert(Handle handle, CaseFile one, Entry entry) {
    String key = site.newKey(keyName(one.id().value()));
    handle
        .createUpdate(
            """
            insert into case_file (id, key_sealed, once, caller_key, record_id, topic, owner, sealed,
              status, status_at, moves_at, outcome, about_sealed, version, pin_salt, pin_hash,
              opened_at, opened_by, changed_at, changed_by)
            values (:id, :key, :once, :caller, :record, :topic, :owner, :sealed,
              :status, :since, :movesAt, :outcome, :about, :version, :salt, :hash,
              :at, :by, :at, :by)
            """)
        .bind("key", key)
        .bind("once", entry.once())
        .bind("caller", one.caller() == null ? null : one.caller().hex())
        .bind("record", entry.record())
        .bind("salt", entry.pin().salt())
        .bind("hash", entry.pin().hash())
        .bind("at", one.opened().at().toEpochMilli())
        .bind("by", one.opened().by())
        .bindMap(values(one, site.withKey(keyName(one.id().value()), key)))
        .execute();
    people(handle, one);
  }

  private static Map<String, @Nullable Object> values(CaseFile one, Seal seal) {
    Map<String, @Nullable Object> values = new java.util.HashMap<>();
    values.put("id", one.id().value());
    values.put("topic", one.topic());
    values.put("owner", one.owner());
    values.put("sealed", one.sealed() ? 1 : 0);
    values.put("status", one.status());
    values.put("since", one.since().toEpochMilli());
    values.put("movesAt", one.movesAt() == null ? null : one.movesAt().toEpochMilli());
    values.put("outcome", one.outcome());
    values.put("version", one.version());
    values.put(
        "about",
        seal.sealText(
            aboutName(one.id()),
            JSON.writeValueAsString(one.about()).getBytes(StandardCharsets.UTF_8)));
    return values;
  }

  /// @param seen the version that the writer had seen
  /// @return false when it is another one by now; nothing is changed then
  boolean update(Handle handle, CaseFile one, long seen) {
    int changed =
        handle
            .createUpdate(
                """
                update case_file set topic = :topic, owner = :owner, sealed = :sealed,
                  status = :status, status_at = :since, moves_at = :movesAt, outcome = :outcome,
                  about_sealed = :about, version = :version, changed_at = :at, changed_by = :by,
                  closed_at = :closedAt
                where id = :id and version = :seen
                """)
            .bind("seen", seen)
            .bind("at", one.changed().at().toEpochMilli())
            .bind("by", one.changed().by())
            .bind("closedAt", one.closedAt() == null ? null : one.closedAt().toEpochMilli())
            .bindMap(values(one, key(handle, one.id())))
            .execute();
    if (changed == 0) {
      return false;
    }
    handle.execute("delete from case_person where case_id = ?", one.id().value());
    people(handle, one);
    return true;
  }

  private static void people(Handle handle, CaseFile one) {
    one.people()
        .forEach(
            login ->
                handle.execute(
                    "insert into case_person (case_id, login) values (?, ?)",
                    one.id().value(),
                    login));
  }

  Optional<CaseFile> find(Handle handle, CaseId id) {
    return handle
        .createQuery("select * from case_file where id = :id")
        .bind("id", id.value())
        .map((row, context) -> file(handle, row))
        .findOne();
  }

  private CaseFile file(Handle handle, ResultSet row) throws SQLException {
    String id = row.getString("id");
    Seal seal = site.withKey(keyName(id), row.getString("key_sealed"));
    String about =
        new String(
            seal.openText(aboutName(new CaseId(id)), row.getString("about_sealed")),
            StandardCharsets.UTF_8);
    String caller = row.getString("caller_key");
    String merged = row.getString("merged_into");
    return new CaseFile(
        new CaseId(id),
        caller == null ? null : new CallerKey(caller),
        row.getString("record_id"),
        row.getString("topic"),
        row.getString("owner"),
        new HashSet<>(
            handle
                .createQuery("select login from case_person where case_id = ? order by login")
                .bind(0, id)
                .mapTo(String.class)
                .list()),
        row.getLong("sealed") == 1,
        row.getString("status"),
        Instant.ofEpochMilli(row.getLong("status_at")),
        at(row, "moves_at"),
        row.getString("outcome"),
        JSON.readValue(about, CaseFile.About.class),
        row.getLong("version"),
        deed(row, "opened"),
        deed(row, "changed"),
        at(row, "closed_at"),
        merged == null ? null : new CaseId(merged));
  }

  private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  static CaseFile.Deed deed(ResultSet row, String what) throws SQLException {
    return new CaseFile.Deed(
        row.getString(what + "_by"), Instant.ofEpochMilli(row.getLong(what + "_at")));
  }

  Optional<CaseId> openedOnce(Handle handle, String once) {
    return handle
        .createQuery("select id from case_file where once = ?")
        .bind(0, once)
        .mapTo(String.class)
        .findOne()
        .map(CaseId::new);
  }

  boolean isTaken(Handle handle, CaseId id) {
    return handle
        .createQuery("select 1 from case_file where id = ?")
        .bind(0, id.value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  boolean isWorkedOnBy(Handle handle, CaseId id, String login) {
    return handle
        .createQuery("select 1 from case_person where case_id = ? and login = ?")
        .bind(0, id.value())
        .bind(1, login)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /// Those of a caller, by one indexed read; merged ones are not among them.
  List<CaseId> ofCaller(Handle handle, CallerKey caller, int limit) {
    return handle
        .createQuery(
            """
            select id from case_file where caller_key = :caller and merged_into is null
            order by opened_at desc, id limit :limit
            """)
        .bind("caller", caller.hex())
        .bind("limit", limit)
        .mapTo(String.class)
        .map(CaseId::new)
        .list();
  }

  List<CaseId> ofRecord(Handle handle, String record) {
    return handle
        .createQuery("select id from case_file where record_id = ? order by opened_at desc, id")
        .bind(0, record)
        .mapTo(String.class)
        .map(CaseId::new)
        .list();
  }

  /// What was merged into a case.
  List<CaseId> mergedInto(Handle handle, CaseId id) {
    return handle
        .createQuery("select id from case_file where merged_into = ? order by opened_at, id")
        .bind(0, id.value())
        .mapTo(String.class)
        .map(CaseId::new)
        .list();
  }

  void mark(Handle handle, CaseId goes, CaseId goesOn) {
    handle.execute(
        "update case_file set merged_into = ?, version = version + 1 where id = ?",
        goesOn.value(),
        goes.value());
  }

  void unmark(Handle handle, CaseId gone) {
    handle.execute(
        "update case_file set merged_into = null, version = version + 1 where id = ?",
        gone.value());
  }

  /// Those that move on by themselves by now.
  List<CaseId> moving(Handle handle, Instant now, int limit) {
    return handle
        .createQuery(
            """
            select id from case_file where moves_at is not null and moves_at <= :now
              and merged_into is null
            order by moves_at, id limit :limit
            """)
        .bind("now", now.toEpochMilli())
        .bind("limit", limit)
        .mapTo(String.class)
        .map(CaseId::new)
        .list();
  }

  void pin(Handle handle, CaseId id, CasePins.Hashed pin) {
    handle.execute(
        "update case_file set pin_salt = ?, pin_hash = ? where id = ?",
        pin.salt(),
        pin.hash(),
        id.value());
  }

  Optional<CasePins.Hashed> pin(Handle handle, CaseId id) {
    return handle
        .createQuery("select pin_salt, pin_hash from case_file where id = ?")
        .bind(0, id.value())
        .map((row, context) -> new CasePins.Hashed(row.getString(1), row.getString(2)))
        .findOne();
  }

  void tell(Handle handle, CaseId id, CaseDoor.Happening happening) {
    handle
        .createUpdate(
            """
            insert into case_event (case_id, place, at, kind, who, facts)
            values (:id, (select coalesce(max(place), 0) + 1 from case_event where case_id = :id),
              :at, :kind, :who, :facts)
            """)
        .bind("id", id.value())
        .bind("at", happening.at().toEpochMilli())
        .bind("kind", happening.kind())
        .bind("who", happening.who())
        .bind("facts", JSON.writeValueAsString(new TreeMap<>(happening.facts())))
        .execute();
  }

  /// When the record was begun that it was opened from; else when it was opened.
  static Optional<Instant> firstContact(Handle handle, CaseId id) {
    return handle
        .createQuery(
            """
            select min(f.opened_at, coalesce(r.created_at, f.opened_at))
            from case_file f left join contact_record r on r.id = f.record_id where f.id = :id
            """)
        .bind("id", id.value())
        .mapTo(Long.class)
        .findOne()
        .map(Instant::ofEpochMilli);
  }

  /// The newest first.
  List<CaseFile.Event> events(Handle handle, CaseId id, int limit) {
    return handle
        .createQuery(
            "select * from case_event where case_id = :id order by place desc limit :limit")
        .bind("id", id.value())
        .bind("limit", limit)
        .map(
            (row, context) ->
                new CaseFile.Event(
                    id,
                    Instant.ofEpochMilli(row.getLong("at")),
                    row.getString("kind"),
                    row.getString("who"),
                    JSON.readValue(row.getString("facts"), FACTS)))
        .list();
  }

  /// The case's own key.
  Seal key(Handle handle, CaseId id) {
    return site.withKey(
        keyName(id.value()),
        handle
            .createQuery("select key_sealed from case_file where id = ?")
            .bind(0, id.value())
            .mapTo(String.class)
            .one());
  }

  private static String keyName(String id) {
    return "case " + id;
  }

  private static String aboutName(CaseId id) {
    return "about " + id.value();
  }
}
