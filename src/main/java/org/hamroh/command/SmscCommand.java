package org.hamroh.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.hamroh.smpp.simulator.SimulatedSmsc;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.smpp.simulator.TakenSubmit;
import org.hamroh.yaml.Secret;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./hamroh smsc`: a carrier on this machine that a technician can make as bad as the worst one.
@Command(
    name = "smsc",
    description = {
      "A pretended carrier on loopback: takes SMPP logins and texts, answers, sends receipts.",
      "Let a route of hamroh.yaml point to it, and see how the hotline bears a bad carrier.",
      "Runs until Ctrl-C."
    })
public final class SmscCommand implements Callable<Integer> {

  private static final Map<String, Integer> STATUSES =
      Map.of(
          "throttled", 0x58,
          "queue-full", 0x14,
          "system-error", 0x08,
          "bad-number", 0x0b,
          "bad-sender", 0x0a,
          "refused", 0x45);

  @Spec private CommandSpec spec;

  @Option(names = "--port", paramLabel = "P", defaultValue = "2775", description = "0: any free")
  private int port;

  @Option(names = "--system-id", paramLabel = "ID", defaultValue = "hamroh")
  private String systemId = "";

  @Option(
      names = "--password",
      paramLabel = "WORD",
      defaultValue = "secret",
      description = "that a login has to bring (default: ${DEFAULT-VALUE})")
  private String password = "";

  @Option(names = "--delay", paramLabel = "MS", defaultValue = "0", description = "before answers")
  private int delay;

  @Option(
      names = "--receipts-after",
      paramLabel = "MS",
      defaultValue = "500",
      description = "between the answer and its receipt")
  private int receiptsAfter;

  @Option(names = "--receipts-first", description = "receipts come before the answer")
  private boolean receiptsFirst;

  @Option(names = "--double", description = "each receipt comes twice")
  private boolean doubled;

  @Option(names = "--reorder", description = "answers and receipts overtake one another")
  private boolean reorder;

  @Option(names = "--no-receipts", description = "no receipt ever comes")
  private boolean noReceipts;

  @Option(
      names = "--refuse",
      paramLabel = "NAME=SHARE",
      description =
          "e.g. throttled=0.3; throttled, queue-full, system-error, bad-number, bad-sender, refused")
  private Map<String, Double> refuse = Map.of();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "0",
      description = "more a second are answered \"too fast\"; 0: no limit")
  private int limit;

  @Option(
      names = "--unanswered",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "of texts taken and never answered")
  private double unanswered;

  @Option(
      names = "--cut-every",
      paramLabel = "N",
      defaultValue = "0",
      description = "close the link at each Nth text; 0: never")
  private int cutEvery;

  @Option(
      names = "--cut",
      paramLabel = "WHEN",
      defaultValue = "before",
      description = "before or after its answer (default: ${DEFAULT-VALUE})")
  private String cut = "";

  @Option(
      names = "--ids",
      paramLabel = "HOW",
      defaultValue = "same",
      description = "of answers and receipts: same, hex-then-decimal, decimal-then-hex")
  private String ids = "";

  @Option(
      names = "--tell-at",
      paramLabel = "N",
      defaultValue = "0",
      description = "print a line at once when so many have been taken")
  private long tellAt;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of its moods")
  private long seed;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "each text as it came, with its number: for tests alone")
  private @Nullable Path log;

  @Option(names = "--tls", paramLabel = "FILE", description = "a PKCS 12 file with a certificate")
  private @Nullable Path tls;

  @Option(names = "--tls-password", paramLabel = "WORD", defaultValue = "changeit")
  private String tlsPassword = "";

  private final AtomicLong taken = new AtomicLong();

  @Override
  public Integer call() throws InterruptedException, IOException {
    Secret secret = new Secret(password);
    SmscBehaviour behaviour = behaviour();
    try (PrintWriter lines = log == null ? null : new PrintWriter(opened(log));
        SimulatedSmsc smsc =
            tls == null
                ? SimulatedSmsc.start(
                    port, systemId, secret, behaviour, seed, one -> note(one, lines))
                : SimulatedSmsc.startSecured(
                    port,
                    systemId,
                    secret,
                    behaviour,
                    seed,
                    one -> note(one, lines),
                    new SimulatedSmsc.Keys(tls, new Secret(tlsPassword)))) {
      PrintWriter out = spec.commandLine().getOut();
      out.printf("smsc: 127.0.0.1:%d, system id %s, seed %d%n", smsc.port(), systemId, seed);
      out.println("smsc: ready");
      out.flush();
      CountDownLatch forever = new CountDownLatch(1);
      long before = 0;
      while (!forever.await(1, TimeUnit.SECONDS)) {
        long now = taken.get();
        if (now != before) {
          out.printf(
              "smsc: %d texts taken, %d in the last second, %d links, %d receipts waiting%n",
              now, now - before, smsc.links(), smsc.receiptsWaiting());
          out.flush();
          before = now;
        }
      }
    }
    return 0;
  }

  private static java.io.Writer opened(Path file) throws IOException {
    return Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void note(TakenSubmit one, @Nullable PrintWriter lines) {
    long now = taken.incrementAndGet();
    if (now == tellAt) {
      PrintWriter out = spec.commandLine().getOut();
      out.printf("smsc: all %d taken%n", now);
      out.flush();
    }
    if (lines != null) {
      synchronized (lines) {
        lines.println(one);
        lines.flush(); // written before it is answered
      }
    }
  }

  private SmscBehaviour behaviour() {
    SmscBehaviour behaviour =
        SmscBehaviour.polite()
            .answering(Duration.ofMillis(delay))
            .receiptsAfter(Duration.ofMillis(receiptsAfter))
            .bearing(limit)
            .leavingUnanswered(share(unanswered));
    for (Map.Entry<String, Double> one : refuse.entrySet()) {
      Integer status = STATUSES.get(one.getKey());
      if (status == null) {
        throw wrong("--refuse knows no " + one.getKey());
      }
      behaviour = behaviour.refusing(status, share(one.getValue()));
    }
    behaviour = receiptsFirst ? behaviour.receiptsFirst() : behaviour;
    behaviour = doubled ? behaviour.receiptsTwice() : behaviour;
    behaviour = reorder ? behaviour.reordering() : behaviour;
    behaviour = noReceipts ? behaviour.withFate(number -> "") : behaviour;
    if (cutEvery > 0) {
      behaviour =
          switch (cut) {
            case "before" -> behaviour.cuttingEvery(cutEvery, SmscBehaviour.Cut.BEFORE_ANSWER);
            case "after" -> behaviour.cuttingEvery(cutEvery, SmscBehaviour.Cut.AFTER_ANSWER);
            default -> throw wrong("--cut is before or after");
          };
    }
    try {
      return behaviour.writing(
          SmscBehaviour.Ids.valueOf(ids.toUpperCase(Locale.ROOT).replace('-', '_')));
    } catch (IllegalArgumentException e) {
      throw wrong("--ids is same, hex-then-decimal or decimal-then-hex");
    }
  }

  private double share(double value) {
    if (value < 0 || value > 1) {
      throw wrong("a share is from 0 to 1");
    }
    return value;
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
