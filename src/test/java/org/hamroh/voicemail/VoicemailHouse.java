package org.hamroh.voicemail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallEventStore;
import org.hamroh.call.CallId;
import org.hamroh.call.CallRecords;
import org.hamroh.call.Callers;
import org.hamroh.call.ToldEvent;
import org.hamroh.hours.HoursBook;
import org.hamroh.hours.HoursReader;
import org.hamroh.ivr.outside.Messages;
import org.hamroh.line.LineFiles;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.voice.Pcm;
import org.hamroh.web.TestClock;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFiles;

/// The room of voice messages over a real store and real files, and a PBX's part played by hand.
final class VoicemailHouse implements AutoCloseable {

  static final CallId CALL = new CallId("hamroh-1795314088.7");
  static final PhoneNumber CALLER = new PhoneNumber("+992900000070");

  /// A workday of six hours, the weekend free. The clock of tests begins on a Sunday.
  private static final String HOURS =
      """
      schedules:
        operators:
          timeZone: Asia/Dushanbe
          week: {everyDay: ["09:00-12:00", "13:00-16:00"], saturday: [], sunday: []}
      """;

  final Path folder;
  final Database database;
  final CallRecords records;
  final TestClock clock = new TestClock();
  final Map<CallId, PhoneNumber> onLine = new ConcurrentHashMap<>();
  final List<String> booked = new ArrayList<>();
  final LineFiles files;
  final Callers callers;
  private String secret = "a key of 32 letters for tests ok";
  MessageKeeper keeper;
  VoiceMessages messages;
  private final AtomicLong ordinal = new AtomicLong();
  private final HoursBook hours = hours();

  VoicemailHouse(Path folder) {
    this.folder = folder;
    this.database = Database.open(folder.resolve("voicemail.db"));
    this.records = new CallRecords(database, topic -> {});
    this.files = new LineFiles(folder.resolve("sounds"), folder.resolve("messages"));
    this.callers =
        new Callers(
            shown -> shown.startsWith("+") ? Optional.of(new PhoneNumber(shown)) : Optional.empty(),
            "a secret for tests only".getBytes());
    onLine.put(CALL, CALLER);
    open(VoicemailConfig.STANDARD);
  }

  /// As after a restart of the server with another secret.
  VoiceMessages with(String changed) {
    secret = changed;
    open(VoicemailConfig.STANDARD);
    return messages;
  }

  /// As after a restart of the server.
  void open(VoicemailConfig config) {
    if (keeper != null) {
      keeper.close();
    }
    Clock site = site();
    keeper =
        new MessageKeeper(
            database, files.messages(), secret, config, files::messageLength, topic -> {}, site);
    messages =
        new VoiceMessages(
            database,
            config,
            keeper,
            call -> Optional.ofNullable(onLine.get(call)),
            callers,
            () -> hours,
            (message, number, by) -> {
              booked.add(number.e164() + " for " + by);
              return Optional.of("731942");
            },
            topic -> {},
            site);
  }

  private Clock site() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneId.of("Asia/Dushanbe");
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return clock.instant();
      }
    };
  }

  static HoursBook hours() {
    Problems problems = new Problems();
    HoursBook book = HoursReader.read(YamlFiles.of("", Map.of("hours.yaml", HOURS)), problems);
    problems.throwIfAny();
    return book;
  }

  /// The script is about to record.
  void begins(String id, String kind) {
    messages.begins(new Messages.Recording(CALL, id, kind, false, false, "tg"));
  }

  /// What the PBX writes while somebody speaks.
  byte[] speaks(String id) {
    try {
      Files.createDirectories(files.messages());
      Files.write(plain(id), sound());
      return sound();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A message as a script leaves it.
  ///
  /// @return its receipt
  String leaves(String id, String kind) {
    begins(id, kind);
    speaks(id);
    return messages.left(id, Duration.ofSeconds(4)).orElseThrow();
  }

  /// One round of the background work.
  void round() {
    try {
      keeper.round(messages);
      keeper.eraseOld(clock.instant().minus(Duration.ofHours(72)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  VoiceMessage find(String id) {
    return messages.find(id).orElseThrow();
  }

  List<VoiceMessage> open() {
    return messages.list(
        new MessageStore.Wanted(
            List.of(MessageState.NEW, MessageState.TAKEN), "", MessageStore.Cursor.BEGINNING, 100));
  }

  /// The journal is told.
  void tells(CallEvent event) {
    ToldEvent told =
        new ToldEvent(
            CALL, clock.instant(), ToldEvent.Source.PBX, ordinal.getAndIncrement(), event);
    database.write(handle -> new CallEventStore().append(handle, List.of(told)));
    records.refresh();
  }

  Path plain(String id) {
    return files.messages().resolve(id + ".wav");
  }

  Path sealed(String id) {
    return files.messages().resolve(id + ".sealed");
  }

  /// Four seconds of a tone at 8 kHz, as the PBX records.
  static byte[] sound() {
    short[] samples = new short[4 * 8_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (6_000 * Math.sin(2 * Math.PI * 440 * i / 8_000));
    }
    return new Pcm(samples, 8_000).wav();
  }

  /// Whether a piece of the sound can be found in any file of the data folder, the store too.
  boolean soundLiesOpen() throws IOException {
    byte[] piece = java.util.Arrays.copyOfRange(sound(), 8_000, 8_064);
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (contains(Files.readAllBytes(file), piece)) {
          return true;
        }
      }
    }
    return false;
  }

  static boolean contains(byte[] all, byte[] piece) {
    for (int at = 0; at + piece.length <= all.length; at++) {
      if (java.util.Arrays.equals(all, at, at + piece.length, piece, 0, piece.length)) {
        return true;
      }
    }
    return false;
  }

  String rights(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Override
  public void close() {
    keeper.close();
    database.close();
  }
}
