package org.hamroh.wellbeing;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A call that was hard for who took it.
///
/// @param contact    the call, or the record of who came without calling
/// @param login      who talked
/// @param endedAt    when the talk was over
/// @param talked     with operators
/// @param why        by which signs it is known
/// @param offeredAt  when a pause was offered; absent when it was known too late for one
/// @param answer     to that
/// @param answeredAt absent as long as there is none
/// @param minutes    of the pause that was taken; 0: none
public record HardCall(
    String contact,
    String login,
    Instant endedAt,
    Duration talked,
    Set<Sign> why,
    @Nullable Instant offeredAt,
    Answer answer,
    @Nullable Instant answeredAt,
    int minutes) {

  public HardCall {
    why = Set.copyOf(why);
  }

  /// By what a call is known to be hard.
  public enum Sign {
    /// Danger was pressed, or help asked for unheard.
    DANGER,
    SCREENING,
    TOPIC,
    /// The operator says so.
    SAID;

    /// As the store and the API have it.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What became of the pause that was offered.
  public enum Answer {
    OPEN(""),
    TAKEN("taken"),
    DECLINED("declined"),
    /// Nobody answered; that is an answer, too.
    LAPSED("lapsed");

    private final String word;

    Answer(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    static Answer of(String word) {
      for (Answer one : values()) {
        if (one.word.equals(word)) {
          return one;
        }
      }
      throw new IllegalArgumentException("no answer is called " + word);
    }
  }

  public boolean isOpen() {
    return offeredAt != null && answer == Answer.OPEN;
  }
}
