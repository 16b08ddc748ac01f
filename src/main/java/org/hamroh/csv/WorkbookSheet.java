package org.hamroh.csv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import org.jspecify.annotations.Nullable;

/// The first sheet of a workbook (XLSX) of any length. Numbers come with every digit that the file
/// holds, days as `2026-03-31`; what a formula gave is taken, the formula is not.
public final class WorkbookSheet implements Sheet {

  /// Unpacked, a workbook may be so large; more is no list but a bomb.
  private static final long MAX_UNPACKED = 2L * 1024 * 1024 * 1024;

  /// The texts of a workbook stand in one table that the reader has to hold.
  private static final long MAX_TEXTS = 100L * 1024 * 1024;

  /// A format with a day in it: `dd.mm.yyyy`, not `0.00` and not `[Red]`.
  private static final Pattern DAY = Pattern.compile("(?i).*[dy].*");

  private final String name;
  private final ReadableWorkbook book;
  private final Stream<org.dhatim.fastexcel.reader.Row> stream;
  private final Iterator<org.dhatim.fastexcel.reader.Row> rows;
  private long line;

  /// @param name of the file, for messages
  /// @throws ProblemsException when it is no workbook, or too large a one
  public WorkbookSheet(String name, Path file) throws IOException {
    this.name = name;
    weigh(file);
    try {
      this.book = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
      this.stream = book.getFirstSheet().openStream();
      this.rows = stream.iterator();
    } catch (ExcelReaderException | IOException | java.util.NoSuchElementException e) {
      throw problem("cannot be opened as a workbook", "save it again as XLSX or as CSV UTF-8");
    }
  }

  /// Whether a file begins as a workbook does.
  public static boolean is(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(4);
      return head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }
  }

  private void weigh(Path file) {
    long all = 0;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (Enumeration<? extends ZipEntry> e = zip.entries(); e.hasMoreElements(); ) {
        ZipEntry entry = e.nextElement();
        all += Math.max(0, entry.getSize());
        if (entry.getName().endsWith("sharedStrings.xml") && entry.getSize() > MAX_TEXTS) {
          throw problem("holds too many different texts", "save it as CSV UTF-8");
        }
      }
    } catch (IOException e) {
      throw problem("cannot be opened as a workbook", "save it again as XLSX or as CSV UTF-8");
    }
    if (all > MAX_UNPACKED) {
      throw problem("is larger than any list when it is unpacked", "save it as CSV UTF-8");
    }
  }

  @Override
  public Sheet.@Nullable Row next() {
    try {
      while (rows.hasNext()) {
        org.dhatim.fastexcel.reader.Row row = rows.next();
        line = row.getRowNum();
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < Math.min(row.getCellCount(), MAX_COLUMNS + 1); i++) {
          cells.add(text(row.getOptionalCell(i).orElse(null)));
        }
        if (!cells.stream().allMatch(String::isBlank)) {
          return new Sheet.Row(line, List.copyOf(cells));
        }
      }
      return null;
    } catch (ExcelReaderException | java.io.UncheckedIOException e) {
      throw problem("is broken from here on", "save it again as XLSX or as CSV UTF-8");
    }
  }

  private static String text(@Nullable Cell cell) {
    if (cell == null || cell.getType() == CellType.EMPTY || cell.getType() == CellType.ERROR) {
      return "";
    }
    String raw = cell.getRawValue() == null ? "" : cell.getRawValue();
    if (cell.getType() == CellType.NUMBER) {
      String format = cell.getDataFormatString();
      if (format != null
          && DAY.matcher(format.replaceAll("\\[[^\\]]*]|\"[^\"]*\"", "")).matches()) {
        LocalDateTime at = cell.asDate();
        return at.toLocalDate().toString();
      }
      return raw;
    }
    if (cell.getType() == CellType.STRING) {
      return cell.asString();
    }
    return raw;
  }

  private ProblemsException problem(String what, String remedy) {
    return new ProblemsException(new Problem(name, Math.toIntExact(line), "", what, remedy));
  }

  @Override
  public void close() throws IOException {
    stream.close();
    book.close();
  }
}
