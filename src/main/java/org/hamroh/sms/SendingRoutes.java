package org.hamroh.sms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import org.hamroh.store.Database;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// `/routes`: how each way out does, and the texts of which nobody knows whether they arrived. The
/// same over the API.
public final class SendingRoutes implements Routes {

  private static final Set<Role> ROLES = Set.of(Role.MANAGER, Role.ADMIN);

  /// Who sees of numbers what is masked of them.
  private static final Set<Role> SENDERS = Set.of(Role.MANAGER);

  private static final Duration SHOWN = Duration.ofHours(3);
  private static final int USUAL_PAGE = 50;
  private static final int MOST_A_PAGE = 500;

  private final SmsGateway gateway;
  private final Database database;
  private final Clock clock;

  public SendingRoutes(SmsGateway gateway, Database database, Clock clock) {
    this.gateway = gateway;
    this.database = database;
    this.clock = clock;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/routes", ROLES, this::page);
    mount.get("/panels/routes", ROLES, r -> Reply.page("sms/routes-panel.jte", view(r)));
    mount.post("/routes/unknown/{id}/resend", ROLES, request -> shown(request, this::resend));
    mount.post("/routes/unknown/{id}/give-up", ROLES, request -> shown(request, this::giveUp));
    mount.get("/api/v1/routes", ROLES, request -> Reply.json(new Ways(ways())));
    mount.get("/api/v1/unknown-messages", ROLES, this::list);
    mount.post(
        "/api/v1/unknown-messages/{id}/resend", ROLES, request -> told(request, this::resend));
    mount.post(
        "/api/v1/unknown-messages/{id}/give-up", ROLES, request -> told(request, this::giveUp));
  }

  /// One route as it is shown.
  ///
  /// @param state     a sentence about the link
  /// @param link      the same by name, see [org.hamroh.smpp.LinkWord]
  /// @param peer      whom it links to
  /// @param detail    a status, an account or a reason for a technician; may be empty
  /// @param waiting   segments that are to leave here
  /// @param unmatched receipts of the last weeks that fit no segment
  /// @param minutes   of the last hours in which something happened
  public record Way(
      String name,
      boolean up,
      String state,
      String link,
      String peer,
      String detail,
      @Nullable Instant troubledSince,
      List<String> prefixes,
      String costPerSegment,
      String joining,
      double segmentsPerSecond,
      int inFlight,
      int window,
      long waiting,
      long unmatched,
      List<RouteLedger.Refused> refused,
      List<RouteLedger.Minute> minutes) {}

  public record Ways(List<Way> items) {}

  /// @param next cursor of the next page, null on the last
  public record Page(List<UnknownTexts.Open> items, @Nullable String next, long open) {}

  /// Charts of one route.
  public record Charts(
      RouteChart sent, RouteChart answers, RouteChart receipts, RouteChart refused) {

    static Charts of(List<RouteLedger.Minute> minutes, Instant from) {
      return new Charts(
          RouteChart.of(minutes, from, SHOWN, RouteLedger.Minute::accepted),
          RouteChart.of(minutes, from, SHOWN, RouteLedger.Minute::answerP95),
          RouteChart.of(minutes, from, SHOWN, RouteLedger.Minute::receiptP95),
          RouteChart.of(minutes, from, SHOWN, RouteLedger.Minute::refused));
    }
  }

  /// @param ways   in the order of the settings
  /// @param charts of each, in the same order
  public record View(
      List<Way> ways, List<Charts> charts, List<UnknownTexts.Open> unknown, long open) {}

  private Reply page(Request request) {
    return Reply.page("sms/routes.jte", view(request));
  }

  private Map<String, Object> view(Request request) {
    Instant from = clock.instant().minus(SHOWN);
    List<Way> ways = ways();
    return Map.of(
        "view",
        new View(
            ways,
            ways.stream().map(way -> Charts.of(way.minutes, from)).toList(),
            unknown(request, 0, USUAL_PAGE),
            gateway.unknown().count()));
  }

  private List<Way> ways() {
    Instant from = clock.instant().minus(SHOWN);
    RouteLedger ledger = gateway.ledger();
    return database.read(
        handle -> {
          Map<String, Long> waiting = SegmentStore.waiting(handle);
          return gateway.routes().stream()
              .map(
                  route ->
                      new Way(
                          route.name(),
                          route.link().up(),
                          route.link().sentence(),
                          route.link().word().word(),
                          route.link().peer(),
                          route.link().detail(),
                          route.troubledSince().orElse(null),
                          route.prefixes(),
                          route.cost(),
                          route.joining().word(),
                          route.segmentsPerSecond(),
                          route.inFlight(),
                          route.window(),
                          waiting.getOrDefault(route.name(), 0L),
                          Early.unmatched(handle, route.name()),
                          ledger.refusedToday(handle, route.name()),
                          ledger.since(handle, route.name(), from)))
              .toList();
        });
  }

  private Reply list(Request request) {
    long after = number(request, "after", 0);
    int limit = (int) Math.clamp(number(request, "limit", USUAL_PAGE), 1, MOST_A_PAGE);
    List<UnknownTexts.Open> items = unknown(request, after, limit);
    String next = items.size() < limit ? null : Long.toString(items.getLast().id());
    return Reply.json(new Page(items, next, gateway.unknown().count()));
  }

  private List<UnknownTexts.Open> unknown(Request request, long after, int most) {
    List<UnknownTexts.Open> all = gateway.unknown().open(after, most);
    return request.principal().hasAny(SENDERS)
        ? all
        : all.stream().map(UnknownTexts.Open::withoutNumber).toList();
  }

  private boolean resend(long message) {
    return gateway.unknown().resend(message);
  }

  private boolean giveUp(long message) {
    return gateway.unknown().giveUp(message);
  }

  private static long number(Request request, String name, long otherwise) {
    String text = request.query(name).orElse("");
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.matches("[0-9]{1,18}")) {
      throw new Refusal(400, name + " is a number.");
    }
    return Long.parseLong(text);
  }

  private Reply shown(Request request, LongConsumer what) {
    what.accept(id(request)); // a receipt may have been quicker: then nothing is left to decide
    return new Reply.Redirect("/routes");
  }

  private Reply told(Request request, LongPredicate what) {
    if (!what.test(id(request))) {
      throw new Refusal(409, "Nothing of this message is unknown, or its words are erased.");
    }
    return new Reply.NoContent();
  }

  private static long id(Request request) {
    String id = request.path("id");
    if (!id.matches("[0-9]{1,18}")) {
      throw Refusal.notFound("message " + id);
    }
    return Long.parseLong(id);
  }
}
