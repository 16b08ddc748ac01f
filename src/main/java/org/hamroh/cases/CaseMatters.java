package org.hamroh.cases;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.hamroh.console.OpenMatter;
import org.hamroh.day.FollowUps;
import org.hamroh.phone.CallerKey;
import org.hamroh.web.Texts;

/// What other rooms ask of cases: the open ones of a caller for the console's card, whom a
/// caller is given first, and what there is to do today. Sealed cases are not told to who rings
/// up a card.
public final class CaseMatters implements OpenMatter.Source, FollowUps {

  /// More of one list is not shown.
  private static final int MOST = 200;

  /// A date without an hour is kept until its day is over.
  private static final LocalTime END_OF_DAY = LocalTime.of(23, 59);

  private final CaseDesk desk;
  private final Texts texts;

  public CaseMatters(CaseDesk desk, Texts texts) {
    this.desk = desk;
    this.texts = texts;
  }

  private List<CaseFile> open(CallerKey caller) {
    return desk.database.read(
        handle ->
            desk.store.ofCaller(handle, caller, CaseDesk.MOST_OF_CALLER).stream()
                .flatMap(id -> desk.store.find(handle, id).stream())
                .filter(one -> one.closedAt() == null)
                .toList());
  }

  @Override
  public List<OpenMatter> of(CallerKey caller) {
    return open(caller).stream()
        .filter(one -> !one.sealed())
        .map(
            one ->
                new OpenMatter(
                    "case",
                    one.opened().at(),
                    desk.graph.statusOrBare(one.status()).isLate() ? "case.late" : "case.open",
                    "/cases/" + one.id().value()))
        .toList();
  }

  /// Whether a case of this caller is open that whoever holds the telephone may hear of: asked
  /// while the line answers.
  public boolean hasOpen(CallerKey caller) {
    return open(caller).stream().anyMatch(one -> !one.sealed());
  }

  /// The login of who keeps the newest open case of this caller.
  public Optional<String> ownerFor(CallerKey caller) {
    return open(caller).stream().findFirst().map(CaseFile::owner);
  }

  @Override
  public List<FollowUp> of(String login, LocalDate day, String language) {
    ZoneId zone = desk.clock.getZone();
    String what = texts.in(language).of("cases.task");
    return desk.database.read(handle -> CasePieces.due(handle, login, day, MOST)).stream()
        .map(
            one ->
                new FollowUp(
                    one.of().value() + "-" + one.task(),
                    what + ", " + one.of().value(),
                    one.made(),
                    one.dueOn().atTime(END_OF_DAY).atZone(zone).toInstant(),
                    Optional.empty(),
                    "/cases/" + one.of().value()))
        .toList();
  }
}
