package org.hamroh.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.hamroh.directory.DirectoryStore;
import org.hamroh.directory.SourceDirectory;
import org.hamroh.listing.ListKind;
import org.hamroh.listing.ListingItem;
import org.hamroh.listing.Lists;
import org.hamroh.store.Database;
import org.hamroh.voice.Sentences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoListsTest {

  private static final List<String> LANGUAGES = List.of("tg", "ru");

  @TempDir private Path folder;

  @Test
  void theSamplesAreMarkedAsExamplesAndStandThereOnceHoweverOftenTheDemonstrationStarts() {
    try (Database database = Database.open(folder.resolve("hamroh.db"))) {
      new DirectoryStore(database)
          .addMissing(SourceDirectory.places(), SourceDirectory.organisations());

      DemoLists.fill(database, LANGUAGES, Clock.systemUTC());
      DemoLists.fill(database, LANGUAGES, Clock.systemUTC());

      Lists lists =
          new Lists(database, LANGUAGES, Sentences.none(), list -> Set.of(), Clock.systemUTC());
      lists.start();
      assertThat(lists.all(ListKind.VACANCIES)).hasSize(5).allMatch(ListingItem::example);
      assertThat(lists.all(ListKind.OFFICES)).hasSize(6).noneMatch(ListingItem::example);
    }
  }
}
