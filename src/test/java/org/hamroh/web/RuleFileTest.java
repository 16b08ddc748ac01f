package org.hamroh.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hamroh.yaml.ProblemsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each role gets exactly what `deploy/roles.yaml` says.
final class RuleFileTest {

  private static final Path FILE = Path.of("deploy/roles.yaml");

  private static final Set<String> OWN = own();

  @TempDir private Path folder;

  private static Set<String> own() {
    Doors doors = new Doors(0);
    new AccountPages(null, null, null, null, null).mount(doors);
    return doors.inOrder().stream().map(Doors.Door::name).collect(Collectors.toSet());
  }

  @Test
  void everyDoorIsNamedInTheFileAndEveryLineIsADoor() {
    Rules rules = Rules.read(FILE);

    List<Doors.Door> open = rules.over(AllDoors.list());

    assertThat(open).hasSizeGreaterThan(120);
  }

  /// Asks for every door as somebody of every role. Behind the doors nothing is done here: what is
  /// proven is who gets through.
  @Test
  void eachRoleGetsExactlyWhatTheFileSays() {
    List<Doors.Door> ruled = Rules.read(FILE).over(AllDoors.list());
    Set<String> wrong = new TreeSet<>();
    try (TestSite site = new TestSite(folder)) {
      site.guard = new Guard(new NoSecondFactor(), Rules.read(FILE));
      site.start(mount -> AllDoors.list().forEach(door -> hang(mount, door)));
      for (Role role : Role.values()) {
        site.people.put("zarina", new Person(new Principal("zarina", Set.of(role)), "z", "en"));
        TestBrowser browser = site.browserOf("zarina");
        String token = Sessions.csrf(browser.cookies.get("hamroh-session"));
        for (Doors.Door door : ruled) {
          String path = door.path().replaceAll("\\{[A-Za-z]+}", "1");
          HttpResponse<String> answer =
              door.method().equals("GET")
                  ? browser.get(path)
                  : browser.form(path, Map.of("csrf", token));
          boolean through = answer.statusCode() != 403;
          if (through != door.roles().contains(role)) {
            wrong.add(role + " " + door.name() + " got " + answer.statusCode());
          }
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void anUnnamedDoorKeepsTheServerFromStarting() throws IOException {
    Path file = Files.writeString(folder.resolve("roles.yaml"), "login:\n  GET /account: admin\n");

    assertThatThrownBy(() -> Rules.read(file).over(AllDoors.list()))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("GET /calls/{id}")
        .hasMessageContaining("add the line \"GET /calls/{id}: [operator, supervisor");
  }

  @Test
  void everyMistakeIsToldWithItsLine() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("roles.yaml"),
            "login:\n  GET /account: boss\n  PUT /x: admin\nmore:\n  GET /account: admin\n");

    assertThatThrownBy(() -> Rules.read(file))
        .hasMessageContaining("roles.yaml:2")
        .hasMessageContaining("boss")
        .hasMessageContaining("roles.yaml:3")
        .hasMessageContaining("is no address")
        .hasMessageContaining("roles.yaml:5")
        .hasMessageContaining("stands here twice");
  }

  @Test
  void noLineLetsInMoreThanThePageWasMadeFor() {
    Doors doors = new Doors(0);
    doors.get("/secret", Set.of(Role.SUPERVISOR), request -> new Reply.NoContent());
    Path file = folder.resolve("roles.yaml");
    write(file, "all:\n  GET /secret: [supervisor, voice]\n");

    assertThatThrownBy(() -> Rules.read(file).over(doors.inOrder()))
        .hasMessageContaining("was not made for voice");

    write(file, "all:\n  GET /secret: supervisor\n");
    assertThat(Rules.read(file).over(doors.inOrder()).getFirst().roles())
        .containsExactly(Role.SUPERVISOR);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void hang(Routes.Mount mount, Doors.Door door) {
    if (OWN.contains(door.name())) {
      return; // the server has these by itself
    }
    Routes.Handler nothing = request -> new Reply.NoContent();
    if (door.method().equals("GET")) {
      mount.get(door.path(), door.roles(), nothing);
    } else {
      mount.post(door.path(), door.roles(), nothing);
    }
  }

  @Test
  void fixedPathsStandBeforeThoseWithAVariableInTheirPlace() {
    Doors doors = new Doors(1);
    for (String path :
        List.of("/cases/{id}/{act}", "/cases/{id}", "/cases/{id}/claims", "/cases/new")) {
      doors.post(path, Set.of(Role.OPERATOR), request -> new Reply.NoContent());
    }

    assertThat(doors.inOrder())
        .extracting(Doors.Door::path)
        .containsExactly("/cases/new", "/cases/{id}", "/cases/{id}/claims", "/cases/{id}/{act}");
  }
}
