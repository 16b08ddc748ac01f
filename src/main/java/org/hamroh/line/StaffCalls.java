package org.hamroh.line;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.agi.AgiCall;
import org.hamroh.agi.AgiEntry;
import org.hamroh.agi.AgiFault;
import org.hamroh.agi.AgiHangup;
import org.hamroh.ivr.CallLine;
import org.hamroh.ivr.HangupException;
import org.hamroh.line.AgiCallLine.Next;

/// Calls of the staff to the hotline itself, `agi://…/staff`: no caller's call, so no journal knows
/// of them, and no queue takes them when something breaks.
public final class StaffCalls implements AgiEntry {

  /// The path of the address that the dialplan gives.
  public static final String PATH = "staff";

  private static final Pattern OPERATORS_TELEPHONE = Pattern.compile("PJSIP/(op[0-9]{1,3})-.*");

  private static final Logger LOG = LogManager.getLogger(StaffCalls.class);

  private final LineFiles files;
  private final Talk talk;

  /// What is said on such a call.
  @FunctionalInterface
  public interface Talk {
    /// @param call      its name in the PBX
    /// @param extension of the telephone, when it is an operator's: `op1`
    void run(CallLine line, String call, Optional<String> extension);
  }

  public StaffCalls(LineFiles files, Talk talk) {
    this.files = files;
    this.talk = talk;
  }

  @Override
  public void serve(AgiCall leg) {
    leg.hold(Duration.ZERO);
    AgiCallLine line = new AgiCallLine(leg, files);
    try {
      talk.run(line, leg.request().uniqueId(), extension(leg.request().channelName()));
    } catch (HangupException gone) {
      throw new AgiHangup();
    } catch (AgiFault | AgiHangup over) {
      throw over;
    } catch (RuntimeException e) {
      LOG.error("event=staff-call-failed call={}", leg.request().uniqueId(), e);
    }
    line.giveBack(new Next.End(), Duration.ZERO);
  }

  private static Optional<String> extension(String channelName) {
    Matcher telephone = OPERATORS_TELEPHONE.matcher(channelName);
    return telephone.matches() ? Optional.of(telephone.group(1)) : Optional.empty();
  }
}
