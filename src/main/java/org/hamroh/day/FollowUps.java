package org.hamroh.day;

import java.time.Instant;
import java.util.List;

/// What operators have written down to be done next, with its date: the room of cases tells it.
@FunctionalInterface
public interface FollowUps {

  /// @param id   names it in its own room
  /// @param what in a few words of the operator's
  /// @param due  when it is to be done
  /// @param link the page where it is done
  record FollowUp(String id, String what, Instant due, String link) {}

  /// What this person is to do until then and has not done, the most pressing first.
  ///
  /// @param login of the operator
  /// @param until the end of the day
  List<FollowUp> of(String login, Instant until);

  /// Nobody writes any down.
  static FollowUps none() {
    return (login, until) -> List.of();
  }
}
