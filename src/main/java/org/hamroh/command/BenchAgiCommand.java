package org.hamroh.command;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.hamroh.bench.AgiBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./hamroh bench agi`: a running server, and hundreds of calls that no PBX could carry.
@Command(
    name = "agi",
    description = {
      "Plays a PBX to the AGI server: how long it thinks before its next command.",
      "The server takes these for real calls: each leaves a record. Exits 1 when any call failed."
    })
public final class BenchAgiCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--to",
      paramLabel = "HOST:PORT",
      converter = BenchCommand.LoopbackAddress.class,
      defaultValue = "127.0.0.1:4573",
      description = "the AGI server (default: ${DEFAULT-VALUE})")
  private InetSocketAddress to;

  @Option(
      names = "--exten",
      paramLabel = "NUMBER",
      defaultValue = "700",
      description = "what was dialled (default: ${DEFAULT-VALUE})")
  private String exten;

  @Option(
      names = "--keys",
      paramLabel = "KEYS",
      defaultValue = "",
      description = "what each caller presses, a key at each chance")
  private String keys;

  @Option(
      names = "--calls",
      paramLabel = "N",
      defaultValue = "100",
      description = "calls, 10000 at most (default: ${DEFAULT-VALUE})")
  private int calls;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "50",
      description = "new calls a second, 1000 at most (default: ${DEFAULT-VALUE})")
  private double rate;

  @Option(
      names = "--pace",
      paramLabel = "MS",
      defaultValue = "100",
      description = "how long each sound and each wait lasts (default: ${DEFAULT-VALUE})")
  private int pace;

  @Override
  public Integer call() throws InterruptedException {
    AgiBench bench;
    try {
      bench =
          new AgiBench(new AgiBench.Plan(to, exten, keys, calls, rate, Duration.ofMillis(pace)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    bench.run();
    bench.print(System.out);
    return bench.failedCalls() == 0 ? 0 : 1;
  }
}
