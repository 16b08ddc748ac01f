package org.hamroh.audit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Goes along the whole chain and names the rows that were changed, taken out or put in, also when
/// the others were numbered anew afterwards. What was cut off at the end is told by the head that
/// is kept outside the store.
public final class ChainCheck {

  /// One forger's work shows in the first findings; more would only fill the screen.
  private static final int MOST_FINDINGS = 20;

  /// What was found.
  ///
  /// @param rows     that are there
  /// @param findings sentences that name the rows, none when the chain holds
  public record Result(long rows, List<String> findings) {}

  private final List<String> findings = new ArrayList<>();
  private long rows;

  /// How many numbers the rows are further than when they were written.
  private long shift;

  private ChainCheck() {}

  /// @param head what was last known of the chain's end, kept outside the store
  public static Result run(Handle handle, Optional<AuditHead.Kept> head) {
    ChainCheck check = new ChainCheck();
    check.start(handle, head);
    try (Stream<Row> all =
        handle
            .createQuery("select * from audit order by seq")
            .map((row, context) -> AuditStore.row(row))
            .stream()) {
      check.walk(AuditStore.start(handle), all.iterator());
    }
    head.ifPresent(kept -> check.end(handle, kept));
    return new Result(check.rows, List.copyOf(check.findings));
  }

  private void start(Handle handle, Optional<AuditHead.Kept> head) {
    Link start = AuditStore.start(handle);
    head.filter(kept -> kept.startSeq() > start.seq())
        .ifPresent(
            kept ->
                found(
                    "the beginning of the chain was row "
                        + (kept.startSeq() + 1)
                        + " and is told to be row "
                        + (start.seq() + 1)));
  }

  private void found(String sentence) {
    if (findings.size() < MOST_FINDINGS) {
      findings.add(sentence);
    }
  }

  private void walk(Link start, Iterator<Row> all) {
    String before = start.hash();
    long expected = start.seq() + 1;
    @Nullable Row row = next(all);
    while (row != null) {
      @Nullable Row following = next(all);
      rows++;
      if (row.seq() < expected) {
        found("row " + row.seq() + " was put in");
      } else if (row.seq() > expected) {
        found(
            row.seq() - expected == 1
                ? "row " + expected + " was taken out"
                : "rows " + expected + " to " + (row.seq() - 1) + " were taken out");
        before = row.hash();
        expected = row.seq() + 1;
      } else {
        before = hold(before, row, following);
        expected++;
      }
      row = following;
    }
  }

  private static @Nullable Row next(Iterator<Row> all) {
    return all.hasNext() ? all.next() : null;
  }

  /// Holds one row against the one before it; where it does not fit, the next one tells why.
  ///
  /// @return the hash that the next row must hold on to
  private String hold(String before, Row row, @Nullable Row next) {
    if (fits(before, row, shift)) {
      return row.hash();
    }
    if (next != null && fits(before, next, shift - 1)) {
      found("row " + row.seq() + " was put in");
      shift--;
      return before;
    }
    if (next != null && !fits(row.hash(), next, shift) && fits(row.hash(), next, shift + 1)) {
      found("a row was taken out before row " + row.seq());
      shift++;
      return row.hash();
    }
    found("row " + row.seq() + (next == null ? " was changed or put in" : " was changed"));
    return row.hash();
  }

  private static boolean fits(String before, Row row, long shift) {
    return Chain.hash(before, row.seq() + shift, row).equals(row.hash());
  }

  private void end(Handle handle, AuditHead.Kept kept) {
    Link last = AuditStore.last(handle);
    if (kept.seq() > last.seq()) {
      found(
          kept.seq() - last.seq() == 1
              ? "row " + kept.seq() + " was cut off at the end"
              : "rows " + (last.seq() + 1) + " to " + kept.seq() + " were cut off at the end");
      return;
    }
    Optional<Link> there = AuditStore.at(handle, kept.seq());
    if (there.isPresent() && !there.get().hash().equals(kept.hash())) {
      found("row " + kept.seq() + " is not the one that was kept in mind outside the store");
    }
  }
}
