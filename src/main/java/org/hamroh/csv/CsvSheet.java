package org.hamroh.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import org.jspecify.annotations.Nullable;

/// A CSV of any length.
public final class CsvSheet implements Sheet {

  /// Longer cells come from a quotation mark that is never closed.
  private static final int LONGEST_CELL = 64 * 1024;

  private final String name;
  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> records;
  private long line;

  /// @param name of the file, for messages
  public CsvSheet(String name, Path file, CsvShape shape) throws IOException {
    this.name = name;
    Reader text =
        new InputStreamReader(
            withoutMark(Files.newInputStream(file)),
            shape
                .charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    this.reader =
        CsvReader.builder()
            .fieldSeparator(shape.separator())
            .allowExtraFields(true)
            .allowMissingFields(true)
            .maxBufferSize(LONGEST_CELL)
            .ofCsvRecord(text);
    this.records = reader.iterator();
  }

  /// Steps over the mark that some programs put before UTF-8 and UTF-16.
  private static InputStream withoutMark(InputStream raw) throws IOException {
    InputStream in = new BufferedInputStream(raw, LONGEST_CELL);
    in.mark(3);
    byte[] head = in.readNBytes(3);
    in.reset();
    boolean utf8 = head.length == 3 && head[0] == -17 && head[1] == -69 && head[2] == -65;
    boolean utf16 = head.length >= 2 && (head[0] & 0xff) + (head[1] & 0xff) == 0xff + 0xfe;
    in.skipNBytes(utf8 ? 3 : utf16 && (head[0] == -1 || head[0] == -2) ? 2 : 0);
    return in;
  }

  @Override
  public @Nullable Row next() {
    try {
      while (records.hasNext()) {
        CsvRecord record = records.next();
        line = record.getStartingLineNumber();
        List<String> cells = record.getFields();
        if (!cells.stream().allMatch(String::isBlank)) {
          return new Row(line, List.copyOf(cells));
        }
      }
      return null;
    } catch (CsvParseException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw problem(
          "cannot be read as a table from here: " + cause.getMessage(),
          "look for a quotation mark that is not closed");
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw problem("has letters that are not of the encoding", "choose another encoding");
      }
      throw e;
    }
  }

  private ProblemsException problem(String what, String remedy) {
    return new ProblemsException(new Problem(name, Math.toIntExact(line + 1), "", what, remedy));
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
