package org.hamroh.ivr.step;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.ivr.Conversation;
import org.hamroh.ivr.DetourException;
import org.hamroh.ivr.SystemPrompt;
import org.hamroh.ivr.Values;
import org.hamroh.ivr.outside.Cases;
import org.hamroh.ivr.outside.Cases.Standing;
import org.hamroh.say.Kind;
import org.hamroh.voice.Spoken;

/// Tells a caller how their case stands, for the case's number and its PIN.
/// ```yaml
/// - case: my-case
///   then: hotline/goodbye        # when it has been told
///   otherwise: case-operator     # three times wrong, or nobody can be asked
/// ```
/// Says by itself `case-enter`, `-pin`, `-open`, `-open-plain`, `-referred`, `-closed` and
/// `-not-found`; never what a case is about. Number and PIN are written down nowhere.
public record CaseStatus(String name, Target then, Target otherwise) implements Step {

  /// Case numbers are short, to be kept in mind.
  private static final Digits RECEIPT = new Digits(3, 12);

  private static final Digits PIN = new Digits(4, 4);

  /// The third wrong number is a caller who needs a person, or somebody who guesses.
  private static final int TRIES = 3;

  /// How often it is said when star is pressed after it.
  private static final int MAX_TIMES = 5;

  private static final Prompt ENTER = Prompt.of("case-enter");
  private static final Prompt ENTER_PIN = Prompt.of("case-pin");
  private static final Prompt OPEN = Prompt.of("case-open");
  private static final Prompt OPEN_WITHOUT_DATE = Prompt.of("case-open-plain");
  private static final Prompt REFERRED = Prompt.of("case-referred");
  private static final Prompt CLOSED = Prompt.of("case-closed");
  private static final Prompt NOT_FOUND = Prompt.of("case-not-found");

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd");
  private static final Set<Character> STAR = Set.of(DetourException.REPEAT);

  static CaseStatus from(Fields fields) {
    return new CaseStatus(fields.name(), fields.target("then"), fields.otherwise("otherwise"));
  }

  @Override
  public Next take(Conversation call) {
    Cases cases = call.services().cases();
    if (!cases.isThere()) {
      return new Next.To(otherwise);
    }
    List<Prompt> now = List.of(ENTER);
    for (int i = 0; i < TRIES; i++) {
      Digits.Heard receipt = RECEIPT.hear(call, now);
      Digits.Heard pin =
          receipt instanceof Digits.Heard.Row ? PIN.hear(call, List.of(ENTER_PIN)) : receipt;
      if (receipt instanceof Digits.Heard.Row number && pin instanceof Digits.Heard.Row code) {
        Standing standing = cases.standing(call.id(), number.digits(), code.digits());
        if (standing instanceof Standing.Unavailable) {
          return new Next.To(otherwise);
        }
        if (!(standing instanceof Standing.NotFound)) {
          tell(call, standing);
          return new Next.To(then);
        }
        now = List.of(NOT_FOUND, SystemPrompt.RETRY.prompt(), ENTER);
      } else {
        now = Digits.again(pin, List.of(ENTER));
      }
    }
    return new Next.To(otherwise);
  }

  private static void tell(Conversation call, Standing standing) {
    for (int i = 0; i < MAX_TIMES; i++) {
      Optional<Character> key = say(call, standing).or(() -> call.awaitMore(Menu.TIMEOUT, STAR));
      if (key.filter(STAR::contains).isEmpty()) {
        return;
      }
      call.pressed(DetourException.REPEAT);
    }
  }

  private static Optional<Character> say(Conversation call, Standing standing) {
    return switch (standing) {
      case Standing.Open open ->
          open.nextStep()
              .map(day -> call.sayFilled(OPEN, on(day), List.of(OPEN_WITHOUT_DATE), STAR))
              .orElseGet(() -> call.say(List.of(OPEN_WITHOUT_DATE), STAR));
      case Standing.Referred referred -> call.say(List.of(REFERRED), STAR);
      case Standing.Closed closed -> call.say(List.of(CLOSED), STAR);
      case Standing.NotFound none -> call.say(List.of(NOT_FOUND), STAR);
      case Standing.Unavailable away -> Optional.empty();
    };
  }

  private static Values on(LocalDate day) {
    return Values.of(Map.of("date", new Spoken.Of(Kind.DATE, DAY.format(day))));
  }

  @Override
  public Optional<Target> ifBroken() {
    return Optional.of(otherwise);
  }

  @Override
  public List<Way> ways() {
    return List.of(new Way("then", then, true), new Way("otherwise", otherwise, false));
  }

  @Override
  public List<Said> said() {
    List<Said> said = new ArrayList<>();
    for (Prompt one : List.of(ENTER, ENTER_PIN, OPEN_WITHOUT_DATE, REFERRED, CLOSED, NOT_FOUND)) {
      said.add(new Said("", one));
    }
    said.add(new Said("", OPEN, Set.of("date")));
    return said;
  }
}
