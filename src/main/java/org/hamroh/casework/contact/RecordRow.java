package org.hamroh.casework.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A line of the table of contact records, before its seals are opened.
record RecordRow(
    String id,
    @Nullable String call,
    String channel,
    @Nullable String caller,
    long form,
    long version,
    String type,
    String disposition,
    String next,
    @Nullable String on,
    @Nullable String nextBy,
    long doneAt,
    String choices,
    @Nullable String texts,
    long createdAt,
    String createdBy,
    long changedAt,
    String changedBy,
    long savedAt,
    @Nullable String savedBy) {

  static RecordRow of(ResultSet row) throws SQLException {
    return new RecordRow(
        row.getString("id"),
        row.getString("call_id"),
        row.getString("channel"),
        row.getString("caller_key"),
        row.getLong("form_version"),
        row.getLong("version"),
        row.getString("call_type"),
        row.getString("disposition"),
        row.getString("next_action"),
        row.getString("next_on"),
        row.getString("next_by"),
        row.getLong("next_done_at"),
        row.getString("choices"),
        row.getString("texts_sealed"),
        row.getLong("created_at"),
        row.getString("created_by"),
        row.getLong("changed_at"),
        row.getString("changed_by"),
        row.getLong("saved_at"),
        row.getString("saved_by"));
  }
}
