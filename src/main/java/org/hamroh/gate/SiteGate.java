package org.hamroh.gate;

import java.util.List;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;

/// The gate by this site's rules: only to countries that a route serves (texts to paid numbers
/// abroad are a known fraud), and no broadcast to whoever opted out.
public final class SiteGate implements OutgoingGate {

  private final Database database;
  private final List<String> prefixes;

  /// @param prefixes of E.164 numbers that may be written to: `+992`
  public SiteGate(Database database, List<String> prefixes) {
    this.database = database;
    this.prefixes = List.copyOf(prefixes);
  }

  @Override
  public Verdict ask(PhoneNumber number, Purpose purpose) {
    if (prefixes.stream().noneMatch(number.e164()::startsWith)) {
      return new Verdict.Closed("no route serves this country");
    }
    boolean optedOut =
        purpose == Purpose.BROADCAST
            && database.read(handle -> OptOuts.since(handle, number).isPresent());
    return optedOut ? new Verdict.Closed("has opted out") : new Verdict.Open();
  }
}
