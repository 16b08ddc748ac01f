package org.hamroh.web;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/// `/account`: where somebody sees the own sessions and ends a stranger's, changes the password and
/// looks after the code; and for administrators everybody's sessions. What is ended here is ended
/// at once, the live stream of an open page too.
public final class AccountPages implements Routes {

  private static final Logger LOG = LogManager.getLogger(AccountPages.class);

  private static final Set<Role> EVERYBODY = EnumSet.allOf(Role.class);
  private static final Set<Role> ADMINS = Set.of(Role.ADMIN);

  /// @param items the newest first
  /// @param next  always null: sessions are few
  record SessionList(List<SessionView> items, @Nullable String next) {}

  /// @param current whether it is the one that asks
  public record SessionView(
      String id,
      String login,
      Instant startedAt,
      Instant seenAt,
      String address,
      String browser,
      boolean current) {}

  private final Accounts accounts;
  private final SecondFactor codes;
  private final Sessions sessions;
  private final LoginThrottle throttle;
  private final LiveHub live;

  AccountPages(
      Accounts accounts,
      SecondFactor codes,
      Sessions sessions,
      LoginThrottle throttle,
      LiveHub live) {
    this.accounts = accounts;
    this.codes = codes;
    this.sessions = sessions;
    this.throttle = throttle;
    this.live = live;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/account", EVERYBODY, request -> own(request, ""));
    mount.post("/account/password", EVERYBODY, this::changePassword);
    mount.post("/account/sessions/{id}/end", EVERYBODY, this::endOwnAndShow);
    mount.get("/account/code", EVERYBODY, request -> setup(request, ""));
    mount.post("/account/code", EVERYBODY, this::prove);
    mount.post("/account/code/recovery", EVERYBODY, this::renew);
    mount.post("/account/code/remove", EVERYBODY, this::remove);
    mount.get("/account/people", ADMINS, request -> people());
    mount.post("/account/people/sessions/{id}/end", ADMINS, this::endAnyAndShow);
    mount.post("/account/people/{login}/reset", ADMINS, this::resetAndShow);
    mount.get(
        "/api/v1/sessions", EVERYBODY, request -> Reply.json(list(ownSessions(request), request)));
    mount.post("/api/v1/sessions/{id}/end", EVERYBODY, this::endOwn);
    mount.get(
        "/api/v1/users/sessions", ADMINS, request -> Reply.json(list(sessions.all(), request)));
    mount.post("/api/v1/users/sessions/{id}/end", ADMINS, this::endAny);
    mount.post("/api/v1/users/{login}/reset", ADMINS, this::reset);
  }

  private List<Sessions.Open> ownSessions(Request request) {
    return request.session().isEmpty() ? List.of() : sessions.of(request.principal().name());
  }

  private static SessionList list(List<Sessions.Open> open, Request request) {
    String current = request.session().orElse("");
    return new SessionList(
        open.stream()
            .map(
                one ->
                    new SessionView(
                        one.id(),
                        one.login(),
                        one.startedAt(),
                        one.seenAt(),
                        one.address(),
                        one.browser(),
                        one.id().equals(current)))
            .toList(),
        null);
  }

  private Reply own(Request request, String notice) {
    String login = request.principal().name();
    Person person = person(request);
    return Reply.page(
        "login/account.jte",
        Map.of(
            "login",
            login,
            "sessions",
            list(ownSessions(request), request).items(),
            "codeSet",
            codes.isSet(login),
            "mayGoWithout",
            codes.mayGoWithout(person),
            "codesLeft",
            codes.codesLeft(login),
            "notice",
            notice));
  }

  private Person person(Request request) {
    return accounts
        .person(request.principal().name())
        .orElseThrow(() -> new Refusal(403, "This is for people with a login."));
  }

  private Reply changePassword(Request request) {
    String login = person(request).principal().name();
    String wanted = request.form("wanted").orElse("");
    if (!wanted.equals(request.form("again").orElse(""))) {
      return own(request, "different");
    }
    slowDown(throttle.password(trier(request)));
    if (!accounts.changePassword(login, request.form("old").orElse(""), wanted)) {
      LOG.warn("event=password-change-refused person={}", login);
      return own(request, "wrong-password");
    }
    throttle.passwordWasRight(trier(request));
    sessions.endOthers(login, request.session().orElse(""));
    live.lookAgain();
    LOG.info("event=password-changed person={}", login);
    return own(request, "changed");
  }

  private Reply endOwnAndShow(Request request) {
    endOwn(request);
    return new Reply.Redirect("/account");
  }

  private Reply endOwn(Request request) {
    String id = request.path("id");
    if (sessions.of(request.principal().name()).stream().noneMatch(open -> open.id().equals(id))) {
      throw Refusal.notFound("session of yours");
    }
    return end(request, id);
  }

  private Reply endAnyAndShow(Request request) {
    endAny(request);
    return new Reply.Redirect("/account/people");
  }

  private Reply endAny(Request request) {
    return end(request, request.path("id"));
  }

  private Reply end(Request request, String id) {
    if (!sessions.end(id)) {
      throw Refusal.notFound("session");
    }
    live.lookAgain();
    LOG.info("event=session-ended by={}", request.principal().name());
    return new Reply.NoContent();
  }

  private Reply setup(Request request, String trouble) {
    String login = person(request).principal().name();
    return Reply.page(
        "login/setup-own.jte", Map.of("setup", codes.begin(login), "trouble", trouble));
  }

  /// Asks for the password once more: a console that was left open must not be bound to a
  /// stranger's telephone.
  private Reply prove(Request request) {
    String login = person(request).principal().name();
    slowDown(throttle.password(trier(request)));
    if (accounts.login(login, request.form("password").orElse("")).isEmpty()) {
      return setup(request, "wrong-password");
    }
    throttle.passwordWasRight(trier(request));
    return codes
        .prove(login, request.form("code").orElse(""))
        .map(ones -> recovery(login, ones))
        .orElseGet(() -> setup(request, "wrong"));
  }

  /// Somebody at a console that was left open may guess; only this session is made to wait.
  private static LoginThrottle.Trier trier(Request request) {
    return LoginThrottle.Trier.of(
        request.principal().name(), "", Optional.of("session " + request.session().orElse("")));
  }

  private static void slowDown(Duration wait) {
    if (wait.isPositive()) {
      throw new Refusal(
          429, "Too many wrong tries. Try again in " + (1 + wait.toSeconds()) + " s.");
    }
  }

  private boolean isRightCode(Request request, String login) {
    LoginThrottle.Trier trier = trier(request);
    slowDown(throttle.code(trier));
    boolean right = codes.matches(login, request.form("code").orElse(""));
    if (right) {
      throttle.codeWasRight(trier);
    }
    return right;
  }

  private static Reply recovery(String login, List<String> ones) {
    return Reply.page("login/recovery-own.jte", Map.of("codes", ones, "login", login));
  }

  private Reply renew(Request request) {
    String login = person(request).principal().name();
    if (!isRightCode(request, login)) {
      return own(request, "wrong-code");
    }
    return recovery(login, codes.renewCodes(login));
  }

  private Reply remove(Request request) {
    Person person = person(request);
    String login = person.principal().name();
    if (!codes.mayGoWithout(person)) {
      throw new Refusal(403, "The rules of this installation ask for a code of you.");
    }
    if (!isRightCode(request, login)) {
      return own(request, "wrong-code");
    }
    codes.remove(login);
    return own(request, "removed");
  }

  private Reply people() {
    return Reply.page("login/people.jte", Map.of("sessions", sessions.all()));
  }

  private Reply resetAndShow(Request request) {
    reset(request);
    return new Reply.Redirect("/account/people");
  }

  /// For whom has lost the telephone: the code is taken away and every session ended. The next
  /// login sets a code up anew.
  private Reply reset(Request request) {
    String login = request.path("login");
    if (accounts.person(login).isEmpty()) {
      throw Refusal.notFound("person " + login);
    }
    codes.remove(login);
    sessions.closeAll(login);
    live.lookAgain();
    LOG.info("event=login-reset person={} by={}", login, request.principal().name());
    return new Reply.NoContent();
  }
}
