package org.hamroh.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallEventStore;
import org.hamroh.call.CallId;
import org.hamroh.call.CallRecords;
import org.hamroh.call.ToldEvent;
import org.hamroh.phone.CallerKey;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// A store as it stands after years of a busy hotline: callers, calls with their records and
/// events, messages, calls back and contacts, all invented. A few sample calls are told and folded
/// by the product itself; the rest are copies of them under other names and times.
public final class BigStore {

  /// Rows in one transaction.
  private static final int BATCH = 5_000;

  /// For one transaction; a slow disk gets its time here.
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /// The newest calls have all their events, which the pages show; the others only their ends.
  private static final int WITH_STORY = 20_000;

  private static final int MESSAGES_PER_MILLE = 5;
  private static final int OPEN_MESSAGES = 300;
  private static final int CALLBACKS_PER_MILLE = 10;
  private static final int OPEN_CALLBACKS = 300;

  /// The same store each time.
  private static final long SEED = 20_261_122;

  private static final CallerKey SAMPLE = new CallerKey("5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a");

  /// One call that was told and folded, to be copied.
  private record Sample(
      String call,
      Instant began,
      Instant ended,
      String body,
      String ending,
      String operator,
      String language,
      List<Event> events) {}

  private record Event(long after, String source, long ordinal, String type, String body) {}

  private final Database database;
  private final int callers;
  private final int calls;
  private final Instant now;
  private final Random chance = new Random(SEED);

  private BigStore(Database database, int callers, int calls, Instant now) {
    this.database = database;
    this.callers = callers;
    this.calls = calls;
    this.now = now;
  }

  /// Fills a new store.
  ///
  /// @param file    of the store; it is made
  /// @param callers different numbers
  /// @param calls   of the last years, the newest an hour ago
  public static void fill(Path file, int callers, int calls, Instant now) {
    try (Database database = Database.open(file)) {
      new BigStore(database, callers, calls, now).fill();
    }
  }

  private void fill() {
    List<Sample> samples = samples();
    for (int from = 0; from < calls; from += BATCH) {
      int first = from;
      int count = Math.min(BATCH, calls - from);
      write(
          handle -> {
            copyCalls(handle, samples, first, count);
            return true;
          });
    }
    write(
        handle -> {
          messages(handle);
          callbacks(handle);
          return true;
        });
    for (int from = 0; from < callers; from += BATCH) {
      int first = from;
      int count = Math.min(BATCH, callers - from);
      write(
          handle -> {
            contacts(handle, first, count);
            return true;
          });
    }
    // As a server that runs for years does it now and then.
    write(handle -> handle.execute("analyze"));
  }

  private void write(Database.Work<Object> work) {
    try {
      database.submit(work).get(PATIENCE.toMinutes(), TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailed("interrupted while the store was filled");
    } catch (ExecutionException | TimeoutException e) {
      throw new BenchFailed("the store was not filled: " + e);
    }
  }

  // Samples

  private List<Sample> samples() {
    Instant began = now.minus(Duration.ofDays(1));
    List<Sample> samples = new ArrayList<>();
    try (CallRecords records = new CallRecords(database, topic -> {})) {
      for (int kind = 0; kind < 4; kind++) {
        CallId call = new CallId("hamroh-sample-" + kind);
        List<ToldEvent> told = story(call, began, kind);
        database.write(handle -> new CallEventStore().append(handle, told));
        records.refresh();
        samples.add(database.read(handle -> read(handle, call, began)));
      }
    }
    database.write(
        handle -> {
          handle.execute("delete from call_event where call_id like 'hamroh-sample-%'");
          return handle.execute("delete from call_record where call_id like 'hamroh-sample-%'");
        });
    return samples;
  }

  private static List<ToldEvent> story(CallId call, Instant began, int kind) {
    List<CallEvent> events = new ArrayList<>();
    String language = kind % 2 == 0 ? "tg" : "ru";
    events.add(
        new CallEvent.CallStarted(SAMPLE, kind % 2 == 0 ? "RU" : "TJ", "700", "PJSIP/demo-1"));
    events.add(new CallEvent.ScriptStarted("hotline", "0123456789ab"));
    events.add(new CallEvent.LanguageChosen(language, true));
    events.add(new CallEvent.StepEntered("hotline", "main"));
    events.add(heard("main-menu", language, 6));
    events.add(new CallEvent.KeyPressed("main", "3"));
    events.add(new CallEvent.StepEntered("work", "wages"));
    events.add(heard("wages-info-1", language, 40));
    events.add(new CallEvent.KeyPressed("wages", "1"));
    if (kind != 3) {
      events.add(new CallEvent.HandedToQueue("queue-wages", 0, "wages-not-paid-abroad"));
      events.add(new CallEvent.QueueEntered("queue-wages", 2));
    }
    switch (kind) {
      case 0, 1 -> {
        events.add(new CallEvent.OperatorAnswered("queue-wages", "op1", Duration.ofSeconds(31)));
        events.add(new CallEvent.TalkEnded("op1", Duration.ofSeconds(208), true));
      }
      case 2 ->
          events.add(new CallEvent.QueueLeft("queue-wages", "abandoned", Duration.ofSeconds(95)));
      default -> events.add(new CallEvent.ScriptEnded("end"));
    }
    events.add(new CallEvent.CallEnded());
    List<ToldEvent> told = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      told.add(
          new ToldEvent(call, began.plusSeconds(12L * i), ToldEvent.Source.IVR, i, events.get(i)));
    }
    return told;
  }

  private static CallEvent heard(String prompt, String language, int seconds) {
    return new CallEvent.PromptHeard(List.of(prompt), language, Duration.ofSeconds(seconds), false);
  }

  private static Sample read(Handle handle, CallId call, Instant began) {
    List<Event> events =
        handle
            .createQuery(
                "select at, source, ordinal, type, body from call_event where call_id = ?"
                    + " order by at, ordinal")
            .bind(0, call.value())
            .map(
                (row, context) ->
                    new Event(
                        row.getLong(1) - began.toEpochMilli(),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5)))
            .list();
    return handle
        .createQuery(
            "select started_at, ended_at, body, ending, operator, language from call_record"
                + " where call_id = ?")
        .bind(0, call.value())
        .map(
            (row, context) ->
                new Sample(
                    call.value(),
                    Instant.ofEpochMilli(row.getLong(1)),
                    Instant.ofEpochMilli(row.getLong(2)),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    events))
        .one();
  }

  // Copies

  private String caller(int nth) {
    return "%08x".formatted(nth).repeat(4);
  }

  /// Some call every week, most once: the square leans to the first.
  private int someCaller() {
    double lean = chance.nextDouble();
    return Math.min(callers - 1, (int) (lean * lean * callers));
  }

  private void copyCalls(Handle handle, List<Sample> samples, int first, int count) {
    PreparedBatch records =
        handle.prepareBatch(
            """
            insert into call_record (call_id, started_at, ended_at, caller, language, operator,
              ending, body, told, folded, paid_millis, without_keys)
            values (:call, :began, :ended, :caller, :language, :operator, :ending, :body, :told,
              :told, 60000, 0)""");
    PreparedBatch events =
        handle.prepareBatch(
            """
            insert into call_event (call_id, at, source, ordinal, type, body)
            values (:call, :at, :source, :ordinal, :type, :body)""");
    for (int nth = first; nth < first + count; nth++) {
      Sample sample = samples.get(chance.nextInt(samples.size()));
      // Two minutes apart, the newest an hour ago.
      Instant began = now.minusSeconds(3_600 + 120L * nth);
      Instant ended = began.plus(Duration.between(sample.began, sample.ended));
      String call = "hamroh-" + began.getEpochSecond() + "." + nth;
      String caller = caller(someCaller());
      records
          .bind("call", call)
          .bind("began", began.toEpochMilli())
          .bind("ended", ended.toEpochMilli())
          .bind("caller", caller)
          .bind("language", sample.language)
          .bind("operator", sample.operator)
          .bind("ending", sample.ending)
          .bind(
              "body",
              sample
                  .body
                  .replace(sample.call, call)
                  .replace(sample.began.toString(), began.toString())
                  .replace(sample.ended.toString(), ended.toString())
                  .replace(SAMPLE.hex(), caller))
          .bind("told", sample.events.size())
          .add();
      for (Event event : sample.events) {
        boolean end =
            event.type.equals("CallStarted")
                || event.type.equals("CallEnded")
                || event.type.equals("HandedToQueue");
        if (nth < WITH_STORY || end) {
          events
              .bind("call", call)
              .bind("at", began.toEpochMilli() + event.after)
              .bind("source", event.source)
              .bind("ordinal", event.ordinal)
              .bind("type", event.type)
              .bind("body", event.body.replace(SAMPLE.hex(), caller))
              .add();
        }
      }
    }
    records.execute();
    events.execute();
  }

  private void messages(Handle handle) {
    PreparedBatch rows =
        handle.prepareBatch(
            """
            insert into voice_message (id, call_id, state, receipt, kind, urgent, wordless, language,
              caller_key, begun_at, left_at, due_at, length_millis, note, sound)
            values (:id, :call, :state, :receipt, 'message', 0, 0, 'tg', :caller, :at, :at, :due,
              30000, '', 'erased')""");
    int count = Math.max(OPEN_MESSAGES, calls / 1_000 * MESSAGES_PER_MILLE);
    for (int nth = 0; nth < count; nth++) {
      long at = now.minusSeconds(1_800L * (nth + 1)).toEpochMilli();
      rows.bind("id", "big-" + nth)
          .bind("call", "hamroh-big-" + nth)
          .bind("state", nth < OPEN_MESSAGES ? "new" : "answered")
          .bind("receipt", "%06d".formatted(nth))
          .bind("caller", caller(someCaller()))
          .bind("at", at)
          .bind("due", at + Duration.ofHours(24).toMillis())
          .add();
    }
    rows.execute();
  }

  private void callbacks(Handle handle) {
    PreparedBatch rows =
        handle.prepareBatch(
            """
            insert into callback (id, receipt, kind, caller_key, number, language, queue, priority,
              safe, from_call, asked_at, not_before, until, state, why, attempts, next_try_at,
              changed_at)
            values (:id, :receipt, 'booked', :caller, '', 'tg', '', 0, 0, '', :at, :later, :until,
              :state, '', 0, :later, :at)""");
    int count = Math.max(OPEN_CALLBACKS, calls / 1_000 * CALLBACKS_PER_MILLE);
    for (int nth = 0; nth < count; nth++) {
      long at = now.minusSeconds(900L * (nth + 1)).toEpochMilli();
      boolean open = nth < OPEN_CALLBACKS;
      rows.bind("id", nth + 1L)
          .bind("receipt", "%08d".formatted(nth))
          .bind("caller", open ? caller(nth % callers) : caller(someCaller()))
          .bind("at", at)
          // Far ahead: nothing here is to be dialled.
          .bind("later", now.plus(Duration.ofDays(300)).toEpochMilli())
          .bind("until", now.plus(Duration.ofDays(301)).toEpochMilli())
          .bind("state", open ? "waiting" : "done")
          .add();
    }
    rows.execute();
  }

  private void contacts(Handle handle, int first, int count) {
    PreparedBatch rows =
        handle.prepareBatch(
            """
            insert into contact (id, number, name, language, country, place, consent_at,
              consent_way, created_at, changed_at)
            values (:id, :number, :name, 'tg', 'TJ', 'dushanbe', :at, 'call', :at, :at)""");
    for (int nth = first; nth < first + count; nth++) {
      rows.bind("id", nth + 1L)
          .bind("number", "+99290%07d".formatted(nth))
          .bind("name", "Person " + nth)
          .bind("at", now.toEpochMilli())
          .add();
    }
    rows.execute();
  }
}
