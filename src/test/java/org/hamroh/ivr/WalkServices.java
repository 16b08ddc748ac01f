package org.hamroh.ivr;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.hamroh.ivr.outside.KnownCallers.Known;
import org.hamroh.voice.Sentences;
import org.hamroh.voice.Spoken;

/// What surrounds the scripts while somebody walks through all of them: a real voice, and a rest of
/// the hotline that always says yes.
public final class WalkServices {

  private static final Duration MADE_WITHIN = Duration.ofSeconds(30);

  private WalkServices() {}

  public static Services speaking(Sentences voice) {
    Known stranger = new Known("TJ", false, false, Optional.empty());
    TestOutside outside = new TestOutside("sends", "price=250", 3);
    Services usual =
        new TestServices(stranger, Optional.empty(), true, "books", "open", outside)
            .told(story -> {});
    return new Services(
        patient(voice),
        usual.callers(),
        usual.texts(),
        usual.lookups(),
        usual.listings(),
        usual.callbacks(),
        usual.cases(),
        usual.waits(),
        usual.messages(),
        usual.campaigns());
  }

  /// A caller waits 150 ms; a test on a busy machine waits until the sentence is there.
  private static Sentences patient(Sentences voice) {
    return new Sentences() {
      @Override
      public void prepare(String language, String prompt, Map<String, Spoken> values) {
        voice.prepare(language, prompt, values);
      }

      @Override
      public List<String> sounds(String language, String prompt, Map<String, Spoken> values) {
        return Awaitility.await()
            .atMost(MADE_WITHIN)
            .until(() -> voice.sounds(language, prompt, values), sounds -> !sounds.isEmpty());
      }
    };
  }
}
