package org.hamroh.twin;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// The voice of a campaign on its page and over the API: counts and sounds, nobody's number.
public final class TwinRoutes implements Routes {

  private static final Set<Role> ROLES = Set.of(Role.MANAGER, Role.ADMIN);
  private static final Set<Role> DESK = Set.of(Role.OPERATOR, Role.SUPERVISOR, Role.MANAGER);

  /// A minute and a half in 16 bit stereo at 48 kHz.
  private static final int MOST_BYTES = 20 * 1024 * 1024;

  private final TwinDesk desk;
  private final Function<String, Optional<PhoneNumber>> numbers;
  private final List<String> groups;

  /// @param numbers reads a number as people write it
  public TwinRoutes(TwinDesk desk, Function<String, Optional<PhoneNumber>> numbers) {
    this.desk = desk;
    this.numbers = numbers;
    this.groups = List.of("text", "calls", "both");
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/panels/twin/campaign", ROLES, this::panel);
    mount.post("/campaigns/{id}/calls", ROLES, request -> changed(request, this::plan));
    mount.post("/campaigns/{id}/calls/stop", ROLES, request -> changed(request, this::stop));
    mount.post(
        "/campaigns/{id}/voice/{language}",
        ROLES,
        MOST_BYTES,
        request -> changed(request, this::keep));
    mount.post(
        "/campaigns/{id}/voice/{language}/drop", ROLES, request -> changed(request, this::drop));
    mount.get("/api/v1/campaigns/{id}/voice", ROLES, request -> Reply.json(desk.view(id(request))));
    mount.get("/api/v1/campaigns/{id}/voice/{language}", ROLES, this::wav);
    mount.post(
        "/api/v1/campaigns/{id}/voice/{language}",
        ROLES,
        MOST_BYTES,
        request -> told(request, this::keep));
    mount.post(
        "/api/v1/campaigns/{id}/voice/{language}/drop",
        ROLES,
        request -> told(request, this::drop));
    mount.post("/api/v1/campaigns/{id}/calls", ROLES, this::planByProgram);
    mount.post("/api/v1/campaigns/{id}/calls/stop", ROLES, request -> told(request, this::stop));
    mount.post("/api/v1/listeners/again", DESK, this::again);
  }

  @FunctionalInterface
  private interface Change {
    void of(Request request) throws IOException;
  }

  /// @param way `text`, `calls`, `both`
  /// @param tag of contacts who do not read, with `both`
  public record Plan(@Nullable String way, @Nullable String tag) {}

  /// @param number as people write it
  public record Listener(@Nullable String number) {}

  private static long id(Request request) {
    return Optional.of(request.path("id"))
        .flatMap(TwinRoutes::id)
        .orElseThrow(() -> Refusal.notFound("campaign " + request.path("id")));
  }

  private static Optional<Long> id(String text) {
    return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  private static String language(Request request) {
    String language = request.path("language");
    if (!language.matches("[a-z]{2,3}")) {
      throw Refusal.notFound("language " + language);
    }
    return language;
  }

  private Reply panel(Request request) {
    long campaign =
        request.query("id").flatMap(TwinRoutes::id).orElseThrow(() -> Refusal.notFound("campaign"));
    return show(campaign, "");
  }

  private Reply show(long campaign, String trouble) {
    return Reply.page(
        "twin/panel.jte", Map.of("twin", desk.view(campaign), "trouble", trouble, "ways", groups));
  }

  /// The panel again, with what kept a change from being made.
  private Reply changed(Request request, Change change) throws IOException {
    String trouble = "";
    try {
      change.of(request);
    } catch (Refusal e) {
      if (e.status() == 404) {
        throw e;
      }
      trouble = String.valueOf(e.getMessage());
    }
    return show(id(request), trouble);
  }

  private Reply told(Request request, Change change) throws IOException {
    change.of(request);
    return Reply.json(desk.view(id(request)));
  }

  private void plan(Request request) {
    desk.plan(
        id(request),
        request.form("way").orElse(""),
        request.form("tag").orElse("").strip(),
        request.principal().name());
  }

  private Reply planByProgram(Request request) {
    Plan plan = request.json(Plan.class);
    desk.plan(
        id(request),
        plan.way() == null ? "" : plan.way(),
        plan.tag() == null ? "" : plan.tag().strip(),
        request.principal().name());
    return Reply.json(desk.view(id(request)));
  }

  private void stop(Request request) {
    desk.stop(id(request));
  }

  private void keep(Request request) throws IOException {
    desk.keep(
        id(request),
        language(request),
        request.file("file").orElseGet(request::body),
        request.principal().name());
  }

  private void drop(Request request) {
    desk.drop(id(request), language(request));
  }

  private Reply wav(Request request) throws IOException {
    return new Reply.Bytes("audio/wav", desk.wav(id(request), language(request)), "");
  }

  private Reply again(Request request) {
    String written = request.json(Listener.class).number();
    desk.again(
        Optional.ofNullable(written)
            .flatMap(numbers)
            .orElseThrow(() -> new Refusal(422, "Give a telephone number.")));
    return new Reply.NoContent();
  }
}
