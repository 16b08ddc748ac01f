package org.hamroh.ivr.step;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hamroh.ivr.Conversation;

/// One thing that the line does with a caller. The list below is the table of contents of what a
/// script can say; each kind stands in a file of its own, with an example.
///
/// A new kind needs its file, its place in `permits` and in [#KINDS], its shape in
/// `ivr-scripts/script.schema.json`, and a scenario in `src/test/resources/ivr`.
public sealed interface Step
    permits ChooseLanguage,
        Resume,
        Menu,
        Play,
        Go,
        AskHours,
        Branch,
        Ask,
        Lookup,
        PlayList,
        SendSms,
        Subscribe,
        Hear,
        StopBroadcasts,
        ToQueue,
        LeaveMessage,
        BookCallback,
        Reach,
        CaseStatus,
        Survey,
        TellCharge,
        HangUp {

  /// How each kind is called in a script, and how it is read from there.
  Map<String, Function<Fields, Step>> KINDS = kinds();

  private static Map<String, Function<Fields, Step>> kinds() {
    Map<String, Function<Fields, Step>> kinds = new LinkedHashMap<>();
    kinds.put("language", ChooseLanguage::from);
    kinds.put("resume", Resume::from);
    kinds.put("menu", Menu::from);
    kinds.put("play", Play::from);
    kinds.put("go", Go::from);
    kinds.put("hours", AskHours::from);
    kinds.put("branch", Branch::from);
    kinds.put("ask", Ask::from);
    kinds.put("lookup", Lookup::from);
    kinds.put("list", PlayList::from);
    kinds.put("sms", SendSms::from);
    kinds.put("subscribe", Subscribe::from);
    kinds.put("hear", Hear::from);
    kinds.put("optout", StopBroadcasts::from);
    kinds.put("queue", ToQueue::from);
    kinds.put("message", LeaveMessage::from);
    kinds.put("callback", BookCallback::from);
    kinds.put("reach", Reach::from);
    kinds.put("case", CaseStatus::from);
    kinds.put("survey", Survey::from);
    kinds.put("charge", TellCharge::from);
    kinds.put("hangup", HangUp::from);
    return java.util.Collections.unmodifiableMap(kinds);
  }

  /// How other steps refer to this one; unique in its script.
  String name();

  /// Does it, with one caller.
  ///
  /// @throws org.hamroh.ivr.HangupException the caller has gone
  /// @throws org.hamroh.ivr.DetourException a key was pressed that works everywhere
  /// @throws org.hamroh.ivr.MissingSoundException a prompt could not be played
  Next take(Conversation call);

  /// Every way on from here, for the check of a script before it is used.
  List<Way> ways();

  /// Every prompt that is named here, for the same check.
  List<Said> said();

  /// Looks for mistakes that only this kind can make, before a script is used. That the prompts and
  /// places it names exist has been seen to.
  default void check(StepCheck check) {}

  /// Where a caller goes when this step breaks (our mistake, a missing sound). When it names no
  /// place: where the script takes all who cannot go on.
  default Optional<Target> ifBroken() {
    return Optional.empty();
  }

  /// A way on.
  ///
  /// @param field where it stands in the step: `then`, `keys/3`
  /// @param to    where it leads
  /// @param byKey whether it takes a key, or is also gone in silence
  record Way(String field, Target to, boolean byKey) {}

  /// A prompt as a step names it.
  ///
  /// @param field where it stands in the step: `prompt`, `intro/2`
  /// @param fills the values that the step speaks in it; its text may hold no others
  record Said(String field, Prompt prompt, Set<String> fills) {

    /// A prompt without values.
    public Said(String field, Prompt prompt) {
      this(field, prompt, Set.of());
    }
  }

  /// The prompts of one field, numbered as they stand.
  static List<Said> said(String field, List<Prompt> prompts) {
    return java.util.stream.IntStream.range(0, prompts.size())
        .mapToObj(i -> new Said(field + "/" + i, prompts.get(i)))
        .toList();
  }
}
