package org.hamroh.csv;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// Finds out in which letters a spreadsheet wrote its file: UTF-8 (with or without its mark),
/// UTF-16 or Windows-1251. Anything else is refused, for a wrong guess would turn names into
/// rubbish.
public final class CsvText {

  private static final Charset WINDOWS_1251 = Charset.forName("windows-1251");

  /// Signs beside ASCII that a Russian text in Windows-1251 may hold.
  private static final Pattern RUSSIAN =
      Pattern.compile("[\\x00-\\x7f\\u00a0А-Яа-яЁё№«»–—…“”„‘’]*");

  /// `пРИВЕТ`: how KOI8-R looks when it is read as Windows-1251.
  private static final Pattern INSIDE_OUT = Pattern.compile("(?<![А-яЁё])[а-яё][А-ЯЁ]{2,}");

  private static final Pattern WORD = Pattern.compile("[А-яЁё]{3,}");

  /// Windows-1251 lacks ғ ӣ қ ӯ ҳ ҷ: whoever saved a Tajik name in it kept question marks.
  private static final Pattern LOST =
      Pattern.compile("[А-яЁё]\\?[А-яЁё]|[А-яЁё]{2,}\\?(?=[\\s,;]|$)");

  private CsvText() {}

  /// @throws ProblemsException when the letters cannot be told, or some are lost already
  public static String decode(String name, byte[] bytes) {
    if (starts(bytes, 0xef, 0xbb, 0xbf)) {
      return strictly(name, bytes, 3, StandardCharsets.UTF_8, "UTF-8");
    }
    if (starts(bytes, 0xff, 0xfe)) {
      return strictly(name, bytes, 2, StandardCharsets.UTF_16LE, "UTF-16");
    }
    if (starts(bytes, 0xfe, 0xff)) {
      return strictly(name, bytes, 2, StandardCharsets.UTF_16BE, "UTF-16");
    }
    if (bytes.length >= 4 && bytes[0] != 0 && bytes[1] == 0 && bytes[3] == 0) {
      return strictly(name, bytes, 0, StandardCharsets.UTF_16LE, "UTF-16");
    }
    if (bytes.length >= 4 && bytes[0] == 0 && bytes[1] != 0 && bytes[2] == 0) {
      return strictly(name, bytes, 0, StandardCharsets.UTF_16BE, "UTF-16");
    }
    try {
      String text = decode(bytes, 0, StandardCharsets.UTF_8);
      if (text.indexOf('\0') < 0) {
        return text;
      }
    } catch (CharacterCodingException e) {
      return russian(name, bytes); // not UTF-8, so an older way of writing
    }
    throw refuse(name, line(bytes, bytes.length), "is no text: it has zero bytes in it");
  }

  private static String russian(String name, byte[] bytes) {
    String text = new String(bytes, WINDOWS_1251);
    long words = WORD.matcher(text).results().count();
    boolean insideOut = INSIDE_OUT.matcher(text).results().count() * 3 > words;
    if (!RUSSIAN.matcher(text).matches() || insideOut) {
      throw refuse(name, 0, "is written neither in UTF-8 nor in UTF-16 nor in Windows-1251");
    }
    var lost = LOST.matcher(text);
    if (lost.find()) {
      int line = 1 + (int) text.substring(0, lost.start()).chars().filter(c -> c == '\n').count();
      throw refuse(
          name,
          line,
          "has a question mark where a Tajik letter was (Windows-1251 has no ғ ӣ қ ӯ ҳ ҷ)");
    }
    return text;
  }

  /// Whether a text that was written in Windows-1251 lost Tajik letters by it.
  public static boolean hasLost(String text) {
    return LOST.matcher(text).find();
  }

  private static String strictly(
      String name, byte[] bytes, int from, Charset charset, String label) {
    try {
      return decode(bytes, from, charset);
    } catch (CharacterCodingException e) {
      throw refuse(name, 0, "begins like " + label + " but is broken further on");
    }
  }

  private static String decode(byte[] bytes, int from, Charset charset)
      throws CharacterCodingException {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
        .toString();
  }

  private static boolean starts(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static int line(byte[] bytes, int end) {
    int line = 1;
    for (int i = 0; i < end && bytes[i] != 0; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  private static ProblemsException refuse(String name, int line, String what) {
    return new ProblemsException(
        new Problem(name, line, "", what, "save it again as \"CSV UTF-8\" and repeat"));
  }
}
