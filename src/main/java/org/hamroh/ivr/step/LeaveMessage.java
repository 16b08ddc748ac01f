package org.hamroh.ivr.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamroh.ivr.CallLine.Recorded;
import org.hamroh.ivr.Conversation;
import org.hamroh.ivr.DetourException;
import org.hamroh.ivr.SystemPrompt;

/// Records a voice message after a tone, and lets the caller send it, hear it or say it again.
/// ```yaml
/// - message: complaint
///   kind: agency-complaint       # under this name staff find it
///   prompts: agency-complaint    # what to say after the tone
///   saved: message-saved
///   then: goodbye
///   limit: 3m                    # may be left out
///   otherwise: lost              # when nothing was said, twice; may be left out
///   confirm: false               # kept as it is, without the question; true if left out
/// ```
/// Says by itself `message-confirm` and, when it is kept, `message-receipt`: digits that name it.
///
/// Star or hash ends the recording. What was said is never lost: a hang-up after the tone, the keys
/// 0 and 9, silence at the question and our own faults all keep it. Only key 3, "say it again",
/// gives it up.
///
/// @param kind      what the message is about
/// @param saved     said when it is kept
/// @param limit     longest recording
/// @param urgent    whether seconds count; otherwise the privacy text is said once in a call
/// @param silentToo whether a recording without a word is a message too: the caller may be unable
///                  to speak
/// @param confirm   whether the caller is asked "send, hear, again"; who has no keys need not be
public record LeaveMessage(
    String name,
    String kind,
    List<Prompt> prompts,
    List<Prompt> saved,
    Duration limit,
    boolean urgent,
    boolean silentToo,
    boolean confirm,
    Target then,
    Target otherwise)
    implements Step {

  /// Nobody listens to more; and a phone left off the hook must not fill the disk.
  public static final Duration LONGEST = Duration.ofMinutes(3);

  /// Shorter sounds are a breath or the click of a key.
  static final Duration SHORTEST = Duration.ofSeconds(1);

  /// A speaker who looks for words pauses; one who has finished does not come back after this.
  static final Duration MAX_SILENCE = Duration.ofSeconds(10);

  /// Recordings in one step: the first, and some more said again.
  static final int MAX_TAKES = 5;

  /// Recordings without a word before we stop asking.
  static final int MAX_EMPTY = 2;

  /// Questions "send, hear, again" for one recording, hearing included; then it is sent.
  static final int MAX_QUESTIONS = 8;

  /// Silences or wrong keys at that question; then it is sent.
  static final int MAX_UNCLEAR = 2;

  private static final Set<Character> END_KEYS = Set.of('*', '#', '0', '9');

  /// Star ends a recording; one pressed late or twice must not begin it anew.
  private static final Set<Character> ANSWERS = Set.of('1', '2', '3', '4', '5', '6', '7', '*');

  private static final Prompt RECEIPT = Prompt.of("message-receipt");

  private static final char SEND = '1';
  private static final char HEAR = '2';
  private static final char AGAIN = '3';
  private static final char REPEAT = '*';

  static LeaveMessage from(Fields fields) {
    return new LeaveMessage(
        fields.name(),
        fields.text("kind"),
        fields.prompts("prompts"),
        fields.prompts("saved"),
        fields.duration("limit", LONGEST),
        fields.flag("urgent"),
        fields.flag("silentToo"),
        !fields.has("confirm") || fields.flag("confirm"),
        fields.target("then"),
        fields.otherwise("otherwise"));
  }

  @Override
  public Next take(Conversation call) {
    String id = call.recorder().newId();
    List<Prompt> now = new ArrayList<>();
    if (!urgent) {
      now.add(SystemPrompt.PRIVACY.prompt());
    }
    now.addAll(prompts);
    int empty = 0;
    for (int take = 0; take < MAX_TAKES; take++) {
      call.say(now, Set.of());
      Recorded recorded = record(call, id);
      boolean wordless = recorded.length().compareTo(SHORTEST) < 0;
      if (wordless && !silentToo) {
        detourOf(recorded, call);
        if (++empty >= MAX_EMPTY) {
          call.recorder().dropped(id);
          return new Next.To(otherwise);
        }
        now = new ArrayList<>(List.of(SystemPrompt.NO_INPUT.prompt(), SystemPrompt.RETRY.prompt()));
        now.addAll(prompts);
        continue;
      }
      if (wordless || keeps(call, id, recorded)) {
        Optional<String> receipt = call.recorder().left(id, kind, recorded.length());
        detourOf(recorded, call);
        Optional<Receipt> digits = receipt.map(one -> new Receipt(RECEIPT, one));
        digits.ifPresent(one -> one.prepare(call));
        call.say(saved, Set.of());
        digits.ifPresent(one -> one.say(call));
        return new Next.To(then);
      }
      call.recorder().dropped(id);
      now = prompts;
    }
    return new Next.To(otherwise);
  }

  private Recorded record(Conversation call, String id) {
    call.recorder().begins(id, kind, urgent, silentToo);
    try {
      return call.recorder().record(id, END_KEYS, limit, MAX_SILENCE);
    } catch (RuntimeException e) {
      // Mostly a hang-up; whatever it is, what was said is not lost.
      Duration length = call.recorder().length(id);
      if (silentToo || length.compareTo(SHORTEST) >= 0) {
        call.recorder().left(id, kind, length);
      } else {
        call.recorder().dropped(id);
      }
      throw e;
    }
  }

  /// The keys 0 and 9 work during a recording too, and end it.
  private static void detourOf(Recorded recorded, Conversation call) {
    recorded.key().filter(LeaveMessage::leadsAway).ifPresent(call::detour);
  }

  private static boolean leadsAway(char key) {
    return key == DetourException.OPERATOR || key == DetourException.COVER;
  }

  /// Asks what to do with the recording.
  ///
  /// @return false when the caller wants to say it again
  private boolean keeps(Conversation call, String id, Recorded recorded) {
    if (!confirm || recorded.key().filter(LeaveMessage::leadsAway).isPresent()) {
      return true;
    }
    try {
      return asks(call, id);
    } catch (RuntimeException e) {
      // Whatever happens here (a hang-up, key 0, a missing sound), the message is not lost.
      call.recorder().left(id, kind, recorded.length());
      throw e;
    }
  }

  private static boolean asks(Conversation call, String id) {
    List<Prompt> question = List.of(SystemPrompt.MESSAGE_CONFIRM.prompt());
    List<Prompt> now = question;
    int unclear = 0;
    Optional<Character> early = Optional.empty();
    for (int asked = 0; asked < MAX_QUESTIONS && unclear < MAX_UNCLEAR; asked++) {
      List<Prompt> words = now;
      Optional<Character> key =
          early.or(() -> call.say(words, ANSWERS)).or(() -> call.awaitKey(Menu.TIMEOUT, ANSWERS));
      early = Optional.empty();
      now = question;
      if (key.isEmpty()) {
        unclear++;
        continue;
      }
      switch (key.get()) {
        case SEND -> {
          call.pressed(SEND);
          return true;
        }
        case HEAR -> {
          call.pressed(HEAR);
          early = call.playRecording(id, ANSWERS);
        }
        case AGAIN -> {
          call.pressed(AGAIN);
          return false;
        }
        case REPEAT -> call.pressed(REPEAT);
        default -> {
          call.pressedWrong(key.get());
          unclear++;
          now = List.of(SystemPrompt.INVALID.prompt(), SystemPrompt.MESSAGE_CONFIRM.prompt());
        }
      }
    }
    return true;
  }

  @Override
  public List<Way> ways() {
    return List.of(new Way("then", then, false), new Way("otherwise", otherwise, false));
  }

  @Override
  public List<Said> said() {
    List<Said> said = new ArrayList<>(Step.said("prompts", prompts));
    said.addAll(Step.said("saved", saved));
    said.add(new Said("", RECEIPT, Set.of("digits")));
    return said;
  }
}
