package org.hamroh.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Counts, at every look and in its transaction, how many persons the same login has looked at in
/// the last minutes. It counts the trail's own rows: a restart forgets nothing. Whoever looks at
/// more than their work needs is told to the supervisors, once in that time.
public final class BulkWatch {

  /// What is too much.
  ///
  /// @param different persons or cases, of one kind of thing; twice as many of all kinds together,
  ///                  for a call, its caller, record and card are four things of one person
  public record Limit(int different, Duration within) {}

  /// What is told to the supervisors, within the transaction of the look.
  @FunctionalInterface
  public interface Alarm {
    void raise(Handle handle, String login, Instant at);
  }

  /// Looks, and tries of them: who walks through addresses is refused, but not at rest.
  private static final Set<Act> LOOKS =
      EnumSet.of(
          Act.OPEN, Act.UNMASK, Act.LISTEN, Act.PRINT, Act.EXPORT, Act.BREAK_GLASS, Act.REFUSED);

  private static final List<String> WORDS = LOOKS.stream().map(Act::word).toList();

  /// Kinds that are persons, or lead to one.
  private static final List<String> PERSONS =
      List.of(
          "call",
          "callback",
          "caller",
          "case",
          "case-title",
          "contact",
          "message",
          "record",
          "referral",
          "safety-card",
          "screening",
          "voice-message");

  private static final int ALL_KINDS = 2;

  private final Limit limit;
  private final Alarm alarm;

  public BulkWatch(Limit limit, Alarm alarm) {
    this.limit = limit;
    this.alarm = alarm;
  }

  /// @param look whose row has just been written
  /// @return whether it was too much, and is news
  boolean isTooMuch(Handle handle, Look look, Instant now) {
    if (!LOOKS.contains(look.act()) || !PERSONS.contains(look.kind()) || look.from().isEmpty()) {
      return false; // a change, no person, or the product's own work
    }
    Instant since = now.minus(limit.within());
    Map<String, Long> seen = AuditStore.looks(handle, look.who(), since, WORDS, PERSONS);
    long most = seen.values().stream().mapToLong(Long::longValue).max().orElse(0);
    long all = seen.values().stream().mapToLong(Long::longValue).sum();
    return (most >= limit.different() || all >= ALL_KINDS * (long) limit.different())
        && !AuditStore.isTold(handle, look.who(), since);
  }

  void tell(Handle handle, Look look, Instant now) {
    alarm.raise(handle, look.who(), now);
  }
}
