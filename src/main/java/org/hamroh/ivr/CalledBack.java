package org.hamroh.ivr;

/// Where a call goes on that we made and that was answered.
public final class CalledBack {

  /// The script for such calls; its steps say who calls. Where it is missing, who answers is hung
  /// up on: a site that promises calls back needs it.
  public static final String SCRIPT = "callback";

  /// For who rang the line that is never answered.
  public static final String MISSED = "missed";

  /// For who asked for a call.
  public static final String WANTED = "wanted";

  /// Our name is not said before a key is pressed.
  public static final String SAFE = "safe";

  private CalledBack() {}
}
