package org.hamroh.audit;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.hamroh.store.Database;
import org.hamroh.web.ListPage;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// `/audit` and `GET /api/v1/audit`: who looked at what. An auditor sees all, a supervisor the
/// team's rows, an administrator the changes of rights, everybody the own ones.
public final class AuditRoutes implements Routes {

  private static final Set<Role> READERS = EnumSet.complementOf(EnumSet.of(Role.VOICE));

  private final Database database;
  private final Supplier<Set<String>> team;
  private final UnaryOperator<String> nameOf;
  private final Clock clock;

  /// @param team   logins of all who ever spoke with callers here
  /// @param nameOf a login's name as colleagues know it
  /// @param clock  in the site's zone
  public AuditRoutes(
      Database database, Supplier<Set<String>> team, UnaryOperator<String> nameOf, Clock clock) {
    this.database = database;
    this.team = team;
    this.nameOf = nameOf;
    this.clock = clock;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/audit", READERS, request -> Reply.json(page(request)));
    mount.get("/audit", READERS, this::show);
  }

  /// One row as the API shows it.
  record View(
      long seq,
      Instant at,
      String who,
      String act,
      String kind,
      String id,
      String why,
      String from,
      String hash) {

    static View of(Row row) {
      return new View(
          row.seq(),
          row.at(),
          row.who(),
          row.act(),
          row.kind(),
          row.id(),
          row.why(),
          row.from(),
          row.hash());
    }
  }

  /// @param next the cursor of the next page, absent on the last
  record Page(List<View> rows, @Nullable String next) {}

  private Page page(Request request) {
    ListPage<Row> page = rows(request);
    return new Page(page.rows().stream().map(View::of).toList(), page.next());
  }

  private ListPage<Row> rows(Request request) {
    int limit = ListPage.limit(request);
    Wanted wanted =
        new Wanted(
            request.query("who").orElse("").strip(),
            act(request),
            request.query("kind").orElse(""),
            request.query("id").orElse("").strip(),
            day(request, "from", 0),
            day(request, "to", 1),
            request
                .query("cursor")
                .filter(text -> !text.isEmpty())
                .map(text -> ListPage.after(text, (millis, seq) -> Long.parseLong(seq)))
                .orElse(Long.MAX_VALUE),
            limit + 1);
    Scope scope = Scope.of(request.principal(), team);
    List<Row> found = database.read(handle -> AuditStore.list(handle, wanted, scope));
    return ListPage.of(found, limit, Row::at, row -> Long.toString(row.seq()));
  }

  private static String act(Request request) {
    String word = request.query("act").orElse("");
    if (!word.isEmpty() && Act.of(word).isEmpty()) {
      throw new Refusal(400, "act is one of " + String.join(", ", acts()) + ".");
    }
    return word;
  }

  private static List<String> acts() {
    return Arrays.stream(Act.values()).map(Act::word).toList();
  }

  private Optional<Instant> day(Request request, String name, int plus) {
    String text = request.query(name).orElse("");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.parse(text).plusDays(plus);
      return Optional.of(day.atStartOfDay(clock.getZone()).toInstant());
    } catch (DateTimeException e) {
      throw new Refusal(400, name + " is a day such as 2026-11-22.");
    }
  }

  /// One line of the page.
  ///
  /// @param name of who looked, as colleagues know them
  public record Line(Row row, String name) {}

  /// What the page shows.
  ///
  /// @param whose `all`, `team`, `rights` or `own`
  /// @param asked the filters as they were sent, by name
  /// @param more  the address of the next page, empty on the last
  public record Listing(
      String whose, List<Line> lines, List<String> acts, Map<String, String> asked, String more) {}

  private Reply show(Request request) {
    ListPage<Row> page = rows(request);
    Map<String, String> asked = new java.util.TreeMap<>();
    for (String name : List.of("who", "act", "kind", "id", "from", "to")) {
      asked.put(name, request.query(name).orElse(""));
    }
    return Reply.page(
        "audit/list.jte",
        Map.of(
            "listing",
            new Listing(
                whose(request),
                page.rows().stream().map(row -> new Line(row, nameOf.apply(row.who()))).toList(),
                acts(),
                asked,
                page.next() == null ? "" : more(asked, page.next()))));
  }

  private static String whose(Request request) {
    Set<Role> roles = request.principal().roles();
    return roles.contains(Role.AUDITOR)
        ? "all"
        : roles.contains(Role.SUPERVISOR) ? "team" : roles.contains(Role.ADMIN) ? "rights" : "own";
  }

  private static String more(Map<String, String> asked, String cursor) {
    StringBuilder address = new StringBuilder("/audit?cursor=").append(cursor);
    asked.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            address
                .append('&')
                .append(name)
                .append('=')
                .append(java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8));
          }
        });
    return address.toString();
  }
}
