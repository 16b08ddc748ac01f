package org.hamroh.listing;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.directory.Organisation;
import org.hamroh.directory.Place;
import org.hamroh.listing.ListingItem.Words;
import org.jspecify.annotations.Nullable;

/// Offers the offices of the directory to the list that callers hear: those in a place of the
/// country where members of the union are received.
public final class OfficesOfDirectory {

  private static final String SERVICE = "union-membership";

  /// Until then somebody has to confirm that it is still there.
  private static final int DAYS = 180;

  /// What came of it.
  ///
  /// @param skipped names that no voice can say: type them in full words
  public record Report(int added, List<String> skipped) {}

  private OfficesOfDirectory() {}

  /// Adds what is not in the list yet; what staff have changed or typed stays.
  ///
  /// @param who login of who asked for it
  public static Report take(
      Lists lists, List<Organisation> organisations, List<Place> places, String who) {
    Map<String, Place> byId = new LinkedHashMap<>();
    places.forEach(place -> byId.put(place.id(), place));
    int added = 0;
    List<String> skipped = new java.util.ArrayList<>();
    for (Organisation one : organisations) {
      Optional<Place> place = Optional.ofNullable(one.placeId()).map(byId::get);
      if (place.isEmpty() || !one.services().contains(SERVICE) || isThere(lists, one)) {
        continue;
      }
      ListingItem item = item(one, place.get(), region(byId, place.get()), lists.today(), who);
      if (canBeSaid(item)) {
        lists.keep(item);
        added++;
      } else {
        skipped.add(one.nameRu());
      }
    }
    return new Report(added, skipped);
  }

  private static boolean isThere(Lists lists, Organisation one) {
    return lists.all(ListKind.OFFICES).stream().anyMatch(item -> item.source().equals(one.id()));
  }

  private static ListingItem item(
      Organisation one, Place place, String region, LocalDate today, String who) {
    return new ListingItem(
        0,
        ListKind.OFFICES,
        one.id(),
        new Words(withoutPlace(one.nameTg()), withoutPlace(one.nameRu())),
        new Words(place.nameTg(), place.nameRu()),
        region,
        "TJ",
        0,
        "TJS",
        one.phone(),
        today.plusDays(DAYS),
        false,
        who);
  }

  /// The directory writes "Information centre, Kulyab"; the place is said by itself.
  private static String withoutPlace(String name) {
    return name.replaceFirst(",[^,]*$", "");
  }

  private static String region(Map<String, Place> byId, Place place) {
    @Nullable Place at = place;
    for (int level = 0; at != null && level < 10; level++) {
      if (at.level().equals("region")) {
        return at.id();
      }
      at = at.parentId() == null ? null : byId.get(at.parentId());
    }
    return "";
  }

  private static boolean canBeSaid(ListingItem item) {
    return SpeakableWords.fault("titleTg", "tg", item.title().tg()).isEmpty()
        && SpeakableWords.fault("titleRu", "ru", item.title().ru()).isEmpty()
        && SpeakableWords.fault("placeTg", "tg", item.place().tg()).isEmpty()
        && SpeakableWords.fault("placeRu", "ru", item.place().ru()).isEmpty();
  }
}
