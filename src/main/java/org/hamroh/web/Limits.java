package org.hamroh.web;

import java.time.Duration;

/// What bounds the web server, so that a storm of requests stays polite and costs callers nothing.
///
/// @param handlersAtOnce requests being worked on; one more is answered 503 at once
/// @param deadline       for a request's work
/// @param bodyBytes      of a request's body, where the route does not ask for more
/// @param bodyDeadline   for a body to arrive, for each megabyte that the route allows
/// @param firstRequest   for the first request on a new connection to arrive whole (slow-loris)
/// @param idle           without a byte either way before a connection is closed
/// @param connections    open at once
public record Limits(
    int handlersAtOnce,
    Duration deadline,
    int bodyBytes,
    Duration bodyDeadline,
    Duration firstRequest,
    Duration idle,
    int connections) {

  private static final int LARGE_BODY_PATIENCE = 6;

  /// 64 handlers: three readers and one writer of the store serve them, so more would only wait.
  /// 1,000 connections: a site has tens of consoles, each with at most six.
  public static final Limits STANDARD =
      new Limits(
          64,
          Duration.ofSeconds(10),
          1024 * 1024,
          Duration.ofSeconds(20),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          1000);

  /// Whoever may send more gets more time for it: a list of 100,000 contacts is no page.
  Duration deadlineFor(int maxBodyBytes) {
    return maxBodyBytes > bodyBytes ? deadline.multipliedBy(LARGE_BODY_PATIENCE) : deadline;
  }

  Limits withHandlers(int atOnce, Duration until) {
    return new Limits(atOnce, until, bodyBytes, bodyDeadline, firstRequest, idle, connections);
  }
}
