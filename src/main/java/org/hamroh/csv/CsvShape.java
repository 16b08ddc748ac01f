package org.hamroh.csv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// In which letters and with which separator a CSV was written.
///
/// @param encoding  a key of [#ENCODINGS]
/// @param separator one of [#SEPARATORS]
public record CsvShape(String encoding, char separator) {

  /// What a person may choose from.
  public static final Map<String, Charset> ENCODINGS = encodings();

  public static final String SEPARATORS = ",;\t|";

  private static final int BLOCK = 64 * 1024;

  public CsvShape {
    if (!ENCODINGS.containsKey(encoding)) {
      throw new IllegalArgumentException(encoding + " is none of " + ENCODINGS.keySet());
    }
    if (SEPARATORS.indexOf(separator) < 0) {
      throw new IllegalArgumentException("a comma, semicolon, tab or bar parts the columns");
    }
  }

  private static Map<String, Charset> encodings() {
    Map<String, Charset> encodings = new LinkedHashMap<>();
    encodings.put("utf-8", StandardCharsets.UTF_8);
    encodings.put("utf-16le", StandardCharsets.UTF_16LE);
    encodings.put("utf-16be", StandardCharsets.UTF_16BE);
    encodings.put("windows-1251", Charset.forName("windows-1251"));
    return encodings;
  }

  /// Finds both out. The whole file is looked through once, a block at a time.
  ///
  /// @param name of the file, for messages
  /// @throws org.hamroh.yaml.ProblemsException when the letters cannot be told
  public static CsvShape of(String name, Path file) {
    try {
      String encoding = encoding(name, file);
      byte[] head;
      try (InputStream in = Files.newInputStream(file)) {
        head = in.readNBytes(BLOCK);
      }
      return new CsvShape(encoding, separator(new String(head, charset(encoding))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Charset charset() {
    return charset(encoding);
  }

  private static Charset charset(String encoding) {
    return java.util.Objects.requireNonNull(ENCODINGS.get(encoding));
  }

  private static String encoding(String name, Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(4);
    }
    if (head.length >= 2 && (head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xfe
        || head.length == 4 && head[0] != 0 && head[1] == 0 && head[3] == 0) {
      return "utf-16le";
    }
    if (head.length >= 2 && (head[0] & 0xff) == 0xfe && (head[1] & 0xff) == 0xff
        || head.length == 4 && head[0] == 0 && head[1] != 0 && head[2] == 0) {
      return "utf-16be";
    }
    byte[] odd = around(file);
    if (odd.length == 0) {
      return "utf-8";
    }
    CsvText.decode(name, odd); // refuses what is neither
    return "windows-1251";
  }

  /// Some lines around the first place that is no UTF-8; nothing when all of it is.
  private static byte[] around(Path file) throws IOException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.allocate(BLOCK);
    CharBuffer letters = CharBuffer.allocate(BLOCK);
    try (InputStream in = Files.newInputStream(file)) {
      boolean end = false;
      while (!end) {
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        end = read < 0;
        bytes.position(bytes.position() + Math.max(0, read)).flip();
        letters.clear();
        CoderResult result = decoder.decode(bytes, letters, end);
        if (result.isError()) {
          return odd(bytes, in);
        }
        bytes.compact();
      }
    }
    return new byte[0];
  }

  /// From the line of the odd byte on, or from the block's begin when the line is longer.
  private static byte[] odd(ByteBuffer bytes, InputStream in) throws IOException {
    int from = bytes.position();
    while (from > 0 && bytes.get(from - 1) != '\n') {
      from--;
    }
    ByteArrayOutputStream some = new ByteArrayOutputStream();
    some.write(bytes.array(), from, bytes.limit() - from);
    some.write(in.readNBytes(BLOCK));
    return some.toByteArray();
  }

  /// The separator that the first line has most of, outside quotes.
  static char separator(CharSequence text) {
    int[] seen = new int[SEPARATORS.length()];
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == '"') {
        quoted = !quoted;
      } else if (!quoted && (letter == '\n' || letter == '\r')) {
        break;
      } else if (!quoted && SEPARATORS.indexOf(letter) >= 0) {
        seen[SEPARATORS.indexOf(letter)]++;
      }
    }
    int most = 0;
    for (int i = 1; i < seen.length; i++) {
      most = seen[i] > seen[most] ? i : most;
    }
    return SEPARATORS.charAt(most);
  }
}
