package org.hamroh.sms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hamroh.smpp.Refusal;
import org.hamroh.smpp.RefusalName;

/// What a route does, counted since its start and for the minute that runs. Safe for several
/// threads.
final class RouteWatch {

  /// Latencies kept of one minute; more would tell the same.
  private static final int MOST_TIMES = 5_000;

  /// @param refused by name
  record Totals(
      long accepted, long unknown, long receipts, long unmatched, Map<RefusalName, Long> refused) {}

  /// What happened since the last look. Times in milliseconds, -1 when nothing came.
  record Minute(
      long accepted,
      long unknown,
      long receipts,
      long unmatched,
      Map<RefusalName, Long> refused,
      Map<RefusalName, String> details,
      long answerP50,
      long answerP95,
      long receiptP50,
      long receiptP95) {

    boolean isEmpty() {
      return accepted + unknown + receipts + unmatched == 0 && refused.isEmpty();
    }
  }

  // All guarded by this.
  private long accepted;
  private long unknown;
  private long receipts;
  private long unmatched;
  private final Map<RefusalName, Long> refused = new EnumMap<>(RefusalName.class);
  private long acceptedBefore;
  private long unknownBefore;
  private long receiptsBefore;
  private long unmatchedBefore;
  private final Map<RefusalName, Long> refusedNow = new EnumMap<>(RefusalName.class);
  private final Map<RefusalName, String> details = new EnumMap<>(RefusalName.class);
  private final List<Long> answers = new ArrayList<>();
  private final List<Long> receiptTimes = new ArrayList<>();

  synchronized void accepted(Duration took) {
    accepted++;
    keep(answers, took);
  }

  synchronized void unknown() {
    unknown++;
  }

  synchronized void refused(Refusal refusal) {
    refused.merge(refusal.name(), 1L, Long::sum);
    refusedNow.merge(refusal.name(), 1L, Long::sum);
    details.put(refusal.name(), refusal.detail());
  }

  /// @param after its segment had left
  synchronized void receipt(Duration after) {
    receipts++;
    keep(receiptTimes, after);
  }

  synchronized void unmatched() {
    unmatched++;
  }

  private static void keep(List<Long> times, Duration time) {
    if (times.size() < MOST_TIMES) {
      times.add(Math.max(0, time.toMillis()));
    }
  }

  synchronized Totals totals() {
    return new Totals(accepted, unknown, receipts, unmatched, Map.copyOf(refused));
  }

  /// Ends the minute.
  synchronized Minute minute() {
    Minute minute =
        new Minute(
            accepted - acceptedBefore,
            unknown - unknownBefore,
            receipts - receiptsBefore,
            unmatched - unmatchedBefore,
            Map.copyOf(refusedNow),
            Map.copyOf(details),
            share(answers, 0.5),
            share(answers, 0.95),
            share(receiptTimes, 0.5),
            share(receiptTimes, 0.95));
    acceptedBefore = accepted;
    unknownBefore = unknown;
    receiptsBefore = receipts;
    unmatchedBefore = unmatched;
    refusedNow.clear();
    details.clear();
    answers.clear();
    receiptTimes.clear();
    return minute;
  }

  private static long share(List<Long> times, double share) {
    if (times.isEmpty()) {
      return -1;
    }
    Collections.sort(times);
    return times.get((int) Math.min(times.size() - 1L, (long) (share * times.size())));
  }
}
