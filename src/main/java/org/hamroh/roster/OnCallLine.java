package org.hamroh.roster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.agi.AgiCall;
import org.hamroh.agi.AgiEntry;
import org.hamroh.gate.Errand;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.gate.Purpose;
import org.hamroh.gate.Verdict;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;

/// The PBX asks, as `agi://…/on-call?person=op7`, whether the mobile of somebody who is on call may
/// be rung for a caller. What is told is all that its dialplan dials: without an answer, and
/// without a server, nobody outside is rung.
public final class OnCallLine implements AgiEntry {

  /// The path of the address that the dialplan gives.
  public static final String PATH = "on-call";

  /// What a talk is reckoned at where calls have a price.
  private static final int MINUTES = 10;

  private static final Logger LOG = LogManager.getLogger(OnCallLine.class);

  /// A carrier that rings numbers of these beginnings.
  ///
  /// @param trunk    the carrier's endpoint in the PBX
  /// @param callerId shown on the mobile: the hotline's own number
  public record Way(String trunk, List<String> prefixes, String callerId) {

    boolean reaches(PhoneNumber number) {
      return prefixes.stream().anyMatch(number.e164()::startsWith);
    }
  }

  private final Roster roster;
  private final OutgoingGate gate;
  private final Database database;
  private final List<Way> ways;

  /// @param ways the cheapest first
  public OnCallLine(Roster roster, OutgoingGate gate, Database database, List<Way> ways) {
    this.roster = roster;
    this.gate = gate;
    this.database = database;
    this.ways = List.copyOf(ways);
  }

  @Override
  public void serve(AgiCall leg) {
    String person = leg.request().parameter("person");
    leg.hold(Duration.ZERO);
    Optional<PhoneNumber> mobile = mobile(person);
    Optional<Way> way = mobile.flatMap(this::way);
    if (way.isEmpty() || !passes(person, mobile.orElseThrow())) {
      return; // no word: the dialplan rings nobody
    }
    leg.set("HAMROH_SHOWN", digits(way.get().callerId()));
    leg.set("HAMROH_TRUNK", way.get().trunk());
    leg.set("HAMROH_MOBILE", digits(mobile.orElseThrow().e164()));
  }

  /// The dialplan puts the plus before it.
  private static String digits(String e164) {
    return e164.substring(1);
  }

  /// Asked again here: the duty may have ended since the queue began to ring.
  private Optional<PhoneNumber> mobile(String person) {
    return roster.onCall().contains(person) ? roster.skills(person).mobile() : Optional.empty();
  }

  private Optional<Way> way(PhoneNumber number) {
    return ways.stream().filter(way -> way.reaches(number)).findFirst();
  }

  private boolean passes(String person, PhoneNumber mobile) {
    try {
      Verdict verdict =
          database.write(
              handle -> gate.pass(handle, Errand.call(mobile, Purpose.ON_CALL, MINUTES)));
      if (verdict instanceof Verdict.Closed closed) {
        LOG.warn("event=on-call-not-rung operator={} reason={}", person, closed.reason().word());
      }
      return verdict instanceof Verdict.Open;
    } catch (StoreException e) {
      LOG.error("event=on-call-not-rung operator={}", person, e); // nothing leaves uncounted
      return false;
    }
  }
}
