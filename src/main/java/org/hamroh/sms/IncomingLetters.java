package org.hamroh.sms;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads letters from the octets of an incoming text. What the data coding says is believed as long
/// as it makes sense; carriers pack GSM-7 where the standard wants it unpacked, send Cyrillic as
/// "binary", and forget to say UCS-2. Never fails: what cannot be read comes out as `�`.
final class IncomingLetters {

  private static final int LOW_BITS = 0x7f;
  private static final int SEPTET = 7;
  private static final Charset CYRILLIC = Charset.forName("windows-1251");
  private static final Charset ISO_CYRILLIC = Charset.forName("ISO-8859-5");

  /// The alphabet in the coding groups of 3GPP TS 23.038 §4, and the numbers of SMPP 3.4 §5.2.19.
  private enum Alphabet {
    GSM_7,
    UCS_2,
    LATIN_1,
    ISO_5,
    OCTETS
  }

  private IncomingLetters() {}

  /// @param header octets of a user data header that stood before these
  static String read(byte[] octets, int coding, int header) {
    String text =
        switch (alphabet(coding & 0xff)) {
          case GSM_7 -> likeliest(septets(octets, header), "");
          case UCS_2 -> likeliest(units(octets), Encoding.UCS_2.decode(octets));
          case LATIN_1 -> likeliest(octets(octets), latin(octets));
          case ISO_5 -> new String(octets, ISO_CYRILLIC);
          case OCTETS -> likeliest(guesses(octets, header), "");
        };
    return clean(text);
  }

  private static Alphabet alphabet(int coding) {
    if (coding >= 0xf0) { // with a message class
      return (coding & 0x04) == 0 ? Alphabet.GSM_7 : Alphabet.OCTETS;
    }
    if (coding >= 0xe0) { // "a message waits", in UCS-2
      return Alphabet.UCS_2;
    }
    if (coding >= 0xc0) {
      return Alphabet.GSM_7;
    }
    if (coding >= 0x10 && coding < 0x40) { // general group with a class
      return switch (coding >> 2 & 0x03) {
        case 1 -> Alphabet.OCTETS;
        case 2 -> Alphabet.UCS_2;
        default -> Alphabet.GSM_7;
      };
    }
    return switch (coding) {
      case 0x00 -> Alphabet.GSM_7;
      case 0x01, 0x03 -> Alphabet.LATIN_1;
      case 0x06 -> Alphabet.ISO_5;
      case 0x08 -> Alphabet.UCS_2;
      default -> Alphabet.OCTETS;
    };
  }

  /// In the order of trust: of two that make as much sense the first is taken.
  private static List<String> septets(byte[] octets, int header) {
    List<String> guesses = new ArrayList<>();
    if (isSeptets(octets)) {
      guesses.add(Encoding.GSM_7.decode(octets));
    }
    guesses.add(Encoding.GSM_7.decode(unpacked(octets, header)));
    guesses.addAll(guesses(octets, header));
    return guesses;
  }

  private static List<String> units(byte[] octets) {
    List<String> guesses = new ArrayList<>();
    guesses.add(Encoding.UCS_2.decode(octets));
    guesses.add(new String(octets, 0, octets.length & ~1, StandardCharsets.UTF_16LE));
    utf8(octets).ifPresent(guesses::add);
    return guesses;
  }

  private static List<String> octets(byte[] octets) {
    List<String> guesses = new ArrayList<>();
    guesses.add(latin(octets));
    utf8(octets).ifPresent(guesses::add);
    guesses.add(new String(octets, CYRILLIC));
    return guesses;
  }

  private static List<String> guesses(byte[] octets, int header) {
    List<String> guesses = new ArrayList<>();
    utf8(octets).ifPresent(guesses::add);
    if (octets.length % 2 == 0) {
      guesses.add(Encoding.UCS_2.decode(octets));
    }
    guesses.add(new String(octets, CYRILLIC));
    guesses.add(latin(octets));
    if (isSeptets(octets)) {
      guesses.add(Encoding.GSM_7.decode(octets));
    }
    guesses.add(Encoding.GSM_7.decode(unpacked(octets, header)));
    return guesses;
  }

  private static boolean isSeptets(byte[] octets) {
    for (byte octet : octets) {
      if (octet < 0) {
        return false;
      }
    }
    return true;
  }

  private static String latin(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  private static Optional<String> utf8(byte[] octets) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(octets))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty(); // then it is something else
    }
  }

  /// Eight septets stand in seven octets, the lowest bits first; behind a header they begin at the
  /// next border of a septet.
  static byte[] unpacked(byte[] octets, int header) {
    int skipped = (SEPTET - header * 8 % SEPTET) % SEPTET;
    int count = (octets.length * 8 - skipped) / SEPTET;
    ByteArrayOutputStream septets = new ByteArrayOutputStream(count);
    for (int i = 0; i < count; i++) {
      int bit = skipped + i * SEPTET;
      int low = (octets[bit / 8] & 0xff) >> bit % 8;
      int high = bit / 8 + 1 < octets.length ? (octets[bit / 8 + 1] & 0xff) << 8 - bit % 8 : 0;
      septets.write((low | high) & LOW_BITS);
    }
    byte[] all = septets.toByteArray();
    // Seven bits that are left over are filled with zeros, or with CR: no letter of the text.
    boolean filled = count % 8 == 0 && count > 0 && (all[count - 1] == 0 || all[count - 1] == '\r');
    return filled ? java.util.Arrays.copyOf(all, count - 1) : all;
  }

  private static String likeliest(List<String> guesses, String otherwise) {
    String best = otherwise;
    double most = -1;
    for (String guess : guesses) {
      double sense = sense(guess);
      if (sense > most) {
        best = guess;
        most = sense;
      }
    }
    return best;
  }

  /// How much of a text is what people of this region write, from 0 to 1.
  private static double sense(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    long score = text.codePoints().mapToLong(IncomingLetters::worth).sum();
    // Alternating alphabets within words are noise: "пРiвЁt" in code pages that were mixed up.
    return Math.max(0, score - 4 * breaks(text)) / (4.0 * text.codePointCount(0, text.length()));
  }

  private static long worth(int letter) {
    if (letter >= 'a' && letter <= 'z' || letter >= 'а' && letter <= 'я' || letter == ' ') {
      return 4;
    }
    if ("ғӣқӯҳҷё".indexOf(letter) >= 0) {
      return 4;
    }
    if (letter >= 'A' && letter <= 'Z' || letter >= 'А' && letter <= 'Я' || letter == '\n') {
      return 3;
    }
    if ("ҒӢҚӮҲҶЁ.,!?:;-+()\"'/@€\r".indexOf(letter) >= 0 || letter >= '0' && letter <= '9') {
      return 3;
    }
    if (letter >= 0xe0 && letter <= 0xff) { // é, ü
      return 3;
    }
    return letter > 0xffff ? 2 : letter == 0xfffd || letter < ' ' ? -4 : 0;
  }

  /// Small letters right before capital ones, and Latin right beside Cyrillic ones.
  private static long breaks(String text) {
    long breaks = 0;
    for (int i = 1; i < text.length(); i++) {
      char before = text.charAt(i - 1);
      char letter = text.charAt(i);
      if (Character.isLowerCase(before) && Character.isUpperCase(letter)) {
        breaks++;
      } else if (Character.isLetter(before)
          && Character.isLetter(letter)
          && Character.UnicodeScript.of(before) != Character.UnicodeScript.of(letter)) {
        breaks++;
      }
    }
    return breaks;
  }

  /// Halves of pairs and control letters have no place in the store or on a page.
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .filter(letter -> letter == '\n' || letter == '\t' || !Character.isISOControl(letter))
        .forEach(
            letter ->
                clean.appendCodePoint(
                    letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE
                        ? 0xfffd
                        : letter));
    return clean.toString();
  }
}
