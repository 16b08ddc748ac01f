package org.hamroh.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hamroh.operator.LoginConfig.Totp;
import org.hamroh.store.Database;
import org.hamroh.web.Person;
import org.hamroh.web.Principal;
import org.hamroh.web.Role;
import org.hamroh.web.SecondFactor;
import org.hamroh.web.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Codes from an app and from paper.
final class CodesTest {

  private static final Person ZARINA =
      new Person(new Principal("zarina", Set.of(Role.OPERATOR)), "Zarina", "tg");
  private static final Duration STEP = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private Database database;
  private SecondFactors factors;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("codes.db"));
    factors = factors(Totp.REQUIRED, "a secret of this site, long enough");
  }

  private SecondFactors factors(Totp totp, String secret) {
    return new SecondFactors(
        new LoginConfig(totp), "Ҳамроҳ line", database, new LoginKey(secret), clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  /// What an app shows that was told this.
  private String app(SecondFactor.Setup setup) {
    return app(setup, clock.instant());
  }

  static String app(SecondFactor.Setup setup, Instant at) {
    return SecondFactors.code(new TotpSecret(fromBase32(setup.secret().replace(" ", ""))), at);
  }

  private static byte[] fromBase32(String text) {
    byte[] bytes = new byte[text.length() * 5 / 8];
    long bits = 0;
    int waiting = 0;
    int at = 0;
    for (char letter : text.toCharArray()) {
      bits = bits << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
      waiting += 5;
      if (waiting >= 8) {
        waiting -= 8;
        bytes[at++] = (byte) (bits >> waiting);
      }
    }
    return bytes;
  }

  /// RFC 6238, appendix B, the last six of its eight digits.
  @Test
  void codesAreThoseOfTheStandard() {
    TotpSecret secret = new TotpSecret("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    assertThat(SecondFactors.code(secret, Instant.ofEpochSecond(59))).isEqualTo("287082");
    assertThat(SecondFactors.code(secret, Instant.ofEpochSecond(1_111_111_109)))
        .isEqualTo("081804");
    assertThat(SecondFactors.code(secret, Instant.ofEpochSecond(20_000_000_000L)))
        .isEqualTo("353130");
    assertThat(secret.base32()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  }

  @Test
  void theFirstRightCodeProvesThatTheAppWasTold() {
    assertThat(factors.need(ZARINA)).isEqualTo(SecondFactor.Need.SET_UP);
    SecondFactor.Setup setup = factors.begin("zarina");

    assertThat(factors.prove("zarina", "000000")).isEmpty();
    assertThat(factors.begin("zarina").secret()).isEqualTo(setup.secret());
    List<String> paper = factors.prove("zarina", app(setup)).orElseThrow();

    assertThat(paper).hasSize(10).doesNotHaveDuplicates();
    assertThat(factors.need(ZARINA)).isEqualTo(SecondFactor.Need.CODE);
    assertThatThrownBy(() -> factors.begin("zarina")).hasMessageContaining("already");
  }

  @Test
  void eachCodeIsGoodOnceAndForAStepEitherWay() {
    SecondFactor.Setup setup = factors.begin("zarina");
    factors.prove("zarina", app(setup));
    assertThat(factors.matches("zarina", app(setup))).as("used to prove").isFalse();
    clock.pass(STEP.multipliedBy(4));
    Instant now = clock.instant();

    assertThat(factors.matches("zarina", app(setup, now.minus(STEP.multipliedBy(2))))).isFalse();
    assertThat(factors.matches("zarina", app(setup, now.plus(STEP.multipliedBy(2))))).isFalse();
    assertThat(factors.matches("zarina", app(setup, now.minus(STEP)))).isTrue();
    String shown = app(setup).replaceFirst("(...)", "$1 ");
    assertThat(factors.matches("zarina", shown)).isTrue();
    assertThat(factors.matches("zarina", shown)).isFalse();
    assertThat(factors.matches("farhod", shown)).isFalse();
  }

  @Test
  void eachRecoveryCodeIsGoodOnceHoweverItIsTyped() {
    List<String> paper = factors.prove("zarina", app(factors.begin("zarina"))).orElseThrow();

    assertThat(factors.matches("zarina", paper.getFirst().toUpperCase().replace("-", " ")))
        .isTrue();
    assertThat(factors.matches("zarina", paper.getFirst())).isFalse();
    assertThat(factors.codesLeft("zarina")).isEqualTo(9);

    List<String> renewed = factors.renewCodes("zarina");
    assertThat(factors.matches("zarina", paper.get(1))).isFalse();
    assertThat(factors.matches("zarina", renewed.get(1))).isTrue();
  }

  @Test
  void theStoreAloneMakesNoCodes() {
    SecondFactor.Setup setup = factors.begin("zarina");
    List<String> paper = factors.prove("zarina", app(setup)).orElseThrow();

    List<String> kept =
        database.read(
            handle ->
                handle
                    .createQuery(
                        "select secret from second_factors union select code_hash from"
                            + " recovery_codes")
                    .mapTo(String.class)
                    .list());

    String plain = setup.secret().replace(" ", "");
    assertThat(kept).hasSize(11).noneMatch(one -> one.contains(plain));
    assertThat(kept).noneMatch(one -> paper.contains(one));
    clock.pass(STEP);
    assertThatThrownBy(() -> factors(Totp.REQUIRED, "another one").matches("zarina", app(setup)))
        .hasMessageContaining("./hamroh user reset zarina");
  }

  @Test
  void whoMayGoWithoutIsAskedOnlyAfterSettingItUp() {
    SecondFactors optional = factors(Totp.OPTIONAL, "a secret of this site, long enough");
    assertThat(optional.need(ZARINA)).isEqualTo(SecondFactor.Need.NOTHING);

    optional.prove("zarina", app(optional.begin("zarina")));
    assertThat(optional.need(ZARINA)).isEqualTo(SecondFactor.Need.CODE);

    assertThat(factors(Totp.OFF, "a secret").need(ZARINA)).isEqualTo(SecondFactor.Need.NOTHING);
    optional.remove("zarina");
    assertThat(optional.need(ZARINA)).isEqualTo(SecondFactor.Need.NOTHING);
  }

  @Test
  void thePictureHasTheWhiteEdgeThatReadersNeed() {
    QrPicture picture = QrPicture.of(factors.begin("zarina").link());

    assertThat(picture.path()).startsWith("M4 4h1v1h-1z").doesNotContain("M3 ");
    assertThat(picture.size()).isGreaterThanOrEqualTo(29 + 8);
  }
}
