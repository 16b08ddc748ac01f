package org.hamroh.campaign;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Month;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamroh.csv.CsvTable;

/// The texts on legal migration that come with the house, to begin a campaign with.
public final class ReadyTexts {

  private static final String RESOURCE = "/org/hamroh/campaign/ready-texts.csv";

  private static final String NAMES =
      "January|February|March|April|May|June|July|August|September|October|November|December";

  private static final Pattern MONTHS = Pattern.compile("(" + NAMES + ")(?:-(" + NAMES + "))?");

  /// @param audience    who it is meant for
  /// @param when        in the year
  /// @param texts       by language, with `{TEL}` and other fields
  /// @param legalReview whether a lawyer has to check it before it is sent
  public record ReadyText(
      String id,
      String title,
      String audience,
      String when,
      Map<String, String> texts,
      boolean legalReview) {

    /// Months that `when` names, `November-January` with all between; none when it goes by events.
    Set<Integer> months() {
      Set<Integer> found = new TreeSet<>();
      Matcher spans = MONTHS.matcher(when);
      while (spans.find()) {
        int from = number(spans.group(1));
        int until = spans.group(2) == null ? from : number(spans.group(2));
        for (int i = from; i <= (until < from ? until + 12 : until); i++) {
          found.add((i - 1) % 12 + 1);
        }
      }
      return found;
    }

    private static int number(String name) {
      return Month.valueOf(name.toUpperCase(Locale.ROOT)).getValue();
    }
  }

  private final List<ReadyText> texts;

  private ReadyTexts(List<ReadyText> texts) {
    this.texts = List.copyOf(texts);
  }

  public static ReadyTexts load() {
    return load(RESOURCE);
  }

  /// Texts of another room, in the same form.
  ///
  /// @param resource on the class path, `/org/hamroh/caller/caller-texts.csv`
  public static ReadyTexts load(String resource) {
    try (InputStream in = Objects.requireNonNull(ReadyTexts.class.getResourceAsStream(resource))) {
      CsvTable table = CsvTable.read(resource, in.readAllBytes());
      return new ReadyTexts(table.rows().stream().map(row -> text(table, row)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ReadyText text(CsvTable table, CsvTable.Row row) {
    return new ReadyText(
        row.cells().get(table.required("id")),
        row.cells().get(table.required("title")),
        row.cells().get(table.required("audience")),
        row.cells().get(table.required("when")),
        Map.of(
            "tg", row.cells().get(table.required("tg")),
            "ru", row.cells().get(table.required("ru"))),
        row.cells().get(table.required("legal_review")).equals("needed"));
  }

  public List<ReadyText> all() {
    return texts;
  }

  /// What the season asks for, by the calendar of those who wrote the texts.
  ///
  /// @param month 1 to 12
  public List<ReadyText> inMonth(int month) {
    return texts.stream().filter(text -> text.months().contains(month)).toList();
  }

  /// @param id `sms-02`
  public Optional<ReadyText> find(String id) {
    return texts.stream().filter(text -> text.id().equals(id)).findFirst();
  }
}
