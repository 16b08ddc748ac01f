package org.hamroh.directory;

import org.jspecify.annotations.Nullable;

/// A place that a caller may name, from the country down to the jamoat.
///
/// @param id       stable, kebab-case: `rasht-navobod`
/// @param level    `country`, `region`, `city`, `district`, `area` or `jamoat`
/// @param parentId the place around it; absent for the country
public record Place(
    String id,
    String level,
    @Nullable String parentId,
    String nameEn,
    String nameTg,
    String nameRu) {

  /// In the reader's language; in English for all others.
  public String name(String language) {
    return switch (language) {
      case "tg" -> nameTg;
      case "ru" -> nameRu;
      default -> nameEn;
    };
  }
}
