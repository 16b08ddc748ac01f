package org.hamroh.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.hamroh.Main;
import org.hamroh.bench.CaseBench;
import org.hamroh.store.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./hamroh bench cases`: how long a search among sealed cases takes. Exit 1 when 5 of a hundred
/// take longer than 300 ms.
@Command(
    name = "cases",
    description = {
      "How long a search among many cases takes.",
      "The store is made in a folder of its own and removed at the end."
    })
public final class BenchCasesCommand implements Callable<Integer> {

  private static final int MOST = 200_000;
  private static final int MOST_TIMES = 1_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--cases",
      paramLabel = "N",
      defaultValue = "10000",
      description = "cases in the store, 200000 at most (default: ${DEFAULT-VALUE})")
  private int cases;

  @Option(
      names = "--times",
      paramLabel = "N",
      defaultValue = "20",
      description = "searches of each kind, 1000 at most (default: ${DEFAULT-VALUE})")
  private int times;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (cases < 1 || cases > MOST || times < 1 || times > MOST_TIMES) {
      throw new ParameterException(
          spec.commandLine(), "give 1 to " + MOST + " cases and 1 to " + MOST_TIMES + " times");
    }
    PrintWriter out = spec.commandLine().getOut();
    Path folder = Files.createTempDirectory("hamroh-cases-");
    try (Database database = Database.open(folder.resolve("cases.db"))) {
      CaseBench bench = new CaseBench(database, Main.home());
      long before = System.nanoTime();
      bench.fill(cases);
      out.printf(
          "%d cases in %.1f s, %d words, %.0f MB%n",
          cases,
          (System.nanoTime() - before) / 1e9,
          bench.words(),
          Files.size(folder.resolve("cases.db")) / 1e6);
      return bench.run(times, out) ? 0 : 1;
    } finally {
      clear(folder);
    }
  }

  private static void clear(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(folder);
  }
}
