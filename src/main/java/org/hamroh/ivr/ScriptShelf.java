package org.hamroh.ivr;

import java.util.function.Supplier;
import org.hamroh.yaml.ProblemsException;

/// Holds the book that new calls begin with. May be asked from any thread.
public final class ScriptShelf {

  private final Supplier<ScriptBook> reader;
  private volatile ScriptBook current;

  /// @param reader reads and checks the folder
  /// @throws ProblemsException when the scripts have mistakes
  public ScriptShelf(Supplier<ScriptBook> reader) {
    this.reader = reader;
    this.current = reader.get();
  }

  public ScriptBook current() {
    return current;
  }

  /// Puts what the folder holds now in the place of the book; running calls keep theirs.
  ///
  /// @throws ProblemsException when there are mistakes; the book stays as it was
  public void reload() {
    current = reader.get();
  }
}
