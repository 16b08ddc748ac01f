package org.hamroh.ivr;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.CallJournal;
import org.hamroh.ivr.CallLine.Heard;
import org.hamroh.ivr.CallLine.Recorded;
import org.hamroh.ivr.CallLine.Sound;
import org.hamroh.ivr.step.Prompt;

/// One call's script in progress, as a step sees it: says prompts in the caller's language, hears
/// keys, and tells the journal what happened. Belongs to the call's own thread.
///
/// The keys `0`, `*`, `#` and `9` work everywhere: unless a step asks for one of them, pressing it
/// leaves the step by a [DetourException]. While a locked prompt is said no key is heard.
public final class Conversation {

  /// Keys that a menu may give a meaning to.
  public static final Set<Character> CHOICES = Set.of('1', '2', '3', '4', '5', '6', '7', '8');

  private static final Set<Character> EVERYWHERE =
      Set.of(
          DetourException.OPERATOR,
          DetourException.REPEAT,
          DetourException.MAIN_MENU,
          DetourException.COVER);

  private final CallId id;
  private final CallLine line;
  private final CallJournal journal;
  private final Clock clock;
  private final Set<String> saidOnce;
  private final Services services;
  private final Map<String, String> answers = new HashMap<>();
  private String language;
  private boolean languageIsChosen;
  private String step = "";
  private boolean covered;

  Conversation(
      CallId id,
      CallLine line,
      CallJournal journal,
      Clock clock,
      String language,
      boolean languageIsChosen,
      Set<String> alreadySaid,
      Services services) {
    this.id = id;
    this.line = line;
    this.journal = journal;
    this.clock = clock;
    this.language = language;
    this.languageIsChosen = languageIsChosen;
    this.saidOnce = new HashSet<>(alreadySaid);
    this.services = services;
  }

  /// Says prompts one after another, as one, in the caller's language.
  ///
  /// @param ownKeys keys that the step wants to know about; they cut the prompts
  /// @return the one that was pressed, if any
  /// @throws MissingSoundException the rest has not been said
  public Optional<Character> say(List<Prompt> prompts, Set<Character> ownKeys) {
    return sayIn(List.of(language), prompts, ownKeys);
  }

  /// Says each prompt in each of these languages.
  public Optional<Character> sayIn(
      List<String> languages, List<Prompt> prompts, Set<Character> ownKeys) {
    List<Prompt> left = new ArrayList<>(prompts);
    left.removeIf(prompt -> prompt.once() && saidOnce.contains(prompt.name()));
    while (!left.isEmpty()) {
      boolean locked = left.getFirst().locked();
      List<Prompt> together = left.stream().takeWhile(prompt -> prompt.locked() == locked).toList();
      left.subList(0, together.size()).clear();
      Set<Character> stopKeys = locked ? Set.of() : withEverywhere(ownKeys);
      Optional<Character> key = sayTogether(languages, together, stopKeys);
      if (key.isPresent()) {
        return Optional.of(own(key.get(), ownKeys));
      }
    }
    return Optional.empty();
  }

  /// The same where a missing sound must not stop anything: it is told and skipped.
  public void sayIfPossible(List<Prompt> prompts, Set<Character> ownKeys) {
    for (Prompt prompt : prompts) {
      try {
        if (say(List.of(prompt), ownKeys).isPresent()) {
          return;
        }
      } catch (MissingSoundException e) {
        failed("no sound " + e.sound());
      }
    }
  }

  private Optional<Character> sayTogether(
      List<String> languages, List<Prompt> prompts, Set<Character> stopKeys) {
    List<Sound> sounds = new ArrayList<>();
    for (Prompt prompt : prompts) {
      languages.forEach(one -> sounds.add(new Sound(one, prompt.name())));
    }
    List<String> names = new ArrayList<>(prompts.size());
    prompts.forEach(prompt -> names.add(prompt.name()));
    String spoken = String.join("+", languages);
    Instant from = clock.instant();
    Heard heard;
    try {
      heard = line.play(sounds, stopKeys);
    } catch (HangupException gone) {
      tell(new CallEvent.PromptHeard(names, spoken, since(from), true));
      throw gone;
    }
    switch (heard) {
      case Heard.Missing missing -> throw new MissingSoundException(missing.sound());
      case Heard.Nothing nothing ->
          tell(new CallEvent.PromptHeard(names, spoken, since(from), false));
      case Heard.Key key -> tell(new CallEvent.PromptHeard(names, spoken, since(from), true));
    }
    prompts.stream().filter(Prompt::once).forEach(prompt -> saidOnce.add(prompt.name()));
    return keyOf(heard);
  }

  /// Waits for a key of any kind; silence is told.
  public Optional<Character> awaitKey(Duration timeout, Set<Character> ownKeys) {
    Optional<Character> key = keyOf(line.waitForKey(timeout)).map(pressed -> own(pressed, ownKeys));
    if (key.isEmpty()) {
      tell(new CallEvent.SilenceHeard(step));
    }
    return key;
  }

  /// Lets the caller think. Keys that work everywhere are heard; others do no more than end it.
  public void pause(Duration length) {
    keyOf(line.waitForKey(length)).ifPresent(key -> own(key, Set.of()));
  }

  private Duration since(Instant from) {
    Duration length = Duration.between(from, clock.instant());
    return length.isNegative() ? Duration.ZERO : length; // the clock was set back meanwhile
  }

  private static Optional<Character> keyOf(Heard heard) {
    return heard instanceof Heard.Key key ? Optional.of(key.key()) : Optional.empty();
  }

  private static Set<Character> withEverywhere(Set<Character> ownKeys) {
    Set<Character> keys = new LinkedHashSet<>(EVERYWHERE);
    keys.addAll(ownKeys);
    return keys;
  }

  private char own(char key, Set<Character> ownKeys) {
    if (!ownKeys.contains(key) && EVERYWHERE.contains(key)) {
      detour(key);
    }
    return key;
  }

  /// Leaves the step as if this key had been pressed while a prompt was said.
  public void detour(char key) {
    pressed(key);
    if (key == DetourException.COVER) {
      covered = true;
      tell(new CallEvent.CoverKeyPressed(step));
    }
    throw new DetourException(key);
  }

  /// A key that led somewhere.
  public void pressed(char key) {
    tell(new CallEvent.KeyPressed(step, String.valueOf(key)));
  }

  /// A key that led nowhere.
  public void pressedWrong(char key) {
    tell(new CallEvent.WrongKeyPressed(step, String.valueOf(key)));
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

  /// A name for a recording that no other of this call has, in whichever script it was made.
  public String newMessageId() {
    return id.value().replace('.', '-') + "-" + clock.millis();
  }

  public Recorded record(
      String messageId, Set<Character> endKeys, Duration limit, Duration maxSilence) {
    return line.record(messageId, endKeys, limit, maxSilence);
  }

  public Duration recordedLength(String messageId) {
    return line.recordedLength(messageId);
  }

  /// Plays a recording of this call back.
  ///
  /// @throws MissingSoundException when it cannot be played
  public Optional<Character> playRecording(String messageId, Set<Character> ownKeys) {
    Heard heard = line.playRecording(messageId, withEverywhere(ownKeys));
    if (heard instanceof Heard.Missing missing) {
      throw new MissingSoundException(missing.sound());
    }
    return keyOf(heard).map(key -> own(key, ownKeys));
  }

  public void messageLeft(String messageId, String kind, Duration length) {
    tell(new CallEvent.MessageLeft(messageId, kind, length));
  }

  /// The day at the site.
  public LocalDate today() {
    return LocalDate.now(clock);
  }

  void enter(String script, String name) {
    step = name;
    tell(new CallEvent.StepEntered(script, name));
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
