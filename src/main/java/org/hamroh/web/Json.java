package org.hamroh.web;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// JSON as the API speaks it: strict about what comes in, for a misspelt field that is passed over
/// in silence is a mistake that nobody finds.
final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /// @throws Refusal 400 with the place of the mistake
  static <T> T read(byte[] body, Class<T> type) {
    T value;
    try {
      value = MAPPER.readValue(new String(body, StandardCharsets.UTF_8), type);
    } catch (DatabindException e) {
      String field = e.getPathReference().isEmpty() ? "" : path(e) + ": ";
      throw new Refusal(400, "The JSON body is not as asked: " + field + e.getOriginalMessage());
    } catch (JacksonException e) {
      String at =
          e.getLocation() == null
              ? ""
              : " (line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr()
                  + ")";
      throw new Refusal(400, "The body is not good JSON" + at + ": " + e.getOriginalMessage());
    }
    if (value == null) {
      throw new Refusal(400, "The JSON body is empty.");
    }
    List<String> missing = new ArrayList<>();
    missing(value, "", missing);
    if (!missing.isEmpty()) {
      throw new Refusal(400, "The JSON body lacks " + String.join(", ", missing) + ".");
    }
    return value;
  }

  private static String path(DatabindException e) {
    List<String> names = new ArrayList<>();
    for (JacksonException.Reference reference : e.getPath()) {
      names.add(
          reference.getPropertyName() != null
              ? reference.getPropertyName()
              : "[" + reference.getIndex() + "]");
    }
    return String.join(".", names).replace(".[", "[");
  }

  /// Fields of records that are null though nothing says that they may be.
  private static void missing(@Nullable Object value, String at, List<String> found) {
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        missing(list.get(i), at + "[" + i + "]", found);
      }
    }
    if (!(value instanceof Record)) {
      return;
    }
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      String name = at.isEmpty() ? component.getName() : at + "." + component.getName();
      Object field = read(component, value);
      if (field != null) {
        missing(field, name, found);
      } else if (!mayBeNull(component)) {
        found.add(name);
      }
    }
  }

  private static boolean mayBeNull(RecordComponent component) {
    return Arrays.stream(component.getAnnotatedType().getAnnotations())
        .anyMatch(annotation -> annotation.annotationType() == Nullable.class);
  }

  private static @Nullable Object read(RecordComponent component, Object value) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true); // records of a room need not be public
      return accessor.invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record's accessor cannot be called", e);
    }
  }
}
