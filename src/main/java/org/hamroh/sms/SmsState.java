package org.hamroh.sms;

import java.util.List;
import java.util.Locale;

/// How far a segment is, and how far the message that it belongs to. A receipt only ever moves it
/// down this list, so a doubled, late or contradicting one changes nothing that was better known.
public enum SmsState {
  QUEUED,

  /// Marked in the store before it leaves; after a crash nobody knows whether it did.
  SENDING,

  /// It may be there or not. Never sent again by itself; a receipt may still tell.
  UNKNOWN,

  /// It may be there or not, and a person has decided to leave it at that. A receipt may still
  /// tell.
  GIVEN_UP,

  /// The SMSC has it.
  ACCEPTED,

  /// The network gave up; the telephone was off too long, or its time was over before it could
  /// leave; the SMSC threw it away.
  UNDELIVERED,
  EXPIRED,
  REJECTED,

  DELIVERED,

  /// Turned down before it was anywhere: by the SMSC's answer or by our own gate.
  REFUSED,

  /// Stopped before it left.
  CANCELLED;

  /// As it stands in tables and in the API: `queued`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static SmsState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// Nothing more will be done for it from our side.
  public boolean left() {
    return this != QUEUED && this != SENDING;
  }

  /// The state after a receipt's status (`DELIVRD`, `UNDELIV`…).
  public SmsState after(String status) {
    SmsState told =
        switch (status) {
          case "DELIVRD" -> DELIVERED;
          case "UNDELIV" -> UNDELIVERED;
          case "EXPIRED" -> EXPIRED;
          case "REJECTD", "DELETED" -> REJECTED;
          default -> ACCEPTED; // ENROUTE, ACCEPTD, UNKNOWN: it is there, no more is said
        };
    return step(told) > step(this) ? told : this;
  }

  private static int step(SmsState state) {
    return switch (state) {
      case QUEUED, SENDING, UNKNOWN, GIVEN_UP -> 0;
      case ACCEPTED -> 1;
      case UNDELIVERED, EXPIRED, REJECTED -> 2;
      case DELIVERED, REFUSED, CANCELLED -> 3;
    };
  }

  /// A message is as far as its least happy segment: only when every part is on the telephone can
  /// it be read.
  public static SmsState of(List<SmsState> segments) {
    for (SmsState bad : List.of(REFUSED, CANCELLED)) {
      if (segments.contains(bad)) {
        return bad;
      }
    }
    if (segments.stream().allMatch(state -> state == QUEUED)) {
      return QUEUED;
    }
    if (segments.contains(QUEUED)) {
      return SENDING;
    }
    for (SmsState state :
        List.of(SENDING, UNKNOWN, GIVEN_UP, UNDELIVERED, EXPIRED, REJECTED, ACCEPTED)) {
      if (segments.contains(state)) {
        return state;
      }
    }
    return DELIVERED;
  }
}
