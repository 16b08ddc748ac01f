package org.hamroh.claims;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hamroh.audit.Act;
import org.hamroh.audit.AuditTrail;
import org.hamroh.audit.Look;
import org.hamroh.cases.CaseDoor;
import org.hamroh.cases.CaseDoor.Happening;
import org.hamroh.cases.CaseId;
import org.hamroh.claims.ClaimFaults.Fault;
import org.hamroh.claims.party.Parties;
import org.hamroh.claims.party.Party;
import org.hamroh.claims.party.PartyKind;
import org.hamroh.seal.Seal;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;

/// The wages that people are owed. Whoever may see a case may see its claims and work on them; for
/// everybody else there are none. Each look and each change leaves its row in the audit.
public final class Claims {

  /// More is no longer read by anybody.
  static final int MOST_LINES = 500;

  static final int MOST_OF_CASE = 20;

  private final Database database;
  private final CaseDoor cases;
  private final Parties parties;
  private final AuditTrail audit;
  private final Seal seal;
  private final Runnable watch;
  private final Clock clock;

  /// @param secret of this site, at least 24 random bytes
  /// @param watch  told after each change: perhaps somebody is now named in many cases
  /// @param clock  in the site's time zone
  public Claims(
      Database database,
      CaseDoor cases,
      Parties parties,
      AuditTrail audit,
      String secret,
      Runnable watch,
      Clock clock) {
    this.database = database;
    this.cases = cases;
    this.parties = parties;
    this.audit = audit;
    this.seal = Seal.ofSite("claims", secret);
    this.watch = watch;
    this.clock = clock;
  }

  /// Who asks, and from which address.
  public record Asker(String login, String from) {}

  /// The claims of a case.
  ///
  /// @return empty when there is no such case for this person
  public Optional<List<Claim>> of(CaseId caseId, Asker asker) {
    return database.write(
        handle -> {
          if (!cases.isOpenTo(handle, caseId, asker.login)) {
            return Optional.empty();
          }
          look(handle, Act.OPEN, caseId.value(), asker);
          return Optional.of(
              ClaimStore.ofCase(handle, caseId).stream().map(row -> open(handle, row)).toList());
        });
  }

  /// A new claim.
  ///
  /// @return its id; empty when there is no such case for this person
  /// @throws ClaimFaults with all mistakes
  public Optional<Long> add(CaseId caseId, ClaimDraft.Head draft, Asker asker) {
    ClaimDraft.ReadHead head = draft.read(LocalDate.now(clock));
    return watched(
        handle -> {
          if (!cases.isOpenTo(handle, caseId, asker.login)) {
            return Optional.empty();
          }
          if (ClaimStore.ofCase(handle, caseId).size() >= MOST_OF_CASE) {
            throw new ClaimFaults(List.of(new Fault("firm", "many")));
          }
          long id = ClaimStore.nextId(handle);
          ClaimStore.insert(
              handle, row(handle, id, caseId, head, asker), asker.login, clock.instant());
          changed(handle, caseId, "claim-added", Map.of(), asker);
          return Optional.of(id);
        });
  }

  /// What came of a change.
  public enum Outcome {
    DONE,
    /// For this person there is no such claim.
    NOT_FOUND,
    /// Somebody else has changed it in between.
    CHANGED
  }

  /// Who owes, and for which days.
  ///
  /// @throws ClaimFaults with all mistakes
  public Outcome change(long claim, ClaimDraft.Head draft, Asker asker) {
    ClaimDraft.ReadHead head = draft.read(LocalDate.now(clock));
    Long shown = draft.version();
    if (shown == null) {
      throw new ClaimFaults(List.of(new Fault("version", "empty")));
    }
    return watched(
        handle -> {
          Optional<ClaimStore.Row> known = mine(handle, claim, asker);
          if (known.isEmpty()) {
            return Outcome.NOT_FOUND;
          }
          CaseId caseId = known.get().caseId();
          ClaimStore.Row now = row(handle, claim, caseId, head, asker);
          if (!ClaimStore.update(handle, now, shown, asker.login, clock.instant())) {
            return Outcome.CHANGED;
          }
          changed(handle, caseId, "claim-changed", Map.of(), asker);
          return Outcome.DONE;
        });
  }

  /// A sum, a step, a piece of evidence or a person more.
  ///
  /// @return the line's id; empty when there is no such claim for this person
  /// @throws ClaimFaults with all mistakes
  public Optional<Long> addLine(long claim, ClaimDraft.Line draft, Asker asker) {
    ClaimDraft.ReadLine line = draft.read(LocalDate.now(clock));
    return watched(
        handle -> {
          Optional<ClaimStore.Row> known = mine(handle, claim, asker);
          if (known.isEmpty()) {
            return Optional.empty();
          }
          if (ClaimStore.countLines(handle, claim) >= MOST_LINES) {
            throw new ClaimFaults(List.of(new Fault("kind", "many")));
          }
          CaseId caseId = known.get().caseId();
          if (line.otherCase().isPresent()
              && (line.otherCase().get().equals(caseId)
                  || !cases.isOpenTo(handle, line.otherCase().get(), asker.login))) {
            throw new ClaimFaults(List.of(new Fault("case", "case")));
          }
          long id = ClaimStore.nextLine(handle);
          ClaimStore.insertLine(
              handle,
              claim,
              new ClaimStore.LineRow(
                  id,
                  line.kind(),
                  line.on(),
                  line.sum(),
                  seal.sealText(name(id), line.words().getBytes(StandardCharsets.UTF_8)),
                  line.otherCase(),
                  clock.instant(),
                  asker.login,
                  Optional.empty()));
          Map<String, String> facts =
              line.sum()
                  .map(sum -> Map.of("kind", line.kind().word(), "sum", sum.toString()))
                  .orElse(Map.of("kind", line.kind().word()));
          changed(handle, caseId, "claim-line", facts, asker);
          return Optional.of(id);
        });
  }

  /// Takes a line back; it stays to be seen.
  ///
  /// @return false when there is no such line for this person, or it is struck already
  public boolean strike(long claim, long line, Asker asker) {
    return watched(
        handle -> {
          Optional<ClaimStore.Row> known = mine(handle, claim, asker);
          if (known.isEmpty()
              || !ClaimStore.strike(handle, claim, line, asker.login, clock.instant())) {
            return false;
          }
          changed(handle, known.get().caseId(), "claim-line-struck", Map.of(), asker);
          return true;
        });
  }

  /// What was claimed, agreed and recovered on these days, the last one included, by currency.
  public Collection<Sums> totals(LocalDate from, LocalDate until) {
    SortedMap<CurrencyUnit, Sums> totals = new TreeMap<>();
    database
        .read(handle -> ClaimStore.sums(handle, from, until))
        .forEach(sums -> totals.merge(sums.currency(), sums, Sums::plus));
    return totals.values();
  }

  private <T> T watched(Database.Work<T> change) {
    T done;
    try {
      done = database.write(change);
    } catch (StoreException e) {
      if (e.getCause() instanceof ClaimFaults faults) {
        throw faults; // a mistake that only the store could see: nothing was written
      }
      throw e;
    }
    watch.run();
    return done;
  }

  private Optional<ClaimStore.Row> mine(Handle handle, long claim, Asker asker) {
    return ClaimStore.find(handle, claim)
        .filter(row -> cases.isOpenTo(handle, row.caseId(), asker.login));
  }

  private void changed(
      Handle handle, CaseId caseId, String what, Map<String, String> facts, Asker asker) {
    look(handle, Act.CHANGE, caseId.value(), asker);
    cases.tell(handle, caseId, new Happening(what, asker.login, clock.instant(), facts));
  }

  private void look(Handle handle, Act act, String id, Asker asker) {
    audit.add(handle, new Look(asker.login, act, "claim", id, "", asker.from));
  }

  private ClaimStore.Row row(
      Handle handle, long id, CaseId caseId, ClaimDraft.ReadHead head, Asker asker) {
    return new ClaimStore.Row(
        id,
        caseId,
        head.firm().map(name -> parties.named(handle, PartyKind.FIRM, name, asker.login)),
        head.site().map(name -> parties.named(handle, PartyKind.SITE, name, asker.login)),
        head.agent().map(name -> parties.named(handle, PartyKind.AGENT, name, asker.login)),
        head.from(),
        head.until(),
        1);
  }

  private Claim open(Handle handle, ClaimStore.Row row) {
    return new Claim(
        row.id(),
        row.caseId(),
        party(handle, row.firm()),
        party(handle, row.site()),
        party(handle, row.agent()),
        row.from(),
        row.until(),
        row.version(),
        ClaimStore.lines(handle, row.id()).stream().map(this::open).toList());
  }

  private Optional<Party> party(Handle handle, Optional<Long> id) {
    return id.flatMap(one -> parties.find(handle, one));
  }

  private ClaimLine open(ClaimStore.LineRow row) {
    return new ClaimLine(
        row.id(),
        row.kind(),
        row.on(),
        row.sum(),
        new String(seal.openText(name(row.id()), row.sealedWords()), StandardCharsets.UTF_8),
        row.otherCase(),
        row.addedAt(),
        row.addedBy(),
        row.struck());
  }

  private static String name(long line) {
    return "claim line " + line;
  }
}
