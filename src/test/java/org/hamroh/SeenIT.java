package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.hamroh.SeenHouse.Piece;
import org.hamroh.SeenHouse.Whose;
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

/// Walks every role through every address of the running product, with the shipped rule files, and
/// holds what it gets to see against `deploy/sight.yaml`, cell by cell.
final class SeenIT {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Names of things lead to them and tell nothing: they stand in links on other pages, too.
  private static final Set<String> NAMES = Set.of("id", "caller", "key");

  /// The first page is made of these; its own address leads others to their work.
  private static final Set<String> FIRST_PAGE =
      Set.of("GET /console/callers", "GET /console/operators", "GET /console/calls");

  /// What somebody got to see at an address.
  private record Sighting(Role role, String door, String word) {}

  @TempDir private static Path folder;
  private static final Sight SIGHT = Sight.read(Path.of("."));
  private static final List<String> WITHOUT_RULE = new CopyOnWriteArrayList<>();
  private static final Set<Sighting> SEEN = new HashSet<>();
  private static final Set<String> OPENED = new HashSet<>();
  private static final Set<String> PROPERTIES = new HashSet<>();
  private static SeenHouse house;

  @BeforeAll
  static void walk() throws Exception {
    listen();
    house = new SeenHouse(folder);
    for (Role role : Role.values()) {
      for (String door : AllDoors.names()) {
        if (door.startsWith("GET ") && !door.equals("GET /sip") && !door.contains("talk")) {
          walk(role, door);
        }
      }
    }
  }

  /// The server says so when it leaves something out for want of a rule.
  private static void listen() {
    AbstractAppender ear =
        new AbstractAppender("ear", null, null, true, Property.EMPTY_ARRAY) {
          @Override
          public void append(LogEvent event) {
            String line = event.getMessage().getFormattedMessage();
            if (line.contains("field-without-rule")) {
              WITHOUT_RULE.add(line);
            }
          }
        };
    ear.start();
    ((Logger) LogManager.getLogger("org.hamroh.sight.CutJson")).addAppender(ear);
  }

  private static void walk(Role role, String door) {
    TestBrowser browser = house.people.get(role);
    boolean api = door.contains(" /api/");
    for (String path : house.paths(door)) {
      HttpResponse<String> answer = browser.get(path);
      if (answer.statusCode() == 403) {
        return; // shut to the role, whatever is asked for
      }
      assertThat(answer.statusCode()).as("%s %s", role, path).isLessThan(500);
      if (answer.statusCode() != 200) {
        continue;
      }
      OPENED.add(role + " " + door);
      house.words().stream()
          .filter(word -> answer.body().contains(word))
          .forEach(word -> SEEN.add(new Sighting(role, door, word)));
      if (api && answer.body().startsWith("{") || answer.body().startsWith("[")) {
        properties(JSON.readTree(answer.body()), role + " " + door + " ");
      }
    }
  }

  private static void properties(JsonNode node, String prefix) {
    for (var property : node.properties()) {
      PROPERTIES.add(prefix + property.getKey());
      properties(property.getValue(), prefix);
    }
    if (node.isArray()) {
      node.forEach(one -> properties(one, prefix));
    }
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static boolean allows(Cell cell, Whose whose) {
    return switch (cell) {
      case ALL -> true;
      case OWN -> whose == Whose.MINE;
      case NONE, LAST2, REASON, GLASS -> false;
    };
  }

  private static SeenThing thing(String name) {
    return SIGHT.things().stream().filter(one -> one.name().equals(name)).findAny().orElseThrow();
  }

  /// Whether the file lets this role see this word at this address.
  private static boolean isAllowed(Sighting sighting) {
    if (thing("look").at().contains(sighting.door())) {
      return true; // names of things only: the next test sees to it
    }
    return house.pieces.stream()
        .filter(piece -> piece.shownAs().equals(sighting.word()))
        .anyMatch(
            piece -> {
              SeenThing thing = thing(piece.thing());
              Cell cell = thing.cell(piece.field(), sighting.role());
              boolean shown =
                  piece.isNumber()
                      ? cell == Cell.LAST2 || cell == Cell.REASON
                      : allows(cell, piece.whose());
              return shown
                  && (NAMES.contains(piece.field())
                      || thing.at().contains(sighting.door())
                      || (sighting.door().equals("GET /")
                          && thing.at().stream().anyMatch(FIRST_PAGE::contains)));
            });
  }

  @Test
  void nobodySeesAnythingThatTheFileDoesNotGiveThem() {
    assertThat(SEEN.stream().filter(sighting -> !isAllowed(sighting)).toList()).isEmpty();
  }

  @Test
  void noWholeNumberStandsOnAnyPageNorInAnyAnswer() {
    Set<String> whole =
        Set.of(SeenHouse.MINE.e164().substring(4), SeenHouse.OTHERS.e164().substring(4));

    assertThat(SEEN.stream().filter(one -> whole.contains(one.word())).toList()).isEmpty();
  }

  @Test
  void whoLookedAtWhatNamesNothingButTheThings() {
    Set<String> names =
        house.pieces.stream()
            .filter(piece -> NAMES.contains(piece.field()))
            .map(Piece::shownAs)
            .collect(Collectors.toSet());

    assertThat(
            SEEN.stream()
                .filter(one -> thing("look").at().contains(one.door()))
                .filter(one -> !names.contains(one.word())))
        .isEmpty();
  }

  @Test
  void everyCellThatGivesSomethingGivesItOnPagesAndToPrograms() {
    List<String> missing = new ArrayList<>();
    for (Piece piece : house.pieces) {
      SeenThing thing = thing(piece.thing());
      for (Role role : Role.values()) {
        Cell cell = thing.cell(piece.field(), role);
        boolean shown =
            piece.isNumber()
                ? cell == Cell.LAST2 || cell == Cell.REASON
                : allows(cell, piece.whose());
        for (boolean api : List.of(false, true)) {
          List<String> doors =
              thing.at().stream()
                  .filter(door -> door.startsWith("GET ") && door.contains(" /api/") == api)
                  .toList();
          if (shown
              && !NAMES.contains(piece.field())
              && !doors.isEmpty()
              && doors.stream()
                  .noneMatch(door -> SEEN.contains(new Sighting(role, door, piece.shownAs())))) {
            missing.add(role + " " + piece + (api ? " in the API" : " on pages"));
          }
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void whoSeesNothingOfAThingFindsItsAddressesShut() {
    Set<String> open = new TreeSet<>();
    for (String door : SIGHT.addresses()) {
      for (Role role : Role.values()) {
        boolean sees =
            SIGHT.at(door).stream()
                .anyMatch(
                    thing ->
                        thing.fields().keySet().stream()
                            .anyMatch(field -> thing.cell(field, role) != Cell.NONE));
        if (!sees && OPENED.contains(role + " " + door)) {
          open.add(role + " " + door);
        }
      }
    }

    assertThat(open).isEmpty();
  }

  @Test
  void everyAddressOfTheFileIsOneOfOurs() {
    assertThat(AllDoors.names()).containsAll(SIGHT.addresses());
  }

  @Test
  void nothingIsToldForWhichThereIsNoRule() {
    assertThat(WITHOUT_RULE).isEmpty();
  }

  /// Of single fields, too: what the file gives nobody of a role is in none of their answers.
  @Test
  void programsAreToldNoFieldThatTheFileKeepsFromTheirRole() {
    Set<String> told = new TreeSet<>();
    for (String door : SIGHT.addresses()) {
      for (SeenThing thing : SIGHT.at(door)) {
        for (String field : thing.fields().keySet()) {
          for (Role role : Role.values()) {
            if (SIGHT.at(door).stream().allMatch(one -> one.cell(field, role) == Cell.NONE)
                && PROPERTIES.contains(role + " " + door + " " + field)) {
              told.add(role + " " + door + " " + field);
            }
          }
        }
      }
    }

    assertThat(told).isEmpty();
  }

  @Test
  void answersOfWhoCannotSpeakAreSeenByThoseWhoCareAlone() {
    for (Role role : Role.values()) {
      TestBrowser browser = house.people.get(role);
      boolean cares = thing("silent-answers").cell("silentAnswers", role) == Cell.ALL;
      String page = browser.get("/console/callers").body();
      String answer = browser.get("/api/v1/queue").body();

      assertThat(page.contains("class=\"silent\"")).as("%s on the page", role).isEqualTo(cares);
      assertThat(answer.contains("\"answer\":\"yes\"")).as("%s in the API", role).isEqualTo(cares);
    }
  }

  /// Whoever reads the file believes it: a field that is shown nowhere has no business there.
  @Test
  void everyFieldOfTheFileIsToldToSomebody() {
    Set<String> idle = new TreeSet<>();
    for (SeenThing thing : SIGHT.things()) {
      List<String> api = thing.at().stream().filter(door -> door.startsWith("GET /api/")).toList();
      if (api.isEmpty()) {
        continue;
      }
      for (String field : thing.fields().keySet()) {
        boolean told =
            api.stream()
                    .anyMatch(
                        door ->
                            thing.fields().get(field).keySet().stream()
                                .anyMatch(
                                    role -> PROPERTIES.contains(role + " " + door + " " + field)))
                || house.pieces.stream()
                    .anyMatch(
                        piece -> piece.thing().equals(thing.name()) && piece.field().equals(field));
        if (!told) {
          idle.add(thing.name() + "." + field);
        }
      }
    }

    assertThat(idle).isEmpty();
  }

  @Test
  void everyColumnOfAPersonsWordsIsThereToBeSeen() throws Exception {
    assertThat(SeenColumns.empty(house.database)).isEmpty();
  }

  @Test
  void glassGivesASupervisorTheSealedCaseAndAllThatHangsOnIt() {
    TestBrowser lead = house.browser("second-lead");
    String id = house.word("sealed-case", "id", Whose.OTHERS);
    assertThat(lead.get("/cases/" + id).body()).contains("Break the glass");

    HttpResponse<String> broken =
        lead.json("/api/v1/cases/" + id + "/glass", "{\"reason\":\"complaint\"}");

    assertThat(broken.statusCode()).isEqualTo(200);
    Set<String> seen = new HashSet<>();
    for (String door : AllDoors.names()) {
      if (door.startsWith("GET ") && !SIGHT.at(door).isEmpty()) {
        for (String path : house.paths(door)) {
          HttpResponse<String> answer = lead.get(path);
          if (answer.statusCode() == 200) {
            house.pieces.stream()
                .filter(piece -> SIGHT.at(door).contains(thing(piece.thing())))
                .filter(piece -> answer.body().contains(piece.shownAs()))
                .forEach(piece -> seen.add(piece.thing() + " " + piece.shownAs()));
          }
        }
      }
    }
    for (Piece piece : house.pieces) {
      if (thing(piece.thing()).cell(piece.field(), Role.SUPERVISOR) == Cell.GLASS) {
        if (NAMES.contains(piece.field())) {
          continue; // a key stands in the person's open case, too
        }
        assertThat(seen.contains(piece.thing() + " " + piece.shownAs()))
            .as("%s after the glass of one case was broken", piece)
            .isEqualTo(piece.whose() == Whose.OTHERS);
      }
    }
    assertThat(house.people.get(Role.SUPERVISOR).get("/cases/" + id).body())
        .as("it opens for who broke it alone")
        .contains("Break the glass");
    assertThat(house.people.get(Role.SUPERVISOR).get("/api/v1/alarms").body())
        .contains("broken-glass", id + "-second-lead");
    assertThat(house.people.get(Role.OPERATOR).get("/console/alarms").body())
        .contains("second-lead");
    assertThat(house.people.get(Role.MANAGER).get("/console/alarms").body())
        .doesNotContain("second-lead");
  }

  @Test
  void wholeNumbersAreShownWithAReasonToThoseToWhomTheFileGivesThem() {
    for (SeenThing thing : SIGHT.things()) {
      for (String door : thing.whole()) {
        for (Role role : Role.values()) {
          Cell cell = thing.cell("number", role);
          boolean api = door.contains(" /api/");
          String path = house.path(door, Whose.MINE); // the operator's and the case worker's person
          TestBrowser browser = house.people.get(role);
          HttpResponse<String> with =
              api
                  ? browser.json(path, "{\"reason\":\"person-asks\"}")
                  : browser.form(path, Map.of("reason", "person-asks"));
          HttpResponse<String> without =
              api ? browser.json(path, "{}") : browser.form(path, Map.of());

          assertThat(with.body().contains(SeenHouse.MINE.e164()))
              .as("%s %s with a reason: %s", role, door, with.statusCode())
              .isEqualTo(cell == Cell.REASON);
          assertThat(without.body()).doesNotContain(SeenHouse.MINE.e164());
        }
      }
    }
  }

  /// A program has a role, and nobody's cases are given to it.
  @Test
  void aTokenOpensNoCaseWhateverItsRole() {
    for (Role role : Role.values()) {
      TestBrowser program = house.program(role);
      for (Piece piece : house.pieces) {
        if (piece.thing().endsWith("case") && piece.field().equals("id")) {
          assertThat(program.get("/api/v1/cases/" + piece.shownAs()).statusCode())
              .as("%s %s", role, piece)
              .isIn(403, 404);
          assertThat(program.get("/api/v1/cases?q=" + piece.shownAs()).body())
              .doesNotContain("\"id\":\"" + piece.shownAs());
        }
      }
    }
  }

  /// What the pages of all roles are told while somebody works on cases, sealed ones too, and while
  /// a person rings: raw, as it comes.
  @Test
  void liveFramesNameNobodyToAnybody() throws Exception {
    Map<Role, LiveEar> ears = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      ears.put(role, new LiveEar(house.live(house.people.get(role))));
    }

    TestBrowser operator = house.people.get(Role.OPERATOR);
    operator.json(
        "/api/v1/callbacks",
        "{\"number\":\"" + SeenHouse.MINE.e164() + "\",\"when\":\"tomorrow\"}");
    for (String thing : List.of("case", "sealed-case")) {
      operator.json(
          "/api/v1/cases/" + house.word(thing, "id", Whose.MINE) + "/sections",
          "{\"kind\":\"note\",\"text\":\"zqlive\"}");
    }
    house.line.rings();

    for (LiveEar ear : ears.values()) {
      ear.awaitTopic("queue");
    }
    ears.get(Role.OPERATOR).awaitTopic("cases");
    for (Map.Entry<Role, LiveEar> ear : ears.entrySet()) {
      assertThat(ear.getValue().close())
          .as("%s", ear.getKey())
          .doesNotContain("zqlive", "hamroh-17953")
          .doesNotContainPattern("[0-9]{7}")
          .doesNotContain(house.words());
    }
  }

  /// What somebody was answered under a key is nobody else's, and not theirs for ever.
  @Test
  void aRepeatedRequestGivesNobodyAnothersAnswer() {
    String at = "/api/v1/cases/" + house.word("case", "id", Whose.MINE) + "/number";
    String why = "{\"reason\":\"person-asks\"}";
    TestBrowser worker = house.browser("case-worker");
    worker.headers.put("Idempotency-Key", "the-same-key");
    assertThat(worker.json(at, why).body()).contains(SeenHouse.MINE.e164());

    for (String other : List.of("operator", "colleague", "manager", "admin", "auditor")) {
      TestBrowser browser = house.browser(other);
      browser.headers.put("Idempotency-Key", "the-same-key");
      assertThat(browser.json(at, why).body()).as(other).doesNotContain("4711");
    }
    TestBrowser program = house.program(Role.CASE_WORKER);
    program.headers.put("Idempotency-Key", "the-same-key");
    assertThat(program.json(at, why).statusCode()).isEqualTo(404);
  }

  /// Thirty doors tried in a row, none opened: the supervisors hear of it.
  @Test
  void whoWalksThroughNumbersIsNoticedOnce() {
    TestBrowser walker = house.browser("walker");
    for (int i = 0; i < 40; i++) {
      assertThat(walker.get("/api/v1/cases/" + (1_000_100 + i)).statusCode()).isEqualTo(404);
    }

    TestBrowser lead = house.people.get(Role.SUPERVISOR);
    String alarms = lead.get("/api/v1/alarms").body();
    assertThat(alarms.split("\"walker\"", -1)).as(alarms).hasSize(2);
    assertThat(alarms).contains("bulk-looking");
    assertThat(lead.get("/api/v1/audit?who=walker&act=bulk").body()).contains("\"bulk\"");
    assertThat(walker.get("/api/v1/alarms").body()).doesNotContain("bulk-looking");
    assertThat(walker.get("/console/alarms").body()).doesNotContain("walker");
  }
}
