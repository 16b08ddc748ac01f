package org.hamroh.referral;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a partner has answered by SMS: the referral's four digits and a word, `4711 ҲА`, in Tajik,
/// Russian or English, with or without Tajik letters.
///
/// @param code of the referral
/// @param step ACCEPTED, DECLINED or STARTED
/// @param more what stands behind the word
record PartnerWords(String code, Step step, String more) {

  private static final Pattern WRITTEN =
      Pattern.compile(
          "\\s*(?:№|#|N)?\\s*([1-9][0-9]{3})[\\s,.:;-]+(\\p{L}+)[^\\p{L}\\p{N}]*(.*)",
          Pattern.DOTALL);

  private static final Map<String, Step> WORDS =
      Map.ofEntries(
          Map.entry("ха", Step.ACCEPTED),
          Map.entry("бале", Step.ACCEPTED),
          Map.entry("рози", Step.ACCEPTED),
          Map.entry("да", Step.ACCEPTED),
          Map.entry("yes", Step.ACCEPTED),
          Map.entry("ok", Step.ACCEPTED),
          Map.entry("ha", Step.ACCEPTED),
          Map.entry("da", Step.ACCEPTED),
          Map.entry("не", Step.DECLINED),
          Map.entry("нет", Step.DECLINED),
          Map.entry("no", Step.DECLINED),
          Map.entry("ne", Step.DECLINED),
          Map.entry("net", Step.DECLINED),
          Map.entry("сар", Step.STARTED),
          Map.entry("огоз", Step.STARTED),
          Map.entry("начали", Step.STARTED),
          Map.entry("начал", Step.STARTED),
          Map.entry("start", Step.STARTED),
          Map.entry("started", Step.STARTED));

  /// @return nothing when it is no such answer
  static Optional<PartnerWords> read(String text) {
    Matcher read = WRITTEN.matcher(text);
    if (!read.matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(WORDS.get(fold(read.group(2))))
        .map(step -> new PartnerWords(read.group(1), step, read.group(3).strip()));
  }

  private static String fold(String word) {
    return Normalizer.normalize(word, Normalizer.Form.NFC)
        .toLowerCase(Locale.ROOT)
        .replace('ғ', 'г')
        .replace('ӣ', 'и')
        .replace('ҳ', 'х')
        .replace('ӯ', 'у');
  }
}
