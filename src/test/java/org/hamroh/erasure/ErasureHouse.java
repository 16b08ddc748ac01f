package org.hamroh.erasure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.hamroh.ErasureWing;
import org.hamroh.config.Secrets;
import org.hamroh.erasure.Erasures.Asker;
import org.hamroh.store.Database;
import org.hamroh.web.TestClock;

/// The room of erasures over a real store and its folder, with two people in it, for tests.
final class ErasureHouse implements AutoCloseable {

  static final Asker ZARINA = new Asker("zarina", "127.0.0.1");
  static final Asker MALIKA = new Asker("malika", "127.0.0.1");

  final Path data;
  final Secrets secrets;
  final TestClock clock = new TestClock();
  final KnownPerson person;
  final KnownPerson other;
  Database database;
  Erasures erasures;
  Finder finder;

  /// @param data an empty folder
  ErasureHouse(Path data) throws IOException {
    this.data = data;
    this.secrets = Secrets.open(data);
    byte[] secret = secrets.ensure("HAMROH_CALLER_KEY").getBytes(StandardCharsets.UTF_8);
    person = new KnownPerson(1, secret);
    other = new KnownPerson(2, secret);
    open();
    person.liveIn(database);
    other.liveIn(database);
    files(person);
    files(other);
    pbx();
  }

  void open() {
    database = Database.open(store());
    ErasureWing.Parts parts =
        ErasureWing.parts(database, data, java.util.Optional.empty(), secrets, topic -> {}, clock);
    erasures = parts.erasures();
    finder = parts.finder();
  }

  Path store() {
    return data.resolve("hamroh.db");
  }

  private void files(KnownPerson one) throws IOException {
    Files.createDirectories(data.resolve("attachments"));
    Files.createDirectories(data.resolve("messages"));
    Files.writeString(data.resolve("attachments/" + one.paper + ".sealed"), one.words);
    Files.writeString(data.resolve("messages/" + one.sound + ".sealed"), one.words);
    Files.writeString(data.resolve("messages/" + one.sound + ".wav"), one.words);
  }

  /// What Asterisk writes, in all the ways in which carriers write a number.
  private void pbx() throws IOException {
    Path log = data.resolve("asterisk/log");
    Files.createDirectories(log.resolve("cel-custom"));
    Files.createDirectories(data.resolve("asterisk/var"));
    String full = person.number.e164();
    String line = "\"1795314001.1\",\"USER_DEFINED\",\"x\",\"{\"\"number\"\":\"\"%s\"\"}\"%n";
    Files.writeString(
        log.resolve("cel-custom/hamroh.csv"),
        line.formatted(full) + line.formatted(other.number.e164()));
    Files.writeString(
        log.resolve("asterisk.log"),
        "WARNING: sip:" + full.substring(1) + "@carrier, 8" + full.substring(4) + "\n");
    Files.writeString(log.resolve("queue_log"), "1795314001|x|main|NONE|ENTERQUEUE||\n");
    try (Connection astdb =
            DriverManager.getConnection(
                "jdbc:sqlite:" + data.resolve("asterisk/var/astdb.sqlite3"));
        Statement make = astdb.createStatement()) {
      make.execute("create table astdb (key varchar(256) primary key, value varchar(256))");
      make.execute("insert into astdb values ('/registrar/" + full + "', 'x')");
      make.execute("insert into astdb values ('/shift/op1', 'x')");
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /// A copy as somebody makes one by hand, of the store and everything beside it.
  void copyTo(Path to) throws IOException {
    try (var below = Files.walk(data)) {
      for (Path one : below.toList()) {
        Path target = to.resolve(data.relativize(one).toString());
        if (Files.isDirectory(one)) {
          Files.createDirectories(target);
        } else {
          Files.copy(one, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  /// How many rows each table has.
  java.util.Map<String, Integer> rows() {
    java.util.Map<String, Integer> rows = new java.util.TreeMap<>();
    for (String table : EveryTableTest.tables(database)) {
      rows.put(
          table,
          database.read(
              handle ->
                  handle.createQuery("select count(*) from " + table).mapTo(Integer.class).one()));
    }
    return rows;
  }

  Set<String> found(KnownPerson one) throws IOException {
    return Bytes.holding(data, one.marks());
  }

  /// As a power cut leaves it, but with all that waits written.
  void stop() {
    erasures.close();
    database.close();
  }

  @Override
  public void close() {
    stop();
  }
}
