package org.hamroh.smpp;

import org.jsmpp.SMPPConstant;

/// A "no" from the SMSC, in words that help.
///
/// @param retry    whether the same segment may be accepted another time
/// @param ours     whether we have to mend something (settings, number, text), or they
/// @param sentence for the console, with the remedy where there is one
public record Refusal(Retry retry, boolean ours, String sentence) {

  /// Whether trying again makes sense.
  public enum Retry {
    NEVER,

    /// Their trouble may pass; a few times are enough.
    LATER,

    /// It is not the segment's fault: we were too fast. As often as it takes.
    SLOWER,

    /// Nothing left the house. As often as it takes.
    WHEN_LINKED
  }

  /// No link when it was to leave: nothing went out.
  public static Refusal notLinked() {
    return new Refusal(Retry.WHEN_LINKED, false, "There was no link to the SMSC.");
  }

  /// Meaning of `command_status` (SMPP 3.4 §5.1.3).
  public static Refusal of(int status) {
    return switch (status) {
      case SMPPConstant.STAT_ESME_RTHROTTLED ->
          new Refusal(Retry.SLOWER, false, "The SMSC says: too fast (0x58).");
      case SMPPConstant.STAT_ESME_RMSGQFUL ->
          new Refusal(Retry.SLOWER, false, "The SMSC's queue is full (0x14).");
      case SMPPConstant.STAT_ESME_RSYSERR, SMPPConstant.STAT_ESME_RX_T_APPN ->
          theirs(status, Retry.LATER, "The SMSC has trouble of its own");
      case SMPPConstant.STAT_ESME_RSUBMITFAIL, SMPPConstant.STAT_ESME_RX_R_APPN ->
          theirs(status, Retry.NEVER, "The SMSC refuses this message");
      case SMPPConstant.STAT_ESME_RINVDSTADR,
          SMPPConstant.STAT_ESME_RINVDSTTON,
          SMPPConstant.STAT_ESME_RINVDSTNPI ->
          ours(status, "The SMSC knows no such number; check the number and its country");
      case SMPPConstant.STAT_ESME_RINVSRCADR,
          SMPPConstant.STAT_ESME_RINVSRCTON,
          SMPPConstant.STAT_ESME_RINVSRCNPI ->
          ours(status, "The SMSC does not allow this sender; check sms.senderId with the carrier");
      case SMPPConstant.STAT_ESME_RINVMSGLEN ->
          ours(status, "The SMSC says that the text is too long");
      case SMPPConstant.STAT_ESME_RINVBNDSTS ->
          new Refusal(Retry.LATER, false, "The SMSC says that we are not logged in (0x04).");
      default -> theirs(status, Retry.NEVER, "The SMSC refuses this message");
    };
  }

  /// Why a bind was refused, for the health page.
  static String ofBind(int status, String systemId) {
    String code = "(0x%02X)".formatted(status);
    return switch (status) {
      case SMPPConstant.STAT_ESME_RINVPASWD ->
          "refuses the password of system id "
              + systemId
              + " "
              + code
              + "; check the route's password";
      case SMPPConstant.STAT_ESME_RINVSYSID ->
          "knows no system id " + systemId + " " + code + "; check the route's systemId";
      case SMPPConstant.STAT_ESME_RALYBND ->
          "says that "
              + systemId
              + " is logged in already "
              + code
              + "; is another copy of this server running?";
      default ->
          "refuses the login of " + systemId + " " + code + "; ask the carrier what it means";
    };
  }

  private static Refusal ours(int status, String what) {
    return new Refusal(Retry.NEVER, true, what + " (0x%02X).".formatted(status));
  }

  private static Refusal theirs(int status, Retry retry, String what) {
    return new Refusal(retry, false, what + " (0x%02X).".formatted(status));
  }
}
