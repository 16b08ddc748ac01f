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
import org.hamroh.gate.Reason;
import org.hamroh.gate.Verdict;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.web.Refusal;

/// The way to partners and persons outside: past the gate, with the hotline's own number shown.
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
    return switch (ring(new Ring(leg, number, Purpose.SERVICE, "talk-staff", variables, ring))) {
      case Rung.Begun begun -> begun.answer();
      case Rung.Closed closed ->
          throw new Refusal(
              409,
              "talk.out.refused." + word(closed.reason()),
              "This number is not rung: " + closed.reason().sentence() + ".");
      case Rung.NoCarrier none ->
          throw new Refusal(
              409, "talk.out.refused.no-carrier", "No carrier of ours leads to this number.");
    };
  }

  /// @param context where who answers comes to
  record Ring(
      String leg,
      PhoneNumber number,
      Purpose purpose,
      String context,
      Map<String, String> variables,
      Duration ring) {}

  /// What came of it.
  sealed interface Rung {

    /// @param answer of the PBX: it may refuse, too
    record Begun(AmiAnswer<String> answer) implements Rung {}

    /// Somebody or something does not want this call.
    record Closed(Reason reason) implements Rung {}

    record NoCarrier() implements Rung {}
  }

  /// Whether this number could be rung now; nothing is counted.
  Optional<Rung> refused(PhoneNumber number, Purpose purpose) {
    if (out(number).isEmpty()) {
      return Optional.of(new Rung.NoCarrier());
    }
    return gate.ask(Errand.call(number, purpose, MINUTES)) instanceof Verdict.Closed closed
        ? Optional.of(new Rung.Closed(closed.reason()))
        : Optional.empty();
  }

  /// A reason of the gate in the pages' words: `gate-night`.
  static String word(Reason reason) {
    return "gate-" + reason.word().replace('_', '-');
  }

  Rung ring(Ring wish) {
    Optional<Out> out = out(wish.number());
    if (out.isEmpty()) {
      return new Rung.NoCarrier();
    }
    Errand errand = Errand.call(wish.number(), wish.purpose(), MINUTES);
    if (database.write(handle -> gate.pass(handle, errand)) instanceof Verdict.Closed closed) {
      return new Rung.Closed(closed.reason());
    }
    return new Rung.Begun(
        ami.actions()
            .originate(
                new AmiActions.CallOut(
                    wish.leg(),
                    out.get().trunk(),
                    wish.number().e164(),
                    out.get().shown(),
                    wish.context(),
                    wish.variables(),
                    wish.ring())));
  }

  private Optional<Out> out(PhoneNumber number) {
    return outs.stream()
        .filter(one -> one.prefixes().stream().anyMatch(number.e164()::startsWith))
        .findFirst();
  }
}
