package org.hamroh.ivr.step;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.ivr.Conversation;
import org.hamroh.ivr.Values;
import org.hamroh.ivr.outside.Waits;
import org.hamroh.say.Kind;
import org.hamroh.voice.Spoken;

/// Says how long a caller will wait: less than, from to, or more than so many minutes. Silence
/// where it cannot be spoken.
final class WaitSentence {

  private static final Prompt RANGE = Prompt.of("queue-wait-range");
  private static final Prompt UNDER = Prompt.of("queue-wait-under");
  private static final Prompt OVER = Prompt.of("queue-wait-over");

  private WaitSentence() {}

  static void say(Conversation call, Waits.Range range) {
    Map<String, Spoken> values = new LinkedHashMap<>();
    if (range.from() > 0) {
      values.put("from", minutes(range.from()));
    }
    if (range.to() > 0) {
      values.put("to", minutes(range.to()));
    }
    Prompt prompt = range.from() == 0 ? UNDER : range.to() == 0 ? OVER : RANGE;
    call.told().waitTold(range.from(), range.to());
    call.sayFilled(prompt, Values.of(values), List.of(), Set.of());
  }

  private static Spoken minutes(int count) {
    return new Spoken.Of(Kind.CARDINAL, Integer.toString(count));
  }
}
