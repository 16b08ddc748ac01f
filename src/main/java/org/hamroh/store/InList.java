package org.hamroh.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Reads rows about many things at once, for the busy places: the statement is made by hand, for
/// the library parses each one anew when the length of its list differs.
public final class InList {

  /// Values in one statement; SQLite takes 32,766.
  private static final int MOST = 512;

  /// Takes one row.
  @FunctionalInterface
  public interface Taker {
    void take(ResultSet row) throws SQLException;
  }

  private InList() {}

  /// @param sql    with `%s` where the list goes: `… where number in (%s)`; no other parameters
  /// @param values none: nothing is read
  public static void read(Handle handle, String sql, List<String> values, Taker taker) {
    if (values.isEmpty()) {
      return;
    }
    try {
      for (int from = 0; from < values.size(); from += MOST) {
        piece(handle, sql, values.subList(from, Math.min(values.size(), from + MOST)), taker);
      }
    } catch (SQLException e) {
      throw new StoreException("a list could not be looked up: " + e.getMessage(), e);
    }
  }

  /// The last value fills the list up to the next power of two: ten statements serve all lengths.
  private static void piece(Handle handle, String sql, List<String> values, Taker taker)
      throws SQLException {
    int places = Math.max(1, Integer.highestOneBit(2 * values.size() - 1));
    String list = String.join(",", Collections.nCopies(places, "?"));
    PreparedStatement query = KeptStatements.of(handle, sql.formatted(list));
    for (int i = 0; i < places; i++) {
      query.setString(i + 1, values.get(Math.min(i, values.size() - 1)));
    }
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        taker.take(row);
      }
    }
  }
}
