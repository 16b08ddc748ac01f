package org.hamroh.sight;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.web.Role;

/// One kind of thing that is kept of persons, and who sees what of it.
///
/// @param at     the addresses that show it
/// @param whole  the addresses that show a masked field whole, to who gives a reason
/// @param fields each with the cells of the roles that see it; in the file's order
public record SeenThing(
    String name, List<String> at, List<String> whole, Map<String, Map<Role, Cell>> fields) {

  public SeenThing {
    at = List.copyOf(at);
    whole = List.copyOf(whole);
    Map<String, Map<Role, Cell>> copy = new LinkedHashMap<>();
    fields.forEach((field, cells) -> copy.put(field, Map.copyOf(new EnumMap<>(cells))));
    fields = java.util.Collections.unmodifiableMap(copy);
  }

  public Cell cell(String field, Role role) {
    return fields.getOrDefault(field, Map.of()).getOrDefault(role, Cell.NONE);
  }

  /// Who sees more for having several roles.
  Cell cell(String field, Set<Role> roles) {
    return roles.stream()
        .map(role -> cell(field, role))
        .max(java.util.Comparator.naturalOrder())
        .orElse(Cell.NONE);
  }

  /// Whether a role sees anything of it at this address.
  boolean isShownTo(Role role, String address) {
    return whole.contains(address)
        ? fields.keySet().stream()
            .anyMatch(field -> cell(field, role) == Cell.REASON || cell(field, role) == Cell.ALL)
        : fields.keySet().stream().anyMatch(field -> cell(field, role) != Cell.NONE);
  }
}
