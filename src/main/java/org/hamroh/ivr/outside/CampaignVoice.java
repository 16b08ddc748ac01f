package org.hamroh.ivr.outside;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamroh.call.CallId;

/// The texts of campaigns, to be heard by telephone: those that went to the number that calls, and
/// for a number that got none the newest that are meant for everybody.
public interface CampaignVoice {

  /// One text that can be heard on this call.
  ///
  /// @param campaign whose text it is
  /// @param text     names the words, which may be this person's own
  record Text(long campaign, String text) {}

  /// What can be heard, the newest first. Begins to make the sounds that are not there.
  List<Text> texts(CallId call);

  /// The sound of a text, below the language's folder; waits some seconds for one that is being
  /// made.
  ///
  /// @return nothing when there are no words in this language, or nobody could say them in time
  Optional<String> sound(CallId call, Text text, String language);

  /// So much of a text was heard; told also when the caller hung up in the middle.
  void heard(CallId call, Text text, String language, Duration heard);

  /// The sound of the question that belongs to a campaign, where there is one.
  Optional<String> question(CallId call, Text text, String language);

  /// The caller has answered the question by key.
  void answered(CallId call, Text text, char key);

  /// From now on no campaign writes to the number that calls, or rings it.
  ///
  /// @return whether it is so; not when the number is withheld
  boolean stop(CallId call, String language);

  /// Where no campaigns are.
  static CampaignVoice none() {
    return new CampaignVoice() {
      @Override
      public List<Text> texts(CallId call) {
        return List.of();
      }

      @Override
      public Optional<String> sound(CallId call, Text text, String language) {
        return Optional.empty();
      }

      @Override
      public void heard(CallId call, Text text, String language, Duration heard) {}

      @Override
      public Optional<String> question(CallId call, Text text, String language) {
        return Optional.empty();
      }

      @Override
      public void answered(CallId call, Text text, char key) {}

      @Override
      public boolean stop(CallId call, String language) {
        return false;
      }
    };
  }
}
