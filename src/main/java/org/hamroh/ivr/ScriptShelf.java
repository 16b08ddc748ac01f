package org.hamroh.ivr;

/// Holds the book that new calls begin with. May be asked from any thread.
public final class ScriptShelf {

  private volatile ScriptBook current;

  public ScriptShelf(ScriptBook first) {
    this.current = first;
  }

  public ScriptBook current() {
    return current;
  }

  /// From now on calls begin with this one; running calls keep theirs.
  public void put(ScriptBook book) {
    current = book;
  }
}
