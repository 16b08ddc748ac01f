package org.hamroh.sight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.web.Guard;
import org.hamroh.web.Person;
import org.hamroh.web.Principal;
import org.hamroh.web.Reply;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.web.TestSite;
import org.hamroh.yaml.ProblemsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What leaves the house is what the file gives.
final class SightTest {

  private static final String LIMITS =
      "limits: {glassMinutes: 60, bulkLooks: 30, bulkMinutes: 10}\nframe: [next]\n";

  private static final String FILE =
      LIMITS
          + """
          things:
            person:
              at:
                - GET /api/v1/people
              whole:
                - GET /api/v1/people/number
              fields:
                - {of: [number], operator: last2, supervisor: reason}
                - {of: [name], operator: all, supervisor: all}
                - {of: [secret], supervisor: all}
          """;

  private static final Map<String, Object> PERSON =
      Map.of(
          "people",
          List.of(
              Map.of(
                  "number",
                  "+992900000001",
                  "name",
                  "N",
                  "secret",
                  "S",
                  "unruled",
                  "U",
                  "unruledList",
                  List.of("V"))),
          "next",
          "cursor");

  @TempDir private Path folder;

  private Sight sight(String text) throws IOException {
    return SightReader.read(Files.writeString(folder.resolve("sight.yaml"), text));
  }

  private String seen(Role role, String path) throws IOException {
    Sight sight = sight(FILE);
    Routes room =
        mount -> {
          Set<Role> all = EnumSet.allOf(Role.class);
          mount.get("/api/v1/people", all, request -> Reply.json(PERSON));
          mount.get("/api/v1/people/number", all, request -> Reply.json(PERSON));
        };
    try (TestSite site = new TestSite(folder)) {
      site.add(new Person(new Principal("zarina", Set.of(role)), "z", "en"));
      site.guard = new Guard(Guard.PLAIN.codes(), Guard.PLAIN.rules(), sight::over);
      site.start(room);
      HttpResponse<String> answer = site.browserOf("zarina").get(path);
      return answer.statusCode() == 200 ? answer.body() : String.valueOf(answer.statusCode());
    }
  }

  @Test
  void eachRoleGetsTheFieldsThatTheFileGivesIt() throws IOException {
    assertThat(seen(Role.OPERATOR, "/api/v1/people"))
        .contains("\"N\"", "+992•••••••01", "cursor")
        .doesNotContain("\"S\"", "900000001");
    assertThat(seen(Role.SUPERVISOR, "/api/v1/people"))
        .contains("\"N\"", "\"S\"", "+992•••••••01")
        .doesNotContain("900000001");
  }

  @Test
  void whatNoRuleNamesIsLeftOut() throws IOException {
    assertThat(seen(Role.SUPERVISOR, "/api/v1/people"))
        .doesNotContain("\"unruled\"", "\"U\"", "\"V\"");
  }

  @Test
  void wholeNumberIsShownWhereTheFileSaysSo() throws IOException {
    assertThat(seen(Role.SUPERVISOR, "/api/v1/people/number")).contains("+992900000001");
    assertThat(seen(Role.OPERATOR, "/api/v1/people/number")).doesNotContain("900000001");
  }

  @Test
  void addressIsShutToWhoSeesNothingOfIt() throws IOException {
    assertThat(seen(Role.MANAGER, "/api/v1/people")).isEqualTo("403");
  }

  @Test
  void mistakesAreToldWithTheirLines() {
    assertThatThrownBy(
            () ->
                sight(
                    LIMITS
                        + """
                        things:
                          person:
                            at: [GET /people, nowhere]
                            fields:
                              - {of: [name], operator: all, supervisor: all}
                              - {of: [name], supervisor: some, boss: all, operator: all}
                              - {of: [secret], supervisor: all}
                        """))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("stands here twice")
        .hasMessageContaining("supervisor: some")
        .hasMessageContaining("boss: all")
        .hasMessageContaining("nowhere")
        .hasMessageContaining("a page shows all fields or none");
  }

  @Test
  void shippedFileIsRight() {
    assertThat(Sight.problems(Path.of("."))).isEmpty();
  }
}
