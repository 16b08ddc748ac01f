package org.hamroh;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.operator.Passwords;
import org.hamroh.operator.Users;
import org.hamroh.store.Database;
import org.hamroh.web.Role;
import org.hamroh.web.TestBrowser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Somebody who works at the hotline of a test, and is logged in. The settings must ask for no
/// code: `login: {totp: off}`.
final class StaffMember {

  static final String PASSWORD = "four words of mine";
  static final String NO_CODE = "\nlogin: {totp: off}\n";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final TestBrowser browser;

  private StaffMember(TestBrowser browser) {
    this.browser = browser;
  }

  /// @param extension the telephone, empty for none
  static StaffMember join(TestHotline hotline, String login, Role role, String extension) {
    String name = Character.toUpperCase(login.charAt(0)) + login.substring(1);
    try (Database database = Database.open(hotline.data().resolve("hamroh.db"));
        Passwords passwords = new Passwords()) {
      new Users(database, passwords, Clock.systemUTC())
          .add(
              login,
              name,
              Set.of(role),
              "en",
              Optional.of(extension).filter(one -> !one.isEmpty()),
              PASSWORD);
    }
    TestBrowser browser = new TestBrowser(hotline.address());
    browser.get("/login");
    browser.form("/login", Map.of("login", login, "password", PASSWORD));
    browser.get("/account"); // its forms carry the session's own token
    browser.headers.put("X-CSRF-Token", browser.token);
    return new StaffMember(browser);
  }

  JsonNode get(String path) {
    return good(path, browser.get("/api/v1" + path));
  }

  int status(String path) {
    return browser.get("/api/v1" + path).statusCode();
  }

  JsonNode post(String path, String json) {
    return good(path, browser.json("/api/v1" + path, json));
  }

  int postStatus(String path, String json) {
    return browser.json("/api/v1" + path, json).statusCode();
  }

  private static JsonNode good(String path, HttpResponse<String> answer) {
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }
}
