package org.hamroh.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.audit.Act;
import org.hamroh.audit.Look;
import org.hamroh.cases.CaseDesk.Asker;
import org.hamroh.cases.CaseDoor.Happening;
import org.jdbi.v3.core.Handle;

/// The glass over sealed cases. A supervisor who does not work on one sees that it is there, and in
/// an emergency breaks the glass: with a reason, for a while, and before everybody's eyes. Safe for
/// all threads.
public final class CaseGlass {

  /// Ids of the reasons that can be given; their words stand in the book `cases`.
  public static final List<String> REASONS =
      List.of("life-in-danger", "nobody-there", "person-asks", "complaint");

  /// What is told to the others, within the transaction of the one who breaks it.
  public interface Alarm {

    /// @param about the case's number, a hyphen and the login
    void raise(Handle handle, String about, Instant at);

    /// After the commit.
    void announce();
  }

  private final CaseDesk desk;
  private final Alarm alarm;
  private final Duration opens;

  /// @param opens how long a broken glass stays open
  public CaseGlass(CaseDesk desk, Alarm alarm, Duration opens) {
    this.desk = desk;
    this.alarm = alarm;
    this.opens = opens;
  }

  /// How long it stays open.
  public Duration opens() {
    return opens;
  }

  /// What a supervisor sees of a sealed case that is not theirs; empty for everybody else and for
  /// every other case. The look is written down.
  public Optional<CaseFile.Line> title(CaseId id, Asker asker) {
    boolean closed = desk.database.read(handle -> sealedTo(handle, id, asker.login()).isPresent());
    return closed
        ? desk.database.write(
            handle ->
                sealedTo(handle, id, asker.login())
                    .map(
                        file -> {
                          note(handle, Act.OPEN, "case-title", file.id(), "", asker);
                          return CaseLines.line(handle, file.id(), asker.login());
                        }))
        : Optional.empty();
  }

  /// The case that goes on, when it is sealed to this supervisor.
  private Optional<CaseFile> sealedTo(Handle handle, CaseId id, String login) {
    return desk.store
        .find(handle, id)
        .filter(file -> file.sealed() && desk.staff.leads(handle, login))
        .filter(file -> !desk.isOpenTo(handle, id, login))
        .flatMap(
            file ->
                file.mergedInto() == null
                    ? Optional.of(file)
                    : desk.store.find(handle, file.mergedInto()));
  }

  /// Until when this person sees a sealed case through broken glass.
  public Optional<Instant> openUntil(CaseId id, String login) {
    Instant now = desk.clock.instant();
    return desk.database.read(handle -> openUntil(handle, id, login, now));
  }

  /// Breaks it. What is open already stays open as long as it is.
  ///
  /// @return until when; empty for everybody to whom there is no such glass
  public Optional<Instant> smash(CaseId id, String reason, Asker asker) {
    if (!REASONS.contains(reason)) {
      throw new IllegalArgumentException("a glass is broken for one of " + REASONS);
    }
    Optional<Instant> until = desk.database.write(handle -> smash(handle, id, reason, asker));
    if (until.isPresent()) {
      alarm.announce();
    }
    return until;
  }

  private Optional<Instant> smash(Handle handle, CaseId id, String reason, Asker asker) {
    Instant now = desk.clock.instant();
    Optional<CaseFile> sealed = sealedTo(handle, id, asker.login());
    if (sealed.isEmpty()) {
      Optional<Instant> open = openUntil(handle, id, asker.login(), now);
      if (open.isEmpty()) {
        note(handle, Act.REFUSED, CaseDesk.KIND, id, Act.BREAK_GLASS.word(), asker);
      }
      return open;
    }
    CaseId one = sealed.get().id();
    Instant until = now.plus(opens);
    note(handle, Act.BREAK_GLASS, CaseDesk.KIND, one, reason, asker);
    handle.execute(
        "insert into case_glass (case_id, login, reason, broken_at, open_until)"
            + " values (?, ?, ?, ?, ?)",
        one.value(),
        asker.login(),
        reason,
        now.toEpochMilli(),
        until.toEpochMilli());
    desk.store.tell(
        handle,
        one,
        new Happening(
            "glass",
            asker.login(),
            now,
            Map.of("reason", reason, "minutes", Long.toString(opens.toMinutes()))));
    alarm.raise(handle, one.value() + "-" + asker.login(), now);
    return Optional.of(until);
  }

  private void note(Handle handle, Act act, String kind, CaseId id, String why, Asker asker) {
    desk.trail.add(handle, new Look(asker.login(), act, kind, id.value(), why, asker.from()));
  }

  /// Of the case itself, or of the one that goes on in its place.
  static Optional<Instant> openUntil(Handle handle, CaseId id, String login, Instant now) {
    return handle
        .createQuery(
            """
            select max(g.open_until) from case_glass g
            where g.login = :login and g.broken_at <= :now and g.open_until > :now
              and g.case_id in (select coalesce(f.merged_into, f.id) from case_file f
                where f.id = :id)
            """)
        .bind("login", login)
        .bind("now", now.toEpochMilli())
        .bind("id", id.value())
        .mapTo(Long.class)
        .findOne()
        .map(Instant::ofEpochMilli);
  }
}
