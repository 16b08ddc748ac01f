package org.hamroh.pbx;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/// Asterisk's own command line, asked over its socket and not by a program: what is said does not
/// stand in the machine's list of processes, where everybody could read it.
///
/// Source: Asterisk 22 `main/asterisk.c`, `netconsole`; what `asterisk -rx` does.
public final class AsteriskConsole {

  private static final Logger LOG = LogManager.getLogger(AsteriskConsole.class);

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /// Asterisk reads into 512 bytes.
  private static final int MOST_COMMAND_BYTES = 480;

  private static final int MOST_ANSWER_BYTES = 64 * 1024;

  private AsteriskConsole() {}

  /// @param socket `<run>/asterisk.ctl`; only the user that runs Asterisk may open it
  /// @return what it said, with its greeting before; empty when it cannot be asked in time
  public static Optional<String> ask(Path socket, String command) {
    byte[] line = ("cli quit after " + command + "\0").getBytes(StandardCharsets.UTF_8);
    if (line.length > MOST_COMMAND_BYTES || command.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("Asterisk would cut this command");
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      CompletableFuture<String> answer = new CompletableFuture<>();
      // Asterisk lets two wait at its door. There a virtual thread is turned away, this one waits.
      Thread.ofPlatform()
          .daemon()
          .name("asterisk-console")
          .start(
              () -> {
                try {
                  answer.complete(talk(channel, socket, line));
                } catch (IOException e) {
                  answer.completeExceptionally(e);
                }
              });
      return Optional.of(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (IOException | ExecutionException | TimeoutException e) {
      LOG.warn("event=asterisk-console-silent reason={}", e.toString());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String talk(SocketChannel channel, Path socket, byte[] line) throws IOException {
    channel.connect(UnixDomainSocketAddress.of(socket));
    ByteBuffer out = ByteBuffer.wrap(line);
    while (out.hasRemaining()) {
      channel.write(out);
    }
    ByteBuffer in = ByteBuffer.allocate(MOST_ANSWER_BYTES);
    while (in.hasRemaining() && channel.read(in) >= 0) {
      // it closes the socket when all is said
    }
    return new String(in.array(), 0, in.position(), StandardCharsets.UTF_8);
  }
}
