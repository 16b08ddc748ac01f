package org.hamroh.command;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.call.CallId;
import org.hamroh.ivr.Services;
import org.hamroh.ivr.outside.Callbacks;
import org.hamroh.ivr.outside.Cases;
import org.hamroh.ivr.outside.KnownCallers;
import org.hamroh.ivr.outside.Listings;
import org.hamroh.ivr.outside.Lookups;
import org.hamroh.ivr.outside.TextSender;
import org.hamroh.say.Grammar;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.PromptText;
import org.hamroh.voice.Sentences;
import org.hamroh.voice.Spoken;

/// The rest of the hotline, played at the terminal: it says what it would do, and keeps nothing.
final class PhoneServices {

  /// The case that can be asked for; any other number or PIN is unknown.
  static final String CASE = "1234";

  static final String PIN = "5555";

  /// What every booking is called here.
  private static final String RECEIPT = "4711";

  /// When something is done for that case: after the day on which the call is.
  private static final int DAYS_TO_THE_NEXT_STEP = 7;

  private final PhoneScreen screen;
  private final PromptBook prompts;
  private final KnownCallers.Known known;
  private final LocalDate today;
  private final boolean withheld;

  /// @param known    what the hotline is to know of the caller
  /// @param withheld whether the caller shows no number
  PhoneServices(
      PhoneScreen screen,
      PromptBook prompts,
      KnownCallers.Known known,
      LocalDate today,
      boolean withheld) {
    this.screen = screen;
    this.prompts = prompts;
    this.known = known;
    this.today = today;
    this.withheld = withheld;
  }

  Services services() {
    return new Services(
        new Speaker(),
        new Memory(),
        new Texts(),
        Lookups.none(),
        Listings.none(),
        new CallbackDesk(),
        new CaseFiles());
  }

  /// Writes the values into the text where a voice would say them.
  private final class Speaker implements Sentences {

    @Override
    public void prepare(String language, String prompt, Map<String, Spoken> values) {
      // Words take no time to make.
    }

    @Override
    public List<String> sounds(String language, String prompt, Map<String, Spoken> values) {
      Optional<Grammar> grammar = Grammar.of(language);
      Optional<String> text = prompts.text(language, prompt).map(PromptText::text);
      if (grammar.isEmpty() || text.isEmpty()) {
        return List.of();
      }
      Map<String, String> words = new LinkedHashMap<>();
      values.forEach((name, value) -> words.put(name, words(grammar.get(), value)));
      String filled = text.get();
      for (Map.Entry<String, String> one : words.entrySet()) {
        filled = filled.replace("{" + one.getKey() + "}", one.getValue());
      }
      screen.fill(language, prompt, filled);
      return List.of(prompt);
    }

    private static String words(Grammar grammar, Spoken value) {
      return switch (value) {
        case Spoken.Of of -> grammar.say(of.kind(), of.input());
        case Spoken.Words said -> said.text();
      };
    }
  }

  private final class Memory implements KnownCallers {

    @Override
    public Known of(CallId call) {
      return known;
    }

    @Override
    public void rememberLanguage(CallId call, String language) {
      screen.note(language + " is kept for the next call");
    }
  }

  private final class Texts implements TextSender {

    @Override
    public boolean canSend(CallId call) {
      return !withheld;
    }

    @Override
    public Outcome send(CallId call, String text, String language, Map<String, String> values) {
      screen.note("sends the text " + text + " in " + language);
      return Outcome.ACCEPTED;
    }

    @Override
    public Outcome subscribe(CallId call, String group, String language) {
      screen.note("puts the number among those who want " + group);
      return Outcome.ACCEPTED;
    }
  }

  private final class CallbackDesk implements Callbacks {

    @Override
    public boolean isThere() {
      return true;
    }

    @Override
    public boolean canCall(CallId call) {
      return !withheld;
    }

    @Override
    public Answer book(Wish wish) {
      screen.note(
          "books a call back to "
              + (wish.number().isEmpty()
                  ? "the number that calls"
                  : "another number of " + wish.number().length() + " digits")
              + ", "
              + wish.when().name().toLowerCase(java.util.Locale.ROOT)
              + (wish.safe() ? ", our name not said" : ""));
      return new Answer.Booked(RECEIPT);
    }
  }

  private final class CaseFiles implements Cases {

    @Override
    public boolean isThere() {
      return true;
    }

    @Override
    public Standing standing(CallId call, String receipt, String pin) {
      boolean right = receipt.equals(CASE) && pin.equals(PIN);
      screen.note(right ? "the case is found" : "no such case; " + CASE + " with " + PIN + " is");
      return right
          ? new Standing.Open(Optional.of(today.plusDays(DAYS_TO_THE_NEXT_STEP)))
          : new Standing.NotFound();
    }
  }
}
