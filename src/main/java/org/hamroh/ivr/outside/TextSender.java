package org.hamroh.ivr.outside;

import java.util.Map;
import org.hamroh.call.CallId;

/// Sends a text message to the caller's own number, through the gate.
public interface TextSender {

  /// What came of it. Nothing has left yet when `ACCEPTED` is answered: the gateway sends it.
  enum Outcome {
    ACCEPTED,
    /// The number is withheld, or no route leads to it.
    NO_NUMBER,
    /// The gate said no, or the number got too many today.
    REFUSED,
    /// There is no such text in the language, or the gateway is not there.
    UNAVAILABLE
  }

  /// Whether the number that calls can be written to at all: whoever cannot be is not asked.
  boolean canSend(CallId call);

  /// @param text   name of a text for callers, in the caller's language
  /// @param values for its placeholders: answers of the call, `profession` fills `{PROFESSION}`
  Outcome send(CallId call, String text, String language, Map<String, String> values);

  /// Puts the caller's number among the contacts of a group, with the consent that a key has just
  /// given.
  ///
  /// @param group a tag of the contacts: `vacancies`
  Outcome subscribe(CallId call, String group, String language);

  static TextSender none() {
    return new TextSender() {
      @Override
      public boolean canSend(CallId call) {
        return false;
      }

      @Override
      public Outcome send(CallId call, String text, String language, Map<String, String> values) {
        return Outcome.UNAVAILABLE;
      }

      @Override
      public Outcome subscribe(CallId call, String group, String language) {
        return Outcome.UNAVAILABLE;
      }
    };
  }
}
