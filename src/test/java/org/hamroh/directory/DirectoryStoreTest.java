package org.hamroh.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.hamroh.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryStoreTest {

  @TempDir Path folder;
  private Database database;
  private DirectoryStore store;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("hamroh.db"));
    store = new DirectoryStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void everyOrganisationAndPlaceOfTheSourcesIsImportedOnce() {
    int added = store.addMissing(SourceDirectory.places(), SourceDirectory.organisations());
    int again = store.addMissing(SourceDirectory.places(), SourceDirectory.organisations());

    assertThat(SourceDirectory.places()).hasSize(55);
    assertThat(added).isEqualTo(85);
    assertThat(again).isZero();
    assertThat(store.find(null, null)).hasSize(85);
  }

  @Test
  void organisationsAreFoundByServiceInAPlaceAndBelowIt() {
    store.addMissing(SourceDirectory.places(), SourceDirectory.organisations());

    List<Organisation> found = store.find("legal-aid", "tajikistan");

    assertThat(found)
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.services()).contains("legal-aid"))
        .extracting(Organisation::id)
        .contains("fitt");
    assertThat(store.find("legal-aid", "rasht")).hasSizeLessThan(found.size());
    assertThat(store.find("no-such-service", null)).isEmpty();
  }

  @Test
  void everyOrganisationIsInAKnownPlace() {
    assertThat(SourceDirectory.problems()).isEmpty();
  }

  @Test
  void noOrganisationComesWithATelephoneNumberNobodyHasConfirmed() {
    assertThat(SourceDirectory.organisations())
        .allSatisfy(one -> assertThat(one.phone()).isEmpty());
  }
}
