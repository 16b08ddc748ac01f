package org.hamroh.web;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hamroh.store.Database;
import org.jspecify.annotations.Nullable;

/// A web server on a free port with two people and a token, for tests.
public final class TestSite implements AutoCloseable {

  public static final String PASSWORD = "four words of mine";

  final TestClock clock = new TestClock();
  public final Database database;
  final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  final Map<String, Person> people = new ConcurrentHashMap<>();
  final List<ReadyCheck> checks = new ArrayList<>();
  public LiveHub live = new LiveHub(3, Duration.ofMillis(50), Duration.ofMillis(200));
  Limits limits = Limits.STANDARD;
  public Guard guard = Guard.PLAIN;
  private WebServer server;
  private WebConfig.@Nullable Tls tls;
  boolean behindProxy;

  public TestSite(Path folder) {
    database = Database.open(folder.resolve("web.db"));
    people.put("zarina", person("zarina", Role.OPERATOR));
    people.put("rustam", person("rustam", Role.ADMIN));
    people.put("malika", person("malika", Role.SUPERVISOR));
  }

  private static Person person(String login, Role role) {
    return new Person(new Principal(login, Set.of(role)), login, "en");
  }

  /// Somebody else with a login, or the same person with other rights.
  public void add(Person one) {
    people.put(one.principal().name(), one);
  }

  /// Over TLS with this certificate.
  public TestSite secured(WebConfig.Tls with) {
    tls = with;
    return this;
  }

  public TestSite start(Routes... routes) {
    return start(0, routes);
  }

  TestSite start(int port, Routes... routes) {
    server =
        new WebServer(
            new WebConfig("127.0.0.1", port, tls, behindProxy),
            "Hamroh",
            new People(),
            guard,
            database,
            Texts.load(
                ZoneId.of("Asia/Dushanbe"),
                List.of(
                    "console",
                    "alarm",
                    "campaign",
                    "twin",
                    "routes",
                    "reach",
                    "poll",
                    "surge",
                    "contact",
                    "listing",
                    "script",
                    "recording",
                    "callback",
                    "voicemail",
                    "softphone",
                    "login",
                    "talk",
                    "casework",
                    "screening",
                    "cases",
                    "roster",
                    "day",
                    "audit",
                    "retention",
                    "erasure",
                    "wellbeing",
                    "training",
                    "referral",
                    "inbox",
                    "sms",
                    "claims")),
            live,
            metrics,
            clock,
            checks,
            List.of(routes),
            limits);
    server.start();
    return this;
  }

  int port() {
    return server.port();
  }

  public String address() {
    return (tls == null ? "http" : "https") + "://127.0.0.1:" + port();
  }

  public TestBrowser browser() {
    return new TestBrowser(address());
  }

  /// A browser of somebody who has logged in.
  public TestBrowser browserOf(String login) {
    TestBrowser browser = browser();
    browser.get("/login");
    browser.form("/login", Map.of("login", login, "password", PASSWORD));
    return browser;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    database.close();
  }

  private final class People implements Accounts {
    @Override
    public Optional<Person> login(String login, String password) {
      return password.equals(PASSWORD) ? person(login) : Optional.empty();
    }

    @Override
    public Optional<Person> person(String login) {
      return Optional.ofNullable(people.get(login));
    }

    @Override
    public Optional<Principal> token(String token) {
      Map<String, Principal> tokens = new HashMap<>();
      tokens.put("secret-of-admin", new Principal("admin", Set.of(Role.ADMIN)));
      tokens.put("secret-of-other", new Principal("other", Set.of(Role.ADMIN)));
      return Optional.ofNullable(tokens.get(token));
    }

    @Override
    public boolean changePassword(String login, String old, String wanted) {
      return old.equals(PASSWORD);
    }

    @Override
    public void remember(String login, String language) {
      people.computeIfPresent(
          login, (same, person) -> new Person(person.principal(), person.displayName(), language));
    }
  }
}
