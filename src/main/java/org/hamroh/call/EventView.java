package org.hamroh.call;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hamroh.phone.CallerKey;
import org.jspecify.annotations.Nullable;

/// An event as the API shows it: its fields by name, lengths in milliseconds.
///
/// @param source `ivr`, `pbx` or `reconcile`
/// @param type   `KeyPressed`, `OperatorAnswered`…
record EventView(Instant at, String source, String type, Map<String, @Nullable Object> details) {

  static EventView of(ToldEvent told) {
    CallEvent event = told.event();
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    for (RecordComponent field : event.getClass().getRecordComponents()) {
      Object value = value(field, event);
      switch (value) {
        case Duration length -> details.put(field.getName() + "Millis", length.toMillis());
        case CallerKey key -> details.put(field.getName(), key.hex());
        case null, default -> details.put(field.getName(), value);
      }
    }
    return new EventView(
        told.at(), told.source().word(), event.getClass().getSimpleName(), details);
  }

  private static @Nullable Object value(RecordComponent field, CallEvent event) {
    try {
      return field.getAccessor().invoke(event);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("an event's fields can be read", e);
    }
  }
}
