package org.hamroh.claims;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hamroh.cases.CaseId;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// The tables of claims. Every method runs inside its caller's transaction.
final class ClaimStore {

  private ClaimStore() {}

  /// A claim's row, its parties by their ids.
  record Row(
      long id,
      CaseId caseId,
      Optional<Long> firm,
      Optional<Long> site,
      Optional<Long> agent,
      Optional<LocalDate> from,
      Optional<LocalDate> until,
      long version) {

    private static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getLong("id"),
          new CaseId(row.getString("case_id")),
          id(row, "firm"),
          id(row, "site"),
          id(row, "agent"),
          Optional.ofNullable(row.getString("worked_from")).map(LocalDate::parse),
          Optional.ofNullable(row.getString("worked_until")).map(LocalDate::parse),
          row.getLong("version"));
    }

    private static Optional<Long> id(ResultSet row, String column) throws SQLException {
      long id = row.getLong(column);
      return row.wasNull() ? Optional.empty() : Optional.of(id);
    }
  }

  static List<Row> ofCase(Handle handle, CaseId caseId) {
    return handle
        .createQuery("select * from claim where case_id = :case order by id")
        .bind("case", caseId.value())
        .map((row, context) -> Row.of(row))
        .list();
  }

  static Optional<Row> find(Handle handle, long id) {
    return handle
        .createQuery("select * from claim where id = :id")
        .bind("id", id)
        .map((row, context) -> Row.of(row))
        .findOne();
  }

  static long nextId(Handle handle) {
    return handle.createQuery("select coalesce(max(id), 0) + 1 from claim").mapTo(Long.class).one();
  }

  static void insert(Handle handle, Row claim, String by, Instant now) {
    handle
        .createUpdate(
            """
            insert into claim (id, case_id, firm, site, agent, worked_from, worked_until, version,
              created_at, created_by, changed_at, changed_by)
            values (:id, :case, :firm, :site, :agent, :from, :until, :version, :at, :by, :at, :by)
            """)
        .bind("id", claim.id)
        .bind("case", claim.caseId.value())
        .bind("firm", claim.firm.orElse(null))
        .bind("site", claim.site.orElse(null))
        .bind("agent", claim.agent.orElse(null))
        .bind("from", claim.from.map(LocalDate::toString).orElse(null))
        .bind("until", claim.until.map(LocalDate::toString).orElse(null))
        .bind("version", claim.version)
        .bind("at", now.toEpochMilli())
        .bind("by", by)
        .execute();
  }

  /// @return false when somebody else has changed it in between
  static boolean update(Handle handle, Row claim, long shown, String by, Instant now) {
    return handle
            .createUpdate(
                """
                update claim set firm = :firm, site = :site, agent = :agent, worked_from = :from,
                  worked_until = :until, version = version + 1, changed_at = :at, changed_by = :by
                where id = :id and version = :shown
                """)
            .bind("id", claim.id)
            .bind("firm", claim.firm.orElse(null))
            .bind("site", claim.site.orElse(null))
            .bind("agent", claim.agent.orElse(null))
            .bind("from", claim.from.map(LocalDate::toString).orElse(null))
            .bind("until", claim.until.map(LocalDate::toString).orElse(null))
            .bind("at", now.toEpochMilli())
            .bind("by", by)
            .bind("shown", shown)
            .execute()
        == 1;
  }

  /// A line's row, its words still sealed.
  record LineRow(
      long id,
      LineKind kind,
      LocalDate on,
      Optional<Money> sum,
      String sealedWords,
      Optional<CaseId> otherCase,
      Instant addedAt,
      String addedBy,
      Optional<ClaimLine.Struck> struck) {

    private static LineRow of(ResultSet row) throws SQLException {
      @Nullable String currency = row.getString("currency");
      @Nullable String struckBy = row.getString("struck_by");
      return new LineRow(
          row.getLong("id"),
          LineKind.of(row.getString("kind")).orElseThrow(),
          LocalDate.parse(row.getString("on_day")),
          currency == null
              ? Optional.empty()
              : Optional.of(Money.ofMinor(CurrencyUnit.of(currency), row.getLong("amount"))),
          row.getString("words_sealed"),
          Optional.ofNullable(row.getString("other_case")).map(CaseId::new),
          Instant.ofEpochMilli(row.getLong("added_at")),
          row.getString("added_by"),
          struckBy == null
              ? Optional.empty()
              : Optional.of(
                  new ClaimLine.Struck(Instant.ofEpochMilli(row.getLong("struck_at")), struckBy)));
    }
  }

  static List<LineRow> lines(Handle handle, long claim) {
    return handle
        .createQuery("select * from claim_line where claim_id = :claim order by on_day, id")
        .bind("claim", claim)
        .map((row, context) -> LineRow.of(row))
        .list();
  }

  static int countLines(Handle handle, long claim) {
    return handle
        .createQuery("select count(*) from claim_line where claim_id = :claim")
        .bind("claim", claim)
        .mapTo(Integer.class)
        .one();
  }

  static long nextLine(Handle handle) {
    return handle
        .createQuery("select coalesce(max(id), 0) + 1 from claim_line")
        .mapTo(Long.class)
        .one();
  }

  static void insertLine(Handle handle, long claim, LineRow line) {
    handle
        .createUpdate(
            """
            insert into claim_line (id, claim_id, kind, on_day, amount, currency, words_sealed,
              other_case, added_at, added_by)
            values (:id, :claim, :kind, :on, :amount, :currency, :words, :other, :at, :by)
            """)
        .bind("id", line.id)
        .bind("claim", claim)
        .bind("kind", line.kind.word())
        .bind("on", line.on.toString())
        .bind("amount", line.sum.map(Money::getAmountMinorLong).orElse(null))
        .bind("currency", line.sum.map(sum -> sum.getCurrencyUnit().getCode()).orElse(null))
        .bind("words", line.sealedWords)
        .bind("other", line.otherCase.map(CaseId::value).orElse(null))
        .bind("at", line.addedAt.toEpochMilli())
        .bind("by", line.addedBy)
        .execute();
  }

  /// @return false when there is no such line, or it is struck already
  static boolean strike(Handle handle, long claim, long line, String by, Instant now) {
    return handle
            .createUpdate(
                """
                update claim_line set struck_at = :at, struck_by = :by
                where id = :line and claim_id = :claim and struck_at is null
                """)
            .bind("line", line)
            .bind("claim", claim)
            .bind("at", now.toEpochMilli())
            .bind("by", by)
            .execute()
        == 1;
  }

  /// Sums of days from the first to the last, by kind and currency, of all claims.
  static List<Sums> sums(Handle handle, LocalDate from, LocalDate until) {
    return handle
        .createQuery(
            """
            select kind, currency, sum(amount) as amount from claim_line
            where kind in ('claimed', 'agreed', 'recovered') and struck_at is null
              and on_day >= :from and on_day <= :until
            group by kind, currency
            """)
        .bind("from", from.toString())
        .bind("until", until.toString())
        .map(
            (row, context) ->
                Sums.of(
                    LineKind.of(row.getString("kind")).orElseThrow(),
                    Money.ofMinor(
                        CurrencyUnit.of(row.getString("currency")), row.getLong("amount"))))
        .list();
  }
}
