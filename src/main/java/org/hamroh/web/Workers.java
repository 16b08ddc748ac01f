package org.hamroh.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Where requests are worked on: virtual threads, but counted, and none for longer than the
/// deadline. The event loop only hands over and takes back.
final class Workers implements AutoCloseable {

  private final Vertx vertx;
  private final Semaphore places;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("web-", 0).factory());

  Workers(Vertx vertx, int atOnce) {
    this.vertx = vertx;
    this.places = new Semaphore(atOnce);
  }

  /// Runs `work` on a thread of its own and gives its result to `then` on the event loop. When all
  /// places are taken, when the work fails or takes too long, the routing context fails instead.
  <T> void run(RoutingContext context, Duration deadline, Callable<T> work, Consumer<T> then) {
    if (!places.tryAcquire()) {
      context.fail(new Refusal(503, "The server is very busy. Try again in a moment."));
      return;
    }
    Context loop = vertx.getOrCreateContext();
    AtomicBoolean settled = new AtomicBoolean();
    Future<?> running =
        threads.submit(
            () -> {
              Runnable outcome = outcome(context, work, then);
              loop.runOnContext(in -> settle(settled, context, outcome));
            });
    long timer =
        vertx.setTimer(
            deadline.toMillis(),
            id ->
                settle(
                    settled,
                    context,
                    () -> {
                      running.cancel(true);
                      context.fail(
                          new Refusal(
                              503,
                              "No answer within "
                                  + deadline.toSeconds()
                                  + " s. What you asked for may still be done; look before you try"
                                  + " again."));
                    }));
    context.addEndHandler(end -> vertx.cancelTimer(timer));
  }

  /// The place is free before the answer leaves: whoever has it may ask again at once.
  private <T> Runnable outcome(RoutingContext context, Callable<T> work, Consumer<T> then) {
    try {
      T result = work.call();
      return () -> then.accept(result);
    } catch (Throwable e) {
      return () -> context.fail(e);
    } finally {
      places.release();
    }
  }

  private static void settle(AtomicBoolean settled, RoutingContext context, Runnable outcome) {
    if (!settled.compareAndSet(false, true)) {
      return; // the deadline was faster, or the work was
    }
    try {
      outcome.run();
    } catch (RuntimeException e) {
      context.fail(e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
