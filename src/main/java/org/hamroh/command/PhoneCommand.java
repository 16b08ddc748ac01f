package org.hamroh.command;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hamroh.Main;
import org.hamroh.call.CallId;
import org.hamroh.ivr.CallLine.Sound;
import org.hamroh.ivr.Caller;
import org.hamroh.ivr.Caller.Move;
import org.hamroh.ivr.ScriptBook;
import org.hamroh.ivr.ScriptReading;
import org.hamroh.ivr.ScriptRunner;
import org.hamroh.ivr.ScriptedCallLine;
import org.hamroh.ivr.SiteRules;
import org.hamroh.ivr.VirtualClock;
import org.hamroh.ivr.outside.KnownCallers.Known;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.voice.PromptBook;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `./hamroh phone`: a script played in the terminal, without a PBX and without sounds. Nothing is
/// kept, and no time passes but the caller's own.
@Command(
    name = "phone",
    description = {
      "Play a script in the terminal, no PBX.",
      "Keys: 0-9 * # press at once; ~5 presses 5 when the prompt has ended; - is silent;",
      "say7 speaks for 7 seconds after the tone; x hangs up. Enter alone is silent too.",
      "Bookings and cases are pretended: case 1234 with PIN 5555 is open."
    })
public final class PhoneCommand implements Callable<Integer> {

  /// About how fast the voices speak; enough to tell a long prompt from a short one.
  private static final Duration PER_LETTER = Duration.ofMillis(70);

  /// A person at the terminal who answers this often is playing.
  private static final int MAX_LINES = 5000;

  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Option(
      names = "--script",
      paramLabel = "S",
      description = "script, or script/step, to begin with (default: ${DEFAULT-VALUE})")
  private String script = ScriptBook.DEFAULT_SCRIPT;

  @Option(
      names = "--lang",
      paramLabel = "LANGUAGE",
      description = "the caller's language, chosen earlier in the call (default: asks)")
  private @Nullable String language;

  @Option(
      names = "--keys",
      paramLabel = "KEYS",
      description = "what the caller does, \"1 2 #\"; then silence (default: asks you)")
  private @Nullable String keys;

  @Option(
      names = "--from",
      paramLabel = "N",
      description = "the number that calls, +992900000001 (default: withheld)")
  private @Nullable String from;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "when the caller rings, at the site: 2026-03-22T23:00 (default: now)")
  private @Nullable LocalDateTime at;

  @Option(
      names = "--hours",
      paramLabel = "NAME",
      description = "as if every schedule of hours.yaml had this one's hours")
  private @Nullable String hours;

  @Option(
      names = "--country",
      paramLabel = "CC",
      description = "of the number that calls: TJ, RU, KZ (default: none)")
  private String country = "";

  @Option(names = "--returning", description = "the caller has called before")
  private boolean returning;

  @Option(names = "--open-case", description = "a case of the caller is open")
  private boolean openCase;

  @Option(
      names = "--known-language",
      paramLabel = "LANGUAGE",
      description = "what the caller chose in an earlier call")
  private @Nullable String knownLanguage;

  @Option(
      names = "--scripts",
      paramLabel = "DIR",
      description = "folder of scripts (default: ivr-scripts beside the launcher)")
  private Path scripts = Path.of(System.getProperty("hamroh.home", "")).resolve("ivr-scripts");

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Problems problems = new Problems();
    JsonNode site =
        YamlFile.read(main.configFile(), problems)
            .map(yaml -> yaml.root().path("site"))
            .orElse(tools.jackson.databind.node.MissingNode.getInstance());
    List<String> languages = new ArrayList<>();
    site.path("languages").forEach(one -> languages.add(one.asString("")));
    problems.throwIfAny();
    ScriptReading reading = ScriptReading.ofFolder(scripts, SiteRules.of(languages, Map.of()));
    PromptBook prompts = reading.prompts();
    ScriptBook book = byHours(reading.orThrow());
    ScriptBook.Entry entry =
        book.entry(script)
            .orElseThrow(
                () -> wrongUsage("there is no script " + script + "; there are " + book.names()));
    if (language != null && !languages.contains(language)) {
      throw wrongUsage("the hotline does not speak " + language + "; it speaks " + languages);
    }

    List<Move> given = moves();
    String caller = caller();
    ZoneId zone = ZoneId.of(site.path("timeZone").asString("UTC"));
    Instant start =
        at == null
            ? Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
            : at.atZone(zone).toInstant();
    VirtualClock clock = new VirtualClock(start, zone);
    PhoneScreen screen = new PhoneScreen(out, prompts, languages, clock);
    screen.title(entry.script(), caller);
    ScriptedCallLine line =
        new ScriptedCallLine(
            given,
            keys == null ? person(screen) : Caller.silent(),
            screen,
            clock,
            sound -> length(prompts, sound));
    ScriptRunner runner =
        new ScriptRunner(
            screen,
            clock,
            site.path("defaultLanguage").asString("tg"),
            new PhoneServices(
                    screen,
                    prompts,
                    new Known(country, returning, openCase, Optional.ofNullable(knownLanguage)),
                    LocalDate.now(clock),
                    from == null)
                .services());
    screen.end(runner.run(new CallId("phone"), entry, Optional.ofNullable(language), line));
    return 0;
  }

  private ScriptBook byHours(ScriptBook book) {
    if (hours == null) {
      return book;
    }
    if (!book.hours().schedules().contains(hours)) {
      throw wrongUsage("there is no schedule " + hours + "; there are " + book.hours().schedules());
    }
    return book.with(book.hours().asIfAll(hours));
  }

  private ParameterException wrongUsage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private String caller() {
    try {
      return from == null ? "a withheld number" : new PhoneNumber(from).masked();
    } catch (IllegalArgumentException e) {
      throw wrongUsage("--from " + from + " is no number; write it like +992900000001");
    }
  }

  private List<Move> moves() {
    try {
      return keys == null ? List.of() : moves(keys);
    } catch (IllegalArgumentException e) {
      throw wrongUsage("--keys: " + e.getMessage());
    }
  }

  private static List<Move> moves(String words) {
    return java.util.Arrays.stream(words.strip().split("\\s+"))
        .filter(word -> !word.isEmpty())
        .map(Move::of)
        .toList();
  }

  /// The person at the terminal; the end of the input hangs up.
  private static Caller person(PhoneScreen screen) {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    return forSpeech -> {
      for (int lines = 0; lines < MAX_LINES; lines++) {
        screen.ask(forSpeech);
        String typed;
        try {
          typed = in.readLine();
        } catch (java.io.IOException e) {
          typed = null; // as good as the end of the input
        }
        if (typed == null) {
          return List.of(new Move.HangUp());
        }
        try {
          List<Move> moves = moves(typed);
          return moves.isEmpty() ? List.of(new Move.Silence()) : moves;
        } catch (IllegalArgumentException e) {
          screen.note(String.valueOf(e.getMessage()));
        }
      }
      return List.of(new Move.HangUp());
    };
  }

  private static Optional<Duration> length(PromptBook prompts, Sound sound) {
    return prompts
        .text(sound.language(), sound.name())
        .map(text -> PER_LETTER.multipliedBy(text.text().length()));
  }
}
