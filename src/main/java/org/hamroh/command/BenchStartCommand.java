package org.hamroh.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hamroh.bench.BenchFailed;
import org.hamroh.bench.StartBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `./hamroh bench start`: from the command to the line that says calls are served.
@Command(
    name = "start",
    description = {
      "How long the hotline takes from the command to 'hamroh: ready'.",
      "Its ports must be free: stop a hotline that runs, or set HAMROH_WEB_PORT and the like."
    })
public final class BenchStartCommand implements Callable<Integer> {

  private static final int MAX_RUNS = 20;
  private static final int MAX_SECONDS = 1_800;

  @ParentCommand private BenchCommand bench;
  @Spec private CommandSpec spec;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "3",
      description = "starts, 20 at most (default: ${DEFAULT-VALUE})")
  private int runs;

  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "for each start, 1800 at most (default: ${DEFAULT-VALUE})")
  private int within;

  @Parameters(
      paramLabel = "COMMAND",
      description = "another command than './hamroh demo --no-call'; write -- before it")
  private List<String> command = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (runs < 1 || runs > MAX_RUNS || within < 1 || within > MAX_SECONDS) {
      throw new ParameterException(
          spec.commandLine(), "give 1 to " + MAX_RUNS + " runs of 1 to " + MAX_SECONDS + " s");
    }
    StartBench start =
        new StartBench(command.isEmpty() ? demo() : command, Duration.ofSeconds(within));
    for (int run = 1; run <= runs; run++) {
      try {
        Duration time = start.run();
        System.out.printf(
            Locale.ROOT, "start %d: ready after %.2f s%n", run, time.toMillis() / 1e3);
      } catch (BenchFailed e) {
        System.out.printf("start %d: FAILED: %s%n", run, e.getMessage());
        return 1;
      }
    }
    return 0;
  }

  private List<String> demo() {
    Path home = Path.of(System.getProperty("hamroh.home", "."));
    return List.of(
        home.resolve("hamroh").toString(),
        "demo",
        "--no-call",
        "--config",
        bench.main().configFile().toString(),
        "--data",
        bench.main().data().toString());
  }
}
