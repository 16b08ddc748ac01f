package org.hamroh.operator;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.store.Database;
import org.hamroh.web.Person;
import org.hamroh.web.Refusal;
import org.hamroh.web.SecondFactor;

/// Codes from an authenticator app (TOTP, RFC 6238) and printed recovery codes. The printed ones
/// also help on the day when this machine's clock is wrong after a power cut.
public final class SecondFactors implements SecondFactor {

  private static final Logger LOG = LogManager.getLogger(SecondFactors.class);

  private static final Duration STEP = Duration.ofSeconds(30);

  /// A telephone's clock may be a step off, either way.
  private static final int STEPS_OFF = 1;

  private static final int DIGITS = 6;

  /// As many as fit on a card.
  private static final int RECOVERY_CODES = 10;

  private final LoginConfig config;
  private final String site;
  private final SecondFactorStore store;
  private final LoginKey key;
  private final Clock clock;

  /// @param site the hotline's name, shown in the app
  public SecondFactors(
      LoginConfig config, String site, Database database, LoginKey key, Clock clock) {
    this.config = config;
    this.site = site;
    this.store = new SecondFactorStore(database);
    this.key = key;
    this.clock = clock;
  }

  @Override
  public Need need(Person person) {
    if (config.totp() == LoginConfig.Totp.OFF) {
      return Need.NOTHING;
    }
    if (isSet(person.principal().name())) {
      return Need.CODE;
    }
    return mayGoWithout(person) ? Need.NOTHING : Need.SET_UP;
  }

  @Override
  public boolean isSet(String login) {
    return store.find(login).map(SecondFactorStore.Row::proven).orElse(false);
  }

  @Override
  public boolean mayGoWithout(Person person) {
    return config.totp() != LoginConfig.Totp.REQUIRED;
  }

  @Override
  public Setup begin(String login) {
    if (isSet(login)) {
      throw new Refusal(409, "There is a second factor already. Take it away first.");
    }
    store.begin(login, key.seal(login, TotpSecret.random().bytes()), clock.instant());
    TotpSecret secret = secret(login).orElseThrow();
    String link = secret.link(site, login);
    QrPicture picture = QrPicture.of(link);
    return new Setup(secret.inGroups(), link, picture.size(), picture.path());
  }

  private Optional<TotpSecret> secret(String login) {
    return store.find(login).map(row -> new TotpSecret(key.open(login, row.secret())));
  }

  @Override
  public Optional<List<String>> prove(String login, String code) {
    if (isSet(login) || !isOfApp(login, digits(code))) {
      return Optional.empty();
    }
    List<String> codes = recoveryCodes();
    store.prove(login, hashes(login, codes), clock.instant());
    LOG.info("event=second-factor-set person={}", login);
    return Optional.of(codes);
  }

  @Override
  public boolean matches(String login, String code) {
    if (!isSet(login)) {
      return false;
    }
    String digits = digits(code);
    if (digits.length() == DIGITS && digits.chars().allMatch(Character::isDigit)) {
      return isOfApp(login, digits);
    }
    boolean used = store.useCode(login, key.hash(login, digits), clock.instant());
    if (used) {
      LOG.info("event=recovery-code-used person={} left={}", login, codesLeft(login));
    }
    return used;
  }

  private boolean isOfApp(String login, String digits) {
    Optional<TotpSecret> secret = secret(login);
    if (secret.isEmpty()) {
      return false;
    }
    Instant now = clock.instant();
    for (int off = -STEPS_OFF; off <= STEPS_OFF; off++) {
      Instant at = now.plus(STEP.multipliedBy(off));
      if (code(secret.get(), at).equals(digits)) {
        return store.useStep(login, at.getEpochSecond() / STEP.toSeconds());
      }
    }
    return false;
  }

  static String code(TotpSecret secret, Instant at) {
    try {
      return new TimeBasedOneTimePasswordGenerator(STEP, DIGITS)
          .generateOneTimePasswordString(
              new SecretKeySpec(secret.bytes(), "HmacSHA1"), at, Locale.ROOT);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("every JDK has HmacSHA1", e);
    }
  }

  /// As people type them: `123 456`, `ABCD-efgh-…`.
  private static String digits(String code) {
    return code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
  }

  private static List<String> recoveryCodes() {
    return Stream.generate(Passwords::generate).limit(RECOVERY_CODES).toList();
  }

  private List<String> hashes(String login, List<String> codes) {
    return codes.stream().map(code -> key.hash(login, digits(code))).toList();
  }

  @Override
  public List<String> renewCodes(String login) {
    List<String> codes = recoveryCodes();
    store.replaceCodes(login, hashes(login, codes));
    return codes;
  }

  @Override
  public int codesLeft(String login) {
    return store.codesLeft(login);
  }

  @Override
  public void remove(String login) {
    store.remove(login);
    LOG.info("event=second-factor-removed person={}", login);
  }
}
