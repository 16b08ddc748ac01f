package org.hamroh.day;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallEventStore;
import org.hamroh.call.CallId;
import org.hamroh.call.CallRecords;
import org.hamroh.call.Callers;
import org.hamroh.call.ToldEvent;
import org.hamroh.callback.Callback;
import org.hamroh.callback.CallbackKind;
import org.hamroh.callback.CallbackStore;
import org.hamroh.callback.WishStore;
import org.hamroh.callback.booking.BookingHours;
import org.hamroh.callback.booking.Bookings;
import org.hamroh.gate.GateConfig;
import org.hamroh.gate.SiteGate;
import org.hamroh.gate.Whereabouts;
import org.hamroh.hours.HoursBook;
import org.hamroh.hours.HoursReader;
import org.hamroh.ivr.outside.Messages;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.NumberReader;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.queue.WaitingCaller;
import org.hamroh.store.Database;
import org.hamroh.voicemail.CallsBack;
import org.hamroh.voicemail.MessageKeeper;
import org.hamroh.voicemail.VoiceMessages;
import org.hamroh.voicemail.VoicemailConfig;
import org.hamroh.web.TestClock;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFiles;
import org.jspecify.annotations.Nullable;

/// The day's lists over a real store with real rooms beside them; calls are played as events.
final class DayHouse implements AutoCloseable {

  static final ZoneId SITE = ZoneId.of("Asia/Dushanbe");
  private static final byte[] SECRET = new byte[32];
  private static final String HOURS =
      """
      schedules:
        operators:
          timeZone: Asia/Dushanbe
          week: {everyDay: ["09:00-16:00"]}
      """;

  final TestClock clock = new TestClock();
  final Database database;
  final CallRecords records;
  final Map<CallId, PhoneNumber> onLine = new ConcurrentHashMap<>();
  final Map<CallerKey, PhoneNumber> kept = new ConcurrentHashMap<>();
  final List<WaitingCaller> waiting = new CopyOnWriteArrayList<>();
  final List<FollowUps.FollowUp> followUps = new ArrayList<>();
  final List<String> told = new CopyOnWriteArrayList<>();
  final VoiceMessages messages;
  final LostCallers lost;
  final DayBoard board;
  private final MessageKeeper keeper;
  private long calls;

  DayHouse(Path folder) {
    this(folder, null);
  }

  /// @param noted what operators are to do next; null: [#followUps], and they are Zarina's
  DayHouse(Path folder, @Nullable FollowUps noted) {
    database = Database.open(folder.resolve("day.db"));
    records = new CallRecords(database, topic -> {});
    keeper =
        new MessageKeeper(
            database,
            folder.resolve("messages"),
            "a key of 32 letters for tests ok",
            VoicemailConfig.STANDARD,
            id -> Duration.ofSeconds(4),
            topic -> {},
            clock.withZone(SITE));
    messages =
        new VoiceMessages(
            database,
            VoicemailConfig.STANDARD,
            keeper,
            call -> Optional.ofNullable(onLine.get(call)),
            new Callers(shown -> Optional.of(new PhoneNumber(shown)), SECRET),
            DayHouse::hours,
            CallsBack.none(),
            topic -> {},
            clock);
    GateConfig rules = GateConfig.STANDARD;
    SiteGate gate =
        new SiteGate(
            database,
            rules.rules(List.of("+992")),
            rules.whereabouts(ZoneOffset.UTC),
            DayHouse::key,
            clock);
    Bookings bookings =
        new Bookings(
            database,
            new Bookings.Calls(call -> Optional.empty(), call -> List.of()),
            new NumberReader(),
            "TJ",
            DayHouse::key,
            gate,
            new Whereabouts(Map.of(), SITE),
            new BookingHours(null),
            told::add,
            () -> {},
            clock);
    lost = new LostCallers(database, caller -> Optional.ofNullable(kept.get(caller)), clock);
    board =
        new DayBoard(
            database,
            () -> List.copyOf(waiting),
            messages,
            bookings,
            lost,
            noted != null
                ? noted
                : (login, day, language) -> login.equals("zarina") ? followUps : List.of(),
            told::add,
            clock);
  }

  private static HoursBook hours() {
    Problems problems = new Problems();
    HoursBook book = HoursReader.read(YamlFiles.of("", Map.of("hours.yaml", HOURS)), problems);
    problems.throwIfAny();
    return book;
  }

  static PhoneNumber number(int who) {
    return new PhoneNumber("+99290000001" + who);
  }

  static CallerKey key(PhoneNumber number) {
    return CallerKey.of(number, SECRET);
  }

  static String id(int who) {
    return key(number(who)).hex();
  }

  /// A call of this person that begins now, with what happens on it a second each.
  CallId rings(int who, CallEvent... events) {
    CallId call = new CallId("hamroh-1795314000." + ++calls);
    kept.put(key(number(who)), number(who));
    CallEvent started =
        new CallEvent.CallStarted(key(number(who)), "TJ", "700", "PJSIP/demo-" + calls);
    List<ToldEvent> story = new ArrayList<>();
    List<CallEvent> all = new ArrayList<>(List.of(started));
    all.addAll(Arrays.asList(events));
    for (CallEvent event : all) {
      story.add(new ToldEvent(call, clock.instant(), ToldEvent.Source.PBX, story.size(), event));
      clock.pass(Duration.ofSeconds(1));
    }
    database.write(handle -> new CallEventStore().append(handle, story));
    records.refresh();
    return call;
  }

  /// Gives up in a queue.
  CallId givesUp(int who) {
    return rings(
        who,
        new CallEvent.LanguageChosen("tg", true),
        new CallEvent.HandedToQueue("queue-wages", 0, ""),
        new CallEvent.QueueEntered("queue-wages", 1),
        new CallEvent.QueueLeft("queue-wages", "abandoned", Duration.ofSeconds(1)),
        new CallEvent.CallEnded());
  }

  CallId talks(int who) {
    return rings(
        who,
        new CallEvent.HandedToQueue("queue-wages", 0, ""),
        new CallEvent.OperatorAnswered("queue-wages", "op1", Duration.ofSeconds(1)),
        new CallEvent.TalkEnded("op1", Duration.ofSeconds(60), true),
        new CallEvent.CallEnded());
  }

  /// Leaves a voice message.
  void speaks(int who, String id) {
    CallId call = new CallId("hamroh-1795314000." + ++calls);
    onLine.put(call, number(who));
    messages.begins(new Messages.Recording(call, id, "message", false, false, "tg"));
    messages.left(id, Duration.ofSeconds(4));
    onLine.remove(call);
  }

  Callback owed(int who) {
    Instant now = clock.instant();
    return database.write(
        handle ->
            WishStore.keep(
                handle,
                new Callback.Wish(
                    CallbackKind.QUEUE,
                    key(number(who)),
                    number(who),
                    "ru",
                    "queue-wages",
                    0,
                    false,
                    Optional.empty(),
                    now,
                    now,
                    now.plus(Duration.ofHours(4))),
                now));
  }

  void waits(int who) {
    waiting.add(
        new WaitingCaller(
            new CallId("hamroh-1795314000.9" + who),
            "leg",
            "queue-wages",
            who,
            0,
            clock.instant(),
            "tg",
            Set.of()));
  }

  List<String> ids(DayList list) {
    return items(list, "zarina").stream().map(DayItem::id).toList();
  }

  List<DayItem> items(DayList list, String login) {
    return board.lists(login, "en").getOrDefault(list, List.of());
  }

  List<Callback> dueForTheDialer() {
    return database.read(handle -> CallbackStore.due(handle, clock.instant(), 100));
  }

  @Override
  public void close() {
    board.close();
    keeper.close();
    database.close();
  }
}
