package org.hamroh.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseTest {

  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("hamroh.db"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static int put(Handle handle, String name) {
    return handle.execute("insert into site (name, value) values (?, 'x')", name);
  }

  private int rows() {
    return database.read(
        handle -> handle.createQuery("select count(*) from site").mapTo(Integer.class).one());
  }

  @Test
  void whatWasAnsweredIsThereAfterOpeningAgain() {
    database.write(handle -> put(handle, "a"));

    database.close();
    open();

    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void whatAWriteReadsAndWritesThroughTheStoreIsPartOfIt() {
    int seen =
        database.write(
            handle -> {
              put(handle, "a");
              database.write(inner -> put(inner, "b"));
              return rows();
            });

    assertThat(seen).isEqualTo(2);
    assertThatThrownBy(
            () ->
                database.write(
                    handle -> {
                      database.write(inner -> put(inner, "c"));
                      throw new IllegalStateException("after all");
                    }))
        .hasMessage("after all");
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void aWriteThatFailsIsUndoneAloneWhileItsNeighboursStay() {
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String name = i % 10 == 9 ? "n0" : "n" + i; // every tenth breaks the primary key
      answers.add(
          database.submit(
              handle -> {
                put(handle, "extra-" + name + "-" + System.nanoTime());
                return put(handle, name);
              }));
    }

    CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .exceptionally(expected -> null)
        .join();

    assertThat(answers.stream().filter(CompletableFuture::isCompletedExceptionally)).hasSize(20);
    assertThat(rows()).isEqualTo(2 * 180);
  }

  @Test
  void readersCannotWrite() {
    assertThatThrownBy(() -> database.read(handle -> put(handle, "a")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("read");
    assertThat(rows()).isZero();
  }

  @Test
  void everyCommitIsSynced() {
    int synchronous =
        database.write(
            handle -> handle.createQuery("pragma synchronous").mapTo(Integer.class).one());

    assertThat(synchronous).as("2 means FULL: a power cut loses no answered write").isEqualTo(2);
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedByName() throws Exception {
    Path file = folder.resolve("broken.db");
    Files.writeString(file, "this is not a database, and long enough to look like a header of one");

    assertThatThrownBy(() -> Database.open(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("broken.db");
  }

  @Test
  void aClosedStoreRefusesWritesInsteadOfLosingThem() {
    database.close();

    CompletableFuture<Integer> answer = database.submit(handle -> put(handle, "late"));

    assertThat(answer).isCompletedExceptionally();
  }
}
