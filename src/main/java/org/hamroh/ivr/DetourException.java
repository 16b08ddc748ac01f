package org.hamroh.ivr;

/// The caller pressed a key that works everywhere: leave the step and go where that key leads.
/// Carries no stack trace, for it is no mistake.
public final class DetourException extends RuntimeException {

  /// A person, wherever the caller is.
  public static final char OPERATOR = '0';

  /// The current step once more.
  public static final char REPEAT = '*';

  /// The main menu.
  public static final char MAIN_MENU = '#';

  /// Somebody came near: harmless talk at once.
  public static final char COVER = '9';

  /// The same words in another language. The only one that leads nowhere else: the conversation
  /// sees to it, and no step notices.
  public static final char LANGUAGE = '8';

  private final char key;

  public DetourException(char key) {
    super("key " + key + " works everywhere", null, false, false);
    this.key = key;
  }

  public char key() {
    return key;
  }
}
