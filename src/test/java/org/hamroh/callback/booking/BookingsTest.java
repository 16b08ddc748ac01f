package org.hamroh.callback.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.ToldEvent;
import org.hamroh.callback.Callback;
import org.hamroh.callback.CallbackKind;
import org.hamroh.callback.CallbackState;
import org.hamroh.callback.CallbackStore;
import org.hamroh.gate.Errand;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.gate.Reason;
import org.hamroh.gate.Verdict;
import org.hamroh.gate.Whereabouts;
import org.hamroh.ivr.outside.Callbacks.Answer;
import org.hamroh.ivr.outside.Callbacks.When;
import org.hamroh.ivr.outside.Callbacks.Wish;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.NumberReader;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Wishes to be called back, from the key to the row, under a clock that jumps.
final class BookingsTest {

  private static final ZoneId DUSHANBE = ZoneId.of("Asia/Dushanbe");
  private static final byte[] SECRET = "a secret for tests only".getBytes();
  private static final PhoneNumber TAJIK = new PhoneNumber("+992900000001");
  private static final PhoneNumber RUSSIAN = new PhoneNumber("+79160000001");
  private static final CallId CALL = new CallId("hamroh-1795309200.1"); // 22 November, 05:00 UTC
  private static final Instant BEGAN = Instant.parse("2026-11-22T01:40:00Z");

  @TempDir private Path folder;
  private Database database;
  private Instant now = Instant.parse("2026-11-22T15:00:00Z");
  private Optional<PhoneNumber> caller = Optional.of(TAJIK);
  private final List<ToldEvent> story = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private Bookings bookings;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("hamroh.db"));
    Clock clock =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now;
          }
        };
    bookings =
        new Bookings(
            database,
            new Bookings.Calls(call -> caller, call -> story),
            new NumberReader(),
            "TJ",
            number -> CallerKey.of(number, SECRET),
            new HomeAndRussia(),
            new Whereabouts(Map.of("RU", List.of(ZoneId.of("Europe/Moscow"))), DUSHANBE),
            new BookingHours(null),
            told::add,
            () -> told.add("wake"),
            clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  /// Calls go to Tajik and Russian numbers only.
  private static final class HomeAndRussia implements OutgoingGate {
    @Override
    public Verdict ask(Errand errand) {
      String number = errand.number().e164();
      return number.startsWith("+992") || number.startsWith("+7")
          ? new Verdict.Open()
          : new Verdict.Closed(Reason.COUNTRY, Optional.empty());
    }

    @Override
    public Verdict pass(Handle handle, Errand errand) {
      return ask(errand);
    }
  }

  private Wish wish(String number, When when) {
    return new Wish(CALL, number, when, true, "tg", now, "", false);
  }

  private Callback booked(Wish wish) {
    Answer answer = bookings.book(wish);
    assertThat(answer).isInstanceOf(Answer.Booked.class);
    String receipt = ((Answer.Booked) answer).receipt();
    return database.read(handle -> CallbackStore.byReceipt(handle, receipt)).orElseThrow();
  }

  private List<Callback> due() {
    return database.read(handle -> CallbackStore.due(handle, now, 10));
  }

  private void tidy() {
    database.write(
        handle -> {
          Moves.move(handle, now);
          return CallbackStore.expire(handle, now);
        });
  }

  @Test
  void morningIsBookedByTheClockWhereTheCallerIs() {
    caller = Optional.of(RUSSIAN);

    Callback callback = booked(wish("", When.MORNING));

    assertThat(callback.kind()).isEqualTo(CallbackKind.BOOKED);
    assertThat(callback.notBefore()).isEqualTo("2026-11-23T04:00:00Z");
    assertThat(callback.until()).isEqualTo("2026-11-23T07:00:00Z");
    assertThat(callback.queue()).isEqualTo("queue-general");
    assertThat(callback.receipt()).matches("[0-9]{6}");
    assertThat(told).containsExactly("callbacks", "wake");
  }

  @Test
  void otherNumberIsReadAsItIsDialledWhereTheCallerIs() {
    caller = Optional.of(RUSSIAN);

    Callback callback = booked(wish("89160000002", When.SOONEST));

    assertThat(callback.number()).contains(new PhoneNumber("+79160000002"));
    assertThat(callback.caller()).isEqualTo(CallerKey.of(new PhoneNumber("+79160000002"), SECRET));
  }

  @Test
  void numberThatWeNeverCallIsRefused() {
    assertThat(bookings.book(wish("0033612345678", When.SOONEST)))
        .isEqualTo(new Answer.NumberRefused());
    assertThat(bookings.book(wish("1234", When.SOONEST))).isEqualTo(new Answer.NumberRefused());
  }

  @Test
  void withheldNumberCannotBeCalled() {
    caller = Optional.empty();

    assertThat(bookings.canCall(CALL)).isFalse();
    assertThat(bookings.book(wish("", When.SOONEST))).isEqualTo(new Answer.NumberRefused());
  }

  @Test
  void whoWaitedKeepsTheFirstArrivalAndTheQueue() {
    story.add(
        new ToldEvent(
            CALL,
            BEGAN,
            ToldEvent.Source.IVR,
            1,
            new CallEvent.HandedToQueue("queue-wages", 0, "wages-not-paid")));

    Callback callback = booked(new Wish(CALL, "", When.SOONEST, false, "tg", BEGAN, "", false));

    assertThat(callback.kind()).isEqualTo(CallbackKind.QUEUE);
    assertThat(callback.askedAt()).isEqualTo(BEGAN);
    assertThat(callback.queue()).isEqualTo("queue-wages");
    assertThat(callback.fromCall()).contains(CALL);
    assertThat(due()).hasSize(1);
  }

  @Test
  void dangerStandsOnTopOfTheList() {
    booked(wish("", When.SOONEST));
    caller = Optional.of(new PhoneNumber("+992900000002"));

    Callback danger =
        booked(new Wish(CALL, "", When.SOONEST, true, "tg", now.plusSeconds(5), "", true));

    assertThat(danger.kind()).isEqualTo(CallbackKind.DANGER);
    assertThat(danger.queue()).isEqualTo("queue-danger");
    assertThat(due().getFirst()).isEqualTo(danger);
  }

  @Test
  void onlyWhoRingsFromAbroadIsOfferedACallAtOnce() {
    assertThat(bookings.offersAtOnce(CALL)).isFalse();

    caller = Optional.of(RUSSIAN);

    assertThat(bookings.offersAtOnce(CALL)).isTrue();
    assertThat(bookings.offersAtOnce(CallId.ofCallback(3, now, 1))).as("we have rung").isFalse();
  }

  @Test
  void receiptsAreManyAndInNoOrder() {
    Set<String> receipts = new HashSet<>();
    int rising = 0;
    String last = "";
    for (int i = 0; i < 60; i++) {
      caller = Optional.of(new PhoneNumber("+9929000001%02d".formatted(i)));
      String receipt = booked(wish("", When.SOONEST)).receipt();
      rising += receipt.compareTo(last) > 0 ? 1 : 0;
      last = receipt;
      receipts.add(receipt);
    }

    assertThat(receipts).hasSize(60);
    assertThat(rising).isLessThan(55);
  }

  @Test
  void clockThatJumpsAheadAndBackFiresNothingEarlyAndLosesNothing() {
    Callback callback = booked(wish("", When.MORNING));
    Instant right = now;

    for (Duration jump :
        List.of(Duration.ofDays(1), Duration.ofDays(1_500), Duration.ofHours(30))) {
      now = right.plus(jump);
      tidy();
      now = right;
      tidy();
      assertThat(due()).as("at night").isEmpty();
    }

    Callback kept = database.read(h -> CallbackStore.find(h, callback.id())).orElseThrow();
    assertThat(kept.state()).isEqualTo(CallbackState.WAITING);
    assertThat(kept.notBefore()).isBefore(right.plus(Duration.ofDays(9)));
    assertThat(kept.notBefore().atZone(DUSHANBE).getHour()).isEqualTo(7);
    now = kept.notBefore().plusSeconds(1);
    assertThat(due()).extracting(Callback::id).containsExactly(callback.id());
  }

  @Test
  void clockThatJumpsBackFiresNothingTwiceOrEarly() {
    booked(wish("", When.MORNING));

    now = now.minus(Duration.ofHours(20)); // yesterday, in the morning window
    tidy();

    assertThat(due()).isEmpty();
  }

  @Test
  void hourAtWhichNobodyWasThereComesAgainTheNextDayButNotForEver() {
    Callback callback = booked(wish("", When.MORNING));
    List<String> why = new ArrayList<>();

    for (int day = 0; day < 4; day++) {
      now = database.read(h -> CallbackStore.find(h, callback.id())).orElseThrow().until();
      tidy();
      Callback moved = database.read(h -> CallbackStore.find(h, callback.id())).orElseThrow();
      why.add(moved.state().word() + " " + moved.why());
    }

    assertThat(why)
        .containsExactly(
            "waiting moved-1", "waiting moved-2", "waiting moved-3", "expired moved-3");
  }

  @Test
  void operatorsOrderIsKeptOrRefusedWithAReason() {
    Bookings.Taken taken =
        bookings.order(new Bookings.Order("90 000 00 07", When.DAY, "ru", "queue-wages", true));

    assertThat(taken).isInstanceOf(Bookings.Taken.Booked.class);
    assertThat(((Bookings.Taken.Booked) taken).callback().number())
        .contains(new PhoneNumber("+992900000007"));
    assertThat(bookings.order(new Bookings.Order("12", When.DAY, "", "", true)))
        .isEqualTo(new Bookings.Taken.Refused("The number has 2 digits, too few for +992."));
    assertThat(bookings.order(new Bookings.Order("+33612345678", When.DAY, "", "", true)))
        .isEqualTo(new Bookings.Taken.Refused("This number is not to be called."));
  }
}
