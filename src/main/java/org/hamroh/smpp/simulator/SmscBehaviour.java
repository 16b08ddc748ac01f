package org.hamroh.smpp.simulator;

import java.time.Duration;
import java.util.function.Function;

/// How the simulator treats us: politely, or like the worst carrier. Shares are from 0 to 1.
///
/// @param answerDelay    before each answer to a submit
/// @param receiptDelay   between the answer and the receipt
/// @param receiptFirst   the receipt comes before the answer
/// @param receiptTwice   each receipt comes twice
/// @param receiptField   whether receipts carry the id and state in fields of their own too
/// @param ids            how answers and receipts write ids
/// @param throttled      of submits answered "too fast"
/// @param unanswered     of submits taken but never answered
/// @param cutOff         of submits taken, after which the connection is closed without an answer
/// @param fate           a destination's last state: `DELIVRD`, `UNDELIV`, `EXPIRED`, or empty for
///                       no receipt at all
public record SmscBehaviour(
    Duration answerDelay,
    Duration receiptDelay,
    boolean receiptFirst,
    boolean receiptTwice,
    boolean receiptField,
    Ids ids,
    double throttled,
    double unanswered,
    double cutOff,
    Function<String, String> fate) {

  /// Notations of one id.
  public enum Ids {
    SAME,
    HEX_THEN_DECIMAL,
    DECIMAL_THEN_HEX
  }

  /// Answers at once; receipts say "delivered" after a moment.
  public static SmscBehaviour polite() {
    return new SmscBehaviour(
        Duration.ZERO,
        Duration.ofMillis(20),
        false,
        false,
        false,
        Ids.SAME,
        0,
        0,
        0,
        destination -> "DELIVRD");
  }

  /// The demonstration's carrier: it takes a human moment, and whoever has a number ending in 9
  /// has switched the telephone off.
  public static SmscBehaviour lifelike() {
    return polite()
        .answering(Duration.ofMillis(40))
        .receiptsAfter(Duration.ofMillis(900))
        .withFate(destination -> destination.endsWith("9") ? "UNDELIV" : "DELIVRD");
  }

  public SmscBehaviour answering(Duration after) {
    return new SmscBehaviour(
        after,
        receiptDelay,
        receiptFirst,
        receiptTwice,
        receiptField,
        ids,
        throttled,
        unanswered,
        cutOff,
        fate);
  }

  public SmscBehaviour receiptsAfter(Duration delay) {
    return new SmscBehaviour(
        answerDelay,
        delay,
        receiptFirst,
        receiptTwice,
        receiptField,
        ids,
        throttled,
        unanswered,
        cutOff,
        fate);
  }

  public SmscBehaviour receiptsFirst() {
    return new SmscBehaviour(
        answerDelay,
        receiptDelay,
        true,
        receiptTwice,
        receiptField,
        ids,
        throttled,
        unanswered,
        cutOff,
        fate);
  }

  public SmscBehaviour receiptsTwice() {
    return new SmscBehaviour(
        answerDelay,
        receiptDelay,
        receiptFirst,
        true,
        receiptField,
        ids,
        throttled,
        unanswered,
        cutOff,
        fate);
  }

  public SmscBehaviour withFields() {
    return new SmscBehaviour(
        answerDelay,
        receiptDelay,
        receiptFirst,
        receiptTwice,
        true,
        ids,
        throttled,
        unanswered,
        cutOff,
        fate);
  }

  public SmscBehaviour writing(Ids notation) {
    return new SmscBehaviour(
        answerDelay,
        receiptDelay,
        receiptFirst,
        receiptTwice,
        receiptField,
        notation,
        throttled,
        unanswered,
        cutOff,
        fate);
  }

  public SmscBehaviour throttling(double share) {
    return new SmscBehaviour(
        answerDelay,
        receiptDelay,
        receiptFirst,
        receiptTwice,
        receiptField,
        ids,
        share,
        unanswered,
        cutOff,
        fate);
  }

  public SmscBehaviour leavingUnanswered(double share) {
    return new SmscBehaviour(
        answerDelay,
        receiptDelay,
        receiptFirst,
        receiptTwice,
        receiptField,
        ids,
        throttled,
        share,
        cutOff,
        fate);
  }

  public SmscBehaviour cuttingOff(double share) {
    return new SmscBehaviour(
        answerDelay,
        receiptDelay,
        receiptFirst,
        receiptTwice,
        receiptField,
        ids,
        throttled,
        unanswered,
        share,
        fate);
  }

  public SmscBehaviour withFate(Function<String, String> states) {
    return new SmscBehaviour(
        answerDelay,
        receiptDelay,
        receiptFirst,
        receiptTwice,
        receiptField,
        ids,
        throttled,
        unanswered,
        cutOff,
        states);
  }
}
