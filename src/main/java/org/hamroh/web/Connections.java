package org.hamroh.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Counts connections, and closes those that owe us a request for too long, however slowly they
/// drip its bytes (slow-loris). Only the event loop touches this.
final class Connections {

  private final Vertx vertx;
  private final Limits limits;

  /// Connections that owe us a request, each with its timer.
  private final Map<HttpConnection, Long> awaited = new HashMap<>();

  private int open;

  Connections(Vertx vertx, Limits limits) {
    this.vertx = vertx;
    this.limits = limits;
  }

  void welcome(HttpConnection connection) {
    if (open >= limits.connections()) {
      connection.close();
      return;
    }
    open++;
    connection.closeHandler(
        closed -> {
          open--;
          heard(connection);
        });
    await(connection, limits.firstRequest());
  }

  /// The first handler of each request.
  void arrived(RoutingContext context) {
    HttpConnection connection = context.request().connection();
    heard(connection);
    context.addEndHandler(
        end -> {
          if (end.succeeded()) {
            await(connection, limits.idle());
          }
        });
    context.next();
  }

  private void await(HttpConnection connection, Duration longest) {
    heard(connection);
    awaited.put(
        connection,
        vertx.setTimer(
            longest.toMillis(),
            id -> {
              awaited.remove(connection);
              connection.close();
            }));
  }

  private void heard(HttpConnection connection) {
    Long timer = awaited.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }
}
