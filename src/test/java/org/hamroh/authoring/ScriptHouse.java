package org.hamroh.authoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hamroh.ivr.SiteRules;
import org.hamroh.store.Database;

/// The authoring room over a copy of the shipped scripts and a real store.
final class ScriptHouse implements AutoCloseable {

  static final SiteRules RULES =
      SiteRules.of(List.of("tg", "ru"), Map.of("700", "hotline", "704", "announcement"));

  final Path scripts;
  final Database database;
  final Versions versions;
  private Publisher publisher;

  ScriptHouse(Path folder) {
    this.scripts = folder.resolve("ivr-scripts");
    copyShipped(scripts);
    this.database = Database.open(folder.resolve("house.db"));
    this.versions = new Versions(database, Clock.systemUTC());
  }

  static void copyShipped(Path to) {
    Path shipped = Path.of("ivr-scripts");
    try (Stream<Path> files = Files.walk(shipped)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".yaml")).toList()) {
        Path copy = to.resolve(shipped.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The room as it stands after a start of the server.
  Publisher start() {
    if (publisher != null) {
      publisher.close();
    }
    publisher = new Publisher(versions, RULES, scripts, topic -> {});
    publisher.takeFolder();
    return publisher;
  }

  Readings readings() {
    return new Readings(versions, RULES);
  }

  /// Changes a file of the folder, as an editor on the machine does.
  void edit(String file, String from, String to) {
    Path path = scripts.resolve(file);
    try {
      String text = Files.readString(path);
      if (!text.contains(from)) {
        throw new IllegalArgumentException(file + " has no " + from);
      }
      Files.writeString(path, text.replace(from, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A file on the line, changed.
  String changed(String file, String from, String to) {
    String text = versions.files(new Of.Published()).orElseThrow().text(file).orElseThrow();
    if (!text.contains(from)) {
      throw new IllegalArgumentException(file + " has no " + from);
    }
    return text.replace(from, to);
  }

  @Override
  public void close() {
    if (publisher != null) {
      publisher.close();
    }
    database.close();
  }
}
