package org.hamroh.reach;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What a campaign came to by some moment. Every table of it counts the same texts once, so each
/// adds up to `asked`; that of failures adds up to the failed ones.
///
/// @param settled      nothing of it changes any more
/// @param asked        people who have a row: the sum of all states
/// @param states       texts by state
/// @param fates        texts by what became of them
/// @param accepted     people whose text the carrier took
/// @param failures     why texts did not arrive
/// @param networks     by the company that was given the range of numbers
/// @param places       by region of origin, as the list of contacts has it
/// @param receipts     what came back when, in equal steps
/// @param stepSeconds  length of such a step
/// @param rang         who rang the line
/// @param stopped      who wanted no more texts
/// @param heard        who listened to the same words
public record Report(
    long campaign,
    Instant countedAt,
    boolean settled,
    long asked,
    Map<String, Long> states,
    Map<String, Long> fates,
    long accepted,
    List<Failure> failures,
    List<Row> networks,
    List<Row> places,
    List<Step> receipts,
    long stepSeconds,
    Rang rang,
    Stopped stopped,
    Heard heard) {

  /// @param name   of a company or a place; empty: not known
  /// @param asked  the sum of the others
  public record Row(
      String name, long asked, long delivered, long onTheWay, long unknown, long failed) {}

  /// @param state  of the text
  /// @param reason the carrier's or our own word for it; empty when none was given
  public record Failure(String state, String reason, long texts) {}

  /// @param at      when it begins
  /// @param arrived texts whose receipt says so
  /// @param failed  texts whose receipt says no
  public record Step(Instant at, long arrived, long failed) {}

  /// People who rang within 48 hours of the moment at which the carrier took their text, and the
  /// same people in the 48 hours before it: what they would have done without it.
  ///
  /// @param open whose 48 hours are not over yet
  public record Rang(
      long people, long peopleBefore, long calls, long callsBefore, long open, Soon soon) {}

  /// Calls within the first hours of each person's text.
  public record Soon(long withinHour, long withinFourHours) {}

  /// People who said stop within 48 hours of their text.
  public record Stopped(long people, long open) {}

  /// @param people   who heard any of it
  /// @param calls    in which it was heard
  /// @param seconds  heard by all together
  /// @param silent   who hung up before it began
  public record Heard(long people, long calls, long seconds, long silent, Map<String, Long> ways) {}

  public long of(Fate fate) {
    return fates.getOrDefault(fate.word(), 0L);
  }
}
