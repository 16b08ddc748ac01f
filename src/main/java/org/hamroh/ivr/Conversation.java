package org.hamroh.ivr;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.CallJournal;
import org.hamroh.hours.OpeningHours;
import org.hamroh.ivr.CallLine.Heard;
import org.hamroh.ivr.step.Prompt;

/// One call's script in progress, as a step sees it: says prompts in the caller's language, hears
/// keys, and tells the journal what happened. Belongs to the call's own thread.
///
/// The keys `0`, `*`, `#` and `9` work everywhere: unless a step asks for one of them, pressing it
/// leaves the step by a [DetourException]. So does `8`, but it leaves nothing: what was said last
/// is said again in the script's next language. While a locked prompt is said no key is heard.
public final class Conversation {

  /// Keys that a menu may give a meaning to.
  public static final Set<Character> CHOICES = Set.of('1', '2', '3', '4', '5', '6', '7');

  /// Changes of language in one breath; more is no wish.
  private static final int MAX_CHANGES = 10;

  /// Something to be said in the language of the moment.
  private interface Words {
    Optional<Character> say(Set<Character> ownKeys);
  }

  private final CallId id;
  private final CallLine line;
  private final CallJournal journal;
  private final Clock clock;
  private final Speech speech;
  private final Services services;
  private final Map<String, String> answers = new HashMap<>();
  private final ScriptBook book;
  private final Told told = new Told(this::tell);
  private Optional<Character> carried = Optional.empty();
  private Words words = keys -> Optional.empty();
  private String language;
  private boolean languageIsChosen;
  private String step = "";
  private String wantedQueue = "";
  private boolean covered;
  private boolean keysWork;
  private boolean withoutKeys;

  Conversation(
      CallId id,
      CallLine line,
      CallJournal journal,
      Clock clock,
      String language,
      boolean languageIsChosen,
      Set<String> alreadySaid,
      Services services,
      ScriptBook book) {
    this.id = id;
    this.line = line;
    this.journal = journal;
    this.clock = clock;
    this.language = language;
    this.languageIsChosen = languageIsChosen;
    this.speech = new Speech(line, clock, event -> tell(event), alreadySaid, book.expiry());
    this.services = services;
    if (languageIsChosen) {
      speech.languageIsChosen();
    }
    this.book = book;
  }

  /// Says prompts one after another, as one, in the caller's language.
  ///
  /// @param ownKeys keys that the step wants to know about; they cut the prompts
  /// @return the one that was pressed, if any
  /// @throws MissingSoundException the rest has not been said
  public Optional<Character> say(List<Prompt> prompts, Set<Character> ownKeys) {
    List<Prompt> now = speech.unsaid(prompts);
    return speak(keys -> speech.say(List.of(language), now, keys), ownKeys);
  }

  /// Says each prompt in each of these languages. Key 8 is not heard.
  public Optional<Character> sayIn(
      List<String> tongues, List<Prompt> prompts, Set<Character> ownKeys) {
    Set<Character> keys = new LinkedHashSet<>(ownKeys);
    keys.add(DetourException.LANGUAGE);
    List<Prompt> now = speech.unsaid(prompts);
    return speak(all -> speech.say(tongues, now, all), keys);
  }

  /// The same as [#say] where a missing sound must not stop anything: it is told and skipped.
  public Optional<Character> sayIfPossible(List<Prompt> prompts, Set<Character> ownKeys) {
    for (Prompt prompt : prompts) {
      try {
        Optional<Character> key = say(List.of(prompt), ownKeys);
        if (key.isPresent()) {
          return key;
        }
      } catch (MissingSoundException e) {
        failed("no sound " + e.sound());
      }
    }
    return Optional.empty();
  }

  /// Begins to make a prompt with values, so that it is there when it is to be said. Call it as
  /// soon as the values are known: what is said in between is time for it.
  public void prepare(Prompt prompt, Values values) {
    services.sentences().prepare(language, prompt.name(), values.in(language));
  }

  /// Says a prompt with the values in it, in the caller's language.
  ///
  /// @param instead said when the sentence cannot be made in time; nothing is said when empty
  public Optional<Character> sayFilled(
      Prompt prompt, Values values, List<Prompt> instead, Set<Character> ownKeys) {
    return speak(
        keys -> {
          if (speech.isPast(prompt)) {
            return speech.say(List.of(language), List.of(prompt), keys);
          }
          List<String> sounds =
              services.sentences().sounds(language, prompt.name(), values.in(language));
          if (!sounds.isEmpty()) {
            try {
              return speech.sayFilled(language, prompt, sounds, keys);
            } catch (MissingSoundException e) {
              failed("no sound " + e.sound()); // made, and gone again from the disk
            }
          }
          return speech.say(List.of(language), instead, keys);
        },
        ownKeys);
  }

  /// Says a sound that was made for this call, in the language of the moment.
  ///
  /// @param name  as the record of the call tells it
  /// @param sound by language, below its folder; nothing is said when there is none
  /// @param heard is told how much was heard, in which language, also when the caller has hung up
  public Optional<Character> sayMade(
      Prompt name,
      Function<String, Optional<String>> sound,
      BiConsumer<String, Duration> heard,
      Set<Character> ownKeys) {
    return speak(
        keys -> {
          Optional<String> made = sound.apply(language);
          if (made.isEmpty()) {
            return Optional.empty();
          }
          String spoken = language;
          try {
            return speech.sayFilled(spoken, name, List.of(made.get()), keys);
          } finally {
            heard.accept(spoken, line.played());
          }
        },
        ownKeys);
  }

  /// Says that something takes so long before the next word, so that nobody takes us for dead.
  public void working(Duration longest) {
    line.working(longest);
  }

  /// Goes on in the script's next language, by a key of a step.
  public void nextLanguage() {
    if (speech.changesLanguage()) {
      choose(speech.languageAfter(language), true);
    }
  }

  /// Waits for a key of any kind; silence is told.
  public Optional<Character> awaitKey(Duration timeout, Set<Character> ownKeys) {
    Optional<Character> key = awaitMore(timeout, ownKeys);
    if (key.isEmpty()) {
      tell(new CallEvent.SilenceHeard(step));
    }
    return key;
  }

  /// The same where silence is no news: it ends a number, or nothing more is wished.
  public Optional<Character> awaitMore(Duration timeout, Set<Character> ownKeys) {
    return inOtherLanguages(
        keyOf(line.waitForKey(timeout)),
        ownKeys,
        () -> words.say(ownKeys).or(() -> keyOf(line.waitForKey(timeout))));
  }

  /// A key that was meant for what comes next: it answers the next words before they are said, if
  /// whoever says them wants to know about it.
  public void carryOn(char key) {
    carried = Optional.of(key);
  }

  /// Lets the caller think. Keys that work everywhere are heard; others do no more than end it.
  public void pause(Duration length) {
    awaitMore(length, Set.of());
  }

  /// Says something that key 8 says again in the next language.
  private Optional<Character> speak(Words now, Set<Character> ownKeys) {
    Optional<Character> early = carried.filter(ownKeys::contains);
    carried = Optional.empty();
    if (early.isPresent()) {
      return early;
    }
    words = now;
    return inOtherLanguages(now.say(ownKeys), ownKeys, () -> now.say(ownKeys));
  }

  /// What the caller pressed in the end, after as many changes of language as were asked for.
  private Optional<Character> inOtherLanguages(
      Optional<Character> pressed, Set<Character> ownKeys, Supplier<Optional<Character>> again) {
    Optional<Character> key = pressed;
    for (int changes = 0; changesLanguage(key, ownKeys); changes++) {
      if (changes >= MAX_CHANGES) {
        return Optional.empty(); // a game with the key, or a telephone whose key is stuck
      }
      changeLanguage();
      key = again.get();
    }
    return key.map(one -> own(one, ownKeys));
  }

  private boolean changesLanguage(Optional<Character> key, Set<Character> ownKeys) {
    return speech.changesLanguage()
        && key.filter(one -> one == DetourException.LANGUAGE && !ownKeys.contains(one)).isPresent();
  }

  /// Goes on in the next of the script's languages.
  private void changeLanguage() {
    choose(speech.languageAfter(language), true);
    pressed(DetourException.LANGUAGE);
  }

  private static Optional<Character> keyOf(Heard heard) {
    return heard instanceof Heard.Key key ? Optional.of(key.key()) : Optional.empty();
  }

  private char own(char key, Set<Character> ownKeys) {
    if (!ownKeys.contains(key) && Speech.EVERYWHERE.contains(key)) {
      detour(key);
    }
    return key;
  }

  /// Leaves the step as if this key had been pressed while a prompt was said.
  public void detour(char key) {
    pressed(key);
    if (key == DetourException.COVER) {
      cover();
    }
    throw new DetourException(key);
  }

  /// The caller wants these people, but need not wait for them on the telephone.
  public void wants(String queue) {
    wantedQueue = queue;
  }

  /// Empty when the caller has not got as far in this script.
  public String wantedQueue() {
    return wantedQueue;
  }

  /// Somebody came near: from now on no key is heard, and nothing is said that could tell whom the
  /// caller has rung.
  void cover() {
    covered = true;
    speech.cover();
    tell(new CallEvent.CoverKeyPressed(step));
    line.cover();
  }

  /// The caller cannot speak: the operator will see the keys.
  public void cannotSpeak() {
    tell(new CallEvent.CannotSpeak(step));
    line.watchKeys();
  }

  /// A key that led somewhere.
  public void pressed(char key) {
    keysWork = true;
    tell(new CallEvent.KeyPressed(step, String.valueOf(key)));
  }

  /// A key that led nowhere.
  public void pressedWrong(char key) {
    tell(new CallEvent.WrongKeyPressed(step, String.valueOf(key)));
  }

  /// A question was given up, for nothing that leads anywhere was pressed. When no key ever has
  /// been, the caller is served without keys from here on.
  public void unanswered() {
    if (!keysWork && !withoutKeys) {
      withoutKeys = true;
      tell(new CallEvent.NoKeyPressed(step));
    }
  }

  /// Whether the caller seems to have no keys: a telephone that sends none, or a hand that cannot
  /// find them. Asking again would cost the caller's money and bring nothing.
  public boolean isWithoutKeys() {
    return withoutKeys && !keysWork;
  }

  /// Whether the caller has been asked in this call.
  public boolean languageIsChosen() {
    return languageIsChosen;
  }

  /// From now on this language is spoken, by us and by the PBX.
  ///
  /// @param byCaller whether the caller chose it
  public void choose(String chosen, boolean byCaller) {
    language = chosen;
    languageIsChosen = true;
    line.setLanguage(chosen);
    tell(new CallEvent.LanguageChosen(chosen, byCaller));
    if (byCaller) {
      speech.languageIsChosen();
      services.callers().rememberLanguage(id, chosen);
    }
  }

  /// From now on the language that an earlier call told is spoken.
  public void recall(String known) {
    speech.languageIsChosen();
    choose(known, false);
  }

  /// What the call's record is told of services.
  public Told told() {
    return told;
  }

  /// Records what the caller says after a tone.
  public Recorder recorder() {
    return new Recorder(id, line, clock, services.messages(), language, this::tell);
  }

  public CallId id() {
    return id;
  }

  public String language() {
    return language;
  }

  /// What the rest of the hotline does for this call.
  public Services services() {
    return services;
  }

  /// What the caller has keyed in so far, by the name the script gave it. Lives as long as the call
  /// and is never told to the journal: it may be a PIN.
  public Map<String, String> answers() {
    return answers;
  }

  /// Plays a recording of this call back.
  ///
  /// @throws MissingSoundException when it cannot be played
  public Optional<Character> playRecording(String messageId, Set<Character> ownKeys) {
    Heard heard = line.playRecording(messageId, speech.stopKeys(ownKeys));
    if (heard instanceof Heard.Missing missing) {
      throw new MissingSoundException(missing.sound());
    }
    // The caller's own words are in no other language; what is said after them will be.
    return inOtherLanguages(keyOf(heard), ownKeys, Optional::empty);
  }

  /// The day at the site.
  public LocalDate today() {
    return LocalDate.now(clock);
  }

  /// When people are there, by one of the script's schedules.
  public OpeningHours hours(String schedule) {
    return book.hours().at(schedule, clock.instant(), clock.getZone());
  }

  /// Whether there is such a step (`work/wages-info-1`): places that are kept may be gone.
  public boolean has(String place) {
    return book.entry(place).isPresent();
  }

  public Instant instant() {
    return clock.instant();
  }

  /// The moment at the site.
  public ZonedDateTime now() {
    return ZonedDateTime.now(clock);
  }

  /// The caller keyed digits in, which nobody is told; `count` of them.
  public void keyed(int count) {
    keysWork |= count > 0;
    tell(new CallEvent.DigitsKeyed(step, count));
  }

  void enter(Script script, String name) {
    speech.languages(script.everywhere().languages());
    words = keys -> Optional.empty();
    step = name;
    tell(new CallEvent.StepEntered(script.name(), name));
  }

  void failed(String reason) {
    tell(new CallEvent.StepFailed(step, reason));
  }

  void tell(CallEvent event) {
    Instant at = clock.instant();
    line.meanwhile(() -> journal.tell(id, at, event)); // a caller may be waiting for a sound
  }

  /// Whether somebody came near, and nothing of what we do may be heard any more.
  boolean covered() {
    return covered;
  }
}
