package org.hamroh.listing;

import org.jspecify.annotations.Nullable;

/// An item as a person typed it, or a row of a table gave it; absent fields are empty.
///
/// @param salary     whole somoni or roubles a month, empty or 0: by agreement
/// @param currency   `TJS` when empty
/// @param country    `TJ` when empty
/// @param validUntil `2026-12-31` or `31.12.2026`
public record ListingDraft(
    @Nullable String titleTg,
    @Nullable String titleRu,
    @Nullable String placeTg,
    @Nullable String placeRu,
    @Nullable String region,
    @Nullable String country,
    @Nullable String salary,
    @Nullable String currency,
    @Nullable String contact,
    @Nullable String validUntil,
    @Nullable Boolean example) {

  /// What the form of a new item holds.
  static ListingDraft empty() {
    return new ListingDraft("", "", "", "", "", "TJ", "", "TJS", "", "", false);
  }

  static ListingDraft of(ListingItem item) {
    return new ListingDraft(
        item.title().tg(),
        item.title().ru(),
        item.place().tg(),
        item.place().ru(),
        item.region(),
        item.country(),
        item.salary() == 0 ? "" : Integer.toString(item.salary()),
        item.currency(),
        item.contact(),
        item.validUntil().toString(),
        item.example());
  }

  static String text(@Nullable String field) {
    return field == null ? "" : field.strip();
  }
}
