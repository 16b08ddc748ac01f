package org.hamroh.gate;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Where people live, as far as somebody has written it down.
@FunctionalInterface
public interface Homes {

  /// Nobody knows.
  Homes UNKNOWN = (handle, numbers) -> Map.of();

  /// @param numbers in E.164
  /// @return ids of the list of places by number; who is not known is left out
  Map<String, String> of(Handle handle, List<String> numbers);
}
