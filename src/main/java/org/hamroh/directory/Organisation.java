package org.hamroh.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An organisation that a caller may be sent to.
///
/// @param id            stable, kebab-case: `fitt-migration-centre`
/// @param type          `trade-union`, `state-body`, `ngo`, …
/// @param role          `service-provider`, `referral-partner`, …
/// @param country       as the source prints it; several are joined by `; `
/// @param placeId       where it is; absent when it is in several places or unknown
/// @param services      codes such as `legal-aid`
/// @param languages     as the source gives them, `ru (expected)` when it only can be expected
/// @param phone         empty until somebody has called it
/// @param status        `to be confirmed` until then
/// @param workingHours  as [WorkingHours] reads them, or as the source prints them
/// @param lastConfirmed ISO date, empty when never
/// @param email         where letters go; empty when nobody has asked
/// @param letters       language of the letters: `tg`, `ru`, `en`; empty for the site's own
/// @param sexes         whom it serves: `f`, `m`, empty for everybody
public record Organisation(
    String id,
    String nameEn,
    String nameTg,
    String nameRu,
    String type,
    String role,
    String country,
    @Nullable String placeId,
    List<String> services,
    List<String> languages,
    String phone,
    String workingHours,
    String status,
    String lastConfirmed,
    String notes,
    String email,
    String letters,
    String sexes) {

  /// In the reader's language; in English where it has no other.
  public String name(String language) {
    String own =
        switch (language) {
          case "tg" -> nameTg;
          case "ru" -> nameRu;
          default -> nameEn;
        };
    return own.isEmpty() ? nameEn : own;
  }

  /// What staff have found out by calling it.
  public record Contact(
      String phone, String email, String letters, String workingHours, String sexes) {}
}
