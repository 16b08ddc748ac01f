package org.hamroh.cases;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.audit.Act;
import org.hamroh.cases.CaseDesk.Asker;
import org.hamroh.cases.CaseDoor.Happening;
import org.hamroh.cases.CaseFile.Deed;
import org.hamroh.cases.CaseFile.Section;
import org.hamroh.cases.CaseFile.Task;
import org.hamroh.seal.Seal;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What people write down of cases, and what they promise to do. A text that was written over an
/// older version is kept beside the new one until its writer decides: nothing is lost, and nothing
/// is overwritten unseen. Safe for all threads.
public final class CaseNotes {

  /// Some ten pages; a longer story is told in several sections.
  public static final int LONGEST_TEXT = 20_000;

  public static final int LONGEST_TASK = 300;

  /// Nobody reads more, and a page must not grow without end.
  private static final int MOST_PIECES = 500;

  private final CaseDesk desk;
  private final Clock clock;

  public CaseNotes(CaseDesk desk) {
    this.desk = desk;
    this.clock = desk.clock;
  }

  /// What is written.
  ///
  /// @param kind    of the graph's sections
  /// @param eventOn the day it happened; null when not known
  public record Writing(String kind, @Nullable LocalDate eventOn, String text) {}

  private interface Work {
    CaseOutcome with(Handle handle, CaseFile file, Seal seal, Deed deed);
  }

  private CaseOutcome work(CaseId id, Asker asker, Work work) {
    return desk.told(
        desk.database.write(
            handle -> {
              Optional<CaseFile> file = desk.seen(handle, id, asker, Act.CHANGE);
              return file.isEmpty()
                  ? new CaseOutcome.Nowhere()
                  : work.with(
                      handle,
                      file.get(),
                      desk.store.key(handle, id),
                      new Deed(asker.login(), clock.instant()));
            }));
  }

  public CaseOutcome add(CaseId id, Writing writing, Asker asker) {
    String wrong = trouble(writing);
    if (!wrong.isEmpty()) {
      return new CaseOutcome.Wrong(wrong);
    }
    return work(
        id,
        asker,
        (handle, file, seal, deed) -> {
          if (CasePieces.sections(handle, id, seal).size() >= MOST_PIECES) {
            return new CaseOutcome.Wrong("many");
          }
          String section = CaseDesk.newId();
          CasePieces.insert(
              handle,
              new Section(
                  section,
                  id,
                  writing.kind(),
                  writing.eventOn(),
                  writing.text(),
                  1,
                  deed,
                  deed,
                  List.of()),
              seal);
          desk.index.put(handle, id, section, writing.text());
          tell(handle, id, "wrote", deed, Map.of("section", writing.kind()));
          return new CaseOutcome.Done(file);
        });
  }

  private String trouble(Writing writing) {
    if (!desk.graph.hasSection(writing.kind())) {
      return "section";
    }
    if (writing.text().isBlank()) {
      return "empty";
    }
    return writing.text().length() > LONGEST_TEXT ? "long" : "";
  }

  /// @param seen the version that its writer had before their eyes
  public CaseOutcome rewrite(CaseId id, String section, long seen, Writing writing, Asker asker) {
    String wrong = trouble(writing);
    if (!wrong.isEmpty()) {
      return new CaseOutcome.Wrong(wrong);
    }
    return work(
        id,
        asker,
        (handle, file, seal, deed) -> {
          Section old = CasePieces.section(handle, section, seal, id).orElse(null);
          if (old == null) {
            return new CaseOutcome.Nowhere();
          }
          Section next =
              new Section(
                  section,
                  id,
                  writing.kind(),
                  writing.eventOn(),
                  writing.text(),
                  old.version() + 1,
                  old.written(),
                  deed,
                  List.of());
          if (old.version() != seen) {
            if (!old.text().equals(writing.text())) { // told twice: the answer was lost on its way
              CasePieces.keep(handle, section, true, writing.text(), deed, seal);
              return new CaseOutcome.Stale(file);
            }
            return new CaseOutcome.Done(file);
          }
          CasePieces.update(handle, next, seen, seal);
          desk.index.put(handle, id, section, writing.text());
          tell(handle, id, "rewrote", deed, Map.of("section", writing.kind()));
          return new CaseOutcome.Done(file);
        });
  }

  /// The writer of a text that stands beside has decided.
  public CaseOutcome settle(CaseId id, String section, long place, Asker asker) {
    return work(
        id,
        asker,
        (handle, file, seal, deed) ->
            CasePieces.section(handle, section, seal, id).isPresent()
                    && CasePieces.settle(handle, section, place)
                ? new CaseOutcome.Done(file)
                : new CaseOutcome.Nowhere());
  }

  /// What stood in a section before, the newest first.
  public Optional<List<CaseFile.Beside>> earlier(CaseId id, String section, Asker asker) {
    return desk.database.write(
        handle ->
            desk.seen(handle, id, asker, Act.OPEN)
                .map(file -> desk.store.key(handle, id))
                .flatMap(
                    seal ->
                        CasePieces.section(handle, section, seal, id)
                            .map(one -> CasePieces.earlier(handle, section, seal))));
  }

  public CaseOutcome promise(CaseId id, String what, LocalDate dueOn, String owner, Asker asker) {
    if (what.isBlank()) {
      return new CaseOutcome.Wrong("empty");
    }
    if (what.length() > LONGEST_TASK) {
      return new CaseOutcome.Wrong("long");
    }
    return work(
        id,
        asker,
        (handle, file, seal, deed) -> {
          if (!file.people().contains(owner)) {
            return new CaseOutcome.Wrong("person");
          }
          if (CasePieces.tasks(handle, id, seal).size() >= MOST_PIECES) {
            return new CaseOutcome.Wrong("many");
          }
          String task = CaseDesk.newId();
          desk.index.put(handle, id, task, what);
          CasePieces.insert(
              handle, new Task(task, id, what.strip(), dueOn, owner, deed, null), seal);
          tell(handle, id, "task", deed, Map.of("to", owner, "day", dueOn.toString()));
          return new CaseOutcome.Done(file);
        });
  }

  public CaseOutcome done(CaseId id, String task, Asker asker) {
    return work(
        id,
        asker,
        (handle, file, seal, deed) -> {
          if (!CasePieces.done(handle, id, task, deed)) {
            return new CaseOutcome.Nowhere();
          }
          tell(handle, id, "task-done", deed, Map.of());
          return new CaseOutcome.Done(file);
        });
  }

  private void tell(Handle handle, CaseId id, String kind, Deed deed, Map<String, String> facts) {
    desk.store.tell(handle, id, new Happening(kind, deed.by(), deed.at(), facts));
  }
}
