package org.hamroh.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CallbackStoreTest {

  private static final Instant NOON = Instant.parse("2026-11-23T07:00:00Z");
  private static final byte[] SECRET = new byte[32];

  @TempDir private Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("hamroh.db"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whoRingsTenTimesIsOwedOneCallAtTheFirstPlace() {
    Callback first = add(missed(1, NOON));

    for (int i = 1; i < 10; i++) {
      add(missed(1, NOON.plusSeconds(i)));
    }

    List<Callback> live = database.read(handle -> CallbackStore.live(handle, 100));
    assertThat(live).hasSize(1);
    assertThat(find(first.id()).askedAt()).isEqualTo(NOON);
    assertThat(find(first.id()).receipt()).isEqualTo(first.receipt()).matches("[0-9]{6}");
  }

  @Test
  void whoRingsAgainIsCalledNowInsteadOfAtTheNextTry() {
    Callback first = add(missed(1, NOON));
    later(first, NOON.plus(Duration.ofHours(1)), "busy");

    add(missed(1, NOON.plusSeconds(60)));

    assertThat(due(NOON.plusSeconds(60))).extracting(Callback::id).containsExactly(first.id());
  }

  @Test
  void bookingMakesAMissedCallMoreExactAndKeepsItsPlace() {
    Callback first = add(missed(1, NOON));
    Instant morning = NOON.plus(Duration.ofHours(20));

    Callback booked = add(wish(1, CallbackKind.BOOKED, "queue-wages", 0, true, NOON, morning));

    assertThat(booked.id()).isEqualTo(first.id());
    assertThat(booked.kind()).isEqualTo(CallbackKind.BOOKED);
    assertThat(booked.queue()).isEqualTo("queue-wages");
    assertThat(booked.safe()).isTrue();
    assertThat(booked.notBefore()).isEqualTo(morning);
    assertThat(booked.askedAt()).isEqualTo(NOON);
    assertThat(due(NOON.plusSeconds(1))).isEmpty();
  }

  @Test
  void dangerIsNotMadeLessByAnotherWish() {
    Callback danger =
        add(wish(1, CallbackKind.DANGER, "queue-danger", 10, true, NOON, NOON.plusSeconds(1)));

    Callback after =
        add(
            wish(
                1,
                CallbackKind.BOOKED,
                "queue-jobs",
                0,
                false,
                NOON.plusSeconds(9),
                NOON.plus(Duration.ofHours(9))));

    assertThat(after.id()).isEqualTo(danger.id());
    assertThat(after.kind()).isEqualTo(CallbackKind.DANGER);
    assertThat(after.queue()).isEqualTo("queue-danger");
    assertThat(after.priority()).isEqualTo(10);
    assertThat(after.safe()).isTrue();
    assertThat(due(NOON.plusSeconds(10))).hasSize(1);
  }

  @Test
  void whoIsReachedAndAsksAgainInThatTalkBeginsAnew() {
    Callback first = add(missed(1, NOON));
    database.write(handle -> CallbackStore.mark(handle, first.id(), NOON));
    database.write(handle -> CallbackStore.connected(handle, first.id(), NOON));

    Callback second =
        add(
            wish(
                1,
                CallbackKind.BOOKED,
                "queue-wages",
                0,
                false,
                NOON.plusSeconds(60),
                NOON.plus(Duration.ofHours(2))));

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(find(first.id()).state()).isEqualTo(CallbackState.DONE);
    assertThat(second.state()).isEqualTo(CallbackState.WAITING);
  }

  @Test
  void ringingWhileWeDialChangesNothing() {
    Callback first = add(missed(1, NOON));
    database.write(handle -> CallbackStore.mark(handle, first.id(), NOON));

    Callback same = add(missed(1, NOON.plusSeconds(3)));

    assertThat(same.id()).isEqualTo(first.id());
    assertThat(same.state()).isEqualTo(CallbackState.DIALLING);
    assertThat(same.attempts()).isEqualTo(1);
    assertThat(due(NOON.plusSeconds(4))).isEmpty();
  }

  @Test
  void turnGoesByPriorityThenByWhoAskedFirst() {
    Callback second = add(missed(2, NOON.plusSeconds(5)));
    Callback first = add(missed(1, NOON));
    Callback danger =
        add(wish(3, CallbackKind.DANGER, "queue-danger", 10, true, NOON.plusSeconds(9), NOON));

    List<Callback> due = due(NOON.plusSeconds(10));

    assertThat(due).extracting(Callback::id).containsExactly(danger.id(), first.id(), second.id());
  }

  @Test
  void attemptIsMarkedOnceOnly() {
    Callback one = add(missed(1, NOON));

    boolean first = database.write(handle -> CallbackStore.mark(handle, one.id(), NOON));
    boolean second = database.write(handle -> CallbackStore.mark(handle, one.id(), NOON));

    assertThat(first).isTrue();
    assertThat(second).isFalse();
    assertThat(find(one.id()).attempts()).isEqualTo(1);
  }

  @Test
  void endIsNotChangedByALateResult() {
    Callback one = add(missed(1, NOON));
    database.write(
        handle -> CallbackStore.settle(handle, one.id(), CallbackState.CANCELLED, "staff", NOON));

    later(one, NOON, "busy");

    assertThat(find(one.id()).state()).isEqualTo(CallbackState.CANCELLED);
    assertThat(find(one.id()).why()).isEqualTo("staff");
  }

  @Test
  void wishThatNobodyReachedInTimeExpires() {
    Callback one = add(missed(1, NOON));

    int expired = database.write(handle -> CallbackStore.expire(handle, one.until()));

    assertThat(expired).isEqualTo(1);
    assertThat(find(one.id()).state()).isEqualTo(CallbackState.EXPIRED);
    Optional<Instant> next = database.read(CallbackStore::nextAt);
    assertThat(next).isEmpty();
  }

  @Test
  void numberIsForgottenOnlyAfterTheEnd() {
    Callback ended = add(missed(1, NOON));
    Callback live = add(missed(2, NOON));
    database.write(
        handle -> CallbackStore.settle(handle, ended.id(), CallbackState.DONE, "", NOON));

    int forgotten =
        database.write(handle -> CallbackStore.forgetNumbers(handle, NOON.plusSeconds(1)));

    assertThat(forgotten).isEqualTo(1);
    assertThat(find(ended.id()).number()).isEmpty();
    assertThat(find(live.id()).number()).contains(number(2));
  }

  @Test
  void whoWishesToBeForgottenIsOwedNothingAndLeavesNoNumberBehind() {
    Callback over = add(missed(1, NOON));
    database.write(handle -> CallbackStore.settle(handle, over.id(), CallbackState.DONE, "", NOON));
    Callback owed = add(missed(1, NOON.plusSeconds(60)));
    Callback other = add(missed(2, NOON));
    CallerKey person = CallerKey.of(number(1), SECRET);

    int gone = database.write(handle -> CallbackStore.forget(handle, person, NOON));

    assertThat(gone).isEqualTo(2);
    Optional<Callback> left = database.read(handle -> CallbackStore.find(handle, owed.id()));
    assertThat(left).isEmpty();
    assertThat(find(other.id()).number()).contains(number(2));
  }

  @Test
  void whoIsForgottenWhileItRingsIsNotTriedAgain() {
    Callback rings = add(missed(1, NOON));
    database.write(handle -> CallbackStore.mark(handle, rings.id(), NOON));

    int gone =
        database.write(
            handle -> CallbackStore.forget(handle, CallerKey.of(number(1), SECRET), NOON));
    later(rings, NOON.plusSeconds(60), "busy");
    int expired = database.write(handle -> CallbackStore.expire(handle, NOON.plusSeconds(1)));

    assertThat(gone).isEqualTo(1);
    assertThat(expired).isEqualTo(1);
    assertThat(find(rings.id()).number()).isEmpty();
  }

  private Callback add(Callback.Wish wish) {
    return database.write(handle -> WishStore.keep(handle, wish, wish.askedAt()));
  }

  private void later(Callback callback, Instant next, String why) {
    database.write(handle -> CallbackStore.again(handle, callback.id(), next, why, NOON));
  }

  private Callback find(long id) {
    return database.read(handle -> CallbackStore.find(handle, id)).orElseThrow();
  }

  private List<Callback> due(Instant now) {
    return database.read(handle -> CallbackStore.due(handle, now, 100));
  }

  private static Callback.Wish missed(int who, Instant at) {
    return wish(who, CallbackKind.MISSED_CALL, "", 0, false, at, at);
  }

  private static Callback.Wish wish(
      int who,
      CallbackKind kind,
      String queue,
      int priority,
      boolean safe,
      Instant asked,
      Instant from) {
    return new Callback.Wish(
        kind,
        CallerKey.of(number(who), SECRET),
        number(who),
        "",
        queue,
        priority,
        safe,
        Optional.empty(),
        asked,
        from,
        from.plus(Duration.ofHours(24)));
  }

  private static PhoneNumber number(int who) {
    return new PhoneNumber("+99290000000" + who);
  }
}
