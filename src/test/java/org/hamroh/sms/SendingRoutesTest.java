package org.hamroh.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.hamroh.phone.NumberReader;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.LinkWord;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.web.Person;
import org.hamroh.web.Principal;
import org.hamroh.web.Role;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.TestSite;
import org.hamroh.web.Texts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The page of the routes and its API: what nobody knows is settled by one click, and a repeated
/// request sends nothing twice.
final class SendingRoutesTest {

  private static final PhoneNumber SOMEBODY = new PhoneNumber("+992900000001");
  private static final int REPEATS = 1_000;
  private static final int AT_ONCE = 32;

  @TempDir private Path folder;
  private SmsHouse house;
  private TestSite site;

  @BeforeEach
  void start() throws Exception {
    SmscBehaviour silent = SmscBehaviour.polite().cuttingOff(1).withFate(to -> "");
    house = SmsHouse.open(Files.createDirectory(folder.resolve("sms")), silent);
    house.gateway.start();
    site = new TestSite(Files.createDirectory(folder.resolve("web")));
    for (String login : List.of("manija", "other")) {
      site.add(new Person(new Principal(login, Set.of(Role.MANAGER)), login, "en"));
    }
    site.start(
        new SendingRoutes(house.gateway, house.database, Clock.systemUTC()),
        new MessageRoutes(house.gateway, house.database, new NumberReader(), "tg"));
  }

  @AfterEach
  void stop() {
    site.close();
    house.close();
  }

  @Test
  void anUnknownTextIsSentAgainByItsButton() {
    long id = unknown();
    TestBrowser manager = site.browserOf("manija");
    assertThat(manager.get("/routes").body())
        .contains("/routes/unknown/" + id + "/resend", "/routes/unknown/" + id + "/give-up")
        .doesNotContain("900000001");
    house.smsc.behave(SmscBehaviour.polite());

    HttpResponse<String> pressed = manager.form("/routes/unknown/" + id + "/resend", Map.of());

    assertThat(pressed.statusCode()).isIn(200, 303);
    SmsHouse.await().until(() -> house.state(id) == SmsState.DELIVERED);
    assertThat(house.smsc.taken()).hasSize(2);
    assertThat(manager.get("/panels/routes").body())
        .contains("Of every text we know what became of it");
  }

  @Test
  void anUnknownTextIsLeftByItsButton() {
    long id = unknown();
    TestBrowser manager = site.browserOf("manija");

    manager.form("/routes/unknown/" + id + "/give-up", Map.of());
    HttpResponse<String> again = manager.form("/routes/unknown/" + id + "/give-up", Map.of());

    assertThat(house.state(id)).isEqualTo(SmsState.GIVEN_UP);
    assertThat(again.statusCode()).isIn(200, 303);
    assertThat(house.smsc.taken()).hasSize(1);
  }

  @Test
  void theButtonsAreNotForOperatorsAndNotWithoutTheFormsOwnWord() {
    long id = unknown();
    TestBrowser operator = site.browserOf("zarina");
    TestBrowser forger = site.browserOf("manija");
    forger.token = "";

    assertThat(operator.form("/routes/unknown/" + id + "/resend", Map.of()).statusCode())
        .isEqualTo(403);
    HttpResponse<String> forged =
        forger.send(
            forger
                .request("/routes/unknown/" + id + "/resend")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("")));

    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(house.state(id)).isEqualTo(SmsState.UNKNOWN);
  }

  @Test
  void aProgramListsWhatIsUnknownAndSettlesIt() {
    long first = unknown();
    long second = unknown();
    TestBrowser program = program();

    assertThat(program.get("/api/v1/unknown-messages?limit=1").body())
        .contains("\"open\":2", "\"next\":\"" + first + "\"");
    assertThat(program.json("/api/v1/unknown-messages/" + first + "/give-up", "").statusCode())
        .isEqualTo(204);
    house.smsc.behave(SmscBehaviour.polite());
    assertThat(program.json("/api/v1/unknown-messages/" + second + "/resend", "").statusCode())
        .isEqualTo(204);

    SmsHouse.await().until(() -> house.state(second) == SmsState.DELIVERED);
    HttpResponse<String> late = program.json("/api/v1/unknown-messages/" + second + "/resend", "");
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("Nothing of this message is unknown");
    assertThat(program.json("/api/v1/unknown-messages/4711/give-up", "").statusCode())
        .isEqualTo(409);
    assertThat(program.get("/api/v1/routes").body()).contains("\"name\":\"main\"");
  }

  @Test
  void aThousandRepeatsOfOneKeyAtOnceMakeOneMessage() throws Exception {
    house.smsc.behave(SmscBehaviour.polite());
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest order =
        HttpRequest.newBuilder(URI.create(site.address() + "/api/v1/messages"))
            .header("Authorization", "Bearer secret-of-admin")
            .header("Idempotency-Key", "the-same")
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"number\":\"90 000 00 01\",\"text\":\"Салом\"}"))
            .build();
    Semaphore few = new Semaphore(AT_ONCE);
    Set<Integer> statuses = new ConcurrentSkipListSet<>();
    Set<String> made = new ConcurrentSkipListSet<>();
    CompletableFuture<?>[] all = new CompletableFuture<?>[REPEATS];

    for (int i = 0; i < REPEATS; i++) {
      few.acquire();
      all[i] =
          client
              .sendAsync(order, HttpResponse.BodyHandlers.ofString())
              .whenComplete((answer, failure) -> few.release())
              .thenAccept(
                  answer -> {
                    statuses.add(answer.statusCode());
                    if (answer.statusCode() == 201) {
                      made.add(answer.body());
                    }
                  });
    }
    CompletableFuture.allOf(all).get(60, TimeUnit.SECONDS);

    // 409: "the first one has not been answered yet"
    assertThat(new TreeSet<>(statuses)).contains(201).isSubsetOf(201, 409);
    assertThat(made).hasSize(1);
    SmsHouse.await().until(() -> house.state(1) == SmsState.DELIVERED);
    assertThat(house.smsc.taken()).hasSize(1);
    assertThat(
            house.database.<Integer>read(
                handle ->
                    handle.createQuery("select count(*) from message").mapTo(Integer.class).one()))
        .isEqualTo(1);
  }

  @Test
  void thePageSaysHowALinkIsInTheReadersLanguage() {
    SmsHouse.await().until(() -> house.gateway.routes().getFirst().link().up());
    for (String language : List.of("tg", "ru", "en")) {
      site.add(new Person(new Principal(language, Set.of(Role.MANAGER)), language, language));
    }
    String peer = house.gateway.routes().getFirst().link().peer();

    assertThat(site.browserOf("tg").get("/routes").body()).contains("Бо " + peer + " пайваст аст");
    assertThat(site.browserOf("ru").get("/routes").body()).contains("Есть связь с " + peer);
    assertThat(site.browserOf("en").get("/routes").body()).contains("Linked to " + peer);
  }

  @ParameterizedTest
  @EnumSource(LinkWord.class)
  void everyStateOfALinkHasWords(LinkWord word) {
    Texts texts = Texts.load(ZoneId.of("Asia/Dushanbe"), List.of("routes"));

    for (String language : List.of("tg", "ru", "en")) {
      assertThat(texts.in(language).of("routes.link." + word.word(), "peer.example"))
          .doesNotContain("routes.link", "{0}", "''");
    }
  }

  private TestBrowser program() {
    TestBrowser program = site.browser();
    program.headers.put("Authorization", "Bearer secret-of-admin");
    return program;
  }

  private long unknown() {
    long id = house.gateway.send(SOMEBODY, "tg", "Салом");
    SmsHouse.await().until(() -> house.state(id) == SmsState.UNKNOWN);
    return id;
  }
}
