package org.hamroh.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.ivr.CallLine;
import org.hamroh.ivr.CallLine.Heard;
import org.hamroh.ivr.CallLine.Sound;
import org.hamroh.ivr.HangupException;
import org.hamroh.operator.User;
import org.hamroh.say.Kind;
import org.hamroh.voice.Sentences;
import org.hamroh.voice.Spoken;
import org.hamroh.web.Refusal;

/// The number 703: somebody of the staff rings, says who they are with a PIN, keys in the number of
/// a text from the printed sheet, hears how it sounds now, records it after the tone, listens, and
/// keeps it. From then on callers hear them.
///
/// ```
/// staff number #   PIN #   1 (Tajik)   124 #   1 (record) … #   1 (keep)   3 (next)
/// ```
public final class RecordingCall {

  /// Three tries, then the call ends.
  private static final int TRIES = 3;

  /// An hour of steady work is some four hundred keys.
  private static final int MOST_TURNS = 2_000;

  /// Whoever looks up a number on paper needs time.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /// Between two digits of one number.
  private static final Duration BETWEEN_DIGITS = Duration.ofSeconds(5);

  /// Times that nobody presses anything before the call is ended.
  private static final int SILENCES = 3;

  /// A speaker takes a breath; Asterisk cuts after so much silence.
  private static final Duration MAX_SILENCE = Duration.ofSeconds(10);

  /// The longest that checking a PIN, converting a take or making its sound takes, all deadlines of
  /// theirs together.
  private static final Duration WORK = Duration.ofSeconds(30);

  private static final int NUMBER_DIGITS = 5;

  private static final Set<Character> ALL_KEYS =
      Set.of('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#');

  private static final Logger LOG = LogManager.getLogger(RecordingCall.class);

  private final StaffPins pins;
  private final RecordingList list;
  private final Takes takes;
  private final Sentences sentences;
  private final Path messages;
  private final String defaultLanguage;

  /// @param messages        where the line records to
  /// @param defaultLanguage spoken before it is known who rings
  public RecordingCall(
      StaffPins pins,
      RecordingList list,
      Takes takes,
      Sentences sentences,
      Path messages,
      String defaultLanguage) {
    this.pins = pins;
    this.list = list;
    this.takes = takes;
    this.sentences = sentences;
    this.messages = messages;
    this.defaultLanguage = defaultLanguage;
  }

  /// Leads one call to its end.
  ///
  /// @param call      names the call's recordings
  /// @param extension of the telephone, when it is one of an operator: `op1`
  /// @throws HangupException when the speaker hangs up, which is the usual end
  public void run(CallLine line, String call, Optional<String> extension) {
    line.answer();
    try {
      new Talk(line, "record-" + call).lead(extension);
    } catch (NobodyThereException e) {
      line.hangUp();
    }
  }

  /// Silence, or no way in: the call ends politely.
  private static final class NobodyThereException extends RuntimeException {
    NobodyThereException() {
      super(null, null, false, false);
    }
  }

  /// One call.
  private final class Talk {
    private final CallLine line;
    private final String recording;
    private String spoken = defaultLanguage;
    private String who = "";
    private int turns;

    Talk(CallLine line, String recording) {
      this.line = line;
      this.recording = recording;
    }

    void lead(Optional<String> extension) {
      User user = enter(extension);
      who = user.login();
      spoken = list.languages().contains(user.language()) ? user.language() : defaultLanguage;
      LOG.info("event=recording-by-telephone login={}", who);
      String language = chooseLanguage();
      Optional<Recordable> text = askText(language, 0);
      while (text.isPresent()) {
        text = work(text.get());
      }
      say("record-all-done");
      say("goodbye");
      line.hangUp();
    }

    private User enter(Optional<String> extension) {
      Optional<Integer> known = extension.flatMap(pins::numberAt);
      for (int i = 0; i < TRIES; i++) {
        int number = known.orElseGet(() -> number(digits("staff-number")));
        String pin = digits("staff-pin");
        line.working(WORK);
        Optional<User> user = pins.enter(number, pin);
        if (user.isPresent()) {
          return user.get();
        }
        if (i + 1 < TRIES) {
          say("staff-wrong");
        }
      }
      LOG.warn("event=recording-refused from={}", extension.orElse("outside"));
      say("staff-refused");
      throw new NobodyThereException();
    }

    private static int number(String digits) {
      return digits.isEmpty()
          ? 0
          : Integer.parseInt(digits.substring(0, Math.min(NUMBER_DIGITS, digits.length())));
    }

    private String chooseLanguage() {
      List<String> languages = list.languages();
      if (languages.size() == 1) {
        return languages.getFirst();
      }
      List<Sound> choices =
          languages.stream().map(one -> new Sound(one, "record-language")).toList();
      while (true) { // ends by a key, or by silence
        int chosen = key(choices) - '1';
        if (chosen >= 0 && chosen < languages.size()) {
          return languages.get(chosen);
        }
      }
    }

    /// Asks for a number; `#` alone is the next text that nobody has recorded.
    ///
    /// @param after the number of the text before
    private Optional<Recordable> askText(String language, int after) {
      while (true) { // ends by a text, or by silence
        String digits = digits("record-number");
        if (digits.isEmpty()) {
          return next(language, after);
        }
        Optional<Recordable> text = list.find(language, number(digits));
        if (text.isPresent()) {
          return text;
        }
        say("record-no-text");
      }
    }

    /// The next text without a human voice, once around.
    private Optional<Recordable> next(String language, int after) {
      List<Recordable> all = list.of(language);
      int from = 0;
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).number() == after) {
          from = i + 1;
        }
      }
      for (int i = 0; i < all.size(); i++) {
        Recordable text = all.get((from + i) % all.size());
        if (text.wantsAVoice() && text.number() != after) {
          return Optional.of(text);
        }
      }
      return Optional.empty();
    }

    /// One text.
    ///
    /// @return the one after it
    private Optional<Recordable> work(Recordable text) {
      announce(text);
      boolean again = false;
      while (true) { // ends by a key, or by silence
        char key = again ? '1' : key(List.of(prompt("record-menu")));
        again = false;
        switch (key) {
          case '1' -> {
            switch (record(text)) {
              case KEPT, LEFT -> {
                return next(text.language(), text.number());
              }
              case AGAIN -> again = true;
              case REFUSED -> {} // back to the choices
            }
          }
          case '2' -> announce(text);
          case '3' -> {
            return next(text.language(), text.number());
          }
          case '4' -> {
            return askText(text.language(), text.number());
          }
          default -> {} // the choices once more
        }
      }
    }

    private void announce(Recordable text) {
      List<Sound> sounds =
          new java.util.ArrayList<>(
              sentences
                  .sounds(
                      spoken,
                      "record-text",
                      Map.of("number", new Spoken.Of(Kind.CARDINAL, String.valueOf(text.number()))))
                  .stream()
                  .map(sound -> new Sound(spoken, sound))
                  .toList());
      sounds.add(new Sound(text.language(), text.sound()));
      for (Sound sound : sounds) {
        // One by one: a text without any sound yet must not take its number with it.
        if (line.play(List.of(sound), ALL_KEYS) instanceof Heard.Key) {
          return;
        }
      }
    }

    /// What came of recording.
    private enum Outcome {
      KEPT,
      LEFT,
      AGAIN,
      REFUSED
    }

    private Outcome record(Recordable text) {
      say("record-speak");
      try {
        line.record(recording, Set.of('#'), Conversion.LONGEST, MAX_SILENCE);
        Path file = messages.resolve(recording + ".wav");
        if (!Files.exists(file)) {
          say("record-silent");
          return Outcome.REFUSED;
        }
        line.working(WORK);
        Takes.Added added = takes.add(text.language(), text.sound(), file, who, Take.How.PHONE);
        added.findings().forEach(finding -> say(finding.what().prompt()));
        return ask(added.take());
      } catch (TakeRefusedException e) {
        e.findings().forEach(finding -> say(finding.what().prompt()));
        return Outcome.REFUSED;
      } catch (IOException | Refusal e) {
        LOG.error("event=telephone-take-lost reason=\"{}\"", e.getMessage());
        say("record-failed");
        return Outcome.REFUSED;
      } finally {
        forget();
      }
    }

    private Outcome ask(Take take) {
      line.playRecording(recording, ALL_KEYS);
      while (true) { // ends by a key, or by silence
        switch (key(List.of(prompt("record-ask")))) {
          case '1' -> {
            line.working(WORK);
            Takes.Chosen chosen = takes.keep(take.id(), who);
            say(chosen.trouble().isEmpty() ? "record-kept" : "record-kept-later");
            return Outcome.KEPT;
          }
          case '2' -> line.playRecording(recording, ALL_KEYS);
          case '3' -> {
            return Outcome.AGAIN;
          }
          case '4' -> {
            return Outcome.LEFT;
          }
          default -> {} // the choices once more
        }
      }
    }

    /// The line's own copy: the take has its own, and callers' messages lie beside it.
    private void forget() {
      try {
        Files.deleteIfExists(messages.resolve(recording + ".wav"));
      } catch (IOException e) {
        LOG.warn("event=telephone-take-stays file={} reason={}", recording, e.toString());
      }
    }

    private Sound prompt(String name) {
      return new Sound(spoken, name);
    }

    private void say(String prompt) {
      line.play(List.of(prompt(prompt)), Set.of());
    }

    /// One key, asked for again and again.
    ///
    /// @throws NobodyThereException when nobody presses any
    private char key(List<Sound> question) {
      for (int i = 0; i < SILENCES && turns++ < MOST_TURNS; i++) {
        if (line.play(question, ALL_KEYS) instanceof Heard.Key(char pressed)) {
          return pressed;
        }
        if (line.waitForKey(PATIENCE) instanceof Heard.Key(char pressed)) {
          return pressed;
        }
      }
      throw new NobodyThereException();
    }

    /// Digits up to `#` or a pause; `*` begins anew.
    private String digits(String question) {
      StringBuilder digits = new StringBuilder();
      char key = key(List.of(prompt(question)));
      while (digits.length() < PinRules.LONGEST) {
        if (key == '#') {
          return digits.toString();
        }
        if (key == '*') {
          digits.setLength(0);
        } else {
          digits.append(key);
        }
        if (!(line.waitForKey(BETWEEN_DIGITS) instanceof Heard.Key(char next))) {
          return digits.toString();
        }
        key = next;
      }
      return digits.toString();
    }
  }
}
