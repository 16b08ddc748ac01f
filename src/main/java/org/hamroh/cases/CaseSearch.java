package org.hamroh.cases;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hamroh.audit.Act;
import org.hamroh.audit.Look;
import org.hamroh.cases.CaseDesk.Asker;
import org.hamroh.seal.Seal;
import org.hamroh.spelling.Fold;
import org.jdbi.v3.core.Handle;

/// Searches cases by what people wrote, however they typed it, and finds those that may be the same
/// person's. Nobody finds what they may not open. Safe for all threads.
public final class CaseSearch {

  /// Who finds more asks again with one more word.
  public static final int MOST_FOUND = 50;

  private static final int LONGEST_QUERY = 200;

  /// Cases whose seals one search opens at most: an ordinary word's first letters are not rare.
  private static final int MOST_OPENED = 400;

  private static final int AT_ONCE = 100;

  private final CaseDesk desk;

  public CaseSearch(CaseDesk desk) {
    this.desk = desk;
  }

  /// The row of the search is committed before anything is read. What was searched for is written
  /// down nowhere.
  public List<CaseFile.Line> find(String query, Asker asker) {
    String asked = query.strip();
    List<String> words =
        Fold.words(asked.substring(0, Math.min(asked.length(), LONGEST_QUERY))).stream()
            .distinct()
            .limit(CaseIndex.MOST_WORDS)
            .toList();
    desk.database.write(
        handle -> {
          desk.trail.add(
              handle, new Look(asker.login(), Act.SEARCH, CaseDesk.KIND, "", "", asker.from()));
          return true;
        });
    if (CaseId.isOne(asked)) {
      return desk.database.read(
          handle ->
              desk
                  .store
                  .find(handle, new CaseId(asked))
                  .filter(one -> desk.isOpenTo(handle, one.id(), asker.login()))
                  .map(one -> CaseLines.line(handle, root(one), asker.login()))
                  .stream()
                  .toList());
    }
    return words.isEmpty()
        ? List.of()
        : desk.database.read(handle -> find(handle, words, asker.login()));
  }

  private static CaseId root(CaseFile file) {
    return file.mergedInto() == null ? file.id() : file.mergedInto();
  }

  private List<CaseFile.Line> find(Handle handle, List<String> words, String login) {
    Set<CaseId> found = new LinkedHashSet<>();
    boolean lead = desk.staff.leads(handle, login);
    CaseLines.Cursor after = CaseLines.Cursor.BEGINNING;
    for (int opened = 0; opened < MOST_OPENED; opened += AT_ONCE) {
      List<CaseId> candidates = desk.index.candidates(handle, words, login, lead, after, AT_ONCE);
      for (CaseId id : candidates) {
        CaseFile file = desk.store.find(handle, id).orElseThrow();
        after = new CaseLines.Cursor(file.opened().at().toEpochMilli(), id.value());
        if (holds(text(handle, file), words)) {
          found.add(root(file));
        }
        if (found.size() >= MOST_FOUND) {
          return lines(handle, found, login);
        }
      }
      if (candidates.size() < AT_ONCE) {
        break;
      }
    }
    return lines(handle, found, login);
  }

  private List<CaseFile.Line> lines(Handle handle, Set<CaseId> found, String login) {
    return found.stream().map(id -> CaseLines.line(handle, id, login)).toList();
  }

  private Set<String> text(Handle handle, CaseFile file) {
    Seal seal = desk.store.key(handle, file.id());
    Set<String> words = new HashSet<>(Fold.words(desk.searchable(file.about())));
    CasePieces.sections(handle, file.id(), seal)
        .forEach(one -> words.addAll(Fold.words(one.text())));
    CasePieces.tasks(handle, file.id(), seal).forEach(one -> words.addAll(Fold.words(one.what())));
    return words;
  }

  private static boolean holds(Set<String> text, List<String> words) {
    return words.stream()
        .allMatch(
            asked ->
                asked.length() < 3
                    ? text.contains(asked)
                    : text.stream().anyMatch(word -> word.startsWith(asked)));
  }

  /// Cases that may be about the same person: from the same telephone, or of the same name. Of
  /// those that this person may open.
  ///
  /// @param butNot left out, with what was merged into it
  public List<CaseId> doubles(NewPerson person, Optional<CaseId> butNot, String login) {
    return desk.database.read(handle -> doubles(handle, person, butNot, login));
  }

  /// @param caller nothing when there was no telephone
  public record NewPerson(Optional<org.hamroh.phone.CallerKey> caller, String name) {}

  private List<CaseId> doubles(
      Handle handle, NewPerson person, Optional<CaseId> butNot, String login) {
    Set<CaseId> found = new LinkedHashSet<>();
    person
        .caller()
        .ifPresent(
            key ->
                desk.store.ofCaller(handle, key, CaseDesk.MOST_OF_CALLER).stream()
                    .filter(id -> desk.isOpenTo(handle, id, login))
                    .forEach(found::add));
    List<String> name = Fold.words(person.name()).stream().distinct().toList();
    if (!name.isEmpty()) {
      boolean lead = desk.staff.leads(handle, login);
      List<String> asked = name.subList(0, Math.min(name.size(), CaseIndex.MOST_WORDS));
      for (CaseId id :
          desk.index.candidates(handle, asked, login, lead, CaseLines.Cursor.BEGINNING, AT_ONCE)) {
        CaseFile file = desk.store.find(handle, id).orElseThrow();
        if (new TreeSet<>(Fold.words(file.about().name())).equals(new TreeSet<>(name))) {
          found.add(root(file));
        }
      }
    }
    butNot.ifPresent(found::remove);
    return new ArrayList<>(found);
  }
}
