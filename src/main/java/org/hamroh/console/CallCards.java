package org.hamroh.console;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.CallId;
import org.hamroh.call.CallRecord;
import org.hamroh.call.CallRecords;
import org.hamroh.call.ToldEvent;
import org.hamroh.gate.SafetyBook;
import org.hamroh.phone.CallerKey;

/// Puts the card of a call together from what the house knows. Every question is one indexed read,
/// for the telephone rings meanwhile.
public final class CallCards {

  private static final Logger LOG = LogManager.getLogger(CallCards.class);

  /// Earlier calls on the card; the caller's own page shows all.
  private static final int EARLIER = 4;

  /// Open matters on the card.
  private static final int MATTERS = 6;

  private final CallRecords records;
  private final Answers answers;
  private final SafetyBook safety;
  private final List<OpenMatter.Source> matters;
  private final ZoneId zone;
  private final Clock clock;

  /// @param matters where open matters come from: messages, calls back, cases
  public CallCards(
      CallRecords records,
      Answers answers,
      SafetyBook safety,
      List<OpenMatter.Source> matters,
      ZoneId zone,
      Clock clock) {
    this.records = records;
    this.answers = answers;
    this.safety = safety;
    this.matters = List.copyOf(matters);
    this.zone = zone;
    this.clock = clock;
  }

  /// The card of the call on an operator's desk. What the store does not know yet, or a store that
  /// is down, leaves places empty: the PBX's word is enough to answer the telephone.
  CallCard of(Desks.DeskCall desk, String operator, Function<String, String> nameOf) {
    return card(
        desk.call(),
        desk.phase().name().toLowerCase(Locale.ROOT),
        operator,
        Optional.of(desk.since()),
        desk.queue(),
        desk.language(),
        nameOf);
  }

  /// The card of a call on nobody's desk; empty when there is no such call.
  Optional<CallCard> of(CallId call, Function<String, String> nameOf) {
    return records.find(call.value()).isEmpty()
        ? Optional.empty()
        : Optional.of(card(call, "", "", Optional.empty(), "", "", nameOf));
  }

  private CallCard card(
      CallId call,
      String phase,
      String operator,
      Optional<Instant> since,
      String queue,
      String language,
      Function<String, String> nameOf) {
    List<ToldEvent> events = records.events(call);
    Optional<CallRecord> record =
        events.isEmpty() ? Optional.empty() : Optional.of(CallRecord.of(call, events));
    Trail trail = Trail.of(events);
    Optional<CallerKey> caller = record.flatMap(one -> Optional.ofNullable(one.caller()));
    String lastQueue = queue.isEmpty() ? record.map(CallRecord::queue).orElse("") : queue;
    AnswerBook book = answers.book();
    Instant midnight = LocalDate.ofInstant(clock.instant(), zone).atStartOfDay(zone).toInstant();
    List<CallRecord> earlier =
        caller.map(key -> records.earlier(key, call, EARLIER)).orElse(List.of());
    return new CallCard(
        call.value(),
        phase,
        operator,
        since.or(() -> record.map(CallRecord::startedAt)).orElseGet(clock::instant),
        lastQueue,
        record.map(CallRecord::language).filter(one -> !one.isEmpty()).orElse(language),
        record.map(CallRecord::country).orElse(""),
        caller,
        call.weRang(),
        book.of(trail.reason(), record.map(CallRecord::path).orElse(List.of()), lastQueue),
        trail,
        caller.map(key -> records.count(key, midnight, CallCard.MOST_COUNTED)).orElse(1),
        caller.map(key -> records.count(key, Instant.EPOCH, CallCard.MOST_COUNTED)).orElse(1),
        earlier.stream().map(one -> earlier(one, book, nameOf)).toList(),
        caller.map(this::matters).orElse(List.of()),
        caller.map(safety::of),
        earlier.stream().anyMatch(CallRecord::interrupted));
  }

  private static CallCard.Earlier earlier(
      CallRecord record, AnswerBook book, Function<String, String> nameOf) {
    String ending = ConsoleView.ending(record);
    return new CallCard.Earlier(
        record.call().value(),
        record.startedAt(),
        book.of("", record.path(), record.queue()),
        ending,
        ConsoleView.tone(ending),
        record.operator().isEmpty() ? "" : nameOf.apply(record.operator()));
  }

  private List<OpenMatter> matters(CallerKey caller) {
    List<OpenMatter> all = new ArrayList<>();
    for (OpenMatter.Source source : matters) {
      try {
        all.addAll(source.of(caller));
      } catch (RuntimeException e) {
        // The rest of the card is worth more than one list.
        LOG.error("event=open-matters-failed", e);
      }
    }
    return all.stream()
        .sorted(Comparator.comparing(OpenMatter::since).reversed())
        .limit(MATTERS)
        .toList();
  }
}
