package org.hamroh.ivr.step;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hamroh.ivr.Conversation;
import org.hamroh.ivr.DetourException;
import org.hamroh.ivr.Values;
import org.hamroh.ivr.outside.Callbacks;
import org.hamroh.ivr.outside.Callbacks.Answer;
import org.hamroh.ivr.outside.Callbacks.When;
import org.hamroh.say.Kind;
import org.hamroh.voice.Spoken;

/// Books a call back: to which number, when, and whether our name may be said there. Ends with the
/// receipt, read out.
/// ```yaml
/// - callback: book
///   number: ask                  # left out: so too; own: the number that calls, unasked
///   prompt: callback-time        # this line and the next may be left out: so they are anyway
///   keys: {1: soonest, 2: morning, 3: day, 4: evening}    # there is tomorrow, too
///   safe: ask                    # left out: so too; always: never say our name there
///   keepsPlace: true             # counts from the beginning of the call; from now if left out
///   urgent: true                 # in danger: no word is said and nothing asked, this number is
///                                # called before all others, and our name is not said
///   then: hotline/goodbye
///   otherwise: record            # no wishes are taken, or there is no number to be called
/// ```
/// Says by itself `callback-number`, `-enter`, `-check`, `-refused`, `-safe`, `-booked`, `-receipt`
/// and `callback-when-<time>`. Who answers nothing is called as soon as possible, and our name is
/// not said. When the receipt cannot be spoken it is left out: the booking stands all the same.
///
/// @param intro said first, when wishes are taken
public record BookCallback(
    String name,
    List<Prompt> intro,
    boolean asksNumber,
    List<Prompt> prompt,
    SortedMap<Character, When> keys,
    boolean asksSafe,
    boolean keepsPlace,
    boolean urgent,
    Target then,
    Target otherwise)
    implements Step {

  /// E.164 has at most 15 digits; some dial `00` before them, none has fewer than a town's.
  private static final Digits NUMBER = new Digits(7, 17);

  /// Numbers that are keyed wrong, read back as wrong, or refused; then a message does better.
  private static final int TRIES = 3;

  /// How often the receipt is said when star is pressed after it.
  private static final int MAX_RECEIPTS = 5;

  /// Time to press star for the receipt once more.
  private static final Duration AFTER_RECEIPT = Duration.ofSeconds(4);

  private static final Prompt OWN_NUMBER = Prompt.of("callback-number");
  private static final Prompt ENTER = Prompt.of("callback-enter");
  private static final Prompt CHECK = Prompt.of("callback-check");
  private static final Prompt REFUSED = Prompt.of("callback-refused");
  private static final Prompt TIME = Prompt.of("callback-time");
  private static final Prompt MAY_WE_SAY_WHO_WE_ARE = Prompt.of("callback-safe");
  private static final Prompt BOOKED = Prompt.of("callback-booked");
  private static final Prompt RECEIPT = Prompt.of("callback-receipt");

  private static final Question ONE_OR_TWO =
      new Question(Set.of('1', '2'), Menu.TIMEOUT, Menu.SILENCES, Menu.WRONG_KEYS);
  private static final Set<Character> STAR = Set.of(DetourException.REPEAT);

  static BookCallback from(Fields fields) {
    SortedMap<Character, When> keys = new TreeMap<>();
    fields.keys("keys").forEach((key, word) -> keys.put(key, when(word)));
    if (keys.isEmpty()) {
      keys.putAll(Map.of('1', When.SOONEST, '2', When.MORNING, '3', When.DAY, '4', When.EVENING));
    }
    List<Prompt> prompt = fields.prompts("prompt");
    return new BookCallback(
        fields.name(),
        fields.prompts("intro"),
        !fields.optionalText("number").orElse("ask").equals("own"),
        prompt.isEmpty() ? List.of(TIME) : prompt,
        java.util.Collections.unmodifiableSortedMap(keys),
        !fields.optionalText("safe").orElse("ask").equals("always"),
        fields.flag("keepsPlace"),
        fields.flag("urgent"),
        fields.target("then"),
        fields.otherwise("otherwise"));
  }

  private static When when(String word) {
    return When.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static String word(When when) {
    return when.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Next take(Conversation call) {
    Callbacks callbacks = call.services().callbacks();
    if (!callbacks.isThere()) {
      return new Next.To(otherwise);
    }
    if (urgent) {
      return new Next.To(bookNow(call) ? then : otherwise);
    }
    call.say(intro, Set.of());
    boolean own = callbacks.canCall(call.id()) && (!asksNumber || wantsOwn(call));
    Optional<String> number = own ? Optional.of("") : enter(call, List.of());
    if (number.isEmpty()) {
      return new Next.To(otherwise);
    }
    When when = asksWhen(call);
    boolean safe = !asksSafe || !mayWeSayWhoWeAre(call);
    Instant asked = keepsPlace ? call.id().startedAt().orElse(call.instant()) : call.instant();
    for (int i = 0; i < TRIES && number.isPresent(); i++) {
      Callbacks.Wish wish =
          new Callbacks.Wish(
              call.id(),
              number.get(),
              when,
              safe,
              call.language(),
              asked,
              call.wantedQueue(),
              false);
      switch (callbacks.book(wish)) {
        case Answer.Booked booked -> {
          call.told().callbackBooked(booked.receipt(), word(when), safe);
          tell(call, when, booked.receipt());
          return new Next.To(then);
        }
        case Answer.NumberRefused refused -> number = enter(call, List.of(REFUSED));
        case Answer.Unavailable unavailable -> {
          return new Next.To(otherwise);
        }
      }
    }
    return new Next.To(otherwise);
  }

  private static boolean bookNow(Conversation call) {
    if (!call.services().callbacks().canCall(call.id())) {
      return false;
    }
    Instant since = call.id().startedAt().orElse(call.instant());
    Callbacks.Wish wish =
        new Callbacks.Wish(
            call.id(), "", When.SOONEST, true, call.language(), since, call.wantedQueue(), true);
    if (call.services().callbacks().book(wish) instanceof Answer.Booked booked) {
      call.told().callbackBooked(booked.receipt(), word(When.SOONEST), true);
      return true;
    }
    return false;
  }

  /// Who does not answer is called on the telephone in their hand.
  private static boolean wantsOwn(Conversation call) {
    return ONE_OR_TWO
        .ask(call, Question.words(call, List.of(OWN_NUMBER)))
        .filter(key -> key == '2')
        .isEmpty();
  }

  private static Optional<String> enter(Conversation call, List<Prompt> before) {
    List<Prompt> now = new ArrayList<>(before);
    now.add(ENTER);
    for (int i = 0; i < TRIES; i++) {
      Digits.Heard heard = NUMBER.hear(call, now);
      if (heard instanceof Digits.Heard.Row row && Digits.confirmed(call, CHECK, row.digits())) {
        return Optional.of(row.digits());
      }
      now = Digits.again(heard, List.of(ENTER));
    }
    return Optional.empty();
  }

  private When asksWhen(Conversation call) {
    return new Question(keys.keySet(), Menu.TIMEOUT, Menu.SILENCES, Menu.WRONG_KEYS)
        .ask(call, Question.words(call, prompt))
        .map(keys::get)
        .orElse(When.SOONEST);
  }

  private static boolean mayWeSayWhoWeAre(Conversation call) {
    return ONE_OR_TWO
        .ask(call, Question.words(call, List.of(MAY_WE_SAY_WHO_WE_ARE)))
        .filter(key -> key == '1')
        .isPresent();
  }

  /// The booking stands, so nothing here may lead back: a missing sound is skipped, and star says
  /// the receipt again.
  private static void tell(Conversation call, When when, String receipt) {
    Values digits = Values.of(Map.of("digits", new Spoken.Of(Kind.DIGITS, receipt)));
    call.prepare(RECEIPT, digits);
    List<Prompt> booked = List.of(BOOKED, whenPrompt(when));
    for (int i = 0; i < MAX_RECEIPTS; i++) {
      Optional<Character> key =
          call.sayIfPossible(booked, STAR)
              .or(() -> call.sayFilled(RECEIPT, digits, List.of(), STAR))
              .or(() -> call.awaitMore(AFTER_RECEIPT, STAR));
      if (key.filter(STAR::contains).isEmpty()) {
        return;
      }
      call.pressed(DetourException.REPEAT);
    }
  }

  private static Prompt whenPrompt(When when) {
    return Prompt.of("callback-when-" + word(when));
  }

  @Override
  public Optional<Target> ifBroken() {
    return Optional.of(otherwise);
  }

  @Override
  public void check(StepCheck check) {
    for (char key : keys.keySet()) {
      if (!Conversation.CHOICES.contains(key)) {
        check.wrong("keys/" + key, "means the same everywhere", "use 1 to 7");
      }
    }
    if (keys.size() > Menu.MAX_CHOICES) {
      check.wrong(
          "keys",
          "has " + keys.size() + " choices",
          "offer at most " + Menu.MAX_CHOICES + "; nobody remembers more");
    }
  }

  @Override
  public List<Way> ways() {
    return List.of(new Way("otherwise", otherwise, false), new Way("then", then, false));
  }

  @Override
  public List<Said> said() {
    if (urgent) {
      return List.of();
    }
    List<Said> said = new ArrayList<>(Step.said("intro", intro));
    said.addAll(Step.said("prompt", prompt));
    for (Prompt one : List.of(OWN_NUMBER, ENTER, REFUSED, MAY_WE_SAY_WHO_WE_ARE, BOOKED)) {
      said.add(new Said("", one));
    }
    for (Prompt one : List.of(CHECK, RECEIPT)) {
      said.add(new Said("", one, Set.of("digits")));
    }
    keys.values().forEach(when -> said.add(new Said("keys", whenPrompt(when))));
    said.add(new Said("", whenPrompt(When.SOONEST)));
    return said;
  }
}
