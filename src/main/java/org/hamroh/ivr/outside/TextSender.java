package org.hamroh.ivr.outside;

import java.util.Map;
import org.hamroh.call.CallId;

/// Sends a text message to the caller's own number, through the gate.
public interface TextSender {

  /// What came of it. Nothing has left yet when `ACCEPTED` is answered: the gateway sends it.
  enum Outcome {
    ACCEPTED,
    /// The number is withheld, or no telephone that takes texts.
    NO_NUMBER,
    /// The gate said no: opted out, too many today.
    REFUSED,
    /// There is no such text in the language, or the gateway is not there.
    UNAVAILABLE
  }

  /// @param text   name of a ready text (`src/main/resources/sms`), in the caller's language
  /// @param values for its placeholders
  Outcome send(CallId call, String text, String language, Map<String, String> values);

  static TextSender none() {
    return (call, text, language, values) -> Outcome.UNAVAILABLE;
  }
}
