package org.hamroh.inbox;

import java.time.Instant;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;

/// All texts from and to one person.
///
/// @param language  that the person writes or has chosen; empty while nobody can tell
/// @param urgent    a cry for help that nobody has closed yet
/// @param maybeStop a stop word was in a text that says more: somebody has to decide
/// @param claimedBy who answers, empty when nobody does
public record Conversation(
    long id,
    CallerKey key,
    PhoneNumber number,
    String language,
    boolean languageTold,
    State state,
    boolean urgent,
    boolean maybeStop,
    String claimedBy,
    Instant lastAt) {

  /// How it stands.
  public enum State {
    /// for a person
    WAITING,
    /// somebody answers
    CLAIMED,
    /// nothing is to be done
    DONE;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// One text of it.
  ///
  /// @param ours     whether we wrote it
  /// @param state    of ours: `queued`, `delivered` …; of theirs what it was taken for
  /// @param partial  whether a part never came
  /// @param answered what the line answered by itself, or why it did not
  public record Line(
      boolean ours,
      String text,
      String state,
      boolean partial,
      String answered,
      String who,
      Instant at) {}

  /// Somebody did something about it.
  public record Deed(String who, String what, String about, Instant at) {}

  Conversation with(State next, String by) {
    return new Conversation(
        id, key, number, language, languageTold, next, urgent, maybeStop, by, lastAt);
  }

  Conversation waiting(boolean nowUrgent, boolean perhapsStop) {
    State next = claimedBy.isEmpty() ? State.WAITING : State.CLAIMED;
    return new Conversation(
        id,
        key,
        number,
        language,
        languageTold,
        next,
        urgent || nowUrgent,
        maybeStop || perhapsStop,
        claimedBy,
        lastAt);
  }

  Conversation settled() {
    return new Conversation(
        id, key, number, language, languageTold, State.DONE, false, false, claimedBy, lastAt);
  }

  Conversation decided() {
    return new Conversation(
        id, key, number, language, languageTold, state, urgent, false, claimedBy, lastAt);
  }

  Conversation speaking(String guessed, boolean told, Instant at) {
    boolean keeps = guessed.isEmpty() || languageTold && !told;
    return new Conversation(
        id,
        key,
        number,
        keeps ? language : guessed,
        languageTold || told,
        state,
        urgent,
        maybeStop,
        claimedBy,
        at);
  }
}
