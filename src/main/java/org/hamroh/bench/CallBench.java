package org.hamroh.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.hamroh.bench.CallScript.Step;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;

/// Places many calls through the real PBX and measures how soon each prompt follows its key. A
/// second extension may be called in turn with the first, so that both meet the same machine in the
/// same minute: only such figures can be compared.
public final class CallBench {

  /// How much is called, and how fast.
  ///
  /// @param calls          to each extension
  /// @param callsPerSecond new calls, all extensions together
  /// @param concurrency    calls at once
  /// @param warmUp         calls to each extension before the count begins: a virtual machine that
  ///                       has just started is slow, and it is not what is measured
  /// @param hearWithin     how long a prompt may take
  /// @param callers        the caller's number, with `{n}` for four digits of the call's number
  public record Plan(
      int calls,
      double callsPerSecond,
      int concurrency,
      int warmUp,
      Duration hearWithin,
      String callers) {

    public Plan {
      require(calls >= 1 && calls <= 10_000, "1 to 10000 calls");
      require(callsPerSecond >= 0.1 && callsPerSecond <= 100, "0.1 to 100 calls a second");
      require(concurrency >= 1 && concurrency <= 1_000, "1 to 1000 calls at once");
      require(warmUp >= 0 && warmUp <= 100, "0 to 100 calls to warm up");
      require(
          hearWithin.toMillis() >= 100 && hearWithin.toSeconds() <= 120,
          "0.1 to 120 s for each prompt");
      Caller.of(callers.replace("{n}", "0000")); // says what is wrong with it
    }

    private static void require(boolean holds, String what) {
      if (!holds) {
        throw new IllegalArgumentException("a benchmark of calls has " + what);
      }
    }

    Caller caller(int number) {
      return Caller.of(callers.replace("{n}", "%04d".formatted(number % 10_000)));
    }
  }

  private final Telephone telephone;
  private final Plan plan;

  public CallBench(Telephone telephone, Plan plan) {
    this.telephone = telephone;
    this.plan = plan;
  }

  /// Runs all calls and returns when the last has ended.
  public void run(List<CallLane> lanes) throws InterruptedException {
    for (int i = 0; i < plan.warmUp; i++) {
      for (CallLane lane : lanes) {
        call(new CallLane(lane.exten(), lane.script()), 0);
      }
    }
    Semaphore free = new Semaphore(plan.concurrency);
    long gap = (long) (TimeUnit.SECONDS.toNanos(1) / plan.callsPerSecond);
    long due = System.nanoTime();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < plan.calls; i++) {
        for (CallLane lane : lanes) {
          TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
          due += gap;
          free.acquire();
          int number = i;
          callers.submit(
              () -> {
                try {
                  call(lane, number);
                } finally {
                  free.release();
                }
              });
        }
      }
    }
  }

  private void call(CallLane lane, int number) {
    int step = 0;
    long begin = System.nanoTime();
    try (TelephoneCall call = telephone.call(lane.exten(), plan.caller(number))) {
      lane.answered(Duration.ofNanos(System.nanoTime() - begin));
      for (Step one : lane.script().steps()) {
        step++;
        play(call, lane, step, one);
      }
      lane.passed();
    } catch (RuntimeException e) {
      lane.failed(number, step, e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private void play(TelephoneCall call, CallLane lane, int number, Step step) {
    switch (step) {
      case Step.Hear hear ->
          lane.heard(
              number,
              hear.names().isEmpty()
                  ? call.hearAnything(plan.hearWithin)
                  : call.hear(hear.names(), plan.hearWithin).delay());
      case Step.Press press -> call.press(press.keys());
      case Step.Wait wait -> call.stay(wait.length());
      case Step.Silence silence -> call.awaitSilence(silence.length(), plan.hearWithin);
      case Step.Say say -> call.say(say.length());
      case Step.End end -> call.awaitHangup(end.within());
      case Step.HangUp hangUp -> call.hangUp();
    }
  }
}
