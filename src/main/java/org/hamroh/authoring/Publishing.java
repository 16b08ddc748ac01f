package org.hamroh.authoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.voice.VoiceProgress;
import org.hamroh.yaml.ProblemsException;
import org.jspecify.annotations.Nullable;

/// One publishing at work for somebody at a page: they wait for it as long as a page waits, and see
/// how far it is when many sounds have to be made. One at a time.
public final class Publishing implements VoiceProgress {

  /// Less than the web server gives a request.
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private static final Logger LOG = LogManager.getLogger(Publishing.class);

  private final Notices notices;
  private final Clock clock;
  private volatile @Nullable State state;

  /// @param done sounds made, of `all`; 0 of 0 while it is checked
  record State(String author, Instant startedAt, int done, int all) {}

  public Publishing(Notices notices, Clock clock) {
    this.notices = notices;
    this.clock = clock;
  }

  Optional<State> now() {
    return Optional.ofNullable(state);
  }

  /// Does it, and waits a while.
  ///
  /// @return empty when it still goes on; a refusal then becomes a notice
  /// @throws StaleException when another is at work
  /// @throws RuntimeException what the work threw, while somebody waited
  Optional<Version> run(String author, Supplier<Version> work) {
    begin(author);
    notices.settle(Notice.Kind.PUBLISH_FAILED);
    CompletableFuture<Version> future = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("publish")
        .start(
            () -> {
              try {
                future.complete(work.get());
              } catch (RuntimeException e) {
                future.completeExceptionally(e);
              } finally {
                state = null;
                notices.changed();
              }
            });
    try {
      return Optional.of(future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      future.whenComplete(this::tellLate);
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      future.whenComplete(this::tellLate);
      return Optional.empty();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e);
    }
  }

  private synchronized void begin(String author) {
    State busy = state;
    if (busy != null) {
      throw new StaleException(busy.author() + " is publishing just now. Wait for its end.");
    }
    state = new State(author, clock.instant(), 0, 0);
    notices.changed();
  }

  private void tellLate(@Nullable Version version, @Nullable Throwable failure) {
    if (failure == null) {
      return;
    }
    LOG.warn("event=publishing-refused reason=\"{}\"", failure.getMessage());
    notices.tell(
        new Notice(
            Notice.Kind.PUBLISH_FAILED,
            Map.of("reason", String.valueOf(failure.getMessage())),
            failure instanceof ProblemsException known ? known.problems() : List.of()));
  }

  @Override
  public void done(int done, int total) {
    State busy = state;
    if (busy != null) {
      state = new State(busy.author(), busy.startedAt(), done, total);
      notices.changed();
    }
  }

  @Override
  public void say(String what) {
    LOG.info("event=voices what=\"{}\"", what);
  }
}
