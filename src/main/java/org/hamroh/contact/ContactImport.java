package org.hamroh.contact;

import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hamroh.csv.CsvTable;
import org.hamroh.directory.PlaceFinder;
import org.hamroh.phone.NumberReader;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import org.jdbi.v3.core.Handle;

/// Takes a list of people from a spreadsheet. The whole file is read and judged first; then the
/// good rows are kept, and the answer is given after they are. Taking the same file again changes
/// nothing, so whoever got no answer just repeats it.
public final class ContactImport {

  /// The largest file taken.
  public static final int MAX_BYTES = 20 * 1024 * 1024;

  /// Rows kept in one write: calls must never wait long for the store.
  private static final int ROWS_A_WRITE = 500;

  private final Database database;
  private final RowReader.Site site;
  private final String defaultLanguage;
  private final PlaceFinder places = PlaceFinder.ofSource();

  /// @param languages of the site
  public ContactImport(
      Database database,
      NumberReader numbers,
      List<String> languages,
      String defaultLanguage,
      ZoneId zone,
      Clock clock) {
    this.database = database;
    this.site = new RowReader.Site(numbers, languages, zone, clock);
    this.defaultLanguage = defaultLanguage;
  }

  /// @param name       of the file, for messages
  /// @param consentWay how everybody agreed whose row does not say it, dated today; empty when that
  ///                   is not known
  /// @throws ProblemsException when the file as a whole cannot be taken; nothing is kept then
  public ImportReport take(String name, byte[] bytes, String consentWay) {
    CsvTable table = CsvTable.read(name, bytes);
    ImportPlan plan = plan(table, consentWay.strip());
    if (!plan.mistakes().isEmpty()) {
      throw new ProblemsException(
          new Problem(
              name,
              1,
              "",
              "has no column number, only " + String.join(", ", table.columns()),
              "name the columns in the first line: number, name, language, region, place, tags,"
                  + " consent_date, consent_way"));
    }
    List<ContactStore.Card> cards = new ArrayList<>(table.rows().size());
    List<ImportReport.Row> problems = new ArrayList<>();
    int refused = judge(table, plan, cards, problems);
    int added = 0;
    for (int from = 0; from < cards.size(); from += ROWS_A_WRITE) {
      List<ContactStore.Card> some =
          cards.subList(from, Math.min(cards.size(), from + ROWS_A_WRITE));
      added += database.write(handle -> save(handle, some));
    }
    int unique = (int) cards.stream().map(ContactStore.Card::number).distinct().count();
    return new ImportReport(
        table.rows().size(),
        added,
        unique - added,
        cards.size() - unique,
        refused,
        withoutConsent(cards),
        table.columns().stream().filter(column -> ImportField.of(column).isEmpty()).toList(),
        problems);
  }

  /// The first column of each meaning is taken, as it always was.
  private static ImportPlan plan(CsvTable table, String consentWay) {
    Set<ImportField> taken = EnumSet.noneOf(ImportField.class);
    List<String> columns =
        table.columns().stream()
            .map(column -> ImportField.of(column).filter(taken::add))
            .map(field -> field.map(ImportField::word).orElse(""))
            .toList();
    return new ImportPlan("", "", true, columns, "TJ", consentWay, "", "");
  }

  private int judge(
      CsvTable table,
      ImportPlan plan,
      List<ContactStore.Card> cards,
      List<ImportReport.Row> problems) {
    RowReader reader = new RowReader(plan, site, places);
    int refused = 0;
    for (CsvTable.Row row : table.rows()) {
      RowReader.Verdict verdict =
          row.extra() > 0 ? RowReader.TOO_MANY_CELLS : reader.read(row.cells());
      switch (verdict) {
        case RowReader.Verdict.Taken(var card) -> cards.add(card);
        case RowReader.Verdict.Refused(var column, var what, var remedy) -> {
          refused++;
          if (problems.size() < ImportReport.MOST_PROBLEMS) {
            problems.add(new ImportReport.Row(row.line(), column, what, remedy));
          }
        }
      }
    }
    return refused;
  }

  private int save(Handle handle, List<ContactStore.Card> cards) throws SQLException {
    int added = 0;
    for (boolean isNew : ContactBulk.save(handle, cards, defaultLanguage, site.clock().instant())) {
      added += isNew ? 1 : 0;
    }
    return added;
  }

  private static int withoutConsent(List<ContactStore.Card> cards) {
    Set<PhoneNumber> all = new HashSet<>();
    Set<PhoneNumber> agreed = new HashSet<>();
    for (ContactStore.Card card : cards) {
      all.add(card.number());
      if (card.consent().isPresent()) {
        agreed.add(card.number());
      }
    }
    return all.size() - agreed.size();
  }
}
