package org.hamroh.voicemail;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The part of the settings about voice messages; what is left out is as [#STANDARD].
///
/// @param urgentKinds kinds that are due at once, besides those whose step says `urgent`
/// @param schedule    whose working days count for the others, of `hours.yaml`
/// @param keepDays    how long a sound is kept after its task was done, by kind; `default` for the
///                    rest
public record VoicemailConfig(
    @Nullable Set<String> urgentKinds,
    @Nullable String schedule,
    @Nullable Map<String, Integer> keepDays) {

  /// Who had no keys, no server or no safe line is urgent; sounds are kept for a month.
  public static final VoicemailConfig STANDARD = new VoicemailConfig(null, null, null);

  private static final Set<String> URGENT =
      Set.of("urgent-danger", "safe-callback", "safety-net", "no-key");
  private static final String OPERATORS = "operators";
  private static final String REST = "default";
  private static final int MONTH = 30;

  boolean isUrgent(String kind) {
    return Objects.requireNonNullElse(urgentKinds, URGENT).contains(kind);
  }

  String workingDays() {
    return Objects.requireNonNullElse(schedule, OPERATORS);
  }

  int keepDays(String kind) {
    Map<String, Integer> days = Objects.requireNonNullElse(keepDays, Map.of());
    return days.getOrDefault(kind, days.getOrDefault(REST, MONTH));
  }
}
