package org.hamroh.web;

import java.time.Duration;
import java.util.Optional;

/// The choice of the pages' language: remembered for the person, and for this browser's login page.
final class LanguageForm {

  static final String COOKIE = "hamroh-language";

  /// A year: somebody's language does not change with the session.
  private static final Duration KEPT = Duration.ofDays(365);

  private final Accounts accounts;
  private final Gate gate;
  private final Answers answers;

  LanguageForm(Accounts accounts, Gate gate, Answers answers) {
    this.accounts = accounts;
    this.gate = gate;
    this.answers = answers;
  }

  Answer choose(Visit visit, Body body) {
    gate.checkOrigin(visit);
    Optional<Gate.Who> who = gate.who(visit);
    String secret =
        who.flatMap(Gate.Who::session)
            .map(Sessions.Session::token)
            .orElseGet(() -> Cookies.DOOR.of(visit));
    if (secret.isEmpty()) {
      return answers.redirect("/login", visit);
    }
    gate.checkToken(visit, body, secret);
    String language = body.form().getOrDefault("language", "");
    if (!Texts.LANGUAGES.contains(language)) {
      throw new Refusal(422, "The pages speak " + String.join(", ", Texts.LANGUAGES) + ".");
    }
    who.ifPresent(one -> accounts.remember(one.principal().name(), language));
    String age = "; Max-Age=" + KEPT.toSeconds();
    return answers
        .redirect(LoginPages.local(body.form().getOrDefault("back", "/")), visit)
        .withCookie(Cookies.cookie(visit, COOKIE, language, age));
  }
}
