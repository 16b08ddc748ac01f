package org.hamroh.smpp;

import java.util.Locale;

/// Every "no" that a segment can meet on its way out, by name: whether trying again makes sense,
/// who has to mend something, and a sentence. The console says it in the reader's language
/// (`routes.refusal.<word>`).
public enum RefusalName {
  THROTTLED(Refusal.Retry.SLOWER, false, "The carrier says: too fast"),
  QUEUE_FULL(Refusal.Retry.SLOWER, false, "The carrier's queue is full"),
  CARRIER_TROUBLE(Refusal.Retry.LATER, false, "The carrier has trouble of its own"),
  NOT_LOGGED_IN(Refusal.Retry.LATER, false, "The carrier says that we are not logged in"),
  NO_CREDIT(Refusal.Retry.LATER, true, "The carrier says that our account is empty; top it up"),
  ACCESS_REFUSED(
      Refusal.Retry.LATER, true, "The carrier refuses our login; check the route's password"),
  NO_SUCH_NUMBER(
      Refusal.Retry.NEVER, true, "The carrier knows no such number; check it and its country"),
  SENDER_NOT_ALLOWED(
      Refusal.Retry.NEVER,
      true,
      "The carrier does not allow this sender; check sms.senderId with the carrier"),
  TOO_LONG(Refusal.Retry.NEVER, true, "The carrier says that the text is too long"),
  REFUSED(Refusal.Retry.NEVER, false, "The carrier refuses this message"),
  NOT_WRITABLE(Refusal.Retry.NEVER, true, "It cannot be written in the carrier's way"),
  MODEM_TROUBLE(
      Refusal.Retry.LATER, true, "The modem did not take it; look at its card and its signal"),

  /// Nothing left the house.
  NOT_LINKED(Refusal.Retry.WHEN_LINKED, false, "There was no link to the carrier"),
  GATE_CLOSED(Refusal.Retry.NEVER, true, "Our own gate is closed"),
  TOO_LATE(Refusal.Retry.NEVER, true, "Its time was over before it could leave");

  private final Refusal.Retry retry;
  private final boolean ours;
  private final String sentence;

  RefusalName(Refusal.Retry retry, boolean ours, String sentence) {
    this.retry = retry;
    this.ours = ours;
    this.sentence = sentence;
  }

  public Refusal.Retry retry() {
    return retry;
  }

  /// Whether we have to mend something (settings, number, text), or they.
  public boolean ours() {
    return ours;
  }

  public String sentence() {
    return sentence;
  }

  /// As tables, metrics and the API have it: `queue-full`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
