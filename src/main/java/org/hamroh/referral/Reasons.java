package org.hamroh.referral;

import java.util.List;

/// The reasons and outcomes that can be chosen; their words stand in the book `referral`.
public final class Reasons {

  /// Why a partner declines.
  public static final List<String> DECLINE =
      List.of("no-capacity", "wrong-service", "wrong-place", "language", "other");

  /// Why it is withdrawn; the first is the person's own wish.
  public static final List<String> WITHDRAW =
      List.of("person-wishes", "no-answer", "helped-elsewhere", "mistake");

  /// How it ended for the person.
  public static final List<String> OUTCOMES =
      List.of("helped", "partly-helped", "not-helped", "person-left", "person-lost");

  /// What came of a call to the person.
  public static final List<String> FOLLOW_UP = List.of("reached", "not-reached", "not-safe");

  private Reasons() {}
}
