package org.hamroh.directory;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.jspecify.annotations.Nullable;

/// The organisations and places that the two source documents name, as they come with the product.
/// A new site starts from them and confirms each.
public final class SourceDirectory {

  private static final List<String> LEVELS =
      List.of("country", "region", "area", "district", "city", "jamoat");

  private SourceDirectory() {}

  /// From the country down, so that a parent stands before its children.
  public static List<Place> places() {
    return rows(
            "places.csv",
            row ->
                new Place(
                    row.getField("place_id"),
                    row.getField("level"),
                    orNull(row.getField("parent_id")),
                    row.getField("name_source"),
                    row.getField("name_tg"),
                    row.getField("name_ru")))
        .stream()
        .sorted(Comparator.comparingInt(place -> LEVELS.indexOf(place.level())))
        .toList();
  }

  /// Other spellings in the same source, by the place's id.
  static Map<String, List<String>> variants() {
    Map<String, List<String>> variants = new HashMap<>();
    rows(
            "places.csv",
            row ->
                Map.entry(
                    row.getField("place_id"),
                    Stream.of(row.getField("source_variants").split("[;,]"))
                        .map(String::strip)
                        .filter(one -> !one.isEmpty())
                        .toList()))
        .forEach(one -> variants.put(one.getKey(), one.getValue()));
    return variants;
  }

  public static List<Organisation> organisations() {
    return rows(
        "directory.csv",
        row ->
            new Organisation(
                row.getField("org_id"),
                row.getField("name_source"),
                row.getField("name_tg"),
                row.getField("name_ru"),
                row.getField("type"),
                row.getField("role"),
                row.getField("country"),
                orNull(row.getField("place_id")),
                list(row.getField("services")),
                list(row.getField("languages")),
                row.getField("phone_1"),
                row.getField("working_hours"),
                row.getField("status"),
                row.getField("last_confirmed"),
                row.getField("notes"),
                row.getField("email"),
                "",
                ""));
  }

  /// Organisations in places that nobody knows, and ids that stand twice.
  public static List<Problem> problems() {
    Problems problems = new Problems();
    Set<String> places = new HashSet<>();
    for (Place place : places()) {
      if (!places.add(place.id())) {
        problems.add("places.csv", 0, place.id(), "stands there twice", "keep one row");
      }
      if (place.parentId() != null && !places.contains(place.parentId())) {
        problems.add(
            "places.csv",
            0,
            place.id(),
            "lies in " + place.parentId() + ", which is no place above it",
            "name a place of a higher level");
      }
    }
    Set<String> ids = new HashSet<>();
    for (Organisation one : organisations()) {
      if (!ids.add(one.id())) {
        problems.add("directory.csv", 0, one.id(), "stands there twice", "keep one row");
      }
      if (one.placeId() != null && !places.contains(one.placeId())) {
        problems.add(
            "directory.csv",
            0,
            one.id(),
            "is in " + one.placeId() + ", which is no place",
            "name a place_id of places.csv");
      }
    }
    return problems.list();
  }

  /// The sources join several values by `;`.
  static List<String> list(String field) {
    return Stream.of(field.split(";")).map(String::strip).filter(one -> !one.isEmpty()).toList();
  }

  private static @Nullable String orNull(String field) {
    return field.isBlank() ? null : field;
  }

  private static <T> List<T> rows(String resource, Function<NamedCsvRecord, T> row) {
    try (InputStream in = SourceDirectory.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no " + resource + " on the class path");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(text)) {
        return reader.stream().map(row).toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
