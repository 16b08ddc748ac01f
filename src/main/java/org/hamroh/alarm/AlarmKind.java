package org.hamroh.alarm;

import java.util.Locale;
import java.util.Set;
import org.hamroh.web.Principal;
import org.hamroh.web.Role;

/// What can be so wrong that somebody must get up.
public enum AlarmKind {

  /// A call in danger has had no person for too long. Stays red until somebody takes it on: that
  /// the caller has gone does not make it good.
  DANGER,

  /// Under the cover of the weather line a caller has asked for help.
  SILENT_EMERGENCY,

  /// A partner has not answered, or not begun, by the time it was due. About a referral.
  REFERRAL_LATE,

  /// A life was at risk: a partner was told of a person who could not be asked. About a referral.
  REFERRAL_UNASKED,

  /// The answers of a screening say that somebody needs help soon.
  HIGH_RISK,

  /// One of our own numbers does not work. Over when it works again, and that is told too.
  LINE,

  /// Somebody who may be in danger has written to us. About the inbox's thread and the day.
  TEXT_HELP,

  /// Many neighbouring numbers want texts: perhaps somebody who earns by our answers. About the
  /// digits that they have in common.
  TEXT_FLOOD,

  /// No texts leave by a route. Over when they do again, and that is told too.
  ROUTE,

  /// The clock has jumped, and nothing is let go of until a person has looked at it.
  CLOCK,

  /// Tonight's copy of the store could not be made. Over when one is.
  BACKUP,

  /// The same firm, site or agent is named in several cases: work for the union's lawyer.
  CLUSTER,

  /// A supervisor has opened a sealed case in an emergency. About the case and the supervisor.
  BROKEN_GLASS,

  /// Somebody looks at more persons in a short time than their work needs. About a login.
  BULK_LOOKING;

  /// As tables, messages and the API have it: `silent-emergency`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static AlarmKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /// Whether it stands on everybody's console until somebody takes it on.
  boolean isRed() {
    return this != CLUSTER;
  }

  /// Whether each time is news: the same person may do it again.
  boolean isEachTimeNew() {
    return recovers() || this == BROKEN_GLASS || this == BULK_LOOKING;
  }

  /// Who is told of it on the console: those who have to do with what it is about.
  boolean isFor(Principal reader) {
    return switch (this) {
      case LINE, CLOCK, BACKUP -> true;
      case ROUTE -> reader.hasAny(Set.of(Role.SUPERVISOR, Role.MANAGER, Role.ADMIN));
      case BULK_LOOKING -> reader.hasAny(Set.of(Role.SUPERVISOR));
      case DANGER,
          SILENT_EMERGENCY,
          REFERRAL_LATE,
          REFERRAL_UNASKED,
          HIGH_RISK,
          TEXT_HELP,
          TEXT_FLOOD,
          CLUSTER,
          BROKEN_GLASS ->
          reader.hasAny(Set.of(Role.OPERATOR, Role.SUPERVISOR));
    };
  }

  /// Whether it is over by itself, and staff are told so.
  boolean recovers() {
    return this == LINE || this == CLOCK || this == ROUTE || this == BACKUP;
  }
}
