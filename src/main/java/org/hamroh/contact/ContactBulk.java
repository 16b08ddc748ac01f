package org.hamroh.contact;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hamroh.store.InList;
import org.jdbi.v3.core.Handle;

/// Keeps many people in one write, with a few statements for all of them.
final class ContactBulk {

  private ContactBulk() {}

  /// As [ContactStore#save] does for each, in their order.
  ///
  /// @return which of them are new
  static boolean[] save(
      Handle handle, List<ContactStore.Card> cards, String defaultLanguage, Instant now)
      throws SQLException {
    Map<String, Long> ids = new HashMap<>();
    InList.read(
        handle,
        "select number, id from contact where number in (%s)",
        cards.stream().map(card -> card.number().e164()).distinct().toList(),
        row -> ids.put(row.getString(1), row.getLong(2)));
    boolean[] isNew = new boolean[cards.size()];
    List<ContactStore.Card> known = new ArrayList<>();
    long next = ContactStore.lastId(handle) + 1;
    try (PreparedStatement insert =
        handle
            .getConnection()
            .prepareStatement(
                """
                insert into contact (id, number, name, language, country, place, place_id, sex,
                  birth_year, consent_at, consent_way, consent_proof, created_at, changed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
      for (int i = 0; i < isNew.length; i++) {
        ContactStore.Card card = cards.get(i);
        if (ids.putIfAbsent(card.number().e164(), next) != null) {
          known.add(card);
          continue;
        }
        isNew[i] = true;
        insert.setLong(1, next++);
        insert.setString(2, card.number().e164());
        insert.setString(3, card.name());
        insert.setString(4, card.language().isEmpty() ? defaultLanguage : card.language());
        insert.setString(5, card.country());
        insert.setString(6, card.place());
        insert.setString(7, card.placeId());
        insert.setString(8, card.sex());
        year(insert, 9, card);
        consent(insert, 10, card);
        insert.setLong(13, now.toEpochMilli());
        insert.setLong(14, now.toEpochMilli());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    update(handle, known, ids, now);
    tags(handle, cards, ids);
    dates(handle, cards, ids);
    return isNew;
  }

  private static void update(
      Handle handle, List<ContactStore.Card> known, Map<String, Long> ids, Instant now)
      throws SQLException {
    if (known.isEmpty()) {
      return;
    }
    try (PreparedStatement update =
        handle
            .getConnection()
            .prepareStatement(
                """
                update contact set
                  name = coalesce(nullif(?, ''), name),
                  language = coalesce(nullif(?, ''), language),
                  place = coalesce(nullif(?, ''), place),
                  place_id = coalesce(nullif(?, ''), place_id),
                  sex = coalesce(nullif(?, ''), sex),
                  birth_year = coalesce(?, birth_year),
                  consent_way = case when consent_at is null then ? else consent_way end,
                  consent_proof = case when consent_at is null then ? else consent_proof end,
                  consent_at = coalesce(consent_at, ?),
                  changed_at = ?
                where id = ?
                """)) {
      for (ContactStore.Card card : known) {
        update.setString(1, card.name());
        update.setString(2, card.language());
        update.setString(3, card.place());
        update.setString(4, card.placeId());
        update.setString(5, card.sex());
        year(update, 6, card);
        update.setString(7, card.consent().map(Contact.Consent::way).orElse(""));
        update.setString(8, card.consent().map(Contact.Consent::proof).orElse(""));
        if (card.consent().isPresent()) {
          update.setLong(9, card.consent().get().at().toEpochMilli());
        } else {
          update.setNull(9, Types.BIGINT);
        }
        update.setLong(10, now.toEpochMilli());
        update.setLong(11, ids.getOrDefault(card.number().e164(), 0L));
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private static void year(PreparedStatement statement, int at, ContactStore.Card card)
      throws SQLException {
    if (card.birthYear().isPresent()) {
      statement.setInt(at, card.birthYear().get());
    } else {
      statement.setNull(at, Types.INTEGER);
    }
  }

  /// Day, way and proof, from one place on.
  private static void consent(PreparedStatement statement, int at, ContactStore.Card card)
      throws SQLException {
    if (card.consent().isPresent()) {
      statement.setLong(at, card.consent().get().at().toEpochMilli());
    } else {
      statement.setNull(at, Types.BIGINT);
    }
    statement.setString(at + 1, card.consent().map(Contact.Consent::way).orElse(""));
    statement.setString(at + 2, card.consent().map(Contact.Consent::proof).orElse(""));
  }

  private static void tags(Handle handle, List<ContactStore.Card> cards, Map<String, Long> ids)
      throws SQLException {
    if (cards.stream().allMatch(card -> card.tags().isEmpty())) {
      return;
    }
    try (PreparedStatement insert =
        handle
            .getConnection()
            .prepareStatement(
                "insert into contact_tag (contact_id, tag) values (?, ?) on conflict do nothing")) {
      for (ContactStore.Card card : cards) {
        for (String tag : card.tags()) {
          insert.setLong(1, ids.getOrDefault(card.number().e164(), 0L));
          insert.setString(2, tag);
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private static void dates(Handle handle, List<ContactStore.Card> cards, Map<String, Long> ids)
      throws SQLException {
    if (cards.stream().allMatch(card -> card.dates().isEmpty())) {
      return;
    }
    try (PreparedStatement insert =
        handle
            .getConnection()
            .prepareStatement(
                """
                insert into contact_date (contact_id, kind, day) values (?, ?, ?)
                on conflict (contact_id, kind) do update set day = excluded.day
                """)) {
      for (ContactStore.Card card : cards) {
        for (Map.Entry<String, LocalDate> date : card.dates().entrySet()) {
          insert.setLong(1, ids.getOrDefault(card.number().e164(), 0L));
          insert.setString(2, date.getKey());
          insert.setLong(3, date.getValue().toEpochDay());
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }
}
