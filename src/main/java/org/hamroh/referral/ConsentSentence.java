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
        partner.name(words.language()),
        fields.stream()
            .map(field -> words.of("referral.said." + field.word()))
            .collect(Collectors.joining(", ")));
  }
}
