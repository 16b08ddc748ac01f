package org.hamroh;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hamroh.operator.Passwords;
import org.hamroh.operator.Tokens;
import org.hamroh.operator.Users;
import org.hamroh.store.Database;
import org.hamroh.web.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Somebody who works at the hotline of a test and asks its API under the own name.
final class StaffMember {

  static final String PASSWORD = "four words of mine";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;
  private final String token;

  private StaffMember(String address, String token) {
    this.address = address;
    this.token = token;
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
      return new StaffMember(
          hotline.address() + "/api/v1",
          new Tokens(database, Clock.systemUTC()).add(login, Set.of(role)));
    }
  }

  JsonNode get(String path) {
    return good(path, send(path, HttpRequest.newBuilder()));
  }

  int status(String path) {
    return send(path, HttpRequest.newBuilder()).statusCode();
  }

  JsonNode post(String path, String json) {
    return good(path, send(path, posting(json)));
  }

  int postStatus(String path, String json) {
    return send(path, posting(json)).statusCode();
  }

  private static HttpRequest.Builder posting(String json) {
    return HttpRequest.newBuilder()
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json));
  }

  private static JsonNode good(String path, HttpResponse<String> answer) {
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> send(String path, HttpRequest.Builder request) {
    try {
      return http.send(
          request
              .uri(URI.create(address + path))
              .header("Authorization", "Bearer " + token)
              .timeout(PATIENCE)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
