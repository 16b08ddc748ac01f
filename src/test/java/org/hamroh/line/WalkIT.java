package org.hamroh.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.ivr.CallLine.Sound;
import org.hamroh.ivr.Caller.Move;
import org.hamroh.ivr.Script;
import org.hamroh.ivr.ScriptBook;
import org.hamroh.ivr.ScriptReading;
import org.hamroh.ivr.ScriptRunner;
import org.hamroh.ivr.ScriptedCallLine;
import org.hamroh.ivr.Services;
import org.hamroh.ivr.SiteRules;
import org.hamroh.ivr.VirtualClock;
import org.hamroh.ivr.WalkServices;
import org.hamroh.ivr.step.Step;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Heard;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.voice.BuiltVoices;
import org.hamroh.voice.SentenceMaker;
import org.hamroh.voice.VoicePlaces;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A walk over every step of every script, in each language, by telephone: the caller comes in at
/// the step, hears all of it to where a key is waited for, and each key leads to what it promises.
/// Each sound is recognised by its content, so it is also known to be in the right language. What
/// is to be heard is what the engine says without a PBX.
final class WalkIT {

  private static final ZoneId SITE = ZoneId.of("Asia/Dushanbe");
  private static final List<String> LANGUAGES = List.of("tg", "ru");
  private static final Path SCRIPTS = Path.of("ivr-scripts");

  /// Telephones at once: most of the time they listen. The PBX of the tests has ports for no more
  /// than a hundred.
  private static final int TOGETHER = 80;

  /// On top of the sounds' own length, on a machine that does other things too.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration LONGEST_WALK = Duration.ofSeconds(90);

  /// One call: what is done, and what is heard for it.
  ///
  /// @param key pressed when the first sound begins; none for a caller who listens to the end
  private record Errand(
      String place, String language, Optional<Character> key, List<String> first, String then) {

    @Override
    public String toString() {
      return place + " in " + language + key.map(one -> ", key " + one).orElse("");
    }
  }

  private static ScriptReading scripts;
  private static ScriptBook book;
  private static LiveHotline hotline;
  private static SentenceMaker sentences;
  private static Services services;
  private static Map<String, Duration> lengths;

  @BeforeAll
  static void open() throws Exception {
    scripts = ScriptReading.ofFolder(SCRIPTS, SiteRules.of(LANGUAGES, Map.of("700", "hotline")));
    BuiltVoices.build(scripts.prompts());
    hotline = new LiveHotline(BuiltVoices.FOLDER);
    VoicePlaces places = VoicePlaces.of(Path.of("."), hotline.folder);
    sentences = new SentenceMaker(scripts::prompts, places, Clock.system(SITE));
    services = WalkServices.speaking(sentences);
    book = scripts.orThrow();
    lengths = new ConcurrentHashMap<>();
    for (String language : LANGUAGES) {
      // Sentences with values in them are made now, so that the telephones can learn their sound.
      errands(language);
    }
    hotline.learnSounds();
  }

  @AfterAll
  static void shut() {
    if (sentences != null) {
      sentences.close();
    }
    if (hotline != null) {
      hotline.close();
    }
  }

  @Test
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  void everyStepIsHeardAndEveryKeyLeadsWhereItShould() throws Exception {
    List<Errand> errands = new ArrayList<>();
    LANGUAGES.forEach(language -> errands.addAll(errands(language)));
    assertThat(errands).as("the tree is not empty").hasSizeGreaterThan(200);
    // The longest first, so that none is left alone at the end.
    errands.sort(Comparator.comparing((Errand errand) -> lengthOf(errand.first())).reversed());

    ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    try (Telephone phone = hotline.telephone();
        ExecutorService callers = Executors.newFixedThreadPool(TOGETHER)) {
      List<Future<?>> calls = new ArrayList<>();
      for (Errand errand : errands) {
        calls.add(callers.submit((Callable<Void>) () -> walk(phone, errand, wrong)));
      }
      for (Future<?> call : calls) {
        call.get(8, TimeUnit.MINUTES);
      }
    }

    assertThat(wrong).isEmpty();
  }

  private static Void walk(Telephone phone, Errand errand, ConcurrentLinkedQueue<String> wrong) {
    try (TelephoneCall call = ring(phone, errand)) {
      if (errand.key().isPresent()) {
        call.hear(Set.of(errand.first().getFirst()), PATIENCE);
        call.press(errand.key().get());
        call.hear(Set.of(errand.then()), PATIENCE);
      } else {
        for (String sound : errand.first()) {
          call.hear(Set.of(sound), lengthOf(errand.first()).plus(PATIENCE));
        }
        List<String> heard = call.heard().stream().map(Heard::name).toList();
        if (!heard.subList(0, errand.first().size()).equals(errand.first())) {
          wrong.add(errand + ": wanted " + errand.first() + ", heard " + heard);
        }
      }
      call.hangUp();
    } catch (RuntimeException e) {
      wrong.add(errand + ": " + e.getMessage());
    }
    return null;
  }

  /// Calls begin one after another, so that the hotline knows which step the next one is for.
  private static synchronized TelephoneCall ring(Telephone phone, Errand errand) {
    CountDownLatch met = new CountDownLatch(1);
    hotline.script(
        (call, line, arrival) -> {
          met.countDown();
          runner().run(call, entry(errand.place()), Optional.of(errand.language()), line);
        });
    TelephoneCall call = phone.call("700", Caller.of(LiveHotline.CALLER));
    try {
      if (!met.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the call did not reach the hotline");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return call;
  }

  private static ScriptRunner runner() {
    return new ScriptRunner((call, at, event) -> {}, Clock.system(SITE), "tg", services);
  }

  private static ScriptBook.Entry entry(String place) {
    return book.entry(place).orElseThrow();
  }

  private static Duration lengthOf(List<String> sounds) {
    return sounds.stream()
        .map(sound -> lengths.getOrDefault(sound, Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  // --- What is to be heard: the same engine, without a PBX ---

  private static List<Errand> errands(String language) {
    List<Errand> errands = new ArrayList<>();
    for (String name : book.names()) {
      Script script = book.script(name).orElseThrow();
      for (Step step : script.steps().values()) {
        String place = name + "/" + step.name();
        List<String> first = heardAt(place, language);
        if (first.isEmpty()) {
          continue; // leads on without a word, to a step that is visited itself
        }
        errands.add(new Errand(place, language, Optional.empty(), first, ""));
        for (char key : keysOf(step)) {
          then(place, language, key, first)
              .ifPresent(
                  next -> errands.add(new Errand(place, language, Optional.of(key), first, next)));
        }
      }
    }
    return errands;
  }

  private static Set<Character> keysOf(Step step) {
    Set<Character> keys = new LinkedHashSet<>();
    for (Step.Way way : step.ways()) {
      if (way.byKey() && way.field().startsWith("keys/")) {
        keys.add(way.field().charAt("keys/".length()));
      }
    }
    return keys;
  }

  /// What a key brings that is pressed while the step's first sound is heard: nothing when it leads
  /// to the queue at once.
  private static Optional<String> then(
      String place, String language, char key, List<String> first) {
    List<List<String>> breaths = new ArrayList<>();
    play(place, language, List.of(new Move.Press(key)), event -> {}, breaths::add);
    return breaths.size() < 2 ? Optional.empty() : Optional.of(breaths.get(1).getFirst());
  }

  /// What the step itself says until it waits for a key in vain: the next is visited itself.
  private static List<String> heardAt(String place, String language) {
    List<List<String>> breaths = new ArrayList<>();
    AtomicInteger parts = new AtomicInteger();
    play(
        place,
        language,
        List.of(),
        event -> {
          if (event instanceof CallEvent.StepEntered || event instanceof CallEvent.SilenceHeard) {
            parts.incrementAndGet();
          }
        },
        breath -> {
          if (parts.get() <= 1) {
            breaths.add(breath);
          }
        });
    return soon(breaths.stream().flatMap(List::stream).toList());
  }

  /// What begins within the first minute and a half: a row of announcements takes four.
  private static List<String> soon(List<String> sounds) {
    List<String> first = new ArrayList<>();
    for (String sound : sounds) {
      if (lengthOf(first).compareTo(LONGEST_WALK) > 0) {
        break;
      }
      first.add(sound);
    }
    return first;
  }

  /// @param breaths gets what is played by one command each, until somebody is waited for
  private static void play(
      String place,
      String language,
      List<Move> moves,
      Consumer<CallEvent> told,
      Consumer<List<String>> breaths) {
    VirtualClock clock = new VirtualClock(Clock.system(SITE).instant(), SITE);
    ScriptedCallLine.Ear ear =
        new ScriptedCallLine.Ear() {
          @Override
          public void hears(List<Sound> sounds) {
            breaths.accept(sounds.stream().map(one -> one.language() + "/" + one.name()).toList());
          }

          @Override
          public void tone() {}

          @Override
          public void hearsOwnWords() {}
        };
    ScriptedCallLine line =
        new ScriptedCallLine(
            moves, forSpeech -> List.of(new Move.HangUp()), ear, clock, WalkIT::length);
    new ScriptRunner((call, at, event) -> told.accept(event), clock, "tg", services)
        .run(new CallId("walk-1.0"), entry(place), Optional.of(language), line);
  }

  private static Optional<Duration> length(Sound sound) {
    Optional<Duration> length = hotline.files.find(sound).map(found -> found.length());
    length.ifPresent(known -> lengths.put(sound.language() + "/" + sound.name(), known));
    return length;
  }
}
