package org.hamroh.casework.form;

/// Words in the languages of the pages.
public record Label(String tg, String ru, String en) {

  /// @param language `tg`, `ru` or `en`
  public String in(String language) {
    return switch (language) {
      case "ru" -> ru;
      case "en" -> en;
      default -> tg;
    };
  }
}
