package org.hamroh.ivr;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.hamroh.call.CallEvent;
import org.hamroh.ivr.CallLine.Heard;
import org.hamroh.ivr.CallLine.Sound;
import org.hamroh.ivr.step.Prompt;

/// What is said to one caller, as sounds on the line: in which languages, whether a key may cut it,
/// and what has been said already. What the keys mean is the [Conversation]'s matter.
final class Speech {

  /// Keys that cut whatever is said, unless it is locked.
  static final Set<Character> EVERYWHERE =
      Set.of(
          DetourException.OPERATOR,
          DetourException.REPEAT,
          DetourException.MAIN_MENU,
          DetourException.COVER);

  private final CallLine line;
  private final Clock clock;
  private final Consumer<CallEvent> journal;
  private final Set<String> saidOnce;
  private final Expiry expiry;
  private List<String> languages = List.of();
  private boolean covered;
  private boolean languageIsChosen;

  Speech(
      CallLine line,
      Clock clock,
      Consumer<CallEvent> journal,
      Set<String> alreadySaid,
      Expiry expiry) {
    this.expiry = expiry;
    this.line = line;
    this.clock = clock;
    this.journal = journal;
    this.saidOnce = new HashSet<>(alreadySaid);
  }

  /// From now on key 8 goes round these.
  void languages(List<String> now) {
    languages = now;
  }

  /// No key cuts anything any more, and what must not be heard today is left out unspoken.
  void cover() {
    covered = true;
  }

  /// From now on the caller has a language: by choice, or from an earlier call.
  void languageIsChosen() {
    languageIsChosen = true;
  }

  boolean changesLanguage() {
    return languages.size() > 1 && !covered;
  }

  String languageAfter(String language) {
    return languages.get((languages.indexOf(language) + 1) % languages.size());
  }

  /// Without those that are said once in a call, and have been.
  List<Prompt> unsaid(List<Prompt> prompts) {
    List<Prompt> left = new ArrayList<>(prompts);
    left.removeIf(prompt -> prompt.once() && saidOnce.contains(prompt.name()));
    return left;
  }

  /// Says prompts one after another, each in each of these languages.
  ///
  /// @return the key that cut them
  /// @throws MissingSoundException the rest has not been said
  Optional<Character> say(List<String> tongues, List<Prompt> prompts, Set<Character> ownKeys) {
    LocalDate today = LocalDate.now(clock);
    List<Prompt> heard =
        covered
            ? prompts.stream().filter(prompt -> !expiry.isPast(prompt, today)).toList()
            : expiry.today(prompts, today);
    int from = 0;
    while (from < heard.size()) {
      Prompt first = heard.get(from);
      int to = from + 1;
      while (to < heard.size() && together(first, heard.get(to))) {
        to++;
      }
      Optional<Character> key =
          sayTogether(tongues(first, tongues), heard.subList(from, to), ownKeys);
      if (key.isPresent()) {
        return key;
      }
      from = to;
    }
    return Optional.empty();
  }

  /// Whether a text may not be heard any more.
  boolean isPast(Prompt prompt) {
    return expiry.isPast(prompt, LocalDate.now(clock));
  }

  private static boolean together(Prompt one, Prompt other) {
    return one.locked() == other.locked()
        && one.foreign() == other.foreign()
        && one.everyLanguage() == other.everyLanguage();
  }

  private List<String> tongues(Prompt prompt, List<String> tongues) {
    if (prompt.foreign()) {
      return others(tongues);
    }
    if (!prompt.everyLanguage() || languageIsChosen) {
      return tongues;
    }
    List<String> all = new ArrayList<>(tongues);
    all.addAll(others(tongues));
    return all;
  }

  private Optional<Character> sayTogether(
      List<String> tongues, List<Prompt> prompts, Set<Character> ownKeys) {
    List<Sound> sounds = new ArrayList<>();
    for (Prompt prompt : prompts) {
      tongues.forEach(one -> sounds.add(new Sound(one, prompt.name())));
    }
    return sounds.isEmpty() // nobody speaks another language here
        ? Optional.empty()
        : play(sounds, prompts, String.join("+", tongues), ownKeys);
  }

  /// Says a prompt with values in it, whose sounds have been made.
  Optional<Character> sayFilled(
      String language, Prompt prompt, List<String> made, Set<Character> ownKeys) {
    List<Sound> sounds = made.stream().map(sound -> new Sound(language, sound)).toList();
    return play(sounds, List.of(prompt), language, ownKeys);
  }

  private List<String> others(List<String> tongues) {
    return languages.stream().filter(one -> !tongues.contains(one)).toList();
  }

  private Optional<Character> play(
      List<Sound> sounds, List<Prompt> prompts, String spoken, Set<Character> ownKeys) {
    List<String> names = new ArrayList<>(prompts.size());
    prompts.forEach(prompt -> names.add(prompt.name()));
    Instant from = clock.instant();
    Heard heard;
    try {
      heard = line.play(sounds, prompts.getFirst().locked() ? Set.of() : stopKeys(ownKeys));
    } catch (HangupException gone) {
      journal.accept(new CallEvent.PromptHeard(names, spoken, since(from), true));
      throw gone;
    }
    Optional<Character> key =
        switch (heard) {
          case Heard.Missing missing -> throw new MissingSoundException(missing.sound());
          case Heard.Nothing nothing -> Optional.empty();
          case Heard.Key pressed -> Optional.of(pressed.key());
        };
    journal.accept(new CallEvent.PromptHeard(names, spoken, since(from), key.isPresent()));
    for (Prompt prompt : prompts) {
      if (prompt.once()) {
        saidOnce.add(prompt.name());
      }
    }
    return key;
  }

  private Duration since(Instant from) {
    Duration length = Duration.between(from, clock.instant());
    return length.isNegative() ? Duration.ZERO : length; // the clock was set back meanwhile
  }

  Set<Character> stopKeys(Set<Character> ownKeys) {
    if (covered) {
      return Set.of();
    }
    Set<Character> keys = new LinkedHashSet<>(EVERYWHERE);
    if (changesLanguage()) {
      keys.add(DetourException.LANGUAGE);
    }
    keys.addAll(ownKeys);
    return keys;
  }
}
