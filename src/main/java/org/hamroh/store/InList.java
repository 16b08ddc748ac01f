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

  /// SQLite takes 32,766 values in one statement; callers ask about hundreds.
  private static final int MOST = 10_000;

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
    if (values.size() > MOST) {
      throw new IllegalArgumentException("at most " + MOST + " at once");
    }
    String places = String.join(",", Collections.nCopies(values.size(), "?"));
    try (PreparedStatement query = handle.getConnection().prepareStatement(sql.formatted(places))) {
      for (int i = 0; i < values.size(); i++) {
        query.setString(i + 1, values.get(i));
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          taker.take(row);
        }
      }
    } catch (SQLException e) {
      throw new StoreException("a list could not be looked up: " + e.getMessage(), e);
    }
  }
}
