package org.hamroh.ivr.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hamroh.ivr.Conversation;
import tools.jackson.databind.JsonNode;

/// Asks a few questions that are answered by one key each. Silence passes over a question; when two
/// running are passed over nobody seems to be there, and the caller's money is spent no longer.
/// ```yaml
/// - survey: after-the-call
///   intro: survey-intro
///   questions:
///     - {question: helped, prompt: survey-helped, keys: {1: "yes", 2: partly, 3: "no"}}
///     - {question: clear, prompt: survey-clear, keys: {1: "yes", 2: "no"}}
///   thanks: survey-thanks        # said to who answered something
///   timeout: 6s                  # may be left out
///   then: about-you
///   otherwise: goodbye           # two passed over running; `then` when it is left out
/// ```
/// @param questions at most five: nobody stays for more
/// @param thanks    said when at least one was answered
/// @param timeout   silence that passes over a question
/// @param otherwise where those go who passed over two running
public record Survey(
    String name,
    List<Prompt> intro,
    List<Asked> questions,
    List<Prompt> thanks,
    Duration timeout,
    Target then,
    Target otherwise)
    implements Step {

  /// Wrong keys at one question; then it is passed over.
  private static final int MAX_WRONG = 2;

  /// Questions running without an answer.
  private static final int MAX_PASSED_OVER = 2;

  /// @param name under which the answers are counted
  /// @param keys which word each key stands for
  public record Asked(String name, List<Prompt> prompt, SortedMap<Character, String> keys) {}

  static Survey from(Fields fields) {
    List<Asked> questions = new ArrayList<>();
    for (JsonNode node : fields.node().path("questions")) {
      Fields one = new Fields(fields.script(), fields.name(), node, fields.otherwise());
      questions.add(
          new Asked(one.text("question"), one.prompts("prompt"), new TreeMap<>(one.keys("keys"))));
    }
    return new Survey(
        fields.name(),
        fields.prompts("intro"),
        List.copyOf(questions),
        fields.prompts("thanks"),
        fields.duration("timeout", Menu.TIMEOUT),
        fields.target("then"),
        fields
            .optionalText("otherwise")
            .map(text -> Target.of(text, fields.script()))
            .orElse(fields.target("then")));
  }

  @Override
  public Next take(Conversation call) {
    List<Prompt> first = intro;
    int answers = 0;
    int passedOver = 0;
    for (Asked question : questions) {
      Optional<String> answer = ask(call, question, first);
      first = List.of();
      if (answer.isPresent()) {
        answers++;
        passedOver = 0;
        call.told().answered(question.name(), answer.get());
      } else if (++passedOver == MAX_PASSED_OVER) {
        return new Next.To(otherwise);
      }
    }
    if (answers > 0) {
      call.say(thanks, java.util.Set.of());
    }
    return new Next.To(then);
  }

  private Optional<String> ask(Conversation call, Asked question, List<Prompt> first) {
    List<Prompt> now = new ArrayList<>(first);
    now.addAll(question.prompt());
    return new Question(question.keys().keySet(), timeout, 1, MAX_WRONG)
        .ask(call, Question.words(call, now))
        .map(question.keys()::get);
  }

  @Override
  public Optional<Target> ifBroken() {
    return Optional.of(then);
  }

  @Override
  public void check(StepCheck check) {
    for (int i = 0; i < questions.size(); i++) {
      Map<Character, String> keys = questions.get(i).keys();
      for (char key : keys.keySet()) {
        if (!Conversation.CHOICES.contains(key)) {
          check.wrong(
              "questions/" + i + "/keys/" + key,
              "cannot have a meaning of its own: it means the same everywhere",
              "use 1 to 7");
        }
      }
      if (keys.size() > Menu.MAX_CHOICES) {
        check.wrong(
            "questions/" + i + "/keys",
            "has " + keys.size() + " choices",
            "offer at most " + Menu.MAX_CHOICES + "; nobody remembers more");
      }
    }
  }

  @Override
  public List<Way> ways() {
    return List.of(new Way("then", then, false), new Way("otherwise", otherwise, false));
  }

  @Override
  public List<Said> said() {
    List<Said> said = new ArrayList<>(Step.said("intro", intro));
    for (int i = 0; i < questions.size(); i++) {
      said.addAll(Step.said("questions/" + i + "/prompt", questions.get(i).prompt()));
    }
    said.addAll(Step.said("thanks", thanks));
    return said;
  }
}
