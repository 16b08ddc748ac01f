package org.hamroh.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/// Logging in and out: first the password, then, where the rules or the person want it, a code.
final class LoginPages {

  private static final Logger LOG = LogManager.getLogger(LoginPages.class);

  private static final int LONGEST_LOGIN = 64;

  /// Longer ones would only keep the hash busy.
  private static final int LONGEST_PASSWORD = 200;

  private final Accounts accounts;
  private final SecondFactor codes;
  private final Sessions sessions;
  private final HalfLogins halves;
  private final KnownBrowsers browsers;
  private final Gate gate;
  private final LoginThrottle throttle;
  private final Pages pages;
  private final Answers answers;

  LoginPages(
      Accounts accounts,
      SecondFactor codes,
      Sessions sessions,
      HalfLogins halves,
      KnownBrowsers browsers,
      Gate gate,
      LoginThrottle throttle,
      Pages pages,
      Answers answers) {
    this.accounts = accounts;
    this.codes = codes;
    this.sessions = sessions;
    this.halves = halves;
    this.browsers = browsers;
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
    return password(visit, 200, "", to, visit.query().containsKey("again") ? "again" : "", 0);
  }

  Answer login(Visit visit, Body body) {
    String login = body.form().getOrDefault("login", "").strip().toLowerCase(Locale.ROOT);
    String password = body.form().getOrDefault("password", "");
    String to = local(body.form().getOrDefault("to", "/"));
    gate.checkOrigin(visit);
    if (!isOurForm(visit, body)) {
      return again(visit, to);
    }
    LoginThrottle.Trier trier = trier(visit, login);
    Duration wait = throttle.password(trier);
    if (wait.isPositive()) {
      return later(password(visit, 429, login, to, "later", seconds(wait)), wait);
    }
    boolean sane = login.length() <= LONGEST_LOGIN && password.length() <= LONGEST_PASSWORD;
    Optional<Person> person = sane ? accounts.login(login, password) : Optional.empty();
    if (person.isEmpty()) {
      LOG.info("event=login-refused address={}", visit.address());
      return password(visit, 401, login, to, "wrong", 0);
    }
    throttle.passwordWasRight(trier);
    return switch (codes.need(person.get())) {
      case NOTHING -> enter(answers.redirect(to, visit), visit, login);
      case CODE, SET_UP ->
          answers
              .redirect("/login/code", visit)
              .withCookie(Cookies.HALF.set(visit, halves.begin(login, to)));
    };
  }

  /// The second page: asks for a code, and at the first login shows what the app is to be told.
  Answer showCode(Visit visit) {
    Optional<HalfLogins.Half> half = halves.find(Cookies.HALF.of(visit));
    return half.isEmpty() ? again(visit, "/") : code(visit, half.get(), 200, "", 0);
  }

  Answer code(Visit visit, Body body) {
    gate.checkOrigin(visit);
    String token = Cookies.HALF.of(visit);
    Optional<HalfLogins.Half> found = halves.find(token);
    Optional<Person> person = found.flatMap(half -> accounts.person(half.login()));
    if (found.isEmpty() || person.isEmpty() || !isOurForm(visit, body)) {
      return again(visit, "/");
    }
    HalfLogins.Half half = found.get();
    LoginThrottle.Trier trier = trier(visit, half.login());
    Duration wait = throttle.code(trier);
    if (wait.isPositive()) {
      return later(code(visit, half, 429, "later", seconds(wait)), wait);
    }
    String given = body.form().getOrDefault("code", "");
    boolean first = codes.need(person.get()) == SecondFactor.Need.SET_UP;
    Optional<List<String>> recovery = first ? codes.prove(half.login(), given) : Optional.empty();
    if (first ? recovery.isEmpty() : !codes.matches(half.login(), given)) {
      // Whoever gets here knows the password: worth an administrator's look.
      LOG.warn("event=login-code-refused person={} address={}", half.login(), visit.address());
      return code(visit, half, 401, "wrong", 0);
    }
    throttle.codeWasRight(trier);
    halves.end(token);
    Answer answer =
        recovery
            .map(ones -> recovery(visit, person.get(), ones, half.to()))
            .orElseGet(() -> answers.redirect(half.to(), visit));
    return enter(answer, visit, half.login()).withCookie(Cookies.HALF.remove(visit));
  }

  private Answer enter(Answer answer, Visit visit, String login) {
    String old = Cookies.SESSION.of(visit);
    if (!old.isEmpty()) {
      sessions.close(old);
    }
    String known = Cookies.KNOWN.of(visit);
    String browser = known.isEmpty() ? Sessions.newToken() : known;
    browsers.remember(browser, login);
    Sessions.Session session =
        sessions.open(login, visit.address(), visit.header("user-agent").orElse(""));
    LOG.info("event=login person={} address={}", login, visit.address());
    return answer
        .withCookie(Cookies.SESSION.set(visit, session.token()))
        .withCookie(Cookies.KNOWN.set(visit, browser, KnownBrowsers.KEPT));
  }

  Answer logout(Visit visit, Body body) {
    gate.checkOrigin(visit);
    gate.session(visit)
        .ifPresent(
            session -> {
              gate.checkToken(visit, body, session.token());
              sessions.close(session.token());
              LOG.info("event=logout person={}", session.login());
            });
    return answers
        .redirect("/login", visit)
        .with("Clear-Site-Data", "\"cache\"")
        .withCookie(Cookies.SESSION.remove(visit));
  }

  private LoginThrottle.Trier trier(Visit visit, String login) {
    String known = Cookies.KNOWN.of(visit);
    return LoginThrottle.Trier.of(
        login, visit.address(), known.isEmpty() ? Optional.empty() : browsers.find(known, login));
  }

  private static boolean isOurForm(Visit visit, Body body) {
    String door = Cookies.DOOR.of(visit);
    return !door.isEmpty() && Gate.same(body.form().getOrDefault("csrf", ""), Sessions.csrf(door));
  }

  private Answer again(Visit visit, String to) {
    return answers.redirect("/login?again=1&to=" + encode(to), visit);
  }

  private static long seconds(Duration wait) {
    return 1 + wait.toSeconds();
  }

  private static Answer later(Answer answer, Duration wait) {
    return answer.with("Retry-After", String.valueOf(seconds(wait)));
  }

  private Answer password(
      Visit visit, int status, String login, String to, String trouble, long seconds) {
    return page(
        visit,
        status,
        "login.jte",
        Map.of("login", login, "to", to, "trouble", trouble, "seconds", seconds));
  }

  private Answer code(Visit visit, HalfLogins.Half half, int status, String trouble, long seconds) {
    boolean first =
        accounts
            .person(half.login())
            .map(person -> codes.need(person) == SecondFactor.Need.SET_UP)
            .orElse(false);
    return first
        ? page(
            visit,
            status,
            "login/setup.jte",
            Map.of("setup", codes.begin(half.login()), "trouble", trouble, "seconds", seconds))
        : page(visit, status, "login/code.jte", Map.of("trouble", trouble, "seconds", seconds));
  }

  private Answer recovery(Visit visit, Person person, List<String> ones, String to) {
    return page(
        visit,
        200,
        "login/recovery.jte",
        Map.of("codes", ones, "to", to, "login", person.principal().name()));
  }

  private Answer page(Visit visit, int status, String template, Map<String, Object> parameters) {
    String known = Cookies.DOOR.of(visit);
    String door = known.isEmpty() ? Sessions.newToken() : known;
    String html =
        pages.render(
            template, parameters, pages.shell(visit, Optional.empty(), Sessions.csrf(door)));
    return Answer.of(status, "text/html; charset=utf-8", html)
        .withCookie(Cookies.DOOR.set(visit, door));
  }

  /// Only to a page of ours: `//elsewhere` and `/\elsewhere` lead away.
  static String local(String path) {
    return path.matches("/([A-Za-z0-9._~-][A-Za-z0-9._~/-]*)?") ? path : "/";
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
