package org.hamroh.ivr.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamroh.ivr.Conversation;
import org.hamroh.ivr.outside.CampaignVoice;
import org.hamroh.ivr.outside.CampaignVoice.Text;

/// Lets the caller hear what campaigns have sent to this number, or send to everybody: the twin of
/// a text, for who cannot read it.
/// ```yaml
/// - hear: texts
///   intro: twin-intro            # said first, while the sound is made
///   prompt: twin-keys            # said after each text
///   none: twin-none              # there is nothing to be heard
///   thanks: twin-answered        # the question of the campaign was answered
///   stop: stop                   # key 7: no more of these
///   then: hotline/goodbye        # nothing more is wished
///   otherwise: hotline/operator  # the words cannot be said
/// ```
/// Key 1 says it again, 2 in the other language, 3 the text before it, 7 leads to `stop`. How much
/// of a text was heard is counted from what the line says it has played. Where a question belongs
/// to the campaign it is asked after the text, and keys 1 to 7 answer it.
///
/// @param stop where key 7 leads
public record Hear(
    String name,
    List<Prompt> intro,
    List<Prompt> prompt,
    List<Prompt> none,
    List<Prompt> thanks,
    Target stop,
    Target then,
    Target otherwise)
    implements Step {

  private static final char AGAIN = '1';
  private static final char LANGUAGE = '2';
  private static final char BEFORE = '3';
  private static final char STOP = '7';

  /// Turns at the player; more is a game with the keys.
  private static final int MOST_TURNS = 40;

  /// A text that nobody has said yet is made while the caller waits, this long at the most.
  private static final Duration MAKING = Duration.ofSeconds(8);

  static Hear from(Fields fields) {
    return new Hear(
        fields.name(),
        fields.prompts("intro"),
        fields.prompts("prompt"),
        fields.prompts("none"),
        fields.prompts("thanks"),
        fields.target("stop"),
        fields.target("then"),
        fields.otherwise("otherwise"));
  }

  @Override
  public Next take(Conversation call) {
    List<Text> texts = call.services().campaigns().texts(call.id());
    if (texts.isEmpty()) {
      call.say(none, Set.of());
      return new Next.To(then);
    }
    Optional<Character> early = call.say(intro, Set.of(STOP));
    if (early.isPresent()) {
      return stops(call);
    }
    int at = 0;
    boolean asked = false;
    int silent = 0;
    for (int turn = 0; turn < MOST_TURNS; turn++) {
      Text text = texts.get(at);
      Playing playing = new Playing(call, text);
      Optional<Character> key = playing.text();
      if (!playing.said) {
        return new Next.To(otherwise);
      }
      if (key.isEmpty() && !asked) {
        asked = playing.question(thanks);
      }
      key = key.or(() -> playing.keys(prompt));
      if (key.isEmpty()) {
        if (++silent >= Menu.SILENCES) {
          return new Next.To(then);
        }
        key = playing.keys(prompt);
      }
      if (key.isEmpty()) {
        return new Next.To(then);
      }
      switch (key.get()) {
        case STOP -> {
          return stops(call);
        }
        case LANGUAGE -> {
          call.pressed(LANGUAGE);
          call.nextLanguage();
        }
        case BEFORE -> {
          call.pressed(BEFORE);
          at = (at + 1) % texts.size();
          asked = false;
        }
        case AGAIN -> call.pressed(AGAIN);
        default -> call.pressedWrong(key.get());
      }
    }
    return new Next.To(then);
  }

  private Next stops(Conversation call) {
    call.pressed(STOP);
    return new Next.To(stop);
  }

  /// One text on one call.
  private static final class Playing {
    private final Conversation call;
    private final Text text;
    private boolean said;

    Playing(Conversation call, Text text) {
      this.call = call;
      this.text = text;
    }

    private CampaignVoice voice() {
      return call.services().campaigns();
    }

    Optional<Character> text() {
      call.working(MAKING);
      return call.sayMade(
          Prompt.of("campaign-text"),
          language -> {
            Optional<String> sound = voice().sound(call.id(), text, language);
            said = sound.isPresent();
            return sound;
          },
          (language, heard) -> voice().heard(call.id(), text, language, heard),
          Conversation.CHOICES);
    }

    /// @return whether there is one
    boolean question(List<Prompt> thanks) {
      if (voice().question(call.id(), text, call.language()).isEmpty()) {
        return false;
      }
      Question question =
          new Question(Conversation.CHOICES, Menu.TIMEOUT, Menu.SILENCES, Menu.WRONG_KEYS);
      Optional<Character> answer =
          question.ask(
              call,
              (before, own) ->
                  call.say(before, own)
                      .or(
                          () ->
                              call.sayMade(
                                  Prompt.of("campaign-question"),
                                  language -> voice().question(call.id(), text, language),
                                  (language, heard) -> {},
                                  own)));
      if (answer.isPresent()) {
        voice().answered(call.id(), text, answer.get());
        call.sayIfPossible(thanks, Set.of());
      }
      return true;
    }

    Optional<Character> keys(List<Prompt> prompt) {
      Set<Character> own = new HashSet<>(Conversation.CHOICES);
      return call.say(prompt, own).or(() -> call.awaitKey(Menu.TIMEOUT, own));
    }
  }

  @Override
  public Optional<Target> ifBroken() {
    return Optional.of(otherwise);
  }

  @Override
  public List<Way> ways() {
    return List.of(
        new Way("stop", stop, true),
        new Way("then", then, false),
        new Way("otherwise", otherwise, false));
  }

  @Override
  public List<Said> said() {
    List<Said> said = new ArrayList<>(Step.said("intro", intro));
    said.addAll(Step.said("prompt", prompt));
    said.addAll(Step.said("none", none));
    said.addAll(Step.said("thanks", thanks));
    return said;
  }
}
