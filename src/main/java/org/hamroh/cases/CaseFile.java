package org.hamroh.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.phone.CallerKey;
import org.jspecify.annotations.Nullable;

/// One case as it stands.
///
/// @param caller     nothing for who came without a telephone
/// @param record     the contact record it was opened from; empty when none
/// @param topic      a second-level reason of the contact form
/// @param people     who works on it; the owner is among them
/// @param sealed     whether only those see it
/// @param since      when it got into its status
/// @param movesAt    when it moves on by itself
/// @param outcome    empty until it is closed
/// @param version    counts changes, from 1
/// @param mergedInto the case that goes on in its place
public record CaseFile(
    CaseId id,
    @Nullable CallerKey caller,
    String record,
    String topic,
    String owner,
    Set<String> people,
    boolean sealed,
    String status,
    Instant since,
    @Nullable Instant movesAt,
    String outcome,
    About about,
    long version,
    Deed opened,
    Deed changed,
    @Nullable Instant closedAt,
    @Nullable CaseId mergedInto) {

  /// Who did it, and when.
  public record Deed(String by, Instant at) {}

  /// Whom it is about, in the words of the operator.
  ///
  /// @param place as typed
  public record About(String name, String place) {
    public static final About NOBODY = new About("", "");
  }

  /// A piece of what is known.
  ///
  /// @param kind    of the graph's sections
  /// @param eventOn the day it happened; null when not known
  /// @param beside  what others wrote into an older version of it, and have not decided about
  /// @param of      the case it was written into; another one after a merge
  public record Section(
      String id,
      CaseId of,
      String kind,
      @Nullable LocalDate eventOn,
      String text,
      long version,
      Deed written,
      Deed changed,
      List<Beside> beside) {}

  /// @param place names it in its section
  public record Beside(long place, String text, Deed written) {}

  /// @param done null while it is to be done
  public record Task(
      String id,
      CaseId of,
      String what,
      LocalDate dueOn,
      String owner,
      Deed made,
      @Nullable Deed done) {}

  /// A line of the timeline.
  public record Event(CaseId of, Instant at, String kind, String who, Map<String, String> facts) {}

  /// What a list shows: nothing that was written by hand.
  ///
  /// @param due the earliest day on which something is to be done for it
  public record Line(
      CaseId id,
      String topic,
      String owner,
      boolean sealed,
      String status,
      Instant since,
      Instant openedAt,
      @Nullable LocalDate due,
      boolean open) {}
}
