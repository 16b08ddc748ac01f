package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamroh.audit.ChainCheck;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.store.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `kill -9` in each step of a case: afterwards the step is done or not done, never half, and doing
/// it again does it once.
@Timeout(240)
final class KilledCaseIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final long SEED = 20261122;

  /// A step is over in some tens of milliseconds, the first of its kind after a start in some
  /// hundred.
  private static final int LONGEST_MILLIS = 160;

  private static final Random CHANCE = new Random(SEED);

  @TempDir private static Path folder;
  private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private static TestHotline hotline;
  private static String call;

  @BeforeAll
  static void start() throws Exception {
    MAIL.start();
    hotline =
        TestHotline.start(
            folder,
            settings ->
                settings
                    + "mail: {host: 127.0.0.1, port: %d, from: hotline@union.example}\n"
                        .formatted(MAIL.getSmtp().getPort())
                    + "alarms: {mail: [duty@duty.example]}\n");
    hotline.post("/directory/fitt", "{\"email\":\"help@fitt.example\",\"letters\":\"ru\"}");
    try (Telephone phone = hotline.caller();
        TelephoneCall caller = phone.call("700", Caller.of("+992900000801"))) {
      caller.hear(Set.of("tg/welcome"), SOON);
    }
    call =
        await()
            .atMost(SOON)
            .until(
                hotline::calls, all -> !all.isEmpty() && !all.getFirst().path("endedAt").isNull())
            .getFirst()
            .path("id")
            .asString();
  }

  @AfterAll
  static void stop() throws Exception {
    if (hotline != null) {
      hotline.close();
    }
    MAIL.stop();
  }

  /// @param isDone whether it is done, as the next server shows it
  private record Step(String name, Callable<?> act, BooleanSupplier isDone) {}

  private static int kills;
  private static int doneBefore;

  /// The server dies while these are done beside each other, at a moment of chance; the next one
  /// starts; and what has not been done is done now.
  private static void killedIn(Step... steps) throws Exception {
    List<FutureTask<?>> tried = new ArrayList<>();
    for (Step step : steps) {
      FutureTask<?> first = new FutureTask<>(step.act());
      tried.add(first);
      Thread.ofVirtual().start(first);
    }
    try {
      tried.getFirst().get(CHANCE.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // still at it, which is what is wanted
    }
    hotline.killServer();
    for (FutureTask<?> first : tried) {
      try {
        first.get(SOON.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        // nobody answers any more
      }
    }
    hotline.startServer();
    for (Step step : steps) {
      kills++;
      if (step.isDone().getAsBoolean()) {
        doneBefore++;
      } else {
        Object answer = step.act().call();
        assertThat(step.isDone().getAsBoolean()).as("%s: %s", step.name(), answer).isTrue();
      }
    }
  }

  private static List<JsonNode> list(String path, String of) {
    List<JsonNode> all = new ArrayList<>();
    JsonNode answer = hotline.api(path);
    (of.isEmpty() ? answer : answer.path(of)).forEach(all::add);
    return all;
  }

  private static String state(String referral) {
    return hotline.api("/referrals/" + referral).path("state").asString();
  }

  private static long count(String sql) {
    try (Database database = Database.open(folder.resolve("hamroh.db"))) {
      return database.read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
  }

  private static List<String> links() {
    List<String> links = new ArrayList<>();
    for (MimeMessage letter : MAIL.getReceivedMessagesForDomain("fitt.example")) {
      try {
        Matcher link =
            Pattern.compile("http\\S+/partner/\\S+").matcher(letter.getContent().toString());
        assertThat(link.find()).isTrue();
        links.add(link.group());
      } catch (MessagingException | IOException e) {
        throw new IllegalStateException(e);
      }
    }
    return links;
  }

  private static final HttpClient PARTNER = HttpClient.newHttpClient();

  /// That the partner's browser keeps, while our server dies.
  private static String cookie = "";

  private static String partner(String link, String form) throws Exception {
    String page = ask(HttpRequest.newBuilder(URI.create(link)).GET());
    Matcher csrf = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(page);
    if (!csrf.find()) {
      return page; // nothing is left to be answered
    }
    return ask(
        HttpRequest.newBuilder(URI.create(link))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form + "&csrf=" + csrf.group(1))));
  }

  private static String ask(HttpRequest.Builder request) throws Exception {
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    HttpResponse<String> answer =
        PARTNER.send(request.timeout(SOON).build(), HttpResponse.BodyHandlers.ofString());
    if (cookie.isEmpty()) {
      cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
    }
    return answer.body();
  }

  @Test
  void whateverStepIsKilledNothingIsHalfDoneAndAgainDoesItOnce() throws Exception {
    String matter =
        hotline
            .post("/cases", "{\"once\":\"wish-0001\",\"topic\":\"passport-taken\"}")
            .path("id")
            .asString();
    String referral = matter + "-1";
    String claim = "{\"firm\":\"Stroymontazh\"}";

    killedIn(
        new Step(
            "a screening begins",
            () -> hotline.post("/screenings", "{\"contact\":\"" + call + "\"}"),
            () -> list("/screenings?contact=" + call, "screenings").size() == 1),
        new Step(
            "a claim is written down",
            () ->
                hotline.wish(
                    "/cases/" + matter + "/claims", "application/json", claim, "claim-key-1"),
            () -> isThereOrInDoubt(matter, claim)),
        new Step(
            "a person is offered to a partner",
            () ->
                hotline.post(
                    "/referrals",
                    "{\"caseId\":\""
                        + matter
                        + "\",\"partner\":\"fitt\","
                        + "\"service\":\"legal-aid\",\"words\":{\"need\":\"a lawyer\"}}"),
            () -> list("/referrals?case=" + matter, "referrals").size() == 1));
    if (list("/cases/" + matter + "/claims", "").isEmpty()) {
      hotline.post("/cases/" + matter + "/claims", claim); // a person looks, and does it again
    }
    String claimed = list("/cases/" + matter + "/claims", "").getFirst().path("id").asString();
    String screening =
        list("/screenings?contact=" + call, "screenings").getFirst().path("id").asString();

    killedIn(
        new Step(
            "it ends, and is high",
            () ->
                hotline.post(
                    "/screenings/" + screening + "/end",
                    "{\"version\":1,\"stopped\":false,\"answers\":{\"safe-to-talk\":\"yes\","
                        + "\"debt-bondage\":\"yes\"}}"),
            () -> hotline.api("/screenings/" + screening).path("ended").asString().equals("done")),
        new Step(
            "a sum is claimed",
            () ->
                hotline.post(
                    "/claims/" + claimed + "/lines",
                    "{\"kind\":\"claimed\",\"amount\":\"12 500\",\"currency\":\"RUB\"}"),
            () -> lines(matter) == 1),
        new Step(
            "the person says yes",
            () ->
                hotline.post(
                    "/referrals/" + referral + "/consent",
                    "{\"how\":\"voice\",\"language\":\"tg\",\"fields\":[\"need\"]}"),
            () -> state(referral).equals("consented")));

    killedIn(
        new Step(
            "it leads to a case",
            () -> hotline.post("/screenings/" + screening + "/case", "{}"),
            () -> hotline.api("/screenings/" + screening).path("caseId").isString()),
        new Step(
            "it is sent",
            () -> hotline.post("/referrals/" + referral + "/send", "{}"),
            () -> !state(referral).equals("consented")));
    await().atMost(SOON).until(() -> state(referral).equals("sent"));
    assertThat(new HashSet<>(links())).as("one link, however often it was written").hasSize(1);

    String link = links().getFirst();
    assertThat(partner(link, "act=confirm")).contains("a lawyer");
    killedIn(
        new Step(
            "the partner accepts",
            () -> partner(link, "act=accept"),
            () -> state(referral).equals("accepted")));
    partner(link, "act=start");
    killedIn(
        new Step(
            "it is finished",
            () -> partner(link, "act=finish&outcome=helped"),
            () -> state(referral).equals("finished")));
    killedIn(
        new Step(
            "the case is closed",
            () -> close(matter),
            () -> hotline.api("/cases/" + matter).path("status").asString().equals("closed")));

    System.out.println("seed " + SEED + " kills " + kills + " done before " + doneBefore);
    assertThat(count("select count(*) from screening")).isEqualTo(1);
    assertThat(count("select count(*) from case_file")).isEqualTo(2);
    assertThat(count("select count(*) from alarm where kind = 'high-risk'")).isEqualTo(1);
    assertThat(count("select count(*) from referral_consent")).isEqualTo(1);
    assertThat(lines(matter)).isEqualTo(1);
    assertThat(steps(referral))
        .containsExactly(
            "offered", "consented", "sending", "sent", "read", "accepted", "started", "finished");
    assertThat(timeline(matter)).contains("opened", "moved").doesNotHaveDuplicates();
    assertThat(timeline(hotline.api("/screenings/" + screening).path("caseId").asString()))
        .containsExactlyInAnyOrder("opened", "screening");
    try (Database database = Database.open(folder.resolve("hamroh.db"))) {
      assertThat(database.read(handle -> ChainCheck.run(handle, Optional.empty())).findings())
          .isEmpty();
    }
  }

  private static JsonNode close(String matter) {
    return hotline.post(
        "/cases/" + matter + "/status",
        "{\"version\":"
            + hotline.api("/cases/" + matter).path("version").asLong()
            + ",\"status\":\"closed\",\"outcome\":\"helped-by-partner\"}");
  }

  /// A wish whose key was noted and whose end is not known is not done again by itself.
  private static boolean isThereOrInDoubt(String matter, String claim) {
    int there = list("/cases/" + matter + "/claims", "").size();
    assertThat(there).isLessThanOrEqualTo(1);
    HttpResponse<String> again =
        hotline.wish("/cases/" + matter + "/claims", "application/json", claim, "claim-key-1");
    int status = again.statusCode();
    assertThat(status).as(again.body()).isIn(201, 409);
    assertThat(list("/cases/" + matter + "/claims", "")).hasSize(status == 409 ? there : 1);
    return true;
  }

  private static int lines(String matter) {
    return list("/cases/" + matter + "/claims", "").getFirst().path("lines").size();
  }

  private static List<String> steps(String referral) {
    try (Database database = Database.open(folder.resolve("hamroh.db"))) {
      return database.read(
          handle ->
              handle
                  .createQuery(
                      "select step from referral_step where referral_id = :id order by seq")
                  .bind("id", referral)
                  .mapTo(String.class)
                  .list());
    }
  }

  private static List<String> timeline(String matter) {
    return list("/cases/" + matter, "events").stream()
        .map(one -> one.path("kind").asString())
        .toList();
  }
}
