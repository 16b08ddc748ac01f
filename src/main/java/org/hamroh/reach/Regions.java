package org.hamroh.reach;

import java.util.HashMap;
import java.util.Map;
import org.hamroh.directory.Place;
import org.hamroh.directory.SourceDirectory;

/// The places that figures are told by: the region around a jamoat or a town, and the district.
public final class Regions {

  /// Nothing lies deeper.
  private static final int DEEPEST = 8;

  private final Map<String, Place> places = new HashMap<>();

  public Regions() {
    SourceDirectory.places().forEach(place -> places.put(place.id(), place));
  }

  /// @return the region's id; empty when the place is not known or is larger than a region
  public String regionOf(String placeId) {
    return around(placeId, "region");
  }

  /// @return the district's or the city's id; empty when no place as small is known
  public String districtOf(String placeId) {
    String district = around(placeId, "district");
    return district.isEmpty() ? around(placeId, "city") : district;
  }

  private String around(String placeId, String level) {
    Place place = places.get(placeId);
    for (int up = 0; up < DEEPEST && place != null; up++) {
      if (place.level().equals(level)) {
        return place.id();
      }
      place = place.parentId() == null ? null : places.get(place.parentId());
    }
    return "";
  }

  /// @param language `tg`, `ru` or another
  public String name(String placeId, String language) {
    Place place = places.get(placeId);
    return place == null ? placeId : place.name(language);
  }
}
