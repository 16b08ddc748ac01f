package org.hamroh.contact;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.hamroh.phone.PhoneNumber;

/// A person who may be written to.
///
/// @param name        as they want to be called, empty when nobody knows
/// @param language    they read: `tg`, `ru`
/// @param country     of the number: `TJ`, `RU`, `KZ`
/// @param place       as it stood in the list, empty when unknown
/// @param placeId     of the list of places, as far down as it is known; empty when it is not
/// @param sex         `f`, `m`, empty when unknown
/// @param birthYear   empty when unknown
/// @param tags        groups that they belong to: `potential-migrant`
/// @param consent     when and how they agreed to be written to; without it no broadcast reaches
///                    them
/// @param lastContact their last call or text to us
public record Contact(
    long id,
    PhoneNumber number,
    String name,
    String language,
    String country,
    String place,
    String placeId,
    String sex,
    Optional<Integer> birthYear,
    Set<String> tags,
    Optional<Consent> consent,
    Optional<Instant> lastContact) {

  /// The proof that somebody agreed.
  ///
  /// @param way   `paper`, `telephone`, `sms`, and whose list it was
  /// @param proof where it lies: `sheet 12, Vahdat`; empty when nobody wrote that down
  public record Consent(Instant at, String way, String proof) {

    public Consent(Instant at, String way) {
      this(at, way, "");
    }
  }

  public Contact {
    tags = Set.copyOf(tags);
  }

  Contact with(Set<String> groups) {
    return new Contact(
        id,
        number,
        name,
        language,
        country,
        place,
        placeId,
        sex,
        birthYear,
        groups,
        consent,
        lastContact);
  }
}
