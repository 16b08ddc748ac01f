package org.hamroh.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/// Decides who comes in: session or token, role, and that a form was really ours.
final class Gate {

  /// Who asks.
  ///
  /// @param person  empty for a program with a token
  /// @param session empty for a program with a token
  record Who(Principal principal, Optional<Person> person, Optional<Sessions.Session> session) {

    /// Keeps a person and a token of the same name apart.
    String key() {
      return (session.isPresent() ? "person:" : "token:") + principal.name();
    }
  }

  private final Accounts accounts;
  private final Sessions sessions;

  Gate(Accounts accounts, Sessions sessions) {
    this.accounts = accounts;
    this.sessions = sessions;
  }

  /// Who asks, if anybody known.
  Optional<Who> who(Visit visit) {
    Optional<String> bearer =
        visit
            .header("authorization")
            .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
            .map(value -> value.substring(7).strip());
    if (visit.isApi() && bearer.isPresent()) {
      return accounts
          .token(bearer.get())
          .map(principal -> new Who(principal, Optional.empty(), Optional.empty()));
    }
    return session(visit)
        .filter(session -> !session.locked())
        .flatMap(
            session ->
                accounts
                    .person(session.login())
                    .map(
                        person ->
                            new Who(
                                person.principal(), Optional.of(person), Optional.of(session))));
  }

  /// The session of a browser, a locked one too.
  Optional<Sessions.Session> session(Visit visit) {
    return visit.cookie(Cookies.SESSION.name(visit)).flatMap(sessions::find);
  }

  /// @throws Refusal 401 for nobody known, 423 for a session that is locked
  Who known(Visit visit) {
    return who(visit).orElseThrow(() -> nobody(visit));
  }

  private Refusal nobody(Visit visit) {
    return session(visit).filter(Sessions.Session::locked).isPresent()
        ? new Refusal(Locking.LOCKED, "This console is locked. Unlock it with your password.")
        : new Refusal(401, "Log in first, or send a bearer token that is known here.");
  }

  /// @throws Refusal 403 for the wrong role
  static void check(Who who, Set<Role> roles) {
    if (!who.principal().hasAny(roles)) {
      throw new Refusal(
          403,
          "This is open to "
              + String.join(", ", roles.stream().map(Role::name).sorted().toList())
              + " only.");
    }
  }

  /// A POST of a browser must come from a page of ours. Programs with a token are not browsers.
  ///
  /// @throws Refusal 403 otherwise
  void checkOrigin(Visit visit) {
    String origin = visit.header("origin").orElse("null");
    String site = visit.header("sec-fetch-site").orElse("same-origin");
    // Pages are sent with "no-referrer", so plain forms say "null" here; the token then decides.
    boolean ours =
        origin.equals("null")
            || origin.replaceFirst("^https?://", "").equals(visit.header("host").orElse(""));
    if (!ours || !(site.equals("same-origin") || site.equals("none"))) {
      throw new Refusal(403, "This form comes from another site.");
    }
  }

  /// A WebSocket takes cookies along from any site, and knows no form's token: only a page of ours,
  /// opened by a person who is logged in, may have one.
  ///
  /// @throws Refusal 401 without a session, 403 from elsewhere
  void checkSocket(Visit visit, Who who) {
    if (who.session().isEmpty()) {
      throw new Refusal(401, "Log in first.");
    }
    String origin = visit.header("origin").orElse("");
    String ours = (visit.secure() ? "https://" : "http://") + visit.header("host").orElse("");
    if (!origin.equals(ours)) {
      throw new Refusal(403, "This page comes from another site.");
    }
  }

  /// @param secret the cookie that the form's token must follow from
  /// @throws Refusal 403 when the token is missing or another one
  void checkToken(Visit visit, Body body, String secret) {
    String given = visit.header("x-csrf-token").orElse(body.form().getOrDefault("csrf", ""));
    if (!same(given, Sessions.csrf(secret))) {
      throw new Refusal(403, "This page is too old. Load it again and send the form once more.");
    }
  }

  static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
