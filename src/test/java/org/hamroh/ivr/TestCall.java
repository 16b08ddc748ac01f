package org.hamroh.ivr;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.ivr.Caller.Move;
import org.hamroh.voice.PromptBook;
import org.hamroh.yaml.Problems;

/// One call through the shipped scripts, without a telephone: what the caller did goes in, what the
/// journal was told comes out.
final class TestCall {

  static final Path SCRIPTS = Path.of("ivr-scripts");
  static final List<String> LANGUAGES = List.of("tg", "ru");
  static final ZoneId SITE = ZoneId.of("Asia/Dushanbe");
  static final Duration PROMPT = Duration.ofSeconds(4);

  /// 7:00 in the morning at the site.
  static final Instant START = Instant.parse("2026-11-22T02:00:00Z");

  /// What came of a call.
  record Told(WayOut way, List<CallEvent> events, List<String> story) {}

  private final List<CallEvent> events = new ArrayList<>();
  private final List<String> story = new ArrayList<>();
  private VirtualClock clock;
  private ScriptBook book;
  private Services services = Services.none();
  private String entry = "hotline";
  private Optional<String> language = Optional.empty();
  private Set<String> missing = Set.of();
  private UnaryOperator<CallLine> wrap = UnaryOperator.identity();

  TestCall(ScriptBook book) {
    this(book, START);
  }

  TestCall(ScriptBook book, Instant start) {
    this.book = book;
    this.clock = new VirtualClock(start, SITE);
  }

  /// Read once: it is the same for every test.
  private static final PromptBook PROMPTS = readPrompts();

  static PromptBook prompts() {
    return PROMPTS;
  }

  private static PromptBook readPrompts() {
    Problems problems = new Problems();
    PromptBook prompts = PromptBook.read(SCRIPTS, LANGUAGES, problems);
    problems.throwIfAny();
    return prompts;
  }

  static Vocabulary vocabulary() {
    return new Vocabulary(prompts(), LANGUAGES, Vocabulary.QUEUES);
  }

  static ScriptBook shipped() {
    return ScriptBook.read(SCRIPTS, vocabulary(), Map.of("700", "hotline", "704", "announcement"));
  }

  TestCall at(String place) {
    entry = place;
    return this;
  }

  TestCall speaking(String chosen) {
    language = Optional.of(chosen);
    return this;
  }

  /// When the caller rings.
  TestCall on(Instant moment) {
    clock = new VirtualClock(moment, SITE);
    return this;
  }

  /// As if every schedule had the hours of this one.
  TestCall keeping(String schedule) {
    book = book.with(book.hours().asIfAll(schedule));
    return this;
  }

  TestCall with(TestServices outside) {
    services = outside.told(story::add);
    return this;
  }

  /// With services of the test's own, which tell the story nothing.
  TestCall over(Services outside) {
    services = outside;
    return this;
  }

  /// Sounds `tg/main-menu` that are not on the disk.
  TestCall without(String... sounds) {
    missing = Set.of(sounds);
    return this;
  }

  TestCall over(UnaryOperator<CallLine> line) {
    wrap = line;
    return this;
  }

  Told caller(String moves) {
    return caller(
        moves.isBlank()
            ? List.of()
            : java.util.Arrays.stream(moves.split(" ")).map(Move::of).toList());
  }

  Told caller(List<Move> moves) {
    ScriptedCallLine line =
        new ScriptedCallLine(
            moves,
            Caller.silent(),
            ScriptedCallLine.Ear.none(),
            clock,
            sound ->
                missing.contains(sound.language() + "/" + sound.name())
                    ? Optional.empty()
                    : Optional.of(PROMPT));
    ScriptRunner runner =
        new ScriptRunner(
            (call, at, event) -> {
              events.add(event);
              story.add(told(event));
            },
            clock,
            "tg",
            services);
    WayOut way =
        runner.run(
            new CallId("hamroh-1763769600.12"),
            book.entry(entry).orElseThrow(),
            language,
            wrap.apply(line));
    return new Told(way, List.copyOf(events), List.copyOf(story));
  }

  /// An event as a person tells it.
  private static String told(CallEvent event) {
    return switch (event) {
      case CallEvent.ScriptStarted e -> "script " + e.script();
      case CallEvent.LanguageChosen e ->
          "speaks " + e.language() + (e.byCaller() ? "" : " by default");
      case CallEvent.StepEntered e -> "step " + e.step();
      case CallEvent.PromptHeard e ->
          "hears "
              + String.join(" ", e.prompts())
              + " ("
              + e.language()
              + (e.cut() ? ", cut)" : ")");
      case CallEvent.KeyPressed e -> "key " + e.key();
      case CallEvent.WrongKeyPressed e -> "wrong key " + e.key();
      case CallEvent.SilenceHeard e -> "silence";
      case CallEvent.NoKeyPressed e -> "has pressed no key";
      case CallEvent.CoverKeyPressed e -> "covers";
      case CallEvent.CannotSpeak e -> "cannot speak";
      case CallEvent.MessageLeft e -> "leaves " + e.kind() + " of " + e.length().toSeconds() + " s";
      case CallEvent.DigitsKeyed e -> "keys " + e.count() + " digits";
      case CallEvent.SurveyAnswered e -> "answers " + e.question() + ": " + e.answer();
      case CallEvent.CallbackBooked e ->
          "books a call, receipt "
              + e.receipt()
              + ", "
              + e.when()
              + (e.safe() ? ", our name not said" : "");
      case CallEvent.TextSent e -> "text " + e.text() + ": " + e.outcome();
      case CallEvent.Subscribed e -> "subscribes to " + e.group() + ": " + e.outcome();
      case CallEvent.LookedUp e ->
          e.service() + (e.answered() ? " has answered" : " has not answered");
      case CallEvent.HandedToQueue e ->
          "to " + e.queue() + " " + e.priority() + " about " + e.reason();
      case CallEvent.StepFailed e -> "fails: " + e.reason();
      case CallEvent.ScriptEnded e -> "ends by " + e.next();
      default -> throw new AssertionError("a script cannot tell " + event);
    };
  }
}
