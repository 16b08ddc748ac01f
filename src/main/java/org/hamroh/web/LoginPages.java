package org.hamroh.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/// Logging in and out, and the choice of language.
final class LoginPages {

  static final String LANGUAGE_COOKIE = "hamroh-language";

  private static final Logger LOG = LogManager.getLogger(LoginPages.class);

  /// A year: somebody's language does not change with the session.
  private static final Duration LANGUAGE_KEPT = Duration.ofDays(365);

  private static final int LONGEST_LOGIN = 64;

  /// Longer ones would only keep the hash busy.
  private static final int LONGEST_PASSWORD = 200;

  private final Accounts accounts;
  private final Sessions sessions;
  private final Gate gate;
  private final LoginThrottle throttle;
  private final Pages pages;
  private final Answers answers;

  LoginPages(
      Accounts accounts,
      Sessions sessions,
      Gate gate,
      LoginThrottle throttle,
      Pages pages,
      Answers answers) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.gate = gate;
    this.throttle = throttle;
    this.pages = pages;
    this.answers = answers;
  }

  Answer show(Visit visit) {
    String to = local(visit.query().getOrDefault("to", "/"));
    if (gate.who(visit).isPresent()) {
      return answers.redirect(to, visit);
    }
    return form(visit, 200, "", to, visit.query().containsKey("again") ? "again" : "", 0);
  }

  Answer login(Visit visit, Body body) {
    String login = body.form().getOrDefault("login", "").strip().toLowerCase(Locale.ROOT);
    String password = body.form().getOrDefault("password", "");
    String to = local(body.form().getOrDefault("to", "/"));
    gate.checkOrigin(visit);
    String door = visit.cookie(doorCookie(visit)).orElse("");
    if (door.isEmpty() || !Gate.same(body.form().getOrDefault("csrf", ""), Sessions.csrf(door))) {
      return answers.redirect("/login?again=1&to=" + encode(to), visit);
    }
    Duration wait = throttle.waitFor(login, visit.address());
    if (wait.isPositive()) {
      return form(visit, 429, login, to, "later", 1 + wait.toSeconds())
          .with("Retry-After", String.valueOf(1 + wait.toSeconds()));
    }
    throttle.begin(login, visit.address());
    boolean sane = login.length() <= LONGEST_LOGIN && password.length() <= LONGEST_PASSWORD;
    Optional<Person> person = sane ? accounts.login(login, password) : Optional.empty();
    if (person.isEmpty()) {
      LOG.info("event=login-refused address={}", visit.address());
      return form(visit, 401, login, to, "wrong", 0);
    }
    throttle.right(login, visit.address());
    visit.cookie(Gate.sessionCookie(visit)).ifPresent(sessions::close);
    Sessions.Session session = sessions.open(person.get().principal().name());
    LOG.info("event=login person={} address={}", session.login(), visit.address());
    return answers
        .redirect(to, visit)
        .withCookie(cookie(visit, Gate.sessionCookie(visit), session.token(), ""));
  }

  Answer logout(Visit visit, Body body) {
    gate.checkOrigin(visit);
    gate.who(visit)
        .flatMap(Gate.Who::session)
        .ifPresent(
            session -> {
              gate.checkToken(visit, body, session.token());
              sessions.close(session.token());
              LOG.info("event=logout person={}", session.login());
            });
    return answers
        .redirect("/login", visit)
        .with("Clear-Site-Data", "\"cache\"")
        .withCookie(cookie(visit, Gate.sessionCookie(visit), "", "; Max-Age=0"));
  }

  Answer language(Visit visit, Body body) {
    gate.checkOrigin(visit);
    Optional<Gate.Who> who = gate.who(visit);
    String secret =
        who.flatMap(Gate.Who::session)
            .map(Sessions.Session::token)
            .or(() -> visit.cookie(doorCookie(visit)))
            .orElse("");
    if (secret.isEmpty()) {
      return answers.redirect("/login", visit);
    }
    gate.checkToken(visit, body, secret);
    String language = body.form().getOrDefault("language", "");
    if (!Texts.LANGUAGES.contains(language)) {
      throw new Refusal(422, "The pages speak " + String.join(", ", Texts.LANGUAGES) + ".");
    }
    who.ifPresent(one -> accounts.remember(one.principal().name(), language));
    String age = "; Max-Age=" + LANGUAGE_KEPT.toSeconds();
    return answers
        .redirect(local(body.form().getOrDefault("back", "/")), visit)
        .withCookie(cookie(visit, LANGUAGE_COOKIE, language, age));
  }

  private Answer form(
      Visit visit, int status, String login, String to, String trouble, long seconds) {
    String known = visit.cookie(doorCookie(visit)).orElse("");
    String door = known.isEmpty() ? Sessions.newToken() : known;
    String html =
        pages.render(
            "login.jte",
            Map.of("login", login, "to", to, "trouble", trouble, "seconds", seconds),
            pages.shell(visit, Optional.empty(), Sessions.csrf(door)));
    return Answer.of(status, "text/html; charset=utf-8", html)
        .withCookie(cookie(visit, doorCookie(visit), door, ""));
  }

  /// Before the login there is no session for the form's token to follow from; this stands in.
  private static String doorCookie(Visit visit) {
    return visit.secure() ? "__Host-hamroh-door" : "hamroh-door";
  }

  private static String cookie(Visit visit, String name, String value, String more) {
    String secure = visit.secure() ? "; Secure" : "";
    return name + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + secure + more;
  }

  /// Only to a page of ours: `//elsewhere` and `/\elsewhere` lead away.
  private static String local(String path) {
    return path.matches("/([A-Za-z0-9._~-][A-Za-z0-9._~/-]*)?") ? path : "/";
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
