package org.hamroh.smpp;

import org.jsmpp.SMPPConstant;

/// A "no" on the way out, in words that help.
///
/// @param name   which
/// @param detail the carrier's own code or words, `0x58`; empty when there are none
public record Refusal(RefusalName name, String detail) {

  /// Whether trying again makes sense.
  public enum Retry {
    NEVER,

    /// Their trouble may pass: again while the message is still of use.
    LATER,

    /// It is not the segment's fault: we were too fast. As often as it takes.
    SLOWER,

    /// Nothing left the house. As often as it takes.
    WHEN_LINKED
  }

  /// No link when it was to leave: nothing went out.
  public static Refusal notLinked() {
    return new Refusal(RefusalName.NOT_LINKED, "");
  }

  /// Meaning of `command_status` (SMPP 3.4 §5.1.3).
  public static Refusal of(int status) {
    RefusalName name =
        switch (status) {
          case SMPPConstant.STAT_ESME_RTHROTTLED -> RefusalName.THROTTLED;
          case SMPPConstant.STAT_ESME_RMSGQFUL -> RefusalName.QUEUE_FULL;
          case SMPPConstant.STAT_ESME_RSYSERR, SMPPConstant.STAT_ESME_RX_T_APPN ->
              RefusalName.CARRIER_TROUBLE;
          case SMPPConstant.STAT_ESME_RINVDSTADR,
              SMPPConstant.STAT_ESME_RINVDSTTON,
              SMPPConstant.STAT_ESME_RINVDSTNPI ->
              RefusalName.NO_SUCH_NUMBER;
          case SMPPConstant.STAT_ESME_RINVSRCADR,
              SMPPConstant.STAT_ESME_RINVSRCTON,
              SMPPConstant.STAT_ESME_RINVSRCNPI ->
              RefusalName.SENDER_NOT_ALLOWED;
          case SMPPConstant.STAT_ESME_RINVMSGLEN -> RefusalName.TOO_LONG;
          case SMPPConstant.STAT_ESME_RINVBNDSTS -> RefusalName.NOT_LOGGED_IN;
          default -> RefusalName.REFUSED;
        };
    return new Refusal(name, "0x%02X".formatted(status));
  }

  public Retry retry() {
    return name.retry();
  }

  /// Whether we have to mend something (settings, number, text), or they.
  public boolean ours() {
    return name.ours();
  }

  /// For the console, with the remedy where there is one: `The carrier's queue is full (0x14).`
  public String sentence() {
    return detail.isEmpty() ? name.sentence() + "." : name.sentence() + " (" + detail + ").";
  }
}
