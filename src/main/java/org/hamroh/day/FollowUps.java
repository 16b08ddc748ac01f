package org.hamroh.day;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What operators have written down to be done next, with its date: the room of cases tells it.
@FunctionalInterface
public interface FollowUps {

  /// @param id   names it in its own room
  /// @param what    in a few words of the reader's language
  /// @param written when somebody wrote it down
  /// @param due     by when it is to be done
  /// @param call    the call it comes from; empty when the person came without one
  /// @param link    the page where it is done
  record FollowUp(
      String id, String what, Instant written, Instant due, Optional<String> call, String link) {}

  /// What this person is to do until the end of that day and has not done, the oldest first.
  ///
  /// @param login    of the operator
  /// @param language of the page: `tg`, `ru` or `en`
  List<FollowUp> of(String login, LocalDate day, String language);
}
