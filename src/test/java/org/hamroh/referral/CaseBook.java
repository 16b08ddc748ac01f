package org.hamroh.referral;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamroh.cases.CaseDoor;
import org.hamroh.cases.CaseId;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// Cases in tables of their own, so that what a referral tells them is undone with it.
final class CaseBook implements CaseDoor {

  CaseBook(Database database) {
    database.write(
        handle -> {
          handle.execute(
              "create table if not exists book_case (id text primary key, owner text, others text)");
          handle.execute(
              "create table if not exists book_line (id text, kind text, who text, facts text)");
          return true;
        });
  }

  /// @param others logins that may see it besides, divided by spaces
  static CaseId open(Database database, String id, String owner, String others) {
    database.write(
        handle ->
            handle.execute(
                "insert into book_case values (?, ?, ?)", id, owner, " " + others + " "));
    return new CaseId(id);
  }

  static List<String> lines(Database database, CaseId id) {
    return database.read(
        handle ->
            handle
                .createQuery("select kind || ' by ' || who from book_line where id = :id")
                .bind("id", id.value())
                .mapTo(String.class)
                .list());
  }

  @Override
  public Optional<Line> find(Handle handle, CaseId id) {
    return handle
        .createQuery("select owner from book_case where id = :id")
        .bind("id", id.value())
        .mapTo(String.class)
        .findOne()
        .map(owner -> new Line(id, null, owner, "open", false));
  }

  @Override
  public Optional<Instant> firstContact(Handle handle, CaseId id) {
    return Optional.of(FIRST_CALL);
  }

  @Override
  public boolean isOpenTo(Handle handle, CaseId id, String login) {
    return handle
        .createQuery(
            """
            select 1 from book_case
            where id = :id and (owner = :login or others like '% ' || :login || ' %')
            """)
        .bind("id", id.value())
        .bind("login", login)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  @Override
  public void tell(Handle handle, CaseId id, Happening happening) {
    handle.execute(
        "insert into book_line values (?, ?, ?, ?)",
        id.value(),
        happening.kind(),
        happening.who(),
        happening.facts().toString());
  }

  static final Instant FIRST_CALL = Instant.parse("2026-11-20T06:00:00Z");
}
