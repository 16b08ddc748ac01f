package org.hamroh.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamroh.casework.form.Choice;
import org.hamroh.casework.form.Label;
import org.jspecify.annotations.Nullable;

/// How a case goes, from its opening to its end. A union changes it without us: `forms/cases.yaml`.
///
/// @param start    the status of a case that was just opened
/// @param outcomes how a case can have ended
/// @param sections what is written down of it
public record CaseGraph(
    String start, List<Status> statuses, List<Choice> outcomes, List<Choice> sections) {

  /// What a caller hears of it who asks by telephone.
  public enum Tells {
    OPEN,
    REFERRED,
    CLOSED
  }

  /// @param moves  where a person may put the case from here
  /// @param after  how it moves by itself; null: it stays
  /// @param late   whether it stands on the board of what is overdue
  /// @param closed whether nothing is done any more
  public record Status(
      String id,
      Label label,
      List<String> moves,
      @Nullable After after,
      @Nullable Boolean late,
      @Nullable Boolean closed,
      Tells tells) {

    public Status {
      moves = List.copyOf(moves);
    }

    public boolean isLate() {
      return late != null && late;
    }

    public boolean isClosed() {
      return closed != null && closed;
    }

    /// When a case that gets here now moves on by itself; null when it does not.
    @Nullable Instant movesAt(Instant now) {
      return after == null ? null : now.plus(Duration.ofDays(after.days()));
    }
  }

  /// @param days in this status
  /// @param to   the status that follows
  public record After(int days, String to) {}

  public CaseGraph {
    statuses = List.copyOf(statuses);
    outcomes = List.copyOf(outcomes);
    sections = List.copyOf(sections);
  }

  public Optional<Status> status(String id) {
    return statuses.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /// A status that no longer stands in the file is shown by its id, and may move anywhere.
  public Status statusOrBare(String id) {
    return status(id)
        .orElseGet(
            () ->
                new Status(
                    id,
                    new Label(id, id, id),
                    statuses.stream().map(Status::id).toList(),
                    null,
                    true,
                    false,
                    Tells.OPEN));
  }

  public boolean hasOutcome(String id) {
    return outcomes.stream().anyMatch(one -> one.id().equals(id) && one.offered());
  }

  public boolean hasSection(String id) {
    return sections.stream().anyMatch(one -> one.id().equals(id) && one.offered());
  }

  public List<String> closedOnes() {
    return statuses.stream().filter(Status::isClosed).map(Status::id).toList();
  }

  List<String> lateOnes() {
    return statuses.stream().filter(Status::isLate).map(Status::id).toList();
  }
}
