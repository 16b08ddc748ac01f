package org.hamroh.sms;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/// By which a text tells whoever reads it over a shoulder that it comes from the hotline. Somebody
/// who asked for texts without our name gets none that has one of these in it.
final class OurNames {

  /// As the shipped texts write it, in Tajik and in the letters that old telephones have.
  private static final List<String> SHIPPED = List.of("ҳамроҳ", "хамрох", "hamroh");

  private final List<String> names;

  /// @param senderId of this site
  OurNames(String senderId) {
    this.names =
        senderId.matches(".*\\p{L}.*")
            ? java.util.stream.Stream.concat(
                    SHIPPED.stream(), java.util.stream.Stream.of(folded(senderId)))
                .toList()
            : SHIPPED;
  }

  boolean isIn(String text) {
    String folded = folded(text);
    return names.stream().anyMatch(folded::contains);
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }
}
