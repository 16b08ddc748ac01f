package org.hamroh.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.CallJournal;
import org.hamroh.ivr.CallLine.Sound;
import org.hamroh.ivr.Script;
import org.hamroh.ivr.ScriptedCallLine;
import org.hamroh.ivr.VirtualClock;
import org.hamroh.ivr.WayOut;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.PromptText;

/// Shows a call in the terminal: each prompt in every language, the spoken one marked, and what the
/// call's record would hold.
final class PhoneScreen implements ScriptedCallLine.Ear, CallJournal {

  private final PrintWriter out;
  private final PromptBook prompts;
  private final List<String> languages;
  private final VirtualClock clock;
  private final Instant start;
  private final Map<Sound, String> filled = new HashMap<>();
  private String afterMessage = "";

  PhoneScreen(PrintWriter out, PromptBook prompts, List<String> languages, VirtualClock clock) {
    this.out = out;
    this.prompts = prompts;
    this.languages = languages;
    this.clock = clock;
    this.start = clock.instant();
  }

  void title(Script script, String caller) {
    out.printf("call from %s to %s (version %s)%n", caller, script.name(), script.version());
  }

  @Override
  public void hears(List<Sound> sounds) {
    Map<String, Set<String>> spoken = new LinkedHashMap<>();
    sounds.forEach(
        sound ->
            spoken
                .computeIfAbsent(sound.name(), name -> new LinkedHashSet<>())
                .add(sound.language()));
    spoken.forEach(
        (name, in) -> {
          out.printf("  %s%n", name);
          for (String language : languages) {
            out.printf(
                "   %s %s  %s%n",
                in.contains(language) ? ">" : " ", language, text(language, name));
          }
        });
    out.flush();
  }

  private String text(String language, String name) {
    String withValues = filled.get(new Sound(language, name));
    return withValues == null
        ? prompts.text(language, name).map(PromptText::text).orElse("(no text)")
        : withValues;
  }

  /// From now on a prompt is shown with these values in it.
  void fill(String language, String name, String text) {
    filled.put(new Sound(language, name), text);
  }

  @Override
  public void tone() {
    note("beep");
  }

  @Override
  public void hearsOwnWords() {
    note("the message is played back");
  }

  void note(String text) {
    out.printf("  (%s)%n", text);
    out.flush();
  }

  void ask(boolean forSpeech) {
    out.print(forSpeech ? "  message (say7 *)> " : "  key> ");
    out.flush();
  }

  @Override
  public void tell(CallId call, Instant at, CallEvent event) {
    switch (event) {
      case CallEvent.StepEntered step -> {
        Duration since = Duration.between(start, clock.instant());
        out.printf("%n%d:%02d %s%n", since.toMinutes(), since.toSecondsPart(), step.step());
      }
      case CallEvent.LanguageChosen chosen ->
          note("speaks " + chosen.language() + (chosen.byCaller() ? "" : ", by default"));
      case CallEvent.KeyPressed key -> note("key " + key.key());
      case CallEvent.WrongKeyPressed key -> note("key " + key.key() + ", which leads nowhere");
      case CallEvent.SilenceHeard silence -> note("silence");
      case CallEvent.NoKeyPressed none -> note("served without keys from here on");
      case CallEvent.CoverKeyPressed cover -> note("interrupted: the cover key");
      case CallEvent.StepFailed failed -> note("failed: " + failed.reason());
      case CallEvent.DigitsKeyed digits -> note(digits.count() + " digits keyed");
      case CallEvent.SurveyAnswered given ->
          note("answers " + given.question() + ": " + given.answer());
      case CallEvent.CallbackBooked booked -> note("booked, receipt " + booked.receipt());
      case CallEvent.MessageLeft left -> {
        note("message kept, " + left.kind() + ", " + left.length().toSeconds() + " s");
        afterMessage = ", after a message about " + left.kind();
      }
      default -> {}
    }
  }

  void end(WayOut way) {
    out.println();
    out.println(
        switch (way) {
          case WayOut.ToQueue to ->
              "ends: in "
                  + to.queue().queue()
                  + ", priority "
                  + to.queue().priority()
                  + ", about "
                  + to.queue().reason();
          case WayOut.Ended ended -> "ends: we hung up" + afterMessage;
          case WayOut.CallerLeft left -> "ends: the caller hung up" + afterMessage;
        });
    out.flush();
  }
}
