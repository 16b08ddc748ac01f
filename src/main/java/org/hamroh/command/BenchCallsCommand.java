package org.hamroh.command;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hamroh.bench.CallBench;
import org.hamroh.bench.CallLane;
import org.hamroh.bench.CallScript;
import org.hamroh.sip.Codec;
import org.hamroh.sip.PromptEar;
import org.hamroh.sip.Telephone;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `./hamroh bench calls`: real calls through the PBX, and how soon each prompt follows its key.
@Command(
    name = "calls",
    description = {
      "Real calls through the PBX: how soon each prompt follows its key.",
      "Exits 1 when any call did not go through its whole script."
    },
    footer = {
      "",
      "Script words: hear:NAME[,NAME] waits for a prompt (its path below the sounds folder, or the",
      "end of it), hear:* for any sound; 1, 12# press keys; wait:S, silence:S, say:S, end:S, hangup.",
      "",
      "  ./hamroh bench calls --exten 700 --calls 50 --rate 10 \\",
      "      --script \"hear:language-choice 1 hear:main-menu 3 hear:topics-menu hangup\""
    })
public final class BenchCallsCommand implements Callable<Integer> {

  @ParentCommand private BenchCommand bench;
  @Spec private CommandSpec spec;

  @Option(
      names = "--to",
      paramLabel = "HOST:PORT",
      converter = BenchCommand.LoopbackAddress.class,
      defaultValue = "127.0.0.1:5060",
      description = "where the PBX takes SIP (default: ${DEFAULT-VALUE})")
  private InetSocketAddress to;

  @Option(
      names = "--exten",
      paramLabel = "NUMBER",
      defaultValue = "700",
      description = "what is dialled (default: ${DEFAULT-VALUE})")
  private String exten;

  @Option(
      names = "--script",
      required = true,
      paramLabel = "WORDS",
      description = "what each caller does")
  private String script;

  @Option(
      names = "--compare",
      paramLabel = "NUMBER",
      description = "a second extension (a native dialplan, say), called in turn with the first")
  private @Nullable String compare;

  @Option(
      names = "--compare-script",
      paramLabel = "WORDS",
      description = "its script, when it is another one")
  private @Nullable String compareScript;

  @Option(
      names = "--calls",
      paramLabel = "N",
      defaultValue = "20",
      description = "calls to each extension, 10000 at most (default: ${DEFAULT-VALUE})")
  private int calls;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "2",
      description = "new calls a second, 100 at most (default: ${DEFAULT-VALUE})")
  private double rate;

  @Option(
      names = "--concurrency",
      paramLabel = "C",
      defaultValue = "200",
      description = "calls at once, 1000 at most (default: ${DEFAULT-VALUE})")
  private int concurrency;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "3",
      description = "calls to each extension that are not counted (default: ${DEFAULT-VALUE})")
  private int warmUp;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "for each prompt, 120 at most (default: ${DEFAULT-VALUE})")
  private int timeout;

  @Option(
      names = "--sounds",
      paramLabel = "DIR",
      description = "the prompts that are recognised (default: sounds in the data folder)")
  private @Nullable Path sounds;

  @Option(
      names = "--codec",
      defaultValue = "ALAW",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Codec codec;

  @Option(
      names = "--from",
      paramLabel = "NUMBER",
      defaultValue = "+99290000{n}",
      description = "the caller; {n} is the call's number, four digits (default: ${DEFAULT-VALUE})")
  private String from;

  @Override
  public Integer call() throws InterruptedException {
    Path folder = sounds == null ? bench.main().data().resolve("sounds") : sounds;
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(
          spec.commandLine(), folder + ": there is no such folder of prompts; give --sounds DIR");
    }
    List<CallLane> lanes = new ArrayList<>();
    CallBench.Plan plan;
    try {
      plan =
          new CallBench.Plan(calls, rate, concurrency, warmUp, Duration.ofSeconds(timeout), from);
      lanes.add(new CallLane(exten, CallScript.parse(script)));
      if (compare != null) {
        String words = compareScript == null ? script : compareScript;
        lanes.add(new CallLane(compare, CallScript.parse(words)));
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    PrintStream out = System.out;
    PromptEar ear = PromptEar.of(folder, codec);
    out.printf(
        Locale.ROOT, "%d prompts known; %d calls, %.1f a second%n%n", ear.size(), calls, rate);
    try (Telephone telephone = Telephone.open(to, ear)) {
      new CallBench(telephone, plan).run(lanes);
    }
    lanes.forEach(lane -> lane.print(out));
    if (lanes.size() > 1) {
      lanes.getFirst().printRatio(lanes.getLast(), out);
    }
    return lanes.stream().allMatch(lane -> lane.failedCalls() == 0) ? 0 : 1;
  }
}
