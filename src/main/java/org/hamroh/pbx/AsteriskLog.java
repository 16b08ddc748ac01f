package org.hamroh.pbx;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What one start of Asterisk had to complain about.
///
/// @param console what it says before its log is open; begun anew at each start
/// @param log     warnings and errors of all starts
/// @param from    where in the log this start begins, in bytes
record AsteriskLog(Path console, Path log, long from) {

  /// A start says a few lines; a log that runs away must not fill our memory.
  private static final int MAX_BYTES = 256 * 1024;

  private static final int MAX_SHOWN = 5;

  static AsteriskLog fromNowOn(AsteriskFolders folders) throws IOException {
    Path log = folders.asteriskLog();
    return new AsteriskLog(folders.consoleLog(), log, Files.exists(log) ? Files.size(log) : 0);
  }

  /// The first few `ERROR` lines, the same one once; empty when there are none.
  List<String> errors() {
    return (read(console, 0) + "\n" + read(log, from))
        .lines()
        .filter(line -> line.contains("ERROR"))
        .map(line -> line.replaceFirst("^.*?ERROR", "ERROR").strip())
        .distinct()
        .limit(MAX_SHOWN)
        .toList();
  }

  private static String read(Path file, long from) {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.clamp(in.length() - from, 0, MAX_BYTES)];
      in.seek(from);
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return ""; // not written yet: nothing was said
    }
  }
}
