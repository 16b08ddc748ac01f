package org.hamroh.smpp.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// How the simulator treats us: politely, or like the worst carrier. Shares are from 0 to 1. Each
/// method gives a changed copy.
public final class SmscBehaviour {

  /// Notations of one id.
  public enum Ids {
    SAME,
    HEX_THEN_DECIMAL,
    DECIMAL_THEN_HEX
  }

  /// When a link is cut.
  public enum Cut {
    BEFORE_ANSWER,
    AFTER_ANSWER
  }

  // Changed only before a copy is handed out.
  private Duration answerDelay = Duration.ZERO;
  private Duration receiptDelay = Duration.ofMillis(20);
  private boolean receiptFirst;
  private boolean receiptTwice;
  private boolean receiptField;
  private boolean reordering;
  private Ids ids = Ids.SAME;
  private Map<Integer, Double> refusals = Map.of();
  private double unanswered;
  private double cutOff;
  private int cutEvery;
  private Cut cut = Cut.BEFORE_ANSWER;
  private int mostPerSecond;
  private Function<String, String> fate = destination -> "DELIVRD";

  private SmscBehaviour() {}

  /// Answers at once; receipts say "delivered" after a moment.
  public static SmscBehaviour polite() {
    return new SmscBehaviour();
  }

  /// The demonstration's carrier: it takes a human moment, and whoever has a number ending in 9
  /// has switched the telephone off.
  public static SmscBehaviour lifelike() {
    return polite()
        .answering(Duration.ofMillis(40))
        .receiptsAfter(Duration.ofMillis(900))
        .withFate(destination -> destination.endsWith("9") ? "UNDELIV" : "DELIVRD");
  }

  private SmscBehaviour with(Consumer<SmscBehaviour> change) {
    SmscBehaviour copy = new SmscBehaviour();
    copy.answerDelay = answerDelay;
    copy.receiptDelay = receiptDelay;
    copy.receiptFirst = receiptFirst;
    copy.receiptTwice = receiptTwice;
    copy.receiptField = receiptField;
    copy.reordering = reordering;
    copy.ids = ids;
    copy.refusals = refusals;
    copy.unanswered = unanswered;
    copy.cutOff = cutOff;
    copy.cutEvery = cutEvery;
    copy.cut = cut;
    copy.mostPerSecond = mostPerSecond;
    copy.fate = fate;
    change.accept(copy);
    return copy;
  }

  /// Each answer to a submit comes after a while.
  public SmscBehaviour answering(Duration after) {
    return with(copy -> copy.answerDelay = after);
  }

  /// Receipts come so long after the answer.
  public SmscBehaviour receiptsAfter(Duration delay) {
    return with(copy -> copy.receiptDelay = delay);
  }

  /// The receipt comes before the answer.
  public SmscBehaviour receiptsFirst() {
    return with(copy -> copy.receiptFirst = true);
  }

  public SmscBehaviour receiptsTwice() {
    return with(copy -> copy.receiptTwice = true);
  }

  /// Receipts carry the id and the state in fields of their own, too.
  public SmscBehaviour withFields() {
    return with(copy -> copy.receiptField = true);
  }

  /// Answers and receipts overtake one another.
  public SmscBehaviour reordering() {
    return with(copy -> copy.reordering = true);
  }

  public SmscBehaviour writing(Ids notation) {
    return with(copy -> copy.ids = notation);
  }

  /// A share of submits is answered "too fast".
  public SmscBehaviour throttling(double share) {
    return refusing(org.jsmpp.SMPPConstant.STAT_ESME_RTHROTTLED, share);
  }

  /// A share of submits is answered with this `command_status` (SMPP 3.4 §5.1.3).
  public SmscBehaviour refusing(int status, double share) {
    Map<Integer, Double> all = new TreeMap<>(refusals);
    all.put(status, share);
    return with(copy -> copy.refusals = Map.copyOf(all));
  }

  /// More than this in one second are answered "too fast".
  ///
  /// @param most 0 for no limit
  public SmscBehaviour bearing(int most) {
    return with(copy -> copy.mostPerSecond = most);
  }

  /// A share of submits is taken and never answered.
  public SmscBehaviour leavingUnanswered(double share) {
    return with(copy -> copy.unanswered = share);
  }

  /// After a share of submits, taken, the connection is closed without an answer.
  public SmscBehaviour cuttingOff(double share) {
    return with(copy -> copy.cutOff = share);
  }

  /// At every so manieth submit the connection is closed.
  public SmscBehaviour cuttingEvery(int submits, Cut when) {
    return with(
        copy -> {
          copy.cutEvery = submits;
          copy.cut = when;
        });
  }

  /// @param states a destination's last state: `DELIVRD`, `UNDELIV`, `EXPIRED`, or empty for no
  ///               receipt at all
  public SmscBehaviour withFate(Function<String, String> states) {
    return with(copy -> copy.fate = states);
  }

  Duration answerDelay() {
    return answerDelay;
  }

  Duration receiptDelay() {
    return receiptDelay;
  }

  boolean receiptFirst() {
    return receiptFirst;
  }

  boolean receiptTwice() {
    return receiptTwice;
  }

  boolean receiptField() {
    return receiptField;
  }

  boolean isReordering() {
    return reordering;
  }

  Ids ids() {
    return ids;
  }

  Map<Integer, Double> refusals() {
    return refusals;
  }

  double unanswered() {
    return unanswered;
  }

  double cutOff() {
    return cutOff;
  }

  /// Whether the link is cut at this submit, counted from 1.
  boolean cutsAt(long submit, Cut when) {
    return cutEvery > 0 && cut == when && submit % cutEvery == 0;
  }

  int mostPerSecond() {
    return mostPerSecond;
  }

  Function<String, String> fate() {
    return fate;
  }
}
