package org.hamroh.operator;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hamroh.web.Refusal;

/// Hashes passwords with Argon2id, slowly on purpose. At most two at once, on platform threads of
/// low priority: a storm of logins must not take the processors from the calls.
public final class Passwords implements AutoCloseable {

  /// OWASP's first choice: 19 MiB, two passes, one lane.
  private static final int MEMORY_KIB = 19 * 1024;

  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;

  private static final int AT_ONCE = 2;

  /// Logins that may wait for the two; one takes some 60 ms.
  private static final int MOST_WAITING = 32;

  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /// Without letters and digits that look alike when read aloud or written down.
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Argon2Function argon2;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          AT_ONCE,
          AT_ONCE,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform()
              .name("password-", 0)
              .daemon()
              .priority(Thread.MIN_PRIORITY)
              .factory());

  public Passwords() {
    this(MEMORY_KIB);
  }

  public Passwords(int memoryKib) {
    this.argon2 = Argon2Function.getInstance(memoryKib, PASSES, LANES, HASH_BYTES, Argon2.ID);
    threads.allowCoreThreadTimeOut(true);
  }

  /// @return with its parameters and salt, `$argon2id$v=19$m=19456,t=2,p=1$…`
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return run(
        () -> argon2.hash(normal(password).getBytes(StandardCharsets.UTF_8), salt).getResult());
  }

  public boolean matches(String password, String hash) {
    return run(() -> Argon2Function.getInstanceFromHash(hash).check(normal(password), hash));
  }

  /// 16 characters in groups of four: 79 bits.
  public static String generate() {
    StringBuilder made = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      if (i > 0 && i % 4 == 0) {
        made.append('-');
      }
      made.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return made.toString();
  }

  /// The same letters typed on two keyboards are the same password.
  private static String normal(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC);
  }

  private <T> T run(Callable<T> work) {
    try {
      return threads.submit(work).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException | TimeoutException e) {
      throw new Refusal(503, "Too many people log in at this moment. Try again in a moment.");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a password could not be hashed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "Interrupted. Try again in a moment.");
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
