package org.hamroh.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hamroh.call.CallRecord;
import org.hamroh.queue.SilentTalks;
import org.hamroh.web.Wording;

/// What the console's page shows, one record a piece. No telephone number is in any of them.
public final class ConsoleView {

  static final String DANGER = "queue-danger";
  static final String HIGH = "queue-high";

  private ConsoleView() {}

  /// Who waits and who talks.
  ///
  /// @param live    whether the PBX tells us now
  /// @param waiting those that are shown, danger first
  /// @param count   of all who wait
  /// @param queues  how many wait in each, and how long the first of them
  /// @param all     whether everybody is shown
  public record Callers(
      boolean live,
      List<Waiting> waiting,
      int count,
      List<Crowd> queues,
      boolean all,
      List<Talking> talking) {

    public int hidden() {
      return count - waiting.size();
    }
  }

  /// Those who wait in one queue.
  ///
  /// @param longest of their waits
  public record Crowd(String queue, int count, Duration longest) {

    public String tone() {
      return ConsoleView.toneOf(queue);
    }
  }

  /// Danger is seen first.
  static String toneOf(String queue) {
    return switch (queue) {
      case DANGER -> "bad";
      case HIGH -> "warn";
      default -> "";
    };
  }

  /// @param language empty when not known
  /// @param age      so far
  public record Waiting(
      String queue, int position, String language, Instant since, Duration age, boolean rings) {

    public String tone() {
      return ConsoleView.toneOf(queue);
    }
  }

  /// @param queue    empty when not known
  /// @param operator as colleagues know them
  /// @param silent   the last answers by key, the newest first; empty when the caller can speak
  public record Talking(
      String queue,
      String operator,
      String language,
      Instant since,
      Duration age,
      Optional<List<SilentTalks.Answer>> silent) {}

  /// @param extension `op1`
  /// @param name      as colleagues know them; the extension when nobody has it
  /// @param state     `idle`, `talking`… as [QueueMember.State#word]
  /// @param reason    of a pause, else empty
  /// @param age       of the state; empty when the PBX has not told it
  public record Colleague(
      String extension,
      String name,
      String state,
      String reason,
      Optional<Duration> age,
      boolean isYou) {

    /// How the state looks: `good`, `warn` or plain.
    public String tone() {
      return switch (state) {
        case "idle" -> "good";
        case "talking", "ringing" -> "busy";
        case "paused", "wrap-up" -> "warn";
        default -> "";
      };
    }
  }

  /// The person's own telephone.
  ///
  /// @param live    whether the PBX tells us now
  /// @param state   empty when the PBX does not know the telephone
  /// @param trouble why the last wish was not done, as a key of the messages; empty when it was
  /// @param seen    changes with the state: an unchanged form is not drawn again under the hand
  public record Own(
      String extension, boolean live, String state, String reason, String trouble, String seen) {}

  /// @param own empty for who takes no calls
  public record Operators(List<Colleague> colleagues, Optional<Own> own) {}

  /// One line of the last calls.
  ///
  /// @param ending as in the messages, `open` while it goes on
  public record PastCall(
      String id,
      Instant startedAt,
      boolean today,
      String language,
      List<String> path,
      String ending,
      Duration waited,
      Duration talked,
      String operator) {

    /// Steps shown in the list; the call's own page shows all.
    private static final int SHOWN_STEPS = 4;

    static PastCall of(CallRecord record, boolean today, String operator) {
      return new PastCall(
          record.call().value(),
          record.startedAt(),
          today,
          record.language(),
          record.path(),
          ConsoleView.ending(record),
          record.waited(),
          record.talked(),
          operator);
    }

    /// The last steps in the reader's words. Steps that only switch have none and are left out, but
    /// for a script of which no step has any.
    public String shortPath(Wording words) {
      List<String> known = path.stream().filter(step -> words.has("console.step." + step)).toList();
      List<String> shown = known.isEmpty() ? path : known;
      int from = Math.max(0, shown.size() - SHOWN_STEPS);
      return (from > 0 ? "… → " : "")
          + shown.subList(from, shown.size()).stream()
              .map(step -> words.named("console.step", step))
              .collect(Collectors.joining(" → "));
    }

    public String tone() {
      return ConsoleView.tone(ending);
    }
  }

  static String ending(CallRecord record) {
    return record.ending() == null
        ? "open"
        : record.ending().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String tone(String ending) {
    return switch (ending) {
      case "answered", "self-served", "left-message", "booked-call" -> "good";
      case "open" -> "busy";
      case "failed" -> "bad";
      default -> "warn";
    };
  }

  /// One call's page.
  ///
  /// @param happened   in order
  /// @param setsSafety whether whoever looks may change how the caller is contacted
  public record Story(
      CallRecord record, String ending, String tone, List<Happened> happened, boolean setsSafety) {}

  /// @param after  since the call began
  /// @param byPbx  whether the PBX's own files told it
  public record Happened(Duration after, Instant at, String what, boolean byPbx) {}
}
