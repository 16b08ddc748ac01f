package org.hamroh.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.hamroh.ErasureWing;
import org.hamroh.Main;
import org.hamroh.backup.BackupConfig;
import org.hamroh.config.Config;
import org.hamroh.erasure.Erasure;
import org.hamroh.erasure.Erasures;
import org.hamroh.erasure.Erasures.Outcome;
import org.hamroh.erasure.Finder;
import org.hamroh.erasure.Subject;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.NumberReader;
import org.hamroh.phone.NumberReading;
import org.hamroh.store.Database;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `./hamroh forget NUMBER`: what is known of a person. It is counted first; with `--confirm` and
/// the name of who does it, all of it goes, and a receipt is printed that does not name the
/// person. The server may run meanwhile.
@Command(name = "forget", description = "Erase a person: count first, then --confirm.")
public final class ForgetCommand implements Callable<Integer> {

  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  /// One of the three.
  static final class Who {
    @Parameters(paramLabel = "NUMBER", description = "the person's telephone number")
    private @Nullable String number;

    @Option(names = "--key", paramLabel = "KEY", description = "the caller's key")
    private @Nullable String key;

    @Option(names = "--case", paramLabel = "CASE", description = "a case, by its seven digits")
    private @Nullable String caseId;
  }

  @ArgGroup(multiplicity = "1")
  private Who who = new Who();

  @Option(
      names = "--region",
      paramLabel = "TJ",
      description = "whose national way of writing is meant (default: ${DEFAULT-VALUE})")
  private String region = "TJ";

  @Option(names = "--confirm", description = "erase what was counted; nothing brings it back")
  private boolean confirm;

  @Option(names = "--by", paramLabel = "NAME", description = "who does it; needed to confirm")
  private String by = "";

  @Option(
      names = "--reason",
      paramLabel = "WHY",
      description = "written, spoken, mistake or order (default: ${DEFAULT-VALUE})")
  private String reason = "written";

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (!Erasure.REASONS.contains(reason)) {
      throw new ProblemsException(
          Problem.of("--reason", "is " + reason, "give " + String.join(", ", Erasure.REASONS)));
    }
    if (confirm && by.isBlank()) {
      throw new ProblemsException(Problem.of("--by", "is missing", "say who erases this person"));
    }
    Config config = main.config();
    Clock clock = Clock.system(config.site().timeZone());
    try (Database database = main.openStore()) {
      ErasureWing.Parts parts =
          ErasureWing.parts(
              database,
              main.data(),
              config.backups().map(BackupConfig::folder),
              main.secrets(),
              topic -> {},
              clock);
      try (Erasures erasures = parts.erasures()) {
        Optional<Subject> subject = subject(parts.finder(), out);
        if (subject.isEmpty()) {
          return 1;
        }
        return confirm
            ? erase(erasures, subject.get(), out)
            : show(erasures.preview(subject.get()), out);
      }
    }
  }

  private Optional<Subject> subject(Finder finder, PrintWriter out) {
    if (who.caseId != null) {
      Optional<Subject> found = finder.byCase(who.caseId);
      if (found.isEmpty()) {
        out.println("there is no case of this number");
      }
      return found;
    }
    if (who.key != null) {
      if (!who.key.matches("[0-9a-f]{32}")) {
        out.println("invalid: a caller's key has 32 digits and letters");
        return Optional.empty();
      }
      return Optional.of(finder.byKey(new CallerKey(who.key)));
    }
    String number = who.number == null ? "" : who.number;
    return switch (new NumberReader().read(number, region)) {
      case NumberReading.Unreadable(var why) -> {
        out.println("invalid: " + why);
        yield Optional.empty();
      }
      case NumberReading.Read(var read) -> Optional.of(finder.byNumber(read));
    };
  }

  private static int show(Erasures.Preview preview, PrintWriter out) {
    if (preview.isNothing()) {
      out.println("nothing is known of this person");
      return 0;
    }
    out.println("this would go:");
    preview.counts().forEach((kind, count) -> out.println("  " + kind + ": " + count));
    if (!preview.held().isEmpty()) {
      out.println(
          "a legal hold stops it: case " + String.join(", ", new TreeSet<>(preview.held())));
    }
    if (preview.onLine()) {
      out.println("the person is on the line now: wait until the call is over");
    }
    out.println("nothing was erased. Add --confirm --by NAME.");
    return 0;
  }

  private int erase(Erasures erasures, Subject subject, PrintWriter out) throws IOException {
    Outcome outcome =
        erasures.atTerminal(subject, reason, new Erasures.Asker("terminal:" + by, "terminal"));
    return switch (outcome) {
      case Outcome.Begun(var erasure) -> {
        receipt(erasure, out);
        yield 0;
      }
      case Outcome.Held(var cases) -> {
        out.println("a legal hold stops it: case " + String.join(", ", new TreeSet<>(cases)));
        yield 1;
      }
      case Outcome.OnLine onLine -> {
        out.println("the person is on the line now: wait until the call is over");
        yield 1;
      }
      case Outcome.Nowhere nowhere -> 1;
      case Outcome.TooLate late -> 1;
      case Outcome.SamePerson same -> 1;
    };
  }

  private void receipt(Erasure erasure, PrintWriter out) {
    out.println("receipt " + erasure.id());
    out.println("erased by " + by + " on " + erasure.doneAt().map(Object::toString).orElse(""));
    if (erasure.counts().isEmpty()) {
      out.println("  nothing was known of this person");
    }
    erasure.counts().forEach((kind, count) -> out.println("  " + kind + ": " + count));
    out.println("gone from the store, its log, its files and the PBX's files; copies of the store");
    out.println("erase it again when they come back. What we cannot erase:");
    out.println("  lists of calls and texts at the mobile carrier and at the trunk's provider");
    out.println("  what partners were told, paper, and what other persons' cases say");
    out.println("  old blocks of a disk, unless the disk is encrypted");
    out.println("  who looked at what, without names and numbers, for 24 months");
  }
}
