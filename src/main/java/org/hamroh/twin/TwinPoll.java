package org.hamroh.twin;

import java.util.Optional;
import org.hamroh.phone.PhoneNumber;

/// The question that belongs to a campaign, as the twin needs it. The room of the polls answers.
public interface TwinPoll {

  /// The words of the question with its keys, in a language; empty when the campaign asks nothing.
  Optional<String> question(long campaign, String language);

  /// Somebody has answered by key.
  void answer(PhoneNumber number, long campaign, char key);

  /// Where no campaign asks anything.
  static TwinPoll none() {
    return new TwinPoll() {
      @Override
      public Optional<String> question(long campaign, String language) {
        return Optional.empty();
      }

      @Override
      public void answer(PhoneNumber number, long campaign, char key) {}
    };
  }
}
