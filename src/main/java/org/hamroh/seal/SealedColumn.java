package org.hamroh.seal;

import java.util.List;
import java.util.function.Function;

/// A column of the store in which sealed texts stand, and how each is bound to its row.
///
/// @param secret  of the site that it is sealed with: `HAMROH_RECORD_KEY`
/// @param purpose given to [Seal#ofSite]
/// @param keys    the columns that name a row
/// @param nameOf  the name that a row's text is sealed for, by the row's keys
public record SealedColumn(
    String secret,
    String purpose,
    String table,
    List<String> keys,
    String column,
    Function<List<String>, String> nameOf) {

  /// With one key.
  public static SealedColumn of(
      String secret,
      String purpose,
      String table,
      String key,
      String column,
      Function<String, String> nameOf) {
    return new SealedColumn(
        secret, purpose, table, List.of(key), column, keys -> nameOf.apply(keys.getFirst()));
  }

  /// `contact_record.texts_sealed`
  public String place() {
    return table + "." + column;
  }
}
