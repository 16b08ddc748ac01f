package org.hamroh.softphone;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/// Secrets with which browsers register. Each is made at random when an operator opens the
/// telephone, lives in the PBX's own table alone, and ends with the shift: when the operator logs
/// out, when no page has had the line for a while, or after ten hours.
final class ShiftSecrets {

  private static final Logger LOG = LogManager.getLogger(ShiftSecrets.class);

  /// What Asterisk's inbound challenges say (`default_realm`).
  static final String REALM = "asterisk";

  /// Longer than any shift, like a session.
  static final Duration LONGEST = Duration.ofHours(10);

  /// 32 hexadecimal digits.
  private static final int BYTES = 16;

  private static final SecureRandom RANDOM = new SecureRandom();

  /// What the page gets: enough to register as this user at this PBX, and of no use elsewhere.
  ///
  /// @param ha1 MD5 of `user:realm:secret` (RFC 2617 §3.2.2.2)
  record Shift(String user, String ha1, Instant until) {}

  private final Switchboard pbx;
  private final Clock clock;
  private final Map<String, Shift> shifts = new ConcurrentHashMap<>();

  /// Whose secret should have ended while the PBX could not be told.
  private final Set<String> owed = ConcurrentHashMap.newKeySet();

  ShiftSecrets(Switchboard pbx, Clock clock) {
    this.pbx = pbx;
    this.clock = clock;
  }

  /// The secret of this shift, made now when there is none.
  ///
  /// @return empty when the PBX cannot be told
  synchronized Optional<Shift> of(String user) {
    Shift now = shifts.get(user);
    if (now != null && now.until.isAfter(clock.instant())) {
      return Optional.of(now);
    }
    String secret = made();
    Optional<String> trouble = pbx.secret(user, secret);
    if (trouble.isPresent()) {
      LOG.warn("event=shift-secret-not-set user={} reason={}", user, trouble.get());
      return Optional.empty();
    }
    Shift shift = new Shift(user, ha1(user, secret), clock.instant().plus(LONGEST));
    shifts.put(user, shift);
    owed.remove(user);
    return Optional.of(shift);
  }

  /// Nobody can register with it from here on: the PBX gets one that nobody knows, also when it has
  /// one from before this server was started.
  synchronized void end(String user) {
    shifts.remove(user);
    Optional<String> trouble = pbx.secret(user, made());
    if (trouble.isPresent()) {
      owed.add(user);
      LOG.warn("event=shift-secret-not-ended user={} reason={}", user, trouble.get());
    } else {
      owed.remove(user);
      LOG.info("event=shift-secret-ended user={}", user);
    }
  }

  /// The PBX can be told again.
  void endOwed() {
    List.copyOf(owed).forEach(this::end);
  }

  private static String made() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  static String ha1(String user, String secret) {
    try {
      byte[] text = (user + ":" + REALM + ":" + secret).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5, which SIP asks for", e);
    }
  }
}
