package org.hamroh.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.console.TestConsole;
import org.hamroh.web.Role;
import org.hamroh.web.TestBrowser;
import org.hamroh.yaml.ProblemsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PeopleTest {

  @TempDir private Path folder;
  private TestConsole console;

  @BeforeEach
  void start() {
    console = new TestConsole(folder).start();
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private void add(String login, String extension, String password) {
    console.users.add(
        login, login, Set.of(Role.OPERATOR), "tg", Optional.ofNullable(extension), password);
  }

  @Test
  void passwordsAreKeptAsSlowHashes() {
    try (Passwords passwords = new Passwords()) {
      String one = passwords.hash(TestConsole.PASSWORD);
      String other = passwords.hash(TestConsole.PASSWORD);

      assertThat(one).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(other);
      assertThat(passwords.matches(TestConsole.PASSWORD, one)).isTrue();
      assertThat(passwords.matches("four words of mina", one)).isFalse();
    }
  }

  @Test
  void weakPasswordsAreRefused() {
    for (String weak :
        List.of("tiny", "password1234", "aaaaaaaaaaaa", "qwertyuiop12", "anvarjon1234")) {
      assertThatThrownBy(() -> add("anvarjon", null, weak))
          .as(weak)
          .isInstanceOf(ProblemsException.class)
          .hasMessageContaining("password of anvarjon")
          .hasMessageNotContaining(weak);
    }
  }

  @Test
  void generatedPasswordIsGoodEnoughAndNeverTheSame() {
    String one = Passwords.generate();

    add("anvar", null, one);

    assertThat(one).matches("[a-z2-9]{4}(-[a-z2-9]{4}){3}").isNotEqualTo(Passwords.generate());
  }

  @Test
  void aLoginAndAnExtensionBelongToOnePerson() {
    assertThatThrownBy(() -> add("zarina", null, TestConsole.PASSWORD))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("user zarina: is there already");
    assertThatThrownBy(() -> add("anvar", "op1", TestConsole.PASSWORD))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("extension op1: belongs to somebody else");
  }

  @Test
  void allMistakesAreToldAtOnce() {
    assertThatThrownBy(
            () -> console.users.add("Bad Login", " ", Set.of(), "fr", Optional.of("X"), "short"))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContainingAll("is no login", "needs a name", "has no role", "fr", "extension");
  }

  @Test
  void newPasswordEndsOldSessions() {
    TestBrowser browser = console.browserOf("zarina");
    assertThat(browser.get("/").statusCode()).isEqualTo(200);

    console.users.setPassword("zarina", "some other four words");

    assertThat(browser.get("/").statusCode()).isEqualTo(303);
    assertThat(console.browserOf("zarina").get("/").statusCode()).isEqualTo(303);
  }

  @Test
  void closedAccountIsOutAtOnce() {
    TestBrowser browser = console.browserOf("zarina");
    assertThat(browser.get("/").statusCode()).isEqualTo(200);

    console.users.close("zarina");

    assertThat(browser.get("/").statusCode()).isEqualTo(303);
    assertThat(console.browserOf("zarina").get("/").statusCode()).isEqualTo(303);
    assertThat(console.users.list()).noneMatch(user -> user.login().equals("zarina"));
  }

  @Test
  void theSameLettersTypedElsewhereAreTheSamePassword() {
    String composed = "йёй чор калима";
    String decomposed = java.text.Normalizer.normalize(composed, java.text.Normalizer.Form.NFD);
    add("anvar", null, composed);
    TestBrowser browser = new TestBrowser(console.address());
    browser.get("/login");

    HttpResponse<String> answer =
        browser.form("/login", Map.of("login", "anvar", "password", decomposed));

    assertThat(decomposed).isNotEqualTo(composed);
    assertThat(answer.statusCode()).isEqualTo(303);
  }

  @Test
  void unknownLoginTakesAsLongAsAWrongPassword() {
    long known = Long.MAX_VALUE;
    long unknown = Long.MAX_VALUE;
    Passwords slow = new Passwords();
    Users users = new Users(console.database, slow, console.clock);
    UserAccounts accounts =
        new UserAccounts(users, new Tokens(console.database, console.clock), slow);
    users.setPassword("zarina", TestConsole.PASSWORD);

    for (int i = 0; i < 5; i++) {
      known = Math.min(known, nanos(() -> accounts.login("zarina", "wrong wrong wrong")));
      unknown = Math.min(unknown, nanos(() -> accounts.login("nobody", "wrong wrong wrong")));
    }

    assertThat((double) unknown / known).isBetween(0.6, 1.6);
  }

  private static long nanos(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }

  @Test
  void administratorAddsAndListsUsersOverTheApi() {
    TestBrowser program = console.programOf(Role.ADMIN);

    HttpResponse<String> added =
        program.json(
            "/api/v1/users",
            "{\"login\":\"anvar\",\"roles\":[\"operator\"],\"extension\":\"op3\"}");
    HttpResponse<String> again =
        program.json("/api/v1/users", "{\"login\":\"anvar\",\"roles\":[\"operator\"]}");
    String list = program.get("/api/v1/users").body();

    assertThat(added.statusCode()).isEqualTo(201);
    assertThat(added.body()).containsPattern("\"password\":\"[a-z2-9-]{19}\"");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(list)
        .contains("\"login\":\"anvar\"", "\"extension\":\"op3\"", "\"language\":\"tg\"")
        .doesNotContain("argon2", "password");
  }

  @Test
  void onlyAdministratorsSeeTheUsers() {
    assertThat(console.programOf(Role.MANAGER).get("/api/v1/users").statusCode()).isEqualTo(403);
  }

  @Test
  void theTableKeepsNoToken() {
    Tokens tokens = new Tokens(console.database, console.clock);
    String token = tokens.add("reporting", Set.of(Role.MANAGER));

    List<String> kept =
        console.database.read(
            handle ->
                handle.createQuery("select token_hash from tokens").mapTo(String.class).list());

    assertThat(token).startsWith("hamroh_").hasSizeGreaterThan(32);
    assertThat(kept).singleElement().isNotEqualTo(token);
    assertThat(tokens.find(token).orElseThrow().name()).isEqualTo("reporting");
    assertThat(tokens.find(token + "x")).isEmpty();
  }
}
