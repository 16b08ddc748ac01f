package org.hamroh.twin;

import java.time.Instant;
import org.hamroh.phone.PhoneNumber;

/// One person whom a campaign rings.
///
/// @param message  whose words are said
/// @param asks     whether this call asks if more are wanted
/// @param attempts rings so far
/// @param heardMs  the most that was heard in one playing
record CampaignCall(
    long id,
    long campaign,
    long message,
    PhoneNumber number,
    String language,
    State state,
    boolean asks,
    int attempts,
    Instant nextAt,
    long heardMs) {

  /// How far it is with this person.
  enum State {
    WAITING,
    DIALLING,

    /// Has listened.
    HEARD,

    /// Has answered, and listened to nothing: a machine, somebody else, or no wish.
    UNHEARD,

    /// Was never there.
    UNREACHED,

    /// The gate does not let us, or it is too late.
    CLOSED,

    /// Has listened to none of the last calls, was asked, and is left alone.
    LEFT_ALONE,

    /// The campaign was stopped before.
    STOPPED;

    /// As it stands in the table and in `why`.
    String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }
  }
}
