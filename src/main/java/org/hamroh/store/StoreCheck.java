package org.hamroh.store;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Whether the file of the store is whole: SQLite's own check of every page and index, and every
/// reference between tables.
public final class StoreCheck {

  /// A broken disk breaks much at once.
  private static final int MOST_FINDINGS = 20;

  private StoreCheck() {}

  /// @return sentences, none when all is well; never what stands in a row
  public static List<String> run(Handle handle) {
    List<String> findings = new ArrayList<>();
    handle
        .createQuery("pragma integrity_check(" + MOST_FINDINGS + ")")
        .mapTo(String.class)
        .list()
        .stream()
        .filter(line -> !line.equals("ok"))
        .forEach(findings::add);
    handle
        .createQuery("pragma foreign_key_check")
        .map(
            (row, context) ->
                "table "
                    + row.getString(1)
                    + ", row "
                    + row.getString(2)
                    + " refers to a row of "
                    + row.getString(3)
                    + " that is not there")
        .list()
        .stream()
        .limit(MOST_FINDINGS)
        .forEach(findings::add);
    return findings;
  }
}
