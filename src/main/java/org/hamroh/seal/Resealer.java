package org.hamroh.seal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.jdbi.v3.core.Handle;

/// Seals anew, in the background, what an older key of the site has sealed. It stops and goes on
/// wherever it was, for each row says by its first letters which key has sealed it.
public final class Resealer implements AutoCloseable {

  /// Rows in one transaction: callers must not wait for the store meanwhile.
  private static final int AT_ONCE = 100;

  private static final Logger LOG = LogManager.getLogger(Resealer.class);

  private final Database database;
  private final List<SealedColumn> columns;
  private final UnaryOperator<String> secrets;
  private volatile boolean closing;

  /// @param secrets a secret's text by its name
  public Resealer(Database database, List<SealedColumn> columns, UnaryOperator<String> secrets) {
    this.database = database;
    this.columns = List.copyOf(columns);
    this.secrets = secrets;
  }

  public void start() {
    Thread.ofPlatform().name("resealer").daemon().start(this::run);
  }

  @Override
  public void close() {
    closing = true;
  }

  private void run() {
    try {
      reseal();
    } catch (StoreException e) {
      LOG.warn("event=not-resealed reason=\"{}\"", e.getMessage()); // at the next start
    }
  }

  /// @return how many rows were sealed anew
  public int reseal() {
    int all = 0;
    for (SealedColumn column : columns) {
      all += reseal(column);
    }
    return all;
  }

  private int reseal(SealedColumn column) {
    Seal seal = Seal.ofSite(column.purpose(), secrets.apply(column.secret()));
    int done = 0;
    int broken = 0;
    while (!closing) {
      int skip = broken;
      Batch batch = database.write(handle -> batch(handle, column, seal, skip));
      done += batch.done;
      broken += batch.broken;
      if (batch.done + batch.broken < AT_ONCE) {
        break;
      }
    }
    if (done + broken > 0) {
      LOG.info("event=resealed place={} rows={} broken={}", column.place(), done, broken);
    }
    return done;
  }

  private record Batch(int done, int broken) {}

  /// @param skip rows in front that no key opens
  private static Batch batch(Handle handle, SealedColumn column, Seal seal, int skip) {
    int done = 0;
    int broken = 0;
    for (Old old : old(handle, column, seal, skip)) {
      String name = column.nameOf().apply(old.keys);
      try {
        write(handle, column, old, seal.sealText(name, seal.openText(name, old.sealed)));
        done++;
      } catch (BrokenSealException e) {
        LOG.error("event=not-resealed place={} reason=\"{}\"", column.place(), e.getMessage());
        broken++;
      }
    }
    return new Batch(done, broken);
  }

  private record Old(List<String> keys, String sealed) {}

  private static List<Old> old(Handle handle, SealedColumn column, Seal seal, int skip) {
    String keys = String.join(", ", column.keys());
    return handle
        .createQuery(
            "select "
                + keys
                + ", "
                + column.column()
                + " from "
                + column.table()
                + older(column)
                + " order by "
                + keys
                + " limit :most offset :skip")
        .bind("mark", seal.mark())
        .bind("letters", seal.mark().length())
        .bind("most", AT_ONCE)
        .bind("skip", skip)
        .map(
            (row, context) -> {
              List<String> of = new ArrayList<>();
              for (String key : column.keys()) {
                of.add(row.getString(key));
              }
              return new Old(List.copyOf(of), row.getString(column.column()));
            })
        .list();
  }

  private static String older(SealedColumn column) {
    return " where "
        + column.column()
        + " is not null and substr("
        + column.column()
        + ", 1, :letters) <> :mark";
  }

  private static void write(Handle handle, SealedColumn column, Old old, String sealed) {
    List<Object> values = new ArrayList<>(List.of(sealed));
    values.addAll(old.keys);
    handle.execute(
        "update "
            + column.table()
            + " set "
            + column.column()
            + " = ? where "
            + String.join(" = ? and ", column.keys())
            + " = ?",
        values.toArray());
  }

  /// How many rows an older key has sealed, or a secret that is not there.
  public static int countOld(Handle handle, SealedColumn column, String secret) {
    Seal seal = Seal.ofSite(column.purpose(), secret);
    return handle
        .createQuery("select count(*) from " + column.table() + older(column))
        .bind("mark", seal.mark())
        .bind("letters", seal.mark().length())
        .mapTo(Integer.class)
        .one();
  }
}
