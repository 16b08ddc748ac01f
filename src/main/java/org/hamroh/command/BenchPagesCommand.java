package org.hamroh.command;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.hamroh.Hotline;
import org.hamroh.Main;
import org.hamroh.bench.BenchFailed;
import org.hamroh.bench.BigStore;
import org.hamroh.bench.PageBench;
import org.hamroh.config.Config;
import org.hamroh.config.Secrets;
import org.hamroh.operator.Passwords;
import org.hamroh.operator.Users;
import org.hamroh.store.Database;
import org.hamroh.web.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `./hamroh bench pages`: every page of the product over a store that is years old.
@Command(
    name = "pages",
    description = {
      "How long the pages take, and what they weigh, over a large invented store.",
      "The store is made in a folder of its own and removed at the end. The hotline's ports must be",
      "free, and its sounds made: run './hamroh demo' once."
    })
public final class BenchPagesCommand implements Callable<Integer> {

  private static final int MOST_CALLS = 5_000_000;
  private static final int MOST_RUNS = 200;
  private static final String LOGIN = "bench";

  /// What a person of the staff opens in a day; `{call}` is a call of the store.
  public static final List<String> PAGES =
      List.of(
          "/",
          "/console/calls",
          "/console/callers",
          "/panels/console/call?call={call}",
          "/panels/console/answers?call={call}",
          "/calls/{call}",
          "/day",
          "/records",
          "/records/{call}",
          "/voicemail",
          "/callbacks",
          "/contacts",
          "/campaigns",
          "/listings",
          "/scripts",
          "/recording");

  @ParentCommand private BenchCommand bench;
  @Spec private CommandSpec spec;

  @Option(
      names = "--callers",
      defaultValue = "100000",
      description = "different callers (default: ${DEFAULT-VALUE})")
  private int callers;

  @Option(
      names = "--calls",
      defaultValue = "1000000",
      description = "calls in the store, 5000000 at most (default: ${DEFAULT-VALUE})")
  private int calls;

  @Option(
      names = "--runs",
      defaultValue = "20",
      description = "of each page, 200 at most (default: ${DEFAULT-VALUE})")
  private int runs;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (calls < 1 || calls > MOST_CALLS || callers < 1 || callers > calls) {
      throw new ParameterException(
          spec.commandLine(), "give 1 to " + MOST_CALLS + " calls, and not more callers than that");
    }
    if (runs < 1 || runs > MOST_RUNS) {
      throw new ParameterException(spec.commandLine(), "give 1 to " + MOST_RUNS + " runs");
    }
    Path folder = Files.createTempDirectory(bench.main().data(), "bench-pages-");
    try {
      return run(folder);
    } catch (BenchFailed e) {
      System.out.println("FAILED: " + e.getMessage());
      return 1;
    } finally {
      remove(folder);
    }
  }

  private int run(Path folder) throws IOException, InterruptedException {
    for (String part : List.of("sounds", "voices")) {
      Path made = bench.main().data().resolve(part).toAbsolutePath();
      if (!Files.isDirectory(made)) {
        throw new BenchFailed("there is no " + made + "; run './hamroh demo' once");
      }
      Files.createSymbolicLink(folder.resolve(part), made);
    }
    // No code from an app is asked of a login that lives for minutes.
    Config config = bench.main().config().forDemonstration();
    Path store = config.store().file(folder);
    Instant began = Instant.now();
    BigStore.fill(store, callers, calls, began);
    System.out.printf(
        Locale.ROOT,
        "store: %,d callers, %,d calls, %,d MB, made in %d s%n",
        callers,
        calls,
        Files.size(store) / 1_000_000,
        Duration.between(began, Instant.now()).toSeconds());
    String password = somebody(store);
    String call = newest(store);
    try (Hotline hotline = Hotline.start(config, Main.home(), folder, Secrets.open(folder))) {
      PageBench pages = new PageBench("http://" + config.web().host() + ":" + config.web().port());
      pages.login(LOGIN, password);
      return measure(pages, call);
    }
  }

  private int measure(PageBench pages, String call) throws IOException, InterruptedException {
    int bad = 0;
    System.out.printf(
        "%-42s %6s %8s %8s %9s %9s%n", "page", "status", "middle", "worst", "page kB", "all kB");
    for (String path : PAGES) {
      PageBench.Figure figure = pages.measure(path.replace("{call}", call), runs);
      bad += figure.isGood() ? 0 : 1;
      System.out.printf(
          Locale.ROOT,
          "%-42s %6d %5d ms %5d ms %9.1f %9.1f%s%n",
          path,
          figure.status(),
          figure.middle().toMillis(),
          figure.worst().toMillis(),
          figure.bytes() / 1e3,
          figure.all() / 1e3,
          figure.isGood() ? "" : "  too much");
    }
    return bad == 0 ? 0 : 1;
  }

  /// Somebody who may open everything.
  private static String somebody(Path store) {
    String password = Passwords.generate();
    try (Database database = Database.open(store);
        Passwords passwords = new Passwords()) {
      new Users(database, passwords, Clock.systemUTC())
          .add(LOGIN, "Bench", Set.of(Role.values()), "tg", Optional.of("op1"), password);
    }
    return password;
  }

  private static String newest(Path store) {
    try (Database database = Database.open(store)) {
      return database.read(
          handle ->
              handle
                  .createQuery("select call_id from call_record order by started_at desc limit 1")
                  .mapTo(String.class)
                  .one());
    }
  }

  private static void remove(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file); // of a link, the link
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, java.io.IOException failed)
              throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
