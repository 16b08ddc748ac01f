package org.hamroh.witness;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.store.Database;

/// Takes a person's number out of what the PBX writes: its logs, its channel events, and its own
/// small table. Digits are written over where they stand, so that every line keeps its place and
/// the PBX and the witness go on in the same files.
public final class PbxNumbers {

  /// Read at once; a number may begin in one piece and end in the next.
  private static final int PIECE = 256 * 1024;

  /// A local number in a big file may be part of another; shorter ones are looked for whole.
  private static final int SHORTEST = 7;

  private static final String TABLE = "astdb.sqlite3";

  private static final Logger LOG = LogManager.getLogger(PbxNumbers.class);

  private final Database database;
  private final List<Path> folders;
  private final Consumer<String> console;

  /// @param folders that the PBX writes below
  /// @param console tells the PBX something, when it runs
  public PbxNumbers(Database database, List<Path> folders, Consumer<String> console) {
    this.database = database;
    this.folders = List.copyOf(folders);
    this.console = console;
  }

  /// May be done again after a crash at any point.
  ///
  /// @param numbers in E.164
  /// @throws IOException when the disk fails
  public void erase(Set<String> numbers) throws IOException {
    List<String> digits = numbers.stream().map(PbxNumbers::national).distinct().toList();
    if (digits.isEmpty()) {
      return;
    }
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        continue;
      }
      List<Path> files;
      try (Stream<Path> below = Files.walk(folder)) {
        files = below.filter(Files::isRegularFile).toList();
      }
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.equals(TABLE)) {
          eraseInTable(file, digits);
        } else if (!name.startsWith(TABLE)) {
          eraseIn(file, digits);
        }
      }
    }
  }

  /// The digits that every way of writing it has in common: without country and trunk prefix.
  private static String national(String number) {
    try {
      String national =
          Long.toString(PhoneNumberUtil.getInstance().parse(number, null).getNationalNumber());
      return national.length() < SHORTEST ? number.substring(1) : national;
    } catch (NumberParseException e) {
      return number.substring(1); // of no country that is known
    }
  }

  private void eraseIn(Path file, List<String> digits) throws IOException {
    String before = TailedFile.identity(file);
    int found = 0;
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      for (String one : digits) {
        found += overwrite(bytes, one.getBytes(StandardCharsets.US_ASCII));
      }
      if (found > 0) {
        bytes.getFD().sync();
      }
    }
    String after = TailedFile.identity(file);
    if (!after.equals(before) && !before.isEmpty()) {
      // The witness knows a file by its first line, and would read this one again as a new one.
      database.write(
          handle ->
              handle.execute("update pbx_file set identity = ? where identity = ?", after, before));
    }
    if (found > 0) {
      LOG.info("event=pbx-number-erased file={} places={}", file.getFileName(), found);
    }
  }

  private static int overwrite(RandomAccessFile file, byte[] digits) throws IOException {
    byte[] filler = new byte[digits.length];
    Arrays.fill(filler, (byte) 'x');
    byte[] piece = new byte[PIECE];
    int found = 0;
    for (long at = 0; at < file.length(); at += PIECE - digits.length + 1) {
      file.seek(at);
      int length = read(file, piece);
      for (int i = 0; i + digits.length <= length; i++) {
        if (Arrays.equals(piece, i, i + digits.length, digits, 0, digits.length)) {
          file.seek(at + i);
          file.write(filler);
          found++;
        }
      }
    }
    return found;
  }

  private static int read(RandomAccessFile file, byte[] into) throws IOException {
    int length = 0;
    while (length < into.length) {
      int some = file.read(into, length, into.length - length);
      if (some < 0) {
        break;
      }
      length += some;
    }
    return length;
  }

  /// The PBX has its table open, too, and often locked: where nothing of the person stands, nothing
  /// is touched.
  private void eraseInTable(Path file, List<String> digits) throws IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement plain = connection.createStatement()) {
      plain.execute("pragma busy_timeout = 2000");
      plain.execute("pragma secure_delete = true");
      List<String> keys = keys(connection, digits);
      if (keys.isEmpty()) {
        return;
      }
      for (String key : keys) {
        String[] parts = key.split("/", 3); // "/family/key"
        if (parts.length == 3) {
          console.accept("database del " + parts[1] + " " + parts[2]);
        }
      }
      try (PreparedStatement delete =
          connection.prepareStatement("delete from astdb where key = ?")) {
        for (String key : keys) {
          delete.setString(1, key);
          delete.executeUpdate();
        }
      }
      plain.execute("vacuum");
      LOG.info("event=pbx-number-erased file={} places={}", file.getFileName(), keys.size());
    } catch (SQLException e) {
      throw new IOException("the PBX's table cannot be cleaned: " + e.getMessage(), e);
    }
  }

  private static List<String> keys(Connection connection, List<String> digits) throws SQLException {
    List<String> keys = new ArrayList<>();
    try (PreparedStatement find =
        connection.prepareStatement(
            "select key from astdb where instr(key, ?) > 0 or instr(value, ?) > 0")) {
      for (String one : digits) {
        find.setString(1, one);
        find.setString(2, one);
        try (ResultSet found = find.executeQuery()) {
          while (found.next()) {
            keys.add(found.getString(1));
          }
        }
      }
    }
    return keys;
  }
}
