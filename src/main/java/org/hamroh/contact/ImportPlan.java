package org.hamroh.contact;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamroh.csv.CsvShape;
import org.hamroh.csv.Sheet;
import org.hamroh.phone.NumberReader;
import org.hamroh.phone.NumberReading;
import org.jspecify.annotations.Nullable;

/// How a list is to be read: guessed from its first rows, changed by a person, kept as JSON.
///
/// @param encoding     of [CsvShape]; empty for a workbook
/// @param separator    of [CsvShape]; empty for a workbook
/// @param header       whether the first row names the columns
/// @param columns      what each column holds: a word of [ImportField], or empty for nothing
/// @param region       whose way of writing numbers is meant where the row does not say
/// @param consentWay   how those agreed whose row does not say; empty: that is not known
/// @param consentDate  when they did, `2026-03-31`; empty: today
/// @param consentProof where the proof lies
public record ImportPlan(
    String encoding,
    String separator,
    boolean header,
    List<String> columns,
    String region,
    String consentWay,
    String consentDate,
    String consentProof) {

  private static final int LONGEST = 200;

  public ImportPlan {
    columns = List.copyOf(columns);
  }

  /// What the first rows look like.
  ///
  /// @param shape null for a workbook
  static ImportPlan guess(@Nullable CsvShape shape, List<Sheet.Row> first, NumberReader numbers) {
    List<String> top = first.isEmpty() ? List.of() : first.getFirst().cells();
    boolean header = top.stream().noneMatch(cell -> isNumber(cell, numbers));
    int width = first.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
    List<String> columns = new ArrayList<>(Collections.nCopies(width, ""));
    Set<ImportField> taken = new HashSet<>();
    for (int i = 0; header && i < top.size(); i++) {
      Optional<ImportField> field = ImportField.of(top.get(i));
      if (field.isPresent() && (field.get() == ImportField.TAGS || taken.add(field.get()))) {
        columns.set(i, field.get().word());
      }
    }
    for (int i = 0; !taken.contains(ImportField.NUMBER) && i < width; i++) {
      int at = i;
      boolean like =
          first.stream()
              .skip(header ? 1 : 0)
              .anyMatch(row -> at < row.cells().size() && isNumber(row.cells().get(at), numbers));
      if (columns.get(i).isEmpty() && like) {
        columns.set(i, ImportField.NUMBER.word());
        taken.add(ImportField.NUMBER);
      }
    }
    return new ImportPlan(
        shape == null ? "" : shape.encoding(),
        shape == null ? "" : String.valueOf(shape.separator()),
        header,
        columns,
        "TJ",
        "",
        "",
        "");
  }

  private static boolean isNumber(String cell, NumberReader numbers) {
    return cell.length() >= 9 && numbers.read(cell, "TJ") instanceof NumberReading.Read;
  }

  /// What stands in the way of reading the list so, in clauses; none: it may begin.
  List<String> mistakes() {
    List<String> mistakes = new ArrayList<>();
    if (!columns.contains(ImportField.NUMBER.word())) {
      mistakes.add("no column holds the number: choose one");
    }
    for (ImportField field : ImportField.values()) {
      long times = columns.stream().filter(field.word()::equals).count();
      if (times > 1 && field != ImportField.TAGS) {
        mistakes.add(times + " columns hold the " + field.word() + ": choose one");
      }
    }
    if (columns.stream().anyMatch(one -> !one.isEmpty() && ImportField.of(one).isEmpty())) {
      mistakes.add("a column holds what there is no place for");
    }
    if (!encoding.isEmpty() && !CsvShape.ENCODINGS.containsKey(encoding)) {
      mistakes.add("the encoding " + encoding + " is none of " + CsvShape.ENCODINGS.keySet());
    }
    if (!encoding.isEmpty()
        && (separator.length() != 1 || CsvShape.SEPARATORS.indexOf(separator.charAt(0)) < 0)) {
      mistakes.add("the separator has to be a comma, semicolon, tab or bar");
    }
    if (!region.matches("[A-Z]{2}")) {
      mistakes.add("the country " + region + " is not one such as TJ, RU or KZ");
    }
    if (consentWay.length() > LONGEST || consentProof.length() > LONGEST) {
      mistakes.add("consent way and proof have at most " + LONGEST + " letters");
    }
    if (consentWay.isEmpty() && !(consentDate.isEmpty() && consentProof.isEmpty())) {
      mistakes.add("a day or proof of consent needs the way: paper, telephone, …");
    }
    return mistakes;
  }

  Optional<CsvShape> shape() {
    return encoding.isEmpty()
        ? Optional.empty()
        : Optional.of(new CsvShape(encoding, separator.charAt(0)));
  }

  /// Where a field stands, in every column that holds it.
  List<Integer> at(ImportField field) {
    List<Integer> at = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).equals(field.word())) {
        at.add(i);
      }
    }
    return at;
  }
}
