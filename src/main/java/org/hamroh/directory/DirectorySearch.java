package org.hamroh.directory;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is looked for in the directory; what is null does not matter.
///
/// @param service  `legal-aid`
/// @param placeId  that place, or below it
/// @param language spoken there: `tg`
/// @param sex      of the person who needs help: `f` or `m`
/// @param openNow  leaves out those who are known to be closed at this hour
public record DirectorySearch(
    @Nullable String service,
    @Nullable String placeId,
    @Nullable String language,
    @Nullable String sex,
    boolean openNow) {

  /// Where the clocks of an organisation hang, as far as its country says.
  private static final Map<String, ZoneId> ZONES =
      Map.of(
          "Tajikistan", ZoneId.of("Asia/Dushanbe"),
          "Russian Federation", ZoneId.of("Europe/Moscow"),
          "Kazakhstan", ZoneId.of("Asia/Almaty"),
          "Kyrgyzstan", ZoneId.of("Asia/Bishkek"),
          "Ukraine", ZoneId.of("Europe/Kyiv"));

  /// @param open whether somebody is there now; nothing when nobody has written down their hours
  public record Found(Organisation organisation, Optional<Boolean> open) {}

  /// Those who are open before those of whom it is not known, else as they came.
  List<Found> among(List<Organisation> organisations, Instant now) {
    return organisations.stream()
        .filter(one -> language == null || speaks(one, language))
        .filter(one -> sex == null || one.sexes().isEmpty() || one.sexes().equals(sex))
        .map(one -> new Found(one, open(one, now)))
        .filter(one -> !openNow || one.open().orElse(true))
        .sorted(Comparator.comparing((Found one) -> !one.open().orElse(false)))
        .toList();
  }

  /// A language that can only be expected is better than none: somebody asks on the telephone.
  private static boolean speaks(Organisation one, String language) {
    return one.languages().stream().anyMatch(known -> known.split(" ", 2)[0].equals(language));
  }

  private static Optional<Boolean> open(Organisation one, Instant now) {
    return Optional.ofNullable(ZONES.get(one.country()))
        .flatMap(
            zone ->
                WorkingHours.of(one.workingHours()).map(hours -> hours.isOpen(now.atZone(zone))));
  }
}
