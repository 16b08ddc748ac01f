package org.hamroh.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamroh.directory.DirectoryStore;
import org.hamroh.listing.ListKind;
import org.hamroh.listing.ListingTable;
import org.hamroh.listing.Lists;
import org.hamroh.listing.OfficesOfDirectory;
import org.hamroh.store.Database;
import org.hamroh.voice.Sentences;

/// What callers of the demonstration hear item by item: made-up vacancies, marked as examples, and
/// the union's offices of the directory. Doing it again only moves the last day on.
final class DemoLists {

  /// As long as a demonstration can stand.
  private static final int DAYS = 60;

  private static final String WHO = "demo";

  private DemoLists() {}

  /// @param clock in the site's time zone
  static void fill(Database database, List<String> languages, Clock clock) {
    // The server makes them sound when it starts.
    Lists lists = new Lists(database, languages, Sentences.none(), list -> Set.of(), clock);
    lists.start();
    new ListingTable(lists)
        .take(ListKind.VACANCIES, "vacancies.csv", vacancies(LocalDate.now(clock)), WHO);
    DirectoryStore directory = new DirectoryStore(database);
    OfficesOfDirectory.take(lists, directory.find(null, null), directory.places(), WHO);
  }

  private static byte[] vacancies(LocalDate today) {
    try (InputStream in = DemoLists.class.getResourceAsStream("vacancies.csv")) {
      if (in == null) {
        throw new IllegalStateException("no vacancies.csv on the class path");
      }
      List<String> rows = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      String text =
          rows.stream()
              .skip(1)
              .map(row -> row + "," + today.plusDays(DAYS))
              .collect(Collectors.joining("\n", rows.getFirst() + ",valid_until\n", "\n"));
      return text.getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
