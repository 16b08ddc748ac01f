package org.hamroh.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a person or a program may do here. Each route names the roles that it lets in; there is no
/// ladder, for an administrator has no business in a case.
public enum Role {
  OPERATOR,
  /// Looks after persons whose cases are given to them; answers no calls.
  CASE_WORKER,
  SUPERVISOR,
  MANAGER,
  ADMIN,
  AUDITOR,
  /// Somebody who lends the hotline a voice: records prompts, and sees nothing else.
  VOICE;

  /// As files, programs and the terminal call it: `case-worker`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// @return nothing when no role is called so
  public static Optional<Role> of(String word) {
    String plain = word.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(role -> role.word().equals(plain)).findAny();
  }
}
