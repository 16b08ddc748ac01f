package org.hamroh.callback;

import java.util.Locale;

/// How a call back stands.
public enum CallbackState {

  /// For its turn, its hour, or the next try.
  WAITING,

  /// Marked as leaving; our leg rings, or a crash left it open.
  DIALLING,

  /// A key has confirmed that the person is there.
  CONNECTED,

  /// The person was reached and the call is over.
  DONE,

  /// All tries are used up, or the gate will never let it through.
  FAILED,

  /// Voice does not get through there; a text told the person so.
  TEXTED,

  /// Not wanted any more.
  CANCELLED,

  /// Its time was over before the person was reached.
  EXPIRED;

  /// Whether something is still to happen; a person has one such call at most.
  public boolean isLive() {
    return switch (this) {
      case WAITING, DIALLING, CONNECTED -> true;
      case DONE, FAILED, TEXTED, CANCELLED, EXPIRED -> false;
    };
  }

  /// As it stands in the table and on the wire.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static CallbackState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
