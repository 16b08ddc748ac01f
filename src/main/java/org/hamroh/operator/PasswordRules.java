package org.hamroh.operator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;

/// What a password must be: long, and not one of those that everybody tries first. No compulsory
/// signs and no forced change, which only make people write it down (ASVS 5.0, 6.2).
final class PasswordRules {

  private static final int SHORTEST = 12;
  private static final int LONGEST = 200;
  private static final int FEWEST_DIFFERENT = 5;
  private static final Set<String> COMMON = common();

  private PasswordRules() {}

  static void check(String login, String password, Problems problems) {
    String place = "password of " + login;
    String small = password.toLowerCase(Locale.ROOT);
    if (password.codePointCount(0, password.length()) < SHORTEST) {
      problems.add(Problem.of(place, "is too short", "take at least " + SHORTEST + " characters"));
    } else if (password.length() > LONGEST) {
      problems.add(Problem.of(place, "is too long", "take at most " + LONGEST + " characters"));
    } else if (small.chars().distinct().count() < FEWEST_DIFFERENT
        || COMMON.contains(small)
        || (login.length() > 3 && small.contains(login) && small.length() < login.length() + 8)) {
      problems.add(
          Problem.of(place, "is easy to guess", "take four words that do not belong together"));
    }
  }

  private static Set<String> common() {
    try (InputStream in =
        PasswordRules.class.getResourceAsStream("/org/hamroh/operator/common-passwords.txt")) {
      if (in == null) {
        throw new IllegalStateException("the program has no common-passwords.txt");
      }
      return Set.copyOf(
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().distinct().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
