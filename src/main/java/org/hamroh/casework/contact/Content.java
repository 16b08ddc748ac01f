package org.hamroh.casework.contact;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an operator has written so far. Everything may be missing; empty texts are no answers.
///
/// @param callType   of the form, empty when not chosen yet
/// @param reasons    second level, the main one first
/// @param values     by field of the form: ids of choices, and texts
/// @param nextOn     `2026-11-23`, a day of the site; empty when nothing is to be done
public record Content(
    String callType,
    List<String> reasons,
    Map<String, String> values,
    String disposition,
    String nextAction,
    String nextOn) {

  public static final Content NOTHING = new Content("", List.of(), Map.of(), "", "", "");

  public Content {
    reasons = reasons.stream().distinct().toList();
    Map<String, String> given = new LinkedHashMap<>();
    values.forEach(
        (field, value) -> {
          if (!value.isBlank()) {
            given.put(field, value);
          }
        });
    values = Map.copyOf(given);
  }

  /// As JSON brings it; what is left out is nothing.
  public record Sent(
      @Nullable String callType,
      @Nullable List<String> reasons,
      @Nullable Map<String, String> values,
      @Nullable String disposition,
      @Nullable String nextAction,
      @Nullable String nextOn) {

    Content content() {
      return new Content(
          or(callType),
          Objects.requireNonNullElse(reasons, List.of()),
          Objects.requireNonNullElse(values, Map.of()),
          or(disposition),
          or(nextAction),
          or(nextOn));
    }

    private static String or(@Nullable String text) {
      return text == null ? "" : text;
    }
  }

  public String value(String field) {
    return values.getOrDefault(field, "");
  }

  /// The day, when it is one.
  public Optional<LocalDate> nextDay() {
    try {
      return nextOn.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(nextOn));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  Content with(String type, List<String> why) {
    return new Content(type, why, values, disposition, nextAction, nextOn);
  }
}
