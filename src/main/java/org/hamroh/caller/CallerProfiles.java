package org.hamroh.caller;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.hamroh.phone.CallerKey;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The last answers that callers gave about themselves, so that nobody is asked twice: sex, age
/// group, home place, by the fields of the contact form.
public final class CallerProfiles {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<TreeMap<String, String>> ANSWERS = new TypeReference<>() {};

  private final Database database;

  public CallerProfiles(Database database) {
    this.database = database;
  }

  /// By field; empty when nobody has asked.
  public Map<String, String> of(CallerKey caller) {
    return database.read(handle -> of(handle, caller));
  }

  private static Map<String, String> of(Handle handle, CallerKey caller) {
    return handle
        .createQuery("select answers from caller_profile where caller_key = :key")
        .bind("key", caller.hex())
        .mapTo(String.class)
        .findOne()
        .map(answers -> (Map<String, String>) JSON.readValue(answers, ANSWERS))
        .orElseGet(TreeMap::new);
  }

  /// Puts newer answers in the place of the earlier ones; what was not answered now stays.
  public static void learn(
      Handle handle, CallerKey caller, Map<String, String> answers, String by, Instant now) {
    if (answers.isEmpty()) {
      return;
    }
    Map<String, String> all = new TreeMap<>(of(handle, caller));
    all.putAll(answers);
    handle
        .createUpdate(
            """
            insert into caller_profile (caller_key, answers, changed_at, changed_by)
            values (:key, :answers, :now, :by)
            on conflict (caller_key) do update set
              answers = :answers, changed_at = :now, changed_by = :by
            """)
        .bind("key", caller.hex())
        .bind("answers", JSON.writeValueAsString(all))
        .bind("now", now.toEpochMilli())
        .bind("by", by)
        .execute();
  }

  static int delete(Handle handle, CallerKey caller) {
    return handle
        .createUpdate("delete from caller_profile where caller_key = :key")
        .bind("key", caller.hex())
        .execute();
  }
}
