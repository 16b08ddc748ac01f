package org.hamroh.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.hamroh.bench.CallScript.Step;

/// One extension of a benchmark, its script, and what was measured on it. Thread-safe.
public final class CallLane {

  /// Failures that are printed; the count tells of the rest.
  private static final int MAX_TOLD = 10;

  private final String exten;
  private final CallScript script;
  private final Times answers = new Times();
  private final Map<Integer, Times> heard = new ConcurrentSkipListMap<>();
  private final LongAdder passed = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

  public CallLane(String exten, CallScript script) {
    this.exten = exten;
    this.script = script;
  }

  String exten() {
    return exten;
  }

  CallScript script() {
    return script;
  }

  void answered(Duration time) {
    answers.add(time);
  }

  void heard(int step, Duration delay) {
    heard.computeIfAbsent(step, key -> new Times()).add(delay);
  }

  void passed() {
    passed.increment();
  }

  void failed(int call, int step, String why) {
    failed.increment();
    if (failures.size() < MAX_TOLD) {
      failures.add("FAILED call " + call + " at " + label(step) + ": " + why);
    }
  }

  public long passedCalls() {
    return passed.sum();
  }

  public long failedCalls() {
    return failed.sum();
  }

  private String label(int step) {
    if (step == 0) {
      return "0 answer";
    }
    return step
        + switch (script.steps().get(step - 1)) {
          case Step.Hear hear ->
              hear.names().isEmpty() ? " hear:*" : " hear:" + names(hear.names());
          case Step.Press press -> " " + press.keys();
          case Step.Wait wait -> " wait";
          case Step.Silence silence -> " silence";
          case Step.Say say -> " say";
          case Step.End end -> " end";
          case Step.HangUp hangUp -> " hangup";
        };
  }

  private static String names(Set<String> names) {
    return String.join(",", names.stream().sorted().toList());
  }

  /// The first prompts after a key: the figure that callers feel.
  Times afterKeys() {
    Times all = new Times();
    heard.forEach(
        (step, times) -> {
          if (before(step).filter(Step.Press.class::isInstance).isPresent()) {
            all.addAll(times);
          }
        });
    return all;
  }

  /// The first prompt after the answer.
  Times afterAnswer() {
    Times all = new Times();
    heard.forEach(
        (step, times) -> {
          if (before(step).isEmpty()) {
            all.addAll(times);
          }
        });
    return all;
  }

  /// What the caller last did or heard before a step: empty at the answer.
  private Optional<Step> before(int step) {
    return script.steps().subList(0, step - 1).reversed().stream()
        .filter(one -> one instanceof Step.Press || one instanceof Step.Hear)
        .findFirst();
  }

  /// Prints the table of this extension.
  public void print(PrintStream out) {
    out.println("extension " + exten);
    out.println(Times.header());
    out.println(answers.line("0 answer"));
    heard.forEach((step, times) -> out.println(times.line(label(step))));
    out.println(afterKeys().line("all: key to prompt"));
    List.copyOf(failures).forEach(out::println);
    out.printf("calls: %d passed, %d failed%n%n", passedCalls(), failedCalls());
  }

  /// Prints how the medians of this extension stand to those of another.
  public void printRatio(CallLane other, PrintStream out) {
    out.println(ratio("answer to prompt", afterAnswer(), other.afterAnswer(), other.exten));
    out.println(ratio("key to prompt", afterKeys(), other.afterKeys(), other.exten));
  }

  private String ratio(String what, Times ours, Times theirs, String otherExten) {
    Optional<Duration> own = ours.median();
    Optional<Duration> other = theirs.median();
    if (own.isEmpty() || other.isEmpty() || !other.get().isPositive()) {
      return what + ": nothing to compare";
    }
    return String.format(
        Locale.ROOT,
        "%s: median %.2f ms on %s, %.2f ms on %s, ratio %.2f",
        what,
        own.get().toNanos() / 1e6,
        exten,
        other.get().toNanos() / 1e6,
        otherExten,
        (double) own.get().toNanos() / other.get().toNanos());
  }
}
