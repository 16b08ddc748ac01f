package org.hamroh.web;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/// The operator's panic key: somebody has come near, and the console must show and answer nothing
/// until its person is back. The lock is on the session, not on the page: a reload, another tab,
/// the API and the live stream find it locked too. A talk that runs goes on, on hold.
final class Locking {

  /// "Locked" (RFC 4918 §11.3).
  static final int LOCKED = 423;

  private static final Logger LOG = LogManager.getLogger(Locking.class);

  /// Longer ones would only keep the hash busy.
  private static final int LONGEST_PASSWORD = 200;

  private final Accounts accounts;
  private final SecondFactor codes;
  private final Sessions sessions;
  private final Gate gate;
  private final LoginThrottle throttle;
  private final KnownBrowsers browsers;
  private final Pages pages;
  private final Answers answers;
  private final LiveHub live;

  Locking(
      Accounts accounts,
      SecondFactor codes,
      Sessions sessions,
      Gate gate,
      LoginThrottle throttle,
      KnownBrowsers browsers,
      Pages pages,
      Answers answers,
      LiveHub live) {
    this.accounts = accounts;
    this.codes = codes;
    this.sessions = sessions;
    this.gate = gate;
    this.throttle = throttle;
    this.browsers = browsers;
    this.pages = pages;
    this.answers = answers;
    this.live = live;
  }

  /// Locks. Once more is the same.
  Answer lock(Visit visit, Body body) {
    gate.checkOrigin(visit);
    Optional<Sessions.Session> session = gate.session(visit);
    if (session.isEmpty()) {
      return Answer.of(204, "", ""); // nothing is answered to it anyway
    }
    gate.checkToken(visit, body, session.get().token());
    sessions.lock(session.get().token());
    live.lookAgain();
    LOG.info("event=locked person={}", session.get().login());
    return Answer.of(204, "", "");
  }

  /// A page that says nothing of whose it is.
  Answer show(Visit visit) {
    String to = LoginPages.local(visit.query().getOrDefault("to", "/"));
    Optional<Sessions.Session> session = gate.session(visit);
    if (session.isEmpty()) {
      return answers.redirect("/login?to=" + LoginPages.encode(to), visit);
    }
    return session.get().locked()
        ? page(visit, session.get(), 200, to, "", Duration.ZERO)
        : answers.redirect(to, visit);
  }

  /// Takes the password, or a code where there is one. A page's script is answered without a page.
  Answer unlock(Visit visit, Body body) {
    gate.checkOrigin(visit);
    Optional<Sessions.Session> found = gate.session(visit);
    String to = LoginPages.local(body.form().getOrDefault("to", "/"));
    boolean script = visit.header("accept").orElse("").startsWith("application/json");
    if (found.isEmpty()) {
      return script ? Answer.of(401, "", "") : answers.redirect("/login", visit);
    }
    Sessions.Session session = found.get();
    gate.checkToken(visit, body, session.token());
    LoginThrottle.Trier trier = trier(visit, session.login());
    Duration wait = throttle.password(trier);
    if (wait.isPositive()) {
      return script
          ? Answer.of(429, "", "")
          : page(visit, session, 429, to, "later", wait)
              .with("Retry-After", String.valueOf(seconds(wait)));
    }
    if (!isRight(session.login(), body.form().getOrDefault("password", ""))) {
      LOG.warn("event=unlock-refused person={} address={}", session.login(), visit.address());
      return script
          ? Answer.of(403, "", "")
          : page(visit, session, 403, to, "wrong-password", Duration.ZERO);
    }
    throttle.passwordWasRight(trier);
    sessions.unlock(session.token());
    LOG.info("event=unlocked person={}", session.login());
    return script ? Answer.of(204, "", "") : answers.redirect(to, visit);
  }

  private boolean isRight(String login, String given) {
    if (given.isEmpty() || given.length() > LONGEST_PASSWORD) {
      return false;
    }
    return accounts.login(login, given).isPresent()
        || (codes.isSet(login) && codes.matches(login, given));
  }

  private LoginThrottle.Trier trier(Visit visit, String login) {
    String known = Cookies.KNOWN.of(visit);
    return LoginThrottle.Trier.of(
        login, visit.address(), known.isEmpty() ? Optional.empty() : browsers.find(known, login));
  }

  private static long seconds(Duration wait) {
    return 1 + wait.toSeconds();
  }

  private Answer page(
      Visit visit, Sessions.Session session, int status, String to, String trouble, Duration wait) {
    String html =
        pages.render(
            "login/locked.jte",
            Map.of("to", to, "trouble", trouble, "seconds", seconds(wait)),
            pages.shell(visit, Optional.empty(), Sessions.csrf(session.token())));
    return Answer.of(status, "text/html; charset=utf-8", html);
  }
}
