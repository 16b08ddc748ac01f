package org.hamroh.handset;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import org.hamroh.call.CallEvent;
import org.jspecify.annotations.Nullable;

/// One thing that the page with the telephone is told. The first group asks something of it: play
/// this, wait so long. Each of these is a turn with a number, and a move of the page names the turn
/// that it answers. The second group says what the call's record would hold.
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(Sign.Playing.class),
  @JsonSubTypes.Type(Sign.Waiting.class),
  @JsonSubTypes.Type(Sign.Recording.class),
  @JsonSubTypes.Type(Sign.OwnWords.class),
  @JsonSubTypes.Type(Sign.Came.class),
  @JsonSubTypes.Type(Sign.Heard.class),
  @JsonSubTypes.Type(Sign.Speaks.class),
  @JsonSubTypes.Type(Sign.Pressed.class),
  @JsonSubTypes.Type(Sign.Keyed.class),
  @JsonSubTypes.Type(Sign.Answered.class),
  @JsonSubTypes.Type(Sign.Silent.class),
  @JsonSubTypes.Type(Sign.Covered.class),
  @JsonSubTypes.Type(Sign.LeftMessage.class),
  @JsonSubTypes.Type(Sign.Pretended.class),
  @JsonSubTypes.Type(Sign.Failed.class),
  @JsonSubTypes.Type(Sign.ToPeople.class),
  @JsonSubTypes.Type(Sign.Over.class),
})
sealed interface Sign {

  /// One sound of a turn.
  ///
  /// @param text    null where there are no words to show
  /// @param address null when the sound has not been made: the page shows the text for so long
  record Part(
      String language,
      String name,
      @Nullable String text,
      @Nullable String address,
      long lengthMillis) {}

  /// @param stopKeys that cut it, `0*#9`; no other key is heard, none when empty
  record Playing(int turn, List<Part> parts, String stopKeys) implements Sign {}

  record Waiting(int turn, long limitMillis) implements Sign {}

  /// Nothing is recorded: the page says how long the caller would speak.
  record Recording(int turn, String stopKeys, long limitMillis, long silenceMillis)
      implements Sign {}

  /// The pretended message is played back.
  record OwnWords(int turn, String stopKeys, long lengthMillis) implements Sign {}

  record Came(String script, String step) implements Sign {}

  record Heard(List<String> prompts, String language, long heardMillis, boolean cut)
      implements Sign {}

  record Speaks(String language, boolean byCaller) implements Sign {}

  /// @param wrong whether the key leads nowhere
  record Pressed(String key, boolean wrong) implements Sign {}

  /// A number was keyed in: so many keys.
  record Keyed(int count) implements Sign {}

  /// A question of a survey was answered.
  record Answered(String question, String answer) implements Sign {}

  record Silent() implements Sign {}

  record Covered() implements Sign {}

  record LeftMessage(String kind, long lengthMillis) implements Sign {}

  /// Something that would have left the house, and did not.
  ///
  /// @param what `text`, `subscription`, `callback`, `lookup`, `case`
  record Pretended(String what, String about) implements Sign {}

  record Failed(String reason) implements Sign {}

  record ToPeople(String queue, int priority, String reason) implements Sign {}

  /// The last sign.
  ///
  /// @param how `queue`, `end`, `hangup`, `failed`
  record Over(String how) implements Sign {}

  /// What the page is told of an event; nothing of what only the PBX can see.
  static Optional<Sign> of(CallEvent event) {
    return Optional.ofNullable(
        switch (event) {
          case CallEvent.StepEntered came -> new Came(came.script(), came.step());
          case CallEvent.PromptHeard heard ->
              new Heard(heard.prompts(), heard.language(), heard.heard().toMillis(), heard.cut());
          case CallEvent.LanguageChosen chosen -> new Speaks(chosen.language(), chosen.byCaller());
          case CallEvent.KeyPressed key -> new Pressed(key.key(), false);
          case CallEvent.WrongKeyPressed key -> new Pressed(key.key(), true);
          case CallEvent.DigitsKeyed digits -> new Keyed(digits.count());
          case CallEvent.SurveyAnswered survey -> new Answered(survey.question(), survey.answer());
          case CallEvent.SilenceHeard silence -> new Silent();
          case CallEvent.CoverKeyPressed cover -> new Covered();
          case CallEvent.MessageLeft left -> new LeftMessage(left.kind(), left.length().toMillis());
          case CallEvent.StepFailed failed -> new Failed(failed.reason());
          case CallEvent.HandedToQueue to -> new ToPeople(to.queue(), to.priority(), to.reason());
          default -> null;
        });
  }
}
