package org.hamroh.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The places that come with the product, each with what lies in it: a district means its jamoats.
public final class PlaceTree {

  private static final PlaceTree SOURCE = new PlaceTree(SourceDirectory.places());

  private final Map<String, Place> byId = new LinkedHashMap<>();
  private final Map<String, List<Place>> inside = new HashMap<>();

  /// @param places parents before what lies in them
  PlaceTree(List<Place> places) {
    for (Place place : places) {
      byId.put(place.id(), place);
      if (place.parentId() != null) {
        inside.computeIfAbsent(place.parentId(), id -> new ArrayList<>()).add(place);
      }
    }
  }

  public static PlaceTree ofSource() {
    return SOURCE;
  }

  public Optional<Place> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// These places and all that lies in them. Whatever is no id is left out.
  public Set<String> within(Collection<String> ids) {
    Set<String> found = new LinkedHashSet<>();
    ids.stream().filter(byId::containsKey).forEach(id -> collect(id, found));
    return found;
  }

  private void collect(String id, Set<String> found) {
    if (found.add(id)) { // a place that lies in itself ends here
      inside.getOrDefault(id, List.of()).forEach(place -> collect(place.id(), found));
    }
  }

  /// A place as a list shows it.
  ///
  /// @param depth 0 for the country
  public record Line(Place place, int depth) {}

  /// All places from the country down, what lies in a place right below it.
  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    byId.values().stream()
        .filter(place -> place.parentId() == null)
        .forEach(place -> line(place, 0, lines));
    return lines;
  }

  private void line(Place place, int depth, List<Line> lines) {
    lines.add(new Line(place, depth));
    inside.getOrDefault(place.id(), List.of()).forEach(one -> line(one, depth + 1, lines));
  }
}
