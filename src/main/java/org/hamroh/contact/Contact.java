package org.hamroh.contact;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.hamroh.phone.PhoneNumber;

/// A person who may be written to.
///
/// @param name     as they want to be called, empty when nobody knows
/// @param language they read: `tg`, `ru`
/// @param country  of the number: `TJ`, `RU`, `KZ`
/// @param place    as it stood in the list, empty when unknown
/// @param tags     groups that they belong to: `potential-migrant`
/// @param consent  when and how they agreed to be written to; without it no broadcast reaches them
public record Contact(
    long id,
    PhoneNumber number,
    String name,
    String language,
    String country,
    String place,
    Set<String> tags,
    Optional<Consent> consent) {

  /// The proof that somebody agreed.
  ///
  /// @param way `paper`, `telephone`, `sms`, and whose list it was
  public record Consent(Instant at, String way) {}

  public Contact {
    tags = Set.copyOf(tags);
  }
}
