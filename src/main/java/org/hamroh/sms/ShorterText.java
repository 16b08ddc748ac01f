package org.hamroh.sms;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/// The same words with fewer segments: without spaces that nobody sees, and without typographic
/// marks where these force UCS-2. Letters of words are never touched. Its twin in the browser is
/// `count.js`.
public final class ShorterText {

  private static final Map<Integer, String> MARKS = marks();

  private ShorterText() {}

  private static Map<Integer, String> marks() {
    Map<Integer, String> marks = new HashMap<>();
    "«»“”„‟″".chars().forEach(mark -> marks.put(mark, "\""));
    "‘’‚‛′`´".chars().forEach(mark -> marks.put(mark, "'"));
    "–—‒―−‐‑".chars().forEach(mark -> marks.put(mark, "-"));
    marks.put((int) '…', "...");
    marks.put((int) '№', "N");
    marks.put((int) '•', "-");
    return Map.copyOf(marks);
  }

  /// @return the text itself when nothing helps
  public static String of(String text) {
    String tidy =
        Normalizer.normalize(text, Normalizer.Form.NFC)
            .replaceAll("[\\u00ad\\u200b-\\u200d\\u2060\\ufeff]", "")
            .replaceAll("[\\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000\\t]", " ")
            .replaceAll(" {2,}", " ")
            .replaceAll(" *\\n *", "\n")
            .replaceAll("\\n{3,}", "\n\n")
            .strip();
    StringBuilder plain = new StringBuilder(tidy.length());
    tidy.codePoints()
        .forEach(
            letter -> {
              String mark = MARKS.get(letter);
              if (mark == null) {
                plain.appendCodePoint(letter);
              } else {
                plain.append(mark);
              }
            });
    String better = parts(plain.toString()) < parts(tidy) ? plain.toString() : tidy;
    SmsText now = SmsText.of(text);
    SmsText then = SmsText.of(better);
    int fewer = now.segments().size() - then.segments().size();
    return fewer > 0 || fewer == 0 && then.length() < now.length() ? better : text;
  }

  private static int parts(String text) {
    return SmsText.of(text).segments().size();
  }
}
