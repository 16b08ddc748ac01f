package org.hamroh.referral;

import java.util.Set;
import java.util.stream.Collectors;
import org.hamroh.directory.Organisation;
import org.hamroh.web.Wording;

/// What is read out to a person before anything is told to a partner, in the person's language:
/// whom, which pieces, and that a yes can be taken back.
public final class ConsentSentence {

  private ConsentSentence() {}

  static String of(Wording words, Organisation partner, Set<SharedField> fields) {
    return words.of(
        "referral.sentence",
        name(partner, words.language()),
        fields.stream()
            .map(field -> words.of("referral.said." + field.word()))
            .collect(Collectors.joining(", ")));
  }

  /// As it is called in that language, or in English.
  public static String name(Organisation partner, String language) {
    return switch (language) {
      case "tg" -> partner.nameTg().isEmpty() ? partner.nameEn() : partner.nameTg();
      case "ru" -> partner.nameRu().isEmpty() ? partner.nameEn() : partner.nameRu();
      default -> partner.nameEn();
    };
  }
}
