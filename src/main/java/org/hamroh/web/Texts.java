package org.hamroh.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/// What the pages say, in every language that they are shown in. Each room keeps a book of its own,
/// `messages/<book>_<language>.properties` (UTF-8), with its name in front of each key.
public final class Texts {

  /// The languages of the pages; the first is shown to those who ask for none of them.
  public static final List<String> LANGUAGES = List.of("tg", "ru", "en");

  private final Map<String, Wording> byLanguage = new HashMap<>();

  private Texts() {}

  /// @param zone  where the site's clock hangs
  /// @param books `console`, `campaign`, …
  public static Texts load(ZoneId zone, List<String> books) {
    Texts texts = new Texts();
    for (String language : LANGUAGES) {
      Map<String, String> words = new HashMap<>();
      for (String book : books) {
        book(book, language).forEach((key, value) -> words.put((String) key, (String) value));
      }
      texts.byLanguage.put(language, new Wording(language, zone, words));
    }
    return texts;
  }

  /// One book in one language.
  static Properties book(String book, String language) {
    String resource = "/messages/" + book + "_" + language + ".properties";
    Properties words = new Properties();
    try (InputStream in = Texts.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program has no " + resource);
      }
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }

  /// The words of a language, or of the first one where this is none of ours.
  public Wording in(String language) {
    String known = LANGUAGES.contains(language) ? language : LANGUAGES.getFirst();
    return Objects.requireNonNull(byLanguage.get(known));
  }

  /// The first of our languages that a browser asks for (`ru-RU,ru;q=0.9,en;q=0.8`).
  static String wanted(String acceptLanguage, String otherwise) {
    for (String range : acceptLanguage.split(",", 20)) {
      String language = range.strip().split("[-;]", 2)[0].toLowerCase(Locale.ROOT);
      if (LANGUAGES.contains(language)) {
        return language;
      }
    }
    return otherwise;
  }
}
