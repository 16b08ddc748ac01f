package org.hamroh.ivr;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hamroh.call.CallId;

/// Holds the book that new calls begin with, and remembers which one each call began with: a caller
/// who comes back from a queue goes on in the same. May be asked from any thread.
public final class ScriptShelf {

  /// Calls that are remembered: those of five minutes at thirty a second, longer than anybody waits
  /// in a queue.
  private static final int MOST_CALLS = 10_000;

  private final Map<CallId, ScriptBook> begun =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<CallId, ScriptBook> eldest) {
          return size() > MOST_CALLS;
        }
      };
  private volatile ScriptBook current;

  public ScriptShelf(ScriptBook first) {
    this.current = first;
  }

  /// The book for a new call.
  public ScriptBook begin(CallId call) {
    ScriptBook book = current;
    synchronized (begun) {
      begun.put(call, book);
    }
    return book;
  }

  /// The book that this call began with; today's when nobody remembers, for the server was started
  /// meanwhile.
  public ScriptBook goOn(CallId call) {
    synchronized (begun) {
      return begun.getOrDefault(call, current);
    }
  }

  public ScriptBook current() {
    return current;
  }

  /// From now on calls begin with this one; running calls keep theirs.
  public void put(ScriptBook book) {
    current = book;
  }
}
