package org.hamroh.cases;

import java.util.Optional;
import java.util.function.Predicate;
import org.hamroh.audit.Act;
import org.hamroh.audit.Look;
import org.hamroh.cases.CaseDesk.Asker;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;

/// The whole number of a case's person, for who works on the case and says why. The look is
/// written down in the transaction that reads the number. Safe for all threads.
public final class CaseNumber {

  /// Where the numbers lie.
  @FunctionalInterface
  public interface Book {

    /// @return nothing when it is no longer kept
    Optional<PhoneNumber> whole(CallerKey caller, String reason, String by);
  }

  /// What came of it.
  public sealed interface Answer {

    record Whole(PhoneNumber number) implements Answer {}

    /// There was no telephone, or the number is no longer kept.
    record Gone() implements Answer {}

    /// The reason is none of the list.
    record NoReason() implements Answer {}

    /// There is no such case for this person.
    record Nowhere() implements Answer {}
  }

  private final CaseDesk desk;
  private final Predicate<String> isReason;
  private final Book book;

  public CaseNumber(CaseDesk desk, Predicate<String> isReason, Book book) {
    this.desk = desk;
    this.isReason = isReason;
    this.book = book;
  }

  public Answer show(CaseId id, String reason, Asker asker) {
    return desk.database.write(
        handle -> {
          Optional<CaseFile> file =
              desk.store.find(handle, id).filter(one -> desk.isOpenTo(handle, id, asker.login()));
          if (file.isEmpty()) {
            desk.note(handle, Act.REFUSED, id, asker);
            return new Answer.Nowhere();
          }
          if (!isReason.test(reason)) {
            return new Answer.NoReason();
          }
          desk.trail.add(
              handle,
              new Look(asker.login(), Act.UNMASK, CaseDesk.KIND, id.value(), reason, asker.from()));
          return Optional.ofNullable(file.get().caller())
              .flatMap(caller -> book.whole(caller, reason, asker.login()))
              .<Answer>map(Answer.Whole::new)
              .orElseGet(Answer.Gone::new);
        });
  }
}
