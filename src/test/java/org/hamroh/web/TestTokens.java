package org.hamroh.web;

/// The token that a form of this browser's session carries.
public final class TestTokens {

  private TestTokens() {}

  public static String csrf(TestBrowser browser) {
    return Sessions.csrf(browser.cookies.getOrDefault("hamroh-session", ""));
  }
}
