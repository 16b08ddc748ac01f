package org.hamroh.web;

import java.time.Duration;

/// The cookies that we set. Each is for our own pages only; behind TLS those that open something
/// are bound to the host (`__Host-`).
enum Cookies {
  /// Who is logged in.
  SESSION("hamroh-session"),
  /// Before the login there is no session for the form's token to follow from; this stands in.
  DOOR("hamroh-door"),
  /// The password was right, the code is still to come.
  HALF("hamroh-half"),
  /// Somebody has logged in from this browser before.
  KNOWN("hamroh-known");

  private final String name;

  Cookies(String name) {
    this.name = name;
  }

  String name(Visit visit) {
    return visit.secure() ? "__Host-" + name : name;
  }

  /// What the browser holds; empty when it holds none.
  String of(Visit visit) {
    return visit.cookie(name(visit)).orElse("");
  }

  /// As `Set-Cookie` writes it; until the browser is closed.
  String set(Visit visit, String value) {
    return cookie(visit, name(visit), value, "");
  }

  String set(Visit visit, String value, Duration kept) {
    return cookie(visit, name(visit), value, "; Max-Age=" + kept.toSeconds());
  }

  String remove(Visit visit) {
    return cookie(visit, name(visit), "", "; Max-Age=0");
  }

  static String cookie(Visit visit, String name, String value, String more) {
    String secure = visit.secure() ? "; Secure" : "";
    return name + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + secure + more;
  }
}
