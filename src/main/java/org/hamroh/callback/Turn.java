package org.hamroh.callback;

import java.time.Instant;
import java.util.List;

/// Whose turn it is. Asked at every look, also when nobody is due.
@FunctionalInterface
public interface Turn {

  /// @param due   those whose time has come, by priority and then by who asked first
  /// @param busy  those that are being dialled or talk now
  /// @param lines that are free for calls out
  /// @return those of `due` that may be dialled now, in this order, at most as many as `lines`
  List<Callback> now(List<Callback> due, List<Callback> busy, int lines, Instant now);

  /// In the order in which they are due; for sites and tests where nobody competes.
  static Turn inOrder() {
    return (due, busy, lines, now) -> due.stream().limit(lines).toList();
  }
}
