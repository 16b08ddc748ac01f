package org.hamroh.contact;

import java.time.Instant;

/// A list on its way into the contacts. Every row that is done is in exactly one of added, updated,
/// duplicates and refused.
///
/// @param fileName       as the person called it
/// @param done           rows that were judged and, when they were good, kept
/// @param duplicates     rows whose number stood in the list before; their fields are taken too
/// @param withoutConsent people of the list whom no campaign reaches, for nobody wrote down that
///                       they agreed
/// @param badBytes       of the file of refused rows
/// @param trouble        why it failed, in a sentence; else empty
public record ImportJob(
    long id,
    String fileName,
    long bytes,
    State state,
    ImportPlan plan,
    String createdBy,
    Instant createdAt,
    Instant changedAt,
    long done,
    long added,
    long updated,
    long duplicates,
    long refused,
    long withoutConsent,
    long badBytes,
    String trouble) {

  /// `WAITING` for a person to look at it, and how it ended.
  public enum State {
    WAITING("waiting"),
    RUNNING("running"),
    FINISHED("finished"),
    FAILED("failed"),
    GIVEN_UP("given-up");

    private final String word;

    State(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    static State of(String word) {
      for (State state : values()) {
        if (state.word.equals(word)) {
          return state;
        }
      }
      throw new IllegalArgumentException("no import is " + word);
    }
  }

  /// What one piece of the list brought.
  record Piece(
      long rows,
      long added,
      long updated,
      long duplicates,
      long refused,
      long withoutConsent,
      long badBytes) {}
}
