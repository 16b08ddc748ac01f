package org.hamroh.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.hamroh.operator.Passwords;
import org.hamroh.operator.Users;
import org.hamroh.store.Database;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.TakenVoices;
import org.hamroh.voice.VoicePlaces;
import org.hamroh.web.Role;
import org.hamroh.web.TestClock;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.ProblemsException;

/// The recording room over a few prompts, a real store and real files.
final class RecordingHouse implements AutoCloseable {

  static final String WELCOME = "Ассалому алайкум! Ин «Ҳамроҳ» аст, телефони муҳоҷирон.";

  final Path folder;
  final Database database;
  final TestClock clock = new TestClock();
  final Passwords passwords = new Passwords();
  final Users users;
  final StaffPins pins;
  final RecordingList list;
  final TakenVoices voices;
  final Takes takes;
  final AtomicLong free = new AtomicLong(Long.MAX_VALUE);
  final List<String> refreshed = new ArrayList<>();
  volatile Optional<ProblemsException> trouble = Optional.empty();
  private final AtomicReference<PromptBook> book = new AtomicReference<>();

  RecordingHouse(Path folder) {
    this.folder = folder;
    this.database = Database.open(folder.resolve("house.db"));
    text("welcome: {text: \"" + WELCOME + "\"}", "welcome: {text: Здравствуйте! Это «Хамрох».}");
    this.users = new Users(database, passwords, clock);
    users.add(
        "gulnora", "Gulnora", Set.of(Role.VOICE), "tg", Optional.of("op3"), "four words mine");
    users.add(
        "farhod", "Farhod", Set.of(Role.OPERATOR), "tg", Optional.of("op2"), "four words mine");
    this.pins = new StaffPins(database, users, passwords, clock);
    VoicePlaces places = new VoicePlaces(folder.resolve("sounds"), folder.resolve("v"), folder);
    this.list = new RecordingList(book::get, places, new SoundNumbers(database));
    this.voices = places.takes();
    this.takes = new Takes(database, list, voices, this::refresh, topic -> {}, clock, free::get);
  }

  private void refresh(String language, String prompt) {
    trouble.ifPresent(
        e -> {
          throw e;
        });
    refreshed.add(language + "/" + prompt);
  }

  /// The texts in force, each language as YAML.
  void text(String tajik, String russian) {
    try {
      Path prompts = Files.createDirectories(folder.resolve("scripts/prompts"));
      Files.writeString(prompts.resolve("tg.yaml"), tajik + "\n");
      Files.writeString(prompts.resolve("ru.yaml"), russian + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Problems problems = new Problems();
    book.set(PromptBook.read(folder.resolve("scripts"), List.of("tg", "ru"), problems));
    problems.throwIfAny();
  }

  Take take(String sound) {
    return takes.add("tg", sound, Speech.of(4).wav(), "gulnora", Take.How.BROWSER).take();
  }

  /// What callers hear of a text, if it is a take.
  Path heard(String sound, String words) {
    return voices.chosen("tg", sound, TakenVoices.digest(words));
  }

  @Override
  public void close() {
    passwords.close();
    database.close();
  }
}
