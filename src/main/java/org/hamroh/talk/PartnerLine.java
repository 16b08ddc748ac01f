package org.hamroh.talk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.ami.AmiActions;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.ami.AmiClient;
import org.hamroh.gate.Errand;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.gate.Purpose;
import org.hamroh.gate.Verdict;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.web.Refusal;

/// The way to partners outside: past the gate, with the hotline's own number shown.
public final class PartnerLine {

  /// What such a talk is expected to last, for the day's money.
  private static final int MINUTES = 10;

  /// A carrier that takes our calls.
  ///
  /// @param prefixes of the numbers that it may ring
  /// @param shown    E.164
  public record Out(String trunk, List<String> prefixes, String shown) {
    public Out {
      prefixes = List.copyOf(prefixes);
    }
  }

  private final AmiClient ami;
  private final Database database;
  private final OutgoingGate gate;
  private final List<Out> outs;

  /// @param outs the preferred first
  public PartnerLine(AmiClient ami, Database database, OutgoingGate gate, List<Out> outs) {
    this.ami = ami;
    this.database = database;
    this.gate = gate;
    this.outs = List.copyOf(outs);
  }

  /// @throws Refusal 409 with the reason when it may not, or cannot, be rung
  AmiAnswer<String> ring(
      String leg, PhoneNumber number, Map<String, String> variables, Duration ring) {
    Optional<Out> out =
        outs.stream()
            .filter(one -> one.prefixes().stream().anyMatch(number.e164()::startsWith))
            .findFirst();
    if (out.isEmpty()) {
      throw new Refusal(409, "No carrier of ours leads to this number.");
    }
    Errand errand = Errand.call(number, Purpose.SERVICE, MINUTES);
    if (database.write(handle -> gate.pass(handle, errand)) instanceof Verdict.Closed closed) {
      throw new Refusal(409, "This number is not rung: " + closed.reason().sentence() + ".");
    }
    return ami.actions()
        .originate(
            new AmiActions.CallOut(
                leg,
                out.get().trunk(),
                number.e164(),
                out.get().shown(),
                "talk-staff",
                variables,
                ring));
  }
}
