package org.hamroh.surge;

import java.time.Duration;

/// A queue whose callers lose patience (M/M/n+M, "Erlang A"): who hangs up does not wait for ever,
/// as the older formulas believe, so a busy line is neither as bad nor as good as these say.
///
/// Source: O. Garnett, A. Mandelbaum, M. Reiman: "Designing a Call Center with Impatient
/// Customers", M&SOM 4 (2002); C. Palm 1957.
///
/// @param perHour   calls that come, at random
/// @param handling  of one call by one operator, with the work after it
/// @param patience  after which a waiting caller hangs up, on average
/// @param operators who take calls
public record ErlangA(double perHour, Duration handling, Duration patience, int operators) {

  /// Past it the rest of the states holds nothing that a double could tell.
  private static final double NOTHING = 1e-15;

  /// More callers at once than any line of ours has.
  private static final int MOST_CALLERS = 100_000;

  /// Sums are made smaller before they leave the range of a double.
  private static final double LARGE = 1e200;

  private static final double HOUR_MILLIS = Duration.ofHours(1).toMillis();

  public ErlangA {
    if (perHour < 0 || handling.toMillis() <= 0 || patience.toMillis() <= 0 || operators < 0) {
      throw new IllegalArgumentException("calls and operators are not negative, times positive");
    }
  }

  /// @param waits    share of callers who have to wait
  /// @param abandons share of callers who hang up before they are answered
  /// @param queue    callers who wait, on average
  public record Outcome(double waits, double abandons, double queue) {}

  public Outcome outcome() {
    if (perHour == 0) {
      return new Outcome(operators == 0 ? 1 : 0, 0, 0);
    }
    double served = HOUR_MILLIS / handling.toMillis();
    double leaves = HOUR_MILLIS / patience.toMillis();
    double weight = 1;
    double all = 1;
    double full = operators == 0 ? 1 : 0;
    double queue = 0;
    for (int callers = 1; callers < MOST_CALLERS; callers++) {
      double gone = Math.min(callers, operators) * served;
      gone += Math.max(0, callers - operators) * leaves;
      weight *= perHour / gone;
      all += weight;
      if (callers >= operators) {
        full += weight;
        queue += weight * (callers - operators);
      }
      if (perHour < gone && weight < NOTHING * all) {
        break;
      }
      if (all > LARGE) {
        weight /= LARGE;
        all /= LARGE;
        full /= LARGE;
        queue /= LARGE;
      }
    }
    return new Outcome(full / all, leaves * queue / all / perHour, queue / all);
  }

  /// Average wait of all callers, those who hang up included (Little's law).
  public Duration averageWait() {
    return perHour == 0
        ? Duration.ZERO
        : Duration.ofMillis(Math.round(outcome().queue / perHour * HOUR_MILLIS));
  }

  /// The fewest operators with whom no more than this share hangs up.
  ///
  /// @param most looked at; returned when even they are too few
  public static int needed(
      double perHour, Duration handling, Duration patience, double mayAbandon, int most) {
    int low = 0;
    int high = most;
    while (low < high) { // halves the range each time
      int middle = (low + high) / 2;
      if (new ErlangA(perHour, handling, patience, middle).outcome().abandons <= mayAbandon) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
