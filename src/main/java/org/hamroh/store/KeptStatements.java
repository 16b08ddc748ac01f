package org.hamroh.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;

/// Statements of one connection that are compiled once and kept: the busy places of a broadcast run
/// the same few a thousand times a minute, and compiling one costs more than running it. Used by
/// the connection's own thread alone, one use of a statement at a time.
public final class KeptStatements extends DefaultStatementBuilder {

  /// More than all busy places together have; the one that was not used for longest goes first.
  private static final int MOST = 128;

  private final Map<String, PreparedStatement> kept = new LinkedHashMap<>(MOST, 0.75f, true);

  /// The statement of this text, ready for its values. It stays the connection's: whoever uses it
  /// closes its results and not the statement, and never asks for the same text meanwhile.
  public static PreparedStatement of(Handle handle, String sql) throws SQLException {
    StatementBuilder builder = handle.getStatementBuilder();
    if (builder instanceof KeptStatements statements) {
      return statements.of(handle.getConnection(), sql);
    }
    throw new IllegalStateException("this handle was not opened by the store");
  }

  private PreparedStatement of(Connection connection, String sql) throws SQLException {
    PreparedStatement there = kept.get(sql);
    if (there != null) {
      there.clearBatch(); // of a use that failed
      return there;
    }
    if (kept.size() >= MOST) {
      var oldest = kept.entrySet().iterator();
      Statement leaves = oldest.next().getValue();
      oldest.remove();
      leaves.close();
    }
    PreparedStatement fresh = connection.prepareStatement(sql);
    kept.put(sql, fresh);
    return fresh;
  }
}
