package org.hamroh.authoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hamroh.ivr.SiteRules;
import org.hamroh.store.Database;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.SoundBook;
import org.hamroh.voice.VoiceProgress;
import org.hamroh.web.LiveFeed;

/// The authoring room over a copy of the shipped scripts and a real store.
final class ScriptHouse implements AutoCloseable {

  static final SiteRules RULES =
      SiteRules.of(List.of("tg", "ru"), Map.of("700", "hotline", "704", "announcement"));

  final Path scripts;
  final Database database;
  final Versions versions;
  final Notices notices;
  final Publishing publishing;
  final SilentVoices voices = new SilentVoices();
  private Publisher publisher;

  ScriptHouse(Path folder) {
    this(folder, topic -> {});
  }

  /// @param live told of changes
  ScriptHouse(Path folder, LiveFeed live) {
    this.notices = new Notices(live);
    this.publishing = new Publishing(notices, Clock.systemUTC());
    this.scripts = folder.resolve("ivr-scripts");
    copyShipped(scripts);
    this.database = Database.open(folder.resolve("hamroh.db"));
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
    publisher = publisher();
    publisher.takeFolder();
    return publisher;
  }

  /// Another process on the same store.
  Publisher publisher() {
    return new Publisher(versions, RULES, voices, scripts, notices, publishing, Clock.systemUTC());
  }

  /// Voices that need no program, and tell what they were asked for.
  static final class SilentVoices implements SoundWorks {
    final List<String> missing = new ArrayList<>();
    final List<String> done = new ArrayList<>();

    @Override
    public void make(PromptBook texts, VoiceProgress progress) {
      done.add("make");
    }

    @Override
    public SoundBook find(PromptBook texts) {
      return SoundBook.none();
    }

    @Override
    public List<String> missing(PromptBook texts) {
      return List.copyOf(missing);
    }

    @Override
    public List<SoundBook.Playable> pieces(PromptBook texts, String language, String prompt) {
      return List.of();
    }

    @Override
    public void link(PromptBook texts) {
      done.add("link");
    }

    @Override
    public int clean(List<PromptBook> inUse, Instant olderThan) {
      return 0;
    }
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
