package org.hamroh.console;

import java.time.Instant;
import java.util.List;
import org.hamroh.phone.CallerKey;

/// Something that we still owe a caller: a message nobody answered, a call back, a case.
///
/// @param kind   `message`, `callback` or `case`, as in the console's words
/// @param since  when it began
/// @param detail more of it, in words of the console's book: a key below `console.matter.`
/// @param link   to its page
public record OpenMatter(String kind, Instant since, String detail, String link) {

  /// Where open matters come from. Asked while the telephone rings, so it answers by one indexed
  /// read.
  @FunctionalInterface
  public interface Source {
    /// @return the newest first, a few
    List<OpenMatter> of(CallerKey caller);
  }
}
