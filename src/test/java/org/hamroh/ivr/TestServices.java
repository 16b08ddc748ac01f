package org.hamroh.ivr;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hamroh.call.CallId;
import org.hamroh.ivr.outside.Callbacks;
import org.hamroh.ivr.outside.Cases;
import org.hamroh.ivr.outside.KnownCallers;
import org.hamroh.ivr.outside.KnownCallers.Dropped;
import org.hamroh.ivr.outside.KnownCallers.Known;
import org.hamroh.ivr.outside.Messages;
import org.hamroh.ivr.outside.Waits;
import org.hamroh.voice.Sentences;
import org.hamroh.voice.Spoken;

/// The rest of the hotline, as a conversation in a test needs it; it tells the story what it was
/// asked for.
///
/// @param dropped   where the last call broke
/// @param speaks    whether prompts with values can be said
/// @param callbacks `away`, `books`, `abroad` (books, and offers it before a queue), `withheld`
///                  (books, but not the number that calls), `refuses` (the first number, then
///                  books), `queue` (a call of ours is wanted there)
/// @param cases     `away`, `open`, `open-some-day`, `referred`, `closed`, `not-found`
/// @param outside   texts, web services, lists
/// @param slower    whether the caller has been abusive
record TestServices(
    Known known,
    Optional<Dropped> dropped,
    boolean speaks,
    String callbacks,
    String cases,
    TestOutside outside,
    boolean slower) {

  /// Nobody who has been abusive.
  TestServices(
      Known known,
      Optional<Dropped> dropped,
      boolean speaks,
      String callbacks,
      String cases,
      TestOutside outside) {
    this(known, dropped, speaks, callbacks, cases, outside, false);
  }

  static TestServices usual() {
    return new TestServices(
        new Known("TJ", false, false, Optional.empty()),
        Optional.empty(),
        true,
        "books",
        "open",
        TestOutside.away());
  }

  TestServices knowing(Known caller) {
    return new TestServices(caller, dropped, speaks, callbacks, cases, outside, slower);
  }

  TestServices speechless() {
    return new TestServices(known, dropped, false, callbacks, cases, outside, slower);
  }

  TestServices callbacks(String manner) {
    return new TestServices(known, dropped, speaks, manner, cases, outside, slower);
  }

  TestServices cases(String manner) {
    return new TestServices(known, dropped, speaks, callbacks, manner, outside, slower);
  }

  Services told(Consumer<String> story) {
    return new Services(
        new Speaker(speaks, story),
        new Callers(known, dropped, slower, story),
        outside.sender(story),
        outside.lookups(story),
        outside.listings(),
        new Desk(callbacks, story),
        new Files(cases, story),
        Waits.none(),
        new Tasks(story),
        new TestCampaigns(outside.texts(), story));
  }

  private record Speaker(boolean speaks, Consumer<String> story) implements Sentences {
    @Override
    public void prepare(String language, String prompt, Map<String, Spoken> values) {}

    @Override
    public List<String> sounds(String language, String prompt, Map<String, Spoken> values) {
      story.accept(
          (speaks ? "fills " : "cannot fill ")
              + prompt
              + " ("
              + language
              + "): "
              + new TreeMap<>(values)
                  .entrySet().stream()
                      .map(one -> one.getKey() + " " + written(one.getValue()))
                      .collect(Collectors.joining(", ")));
      return speaks ? List.of(prompt) : List.of();
    }

    private static String written(Spoken value) {
      return switch (value) {
        case Spoken.Of of -> of.kind().code() + " " + of.input();
        case Spoken.Words words -> words.text();
      };
    }
  }

  private record Tasks(Consumer<String> story) implements Messages {
    @Override
    public void begins(Recording recording) {
      story.accept("notes a recording about " + recording.kind());
    }

    @Override
    public Optional<String> left(String id, Duration length) {
      return Optional.of("204817");
    }

    @Override
    public void dropped(String id) {
      story.accept("drops the recording");
    }
  }

  private record Callers(
      Known known, Optional<Dropped> dropped, boolean slower, Consumer<String> story)
      implements KnownCallers {

    @Override
    public boolean waitsLonger(CallId call) {
      return slower;
    }

    @Override
    public Known of(CallId call) {
      return known;
    }

    @Override
    public Optional<Dropped> dropped(CallId call) {
      return dropped;
    }

    @Override
    public void rememberLanguage(CallId call, String language) {
      story.accept("remembers " + language);
    }
  }

  private static final class Desk implements Callbacks {
    private final String manner;
    private final Consumer<String> story;
    private boolean refused;

    Desk(String manner, Consumer<String> story) {
      this.manner = manner;
      this.story = story;
    }

    @Override
    public boolean isThere() {
      return !manner.equals("away");
    }

    @Override
    public boolean canCall(CallId call) {
      return !manner.equals("withheld");
    }

    @Override
    public boolean offersAtOnce(CallId call) {
      return manner.equals("abroad");
    }

    @Override
    public Answer book(Wish wish) {
      story.accept(
          "wishes a call to "
              + (wish.number().isEmpty() ? "this number" : wish.number())
              + " in "
              + wish.language()
              + ", asked "
              + wish.asked()
              + (wish.queue().isEmpty() ? "" : ", for " + wish.queue())
              + (wish.urgent() ? ", in danger" : ""));
      if (manner.equals("refuses") && !refused) {
        refused = true;
        return new Answer.NumberRefused();
      }
      return new Answer.Booked("4711");
    }

    @Override
    public Reached reached(CallId call) {
      story.accept("is reached");
      return manner.equals("queue") ? new Reached("queue-wages", 1) : Reached.NOBODY_WE_RANG;
    }
  }

  private record Files(String manner, Consumer<String> story) implements Cases {
    @Override
    public boolean isThere() {
      return !manner.equals("away");
    }

    @Override
    public Standing standing(CallId call, String receipt, String pin) {
      story.accept("asks for case " + receipt + " with PIN " + pin);
      return switch (manner) {
        case "open" -> new Standing.Open(Optional.of(LocalDate.of(2026, 11, 30)));
        case "open-some-day" -> new Standing.Open(Optional.empty());
        case "referred" -> new Standing.Referred();
        case "closed" -> new Standing.Closed();
        default -> new Standing.NotFound();
      };
    }
  }
}
