package org.hamroh.voicemail;

import java.util.Optional;
import org.hamroh.phone.PhoneNumber;

/// Books a call to whoever left a message.
@FunctionalInterface
public interface CallsBack {

  /// @param number the one that left the message
  /// @param by     login of whoever asks for it
  /// @return the booking's digits; empty when nobody takes bookings, or not for this number
  Optional<String> book(VoiceMessage message, PhoneNumber number, String by);

  /// Where nobody takes bookings.
  static CallsBack none() {
    return (message, number, by) -> Optional.empty();
  }
}
