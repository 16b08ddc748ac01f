package org.hamroh.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Statements that are compiled once.
final class KeptStatementsTest {

  @TempDir private Path folder;

  @Test
  void theSameTextIsCompiledOnceAndForgetsABatchThatFailed() {
    try (Database database = open()) {
      String sql = "insert into one (value) values (?)";

      PreparedStatement first =
          database.write(
              handle -> {
                PreparedStatement statement = KeptStatements.of(handle, sql);
                statement.setInt(1, 1);
                statement.addBatch(); // and then something goes wrong
                return statement;
              });
      PreparedStatement second =
          database.write(
              handle -> {
                PreparedStatement statement = KeptStatements.of(handle, sql);
                statement.setInt(1, 2);
                statement.addBatch();
                statement.executeBatch();
                return statement;
              });

      assertThat(second).isSameAs(first);
      assertThat(values(database)).containsExactly(2);
    }
  }

  @Test
  void moreTextsThanAreKeptStillWork() {
    try (Database database = open()) {
      int many = 300;

      database.write(
          handle -> {
            for (int i = 0; i < many; i++) {
              PreparedStatement statement =
                  KeptStatements.of(handle, "insert into one (value) values (" + i + ")");
              statement.executeUpdate();
            }
            return true;
          });

      assertThat(values(database)).hasSize(many);
    }
  }

  @Test
  void aListOfAnyLengthIsFoundOnceEach() {
    try (Database database = open()) {
      List<String> wanted = IntStream.range(0, 1_300).mapToObj(Integer::toString).toList();
      database.write(
          handle -> {
            for (String one : wanted) {
              handle.execute("insert into word (word) values (?)", one);
            }
            return true;
          });

      for (int length : new int[] {1, 2, 3, 511, 512, 513, 1_300}) {
        List<String> found = new ArrayList<>();
        database.read(
            handle -> {
              InList.read(
                  handle,
                  "select word from word where word in (%s)",
                  wanted.subList(0, length),
                  row -> found.add(row.getString(1)));
              return true;
            });
        assertThat(found).containsExactlyInAnyOrderElementsOf(wanted.subList(0, length));
      }
    }
  }

  @Test
  void aWriteThatFailsAloneIsUndone() {
    try (Database database = open()) {
      try {
        database.write(
            handle -> {
              handle.execute("insert into one (value) values (7)");
              throw new IllegalStateException("and then it fails");
            });
      } catch (StoreException expected) {
        assertThat(expected).hasMessageContaining("and then it fails");
      }

      database.write(handle -> handle.execute("insert into one (value) values (8)"));

      assertThat(values(database)).containsExactly(8);
    }
  }

  private static List<Integer> values(Database database) {
    return database.read(
        handle -> handle.createQuery("select value from one").mapTo(Integer.class).list());
  }

  private Database open() {
    Database database = Database.open(folder.resolve("kept.db"));
    database.write(
        handle -> {
          handle.execute("create table one (value integer not null)");
          handle.execute("create table word (word text not null)");
          return true;
        });
    return database;
  }
}
