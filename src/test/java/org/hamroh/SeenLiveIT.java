package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.RecordComponent;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hamroh.ami.FakeAmi;
import org.hamroh.queue.QueueRoutes;
import org.hamroh.sight.Cell;
import org.hamroh.sight.SeenThing;
import org.hamroh.sight.Sight;
import org.hamroh.web.AllDoors;
import org.hamroh.web.Role;
import org.hamroh.web.TestBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What each role sees of the line as it is now, held against `deploy/sight.yaml`: somebody waits,
/// somebody who cannot speak answers an operator by key, and another operator is free.
final class SeenLiveIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> THINGS = Set.of("live-call", "operator-state", "silent-answers");
  private static final String PAGE = "GET /console/callers";
  private static final String API = "GET /api/v1/queue";
  private static final String WAITS = "hamroh-1795314000.88";
  private static final String TALKS = "hamroh-1795314000.77";

  /// Said on a page of somebody who answers by key, and of nobody else.
  private static final String BY_KEY = "Cannot speak. Ask questions with yes or no";

  private static final String CALLERS_LEG =
      """
      Channel: PJSIP/demo-000000f1
      Language: ru
      Uniqueid: %s
      Linkedid: %s
      """
          .formatted(TALKS, TALKS);

  @TempDir private static Path folder;
  private static final Sight SIGHT = Sight.read(Path.of("."));
  private static FakeAmi pbx;
  private static SeenHouse house;

  @BeforeAll
  static void talk() throws Exception {
    pbx = new FakeAmi();
    pbx.stands(
        """
        Event: CoreShowChannel
        ChannelState: 6
        Application: Queue
        ApplicationData: queue-danger,c
        Duration: 00:01:40
        BridgeId: bridge-1
        """
            + CALLERS_LEG
            + """

            Event: CoreShowChannel
            Channel: PJSIP/op1-000000f2
            ChannelState: 6
            Language: ru
            Uniqueid: hamroh-1795314000.78
            Linkedid: %s
            Application: AppQueue
            ApplicationData: (Outgoing)
            Duration: 00:01:30
            BridgeId: bridge-1
            """
                .formatted(TALKS),
        member("op1", 2, 1)
            + member("op2", 1, 0)
            + """
            Event: QueueEntry
            Queue: queue-wages
            Position: 1
            Channel: PJSIP/demo-000000f3
            Uniqueid: %s
            CallerIDNum: %s
            CallerIDName: %s
            ConnectedLineNum: unknown
            ConnectedLineName: <unknown>
            Wait: 75
            Priority: 3
            """
                .formatted(WAITS, SeenHouse.MINE.e164(), SeenHouse.MINE.e164()));
    house = new SeenHouse(folder, Optional.of(pbx));
    TestBrowser lead = house.people.get(Role.SUPERVISOR);
    await().atMost(SOON).until(() -> api(lead).path("talking").size() == 1);
    await()
        .atMost(SOON)
        .until(
            () -> {
              pbx.say(
                  "Event: DTMFEnd\nPrivilege: dtmf,all\nChannelState: 6\nDigit: 1\n"
                      + "Direction: Received\nDurationMs: 100\n"
                      + CALLERS_LEG
                      + "\n");
              return api(lead).path("talking").get(0).path("silentAnswers").size() > 0;
            });
  }

  private static String member(String operator, int status, int inCall) {
    return """
        Event: QueueMember
        Queue: queue-danger
        Name: %s
        Location: PJSIP/%s
        StateInterface: PJSIP/%s
        Membership: static
        Penalty: 0
        CallsTaken: 0
        LastCall: 0
        LastPause: 0
        LoginTime: 0
        InCall: %d
        Status: %d
        Paused: 0
        PausedReason:
        Wrapuptime: 0

        """
        .formatted(operator, operator, operator, inCall, status);
  }

  @AfterAll
  static void close() {
    house.close();
    pbx.close();
  }

  private static JsonNode api(TestBrowser browser) {
    return JSON.readTree(browser.get("/api/v1/queue").body());
  }

  private static List<SeenThing> things(String door) {
    return SIGHT.at(door).stream().filter(one -> THINGS.contains(one.name())).toList();
  }

  private static Cell cell(String door, String field, Role role) {
    return things(door).stream()
        .filter(thing -> thing.fields().containsKey(field))
        .map(thing -> thing.cell(field, role))
        .max(java.util.Comparator.naturalOrder())
        .orElse(Cell.NONE);
  }

  private static boolean sees(String thing, Role role) {
    return SIGHT.things().stream()
        .filter(one -> one.name().equals(thing))
        .anyMatch(
            one ->
                one.fields().keySet().stream()
                    .anyMatch(field -> one.cell(field, role) == Cell.ALL));
  }

  private static Set<String> fields(JsonNode node) {
    return new TreeSet<>(node.propertyNames());
  }

  /// Of what the server knows, what the file gives.
  private static Set<String> given(Class<? extends Record> whole, Role role) {
    return Arrays.stream(whole.getRecordComponents())
        .map(RecordComponent::getName)
        .filter(field -> cell(API, field, role) == Cell.ALL)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void programsGetExactlyTheFieldsThatTheFileGives() {
    Map<Role, Integer> answers = new TreeMap<>();
    for (Role role : Role.values()) {
      for (TestBrowser browser : List.of(house.people.get(role), house.program(role))) {
        HttpResponse<String> answer = browser.get("/api/v1/queue");
        answers.put(role, answer.statusCode());
        if (answer.statusCode() == 403) {
          continue;
        }
        JsonNode told = JSON.readTree(answer.body());
        assertThat(told.path("waiting").size()).isEqualTo(1);
        assertThat(told.path("operators").size()).isGreaterThan(1);
        assertThat(fields(told.path("waiting").get(0)))
            .as("%s, who waits", role)
            .isEqualTo(given(QueueRoutes.WaitingView.class, role));
        assertThat(fields(told.path("talking").get(0)))
            .as("%s, who talks", role)
            .isEqualTo(given(QueueRoutes.TalkingView.class, role));
        told.path("operators")
            .forEach(
                one ->
                    assertThat(fields(one))
                        .as("%s, operators", role)
                        .isEqualTo(given(QueueRoutes.OperatorView.class, role)));
        assertThat(answer.body()).contains(WAITS, TALKS, "queue-wages", "op1");
        assertThat(answer.body().contains("\"answer\":\"yes\""))
            .as("%s, what was answered by key", role)
            .isEqualTo(sees("silent-answers", role));
      }
    }

    answers.forEach(
        (role, status) -> {
          if (THINGS.stream().noneMatch(thing -> sees(thing, role))) {
            assertThat(status).as("%s sees nothing of it", role).isEqualTo(403);
          }
          if (sees("operator-state", role)) {
            assertThat(status).as("%s sees it", role).isEqualTo(200);
          }
        });
  }

  @Test
  void everyFieldOfTheFileIsToldToSomebody() {
    Set<String> told = new TreeSet<>();
    JsonNode all = api(house.people.get(Role.SUPERVISOR));
    for (String list : List.of("waiting", "talking", "operators")) {
      all.path(list).forEach(one -> told.addAll(fields(one)));
    }

    Set<String> named = new TreeSet<>();
    things(API).forEach(thing -> named.addAll(thing.fields().keySet()));
    assertThat(told).isEqualTo(named);
  }

  @Test
  void thePageShowsTheLineToThoseToWhomTheFileGivesItAndIsShutToOthers() {
    for (Role role : Role.values()) {
      HttpResponse<String> page = house.people.get(role).get("/console/callers");

      assertThat(page.statusCode()).as("%s", role).isEqualTo(sees("live-call", role) ? 200 : 403);
      if (page.statusCode() == 200) {
        assertThat(page.body())
            .as("%s", role)
            .contains("Wages", "Danger", "<strong>operator</strong>");
      }
      assertThat(page.body().contains(BY_KEY))
          .as("%s, what was answered by key", role)
          .isEqualTo(sees("silent-answers", role));
      assertThat(page.body().contains(">yes</span>"))
          .as("%s, the answer", role)
          .isEqualTo(sees("silent-answers", role));
    }
    assertThat(things(PAGE)).hasSize(2);
  }

  /// Through every door that is open to them, and no number of the one who waits behind any of
  /// those that show the line.
  @Test
  void noOtherDoorTellsWhoCannotSpeak() {
    for (Role role : Role.values()) {
      for (String door : AllDoors.names()) {
        if (!door.startsWith("GET ") || door.equals("GET /sip") || door.contains("{")) {
          continue;
        }
        HttpResponse<String> answer = house.people.get(role).get(door.substring(4));
        if (answer.statusCode() != 200) {
          continue;
        }
        boolean tells =
            answer.body().contains(BY_KEY) || answer.body().contains("\"answer\":\"yes\"");
        assertThat(tells && !sees("silent-answers", role)).as("%s %s", role, door).isFalse();
        assertThat(answer.body()).as("%s %s", role, door).doesNotContain(SeenHouse.MINE.e164());
        if (!things(door).isEmpty()) {
          assertThat(answer.body())
              .as("%s %s", role, door)
              .doesNotContain(SeenHouse.MINE.masked(), SeenHouse.MINE.e164().substring(4));
        }
      }
    }
  }
}
