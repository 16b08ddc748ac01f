package org.hamroh.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/// Files that are made while they leave, each on a virtual thread that waits for its reader. A file
/// that cannot be finished is broken off, so that nobody takes half of it for the whole.
final class Downloads {

  /// Each reads the store all the time; the console needs it, too.
  private static final int AT_ONCE = 2;

  private static final int PIECE_BYTES = 64 * 1024;

  /// For one piece to be taken: longer than a train's tunnel.
  private static final Duration PATIENCE = Duration.ofSeconds(50);

  private static final Logger LOG = LogManager.getLogger(Downloads.class);

  private final Semaphore places = new Semaphore(AT_ONCE);

  void send(HttpServerResponse response, Reply.Source source) {
    if (!places.tryAcquire()) {
      response.headers().remove("Content-Disposition").remove("Content-Type");
      response
          .setStatusCode(503)
          .putHeader("Retry-After", "30")
          .end("Others are fetching files just now. Try again in a minute.");
      return;
    }
    response.setChunked(true);
    Thread.ofVirtual()
        .name("download")
        .start(
            () -> {
              try (Leaving out = new Leaving(response)) {
                source.write(out);
                out.flush();
                response.end();
              } catch (IOException | RuntimeException e) {
                LOG.warn("event=download-broken-off reason=\"{}\"", e.toString());
                response.reset();
              } finally {
                places.release();
              }
            });
  }

  /// Hands piece after piece to the network.
  private static final class Leaving extends OutputStream {

    private final HttpServerResponse response;
    private final byte[] piece = new byte[PIECE_BYTES];
    private int filled;

    Leaving(HttpServerResponse response) {
      this.response = response;
    }

    @Override
    public void write(int octet) throws IOException {
      if (filled == piece.length) {
        leave();
      }
      piece[filled++] = (byte) octet;
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
      int at = from;
      while (at < from + length) { // each round takes at least one of them
        if (filled == piece.length) {
          leave();
        }
        int part = Math.min(piece.length - filled, from + length - at);
        System.arraycopy(octets, at, piece, filled, part);
        filled += part;
        at += part;
      }
    }

    @Override
    public void flush() throws IOException {
      if (filled > 0) {
        leave();
      }
    }

    private void leave() throws IOException {
      if (response.closed()) {
        throw new IOException("the reader is gone");
      }
      Buffer full = Buffer.buffer(filled).appendBytes(piece, 0, filled);
      filled = 0;
      try {
        response
            .write(full)
            .toCompletionStage()
            .toCompletableFuture()
            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        throw new IOException("the reader is gone", e);
      } catch (TimeoutException e) {
        throw new IOException("the reader has stopped reading", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("the server stops", e);
      }
    }
  }
}
