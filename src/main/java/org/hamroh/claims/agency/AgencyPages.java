package org.hamroh.claims.agency;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.web.Texts;
import org.hamroh.web.Wording;
import org.hamroh.yaml.ProblemsException;

/// The look-up of licences: a page for a question in mid-talk, and the list behind it.
public final class AgencyPages implements Routes {

  private static final Set<Role> ASKERS =
      Set.of(Role.OPERATOR, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
  private static final Set<Role> KEEPERS = Set.of(Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
  private static final int LONGEST_SOURCE = 120;

  private final Agencies agencies;
  private final Texts texts;
  private final Clock clock;

  /// @param clock in the site's time zone
  public AgencyPages(Agencies agencies, Texts texts, Clock clock) {
    this.agencies = agencies;
    this.texts = texts;
    this.clock = clock;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/agencies", ASKERS, request -> page(request, "", List.of()));
    mount.post("/agencies", KEEPERS, Agencies.MAX_BYTES, this::takeForm);
    mount.get("/api/v1/agencies", ASKERS, request -> Reply.json(find(request)));
    mount.post("/api/v1/agencies", KEEPERS, Agencies.MAX_BYTES, this::take);
  }

  /// @param asked   what was typed
  /// @param done    what was just taken in
  /// @param trouble why it was not
  public record View(
      String asked, Agencies.Found found, LocalDate today, String done, List<String> trouble) {}

  private Agencies.Found find(Request request) {
    return agencies.find(request.query("q").orElse(""));
  }

  private Reply page(Request request, String done, List<String> trouble) {
    return Reply.page(
        "claims/agencies.jte",
        Map.of(
            "view",
            new View(
                request.query("q").orElse(""),
                find(request),
                LocalDate.now(clock),
                done,
                trouble)));
  }

  private Reply takeForm(Request request) {
    Wording words = texts.in(request.language());
    try {
      int taken =
          agencies.take(
              "agencies.csv",
              request.file("file").orElse(new byte[0]),
              day(request.form("asOf").orElse("")),
              source(request.form("source").orElse("")),
              request.principal().name());
      return page(request, words.of("claims.agencies.taken", taken), List.of());
    } catch (ProblemsException e) {
      return page(request, "", e.problems().stream().limit(20).map(Object::toString).toList());
    }
  }

  record Taken(int agencies) {}

  private Reply take(Request request) {
    try {
      return Reply.json(
          new Taken(
              agencies.take(
                  "agencies.csv",
                  request.body(),
                  day(request.query("asOf").orElse("")),
                  source(request.query("source").orElse("")),
                  request.principal().name())));
    } catch (ProblemsException e) {
      throw new Refusal(422, String.valueOf(e.getMessage()));
    }
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new Refusal(422, "asOf is the day of the list, such as 2026-11-22.");
    }
  }

  private static String source(String text) {
    String source = text.strip();
    if (source.isEmpty() || source.length() > LONGEST_SOURCE) {
      throw new Refusal(422, "source says who made the list, in 1 to 120 signs.");
    }
    return source;
  }
}
