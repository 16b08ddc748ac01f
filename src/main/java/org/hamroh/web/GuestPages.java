package org.hamroh.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Pages that open without a login, by a link that nobody can guess: for partners. What is in the
/// address is never written down, no search engine keeps it, and forms are taken from our own pages
/// only.
final class GuestPages {

  /// One page.
  ///
  /// @param path with `{token}`
  record Door(String path, Guest.Handler page, Guest.Handler form) {
    String pattern() {
      return path.replaceAll("\\{([A-Za-z]+)}", ":$1");
    }
  }

  /// Longer than any link lives.
  private static final Duration KEPT = Duration.ofDays(60);

  private static final String COOKIE = "hamroh-guest";

  private final Gate gate;
  private final Pages pages;
  private final Answers answers;

  GuestPages(Gate gate, Pages pages, Answers answers) {
    this.gate = gate;
    this.pages = pages;
    this.answers = answers;
  }

  Answer show(Door door, Visit visit) {
    return answer(door, visit, Body.EMPTY, door.page());
  }

  Answer send(Door door, Visit visit, Body body) {
    Visit discreet = discreet(door, visit);
    try {
      gate.checkOrigin(visit);
      gate.checkToken(visit, body, browser(visit));
    } catch (Refusal e) {
      return answers.failure(e, discreet, Optional.empty());
    }
    return answer(door, visit, body, door.form());
  }

  private Answer answer(Door door, Visit visit, Body body, Guest.Handler handler) {
    Visit discreet = discreet(door, visit);
    String known = browser(visit);
    String browser = known.isEmpty() ? Sessions.newToken() : known;
    try {
      Guest guest =
          new Guest(
              visit.pathParameters(),
              body.form(),
              Pages.language(discreet, Optional.empty()),
              visit.address(),
              browser);
      Guest.Page page = handler.handle(guest);
      Shell shell = pages.shell(discreet, Optional.empty(), Sessions.csrf(browser));
      return marked(
          Answer.of(
              page.status(),
              "text/html; charset=utf-8",
              pages.render(page.template(), page.parameters(), shell)),
          visit,
          browser);
    } catch (Exception e) {
      return marked(answers.failure(e, discreet, Optional.empty()), visit, browser);
    }
  }

  /// Somebody comes from a letter, so the cookie must come along from elsewhere: it opens nothing
  /// by itself, and forms carry a token besides.
  private static Answer marked(Answer answer, Visit visit, String browser) {
    return answer
        .with("X-Robots-Tag", "noindex, nofollow, noarchive")
        .withCookie(
            name(visit)
                + "="
                + browser
                + "; Path=/; HttpOnly; SameSite=Lax; Max-Age="
                + KEPT.toSeconds()
                + (visit.secure() ? "; Secure" : ""));
  }

  private static String browser(Visit visit) {
    return visit.cookie(name(visit)).filter(one -> one.matches("[\\w-]{20,100}")).orElse("");
  }

  private static String name(Visit visit) {
    return visit.secure() ? "__Host-" + COOKIE : COOKIE;
  }

  /// The same without the secret of the address, for logs and failures; the language is the one
  /// that the link names.
  private static Visit discreet(Door door, Visit visit) {
    Map<String, String> cookies = new HashMap<>(visit.cookies());
    String wanted = visit.query().getOrDefault("language", "");
    if (Texts.LANGUAGES.contains(wanted)) {
      cookies.put(LanguageForm.COOKIE, wanted);
    }
    return new Visit(
        visit.method(),
        door.path(),
        visit.headers(),
        Map.copyOf(cookies),
        Map.of(),
        Map.of(),
        visit.address(),
        visit.secure(),
        visit.direct());
  }
}
