package org.hamroh.training;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hamroh.call.CallId;

/// One practice call.
///
/// @param leg      how the PBX calls it
/// @param login    who practises
/// @param operator at which telephone: `op1`
/// @param language that the pretended caller speaks
/// @param path     the scenes, and the key that was pressed in each
/// @param written  what the learner wrote down
public record PracticeRun(
    String id,
    CallId leg,
    String login,
    String operator,
    String script,
    String language,
    Instant beganAt,
    Optional<Instant> answeredAt,
    Optional<Instant> endedAt,
    End end,
    List<Passed> path,
    Optional<Written> written) {

  public PracticeRun {
    path = List.copyOf(path);
  }

  /// How it ended.
  public enum End {
    /// It goes on.
    NONE,
    /// The pretended caller said goodbye.
    DONE,
    /// The learner hung up before.
    HUNG_UP,
    UNANSWERED,
    /// A real caller waited, and nobody else was free.
    CALLER_WAITS,
    /// By the learner, on the page.
    STOPPED,
    /// The server or the telephone exchange went down, or a voice is missing.
    BROKEN;

    /// As the store and the API have it; empty while it goes on.
    public String word() {
      return this == NONE ? "" : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static End of(String word) {
      for (End one : values()) {
        if (one.word().equals(word)) {
          return one;
        }
      }
      throw new IllegalArgumentException("no practice call ends so: " + word);
    }
  }

  /// @param key that led on; empty: silence, or the end
  public record Passed(String scene, String key) {}

  /// What the learner wrote down, as it would be done after a real call. It lies with the practice
  /// call and nowhere else.
  ///
  /// @param reason  of the contact form
  /// @param next    what is to be done, of the contact form
  /// @param answers of the screening: question to `yes`, `no`, `unsure`
  public record Written(String reason, String next, String note, Map<String, String> answers) {
    public Written {
      answers = Map.copyOf(answers);
    }
  }

  public boolean isOver() {
    return end != End.NONE;
  }
}
