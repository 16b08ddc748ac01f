package org.hamroh.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hamroh.bench.SmsBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./hamroh bench sms`: how fast a broadcast leaves, with nothing of its safety switched off.
@Command(
    name = "sms",
    description = {
      "Sends a broadcast to a simulated SMSC in the same process, from a store of its own.",
      "Exits 1 when a message was lost or sent twice."
    })
public final class BenchSmsCommand implements Callable<Integer> {

  private static final int MOST_MESSAGES = 100_000;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Spec private CommandSpec spec;

  @Option(
      names = "--messages",
      paramLabel = "N",
      defaultValue = "10000",
      description = "of one segment each, 100000 at most (default: ${DEFAULT-VALUE})")
  private int messages;

  @Option(
      names = "--window",
      paramLabel = "W",
      defaultValue = "100",
      description = "unanswered submits, 1000 at most (default: ${DEFAULT-VALUE})")
  private int window;

  @Option(
      names = "--delay",
      paramLabel = "MS",
      defaultValue = "0",
      description = "milliseconds before each answer of the SMSC (default: ${DEFAULT-VALUE})")
  private int delay;

  @Override
  public Integer call() {
    if (messages < 1 || messages > MOST_MESSAGES || window < 1 || window > 1_000 || delay < 0) {
      throw new ParameterException(
          spec.commandLine(), "give 1 to 100000 messages, a window of 1 to 1000, a delay from 0");
    }
    SmsBench.Figures figures =
        SmsBench.run(new SmsBench.Plan(messages, window, Duration.ofMillis(delay), PATIENCE));
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "messages %d, window %d, SMSC delay %d ms%n"
            + "accepted and kept   %.2f s   %.0f a second%n"
            + "all receipts kept   %.2f s%n"
            + "lost %d, doubled %d%n",
        figures.messages(),
        window,
        delay,
        figures.accepted().toMillis() / 1000.0,
        figures.perSecond(),
        figures.delivered().toMillis() / 1000.0,
        figures.lost(),
        figures.doubled());
    out.flush();
    return figures.lost() == 0 && figures.doubled() == 0 ? 0 : 1;
  }
}
