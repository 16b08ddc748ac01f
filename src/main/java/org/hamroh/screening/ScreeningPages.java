package org.hamroh.screening;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hamroh.cases.CaseId;
import org.hamroh.screening.Screenings.Outcome;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Routes;

/// The panels of a screening: beside a call, on a contact record, on a case; and the page on which
/// one stands alone.
public final class ScreeningPages implements Routes {

  private final Screenings screenings;
  private final ScreeningRoutes routes;
  private final String secret;
  private final UnaryOperator<String> nameOf;

  /// @param routes answers the same over the API
  /// @param secret of this site, at least 24 random bytes
  /// @param nameOf a login's name as colleagues know it
  public ScreeningPages(
      Screenings screenings, ScreeningRoutes routes, String secret, UnaryOperator<String> nameOf) {
    this.screenings = screenings;
    this.routes = routes;
    this.secret = secret;
    this.nameOf = nameOf;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/panels/screening/call/{id}", ScreeningRoutes.ROLES, this::contactPanel);
    mount.get("/panels/screening/record/{id}", ScreeningRoutes.ROLES, this::contactPanel);
    mount.get("/panels/screening/case/{id}", ScreeningRoutes.ROLES, this::casePanel);
    mount.get("/panels/screening/{id}/result", ScreeningRoutes.ROLES, this::result);
    mount.post("/panels/screening/begin", ScreeningRoutes.ROLES, this::begin);
    mount.get("/screenings/{id}", ScreeningRoutes.ROLES, this::show);
    mount.post("/screenings/{id}/level", ScreeningRoutes.ROLES, this::level);
    mount.post("/screenings/{id}/case", ScreeningRoutes.ROLES, this::openCase);
  }

  /// Where a panel stands.
  ///
  /// @param contact empty on a case
  /// @param matter  empty on a contact
  /// @param offered whether the caller pressed the key of danger
  /// @param begun   whether the operator has begun it just now, and waits for the first question
  public record Place(String contact, String matter, boolean offered, boolean begun) {}

  /// A screening as a page shows it.
  ///
  /// @param copyKey seals what the browser could not send yet
  /// @param cases   whether there is a room for cases
  public record Shown(Screening screening, String copyKey, boolean cases) {

    public Result result() {
      return screening.result();
    }
  }

  private Reply contactPanel(Request request) {
    String id = request.path("id");
    Contacts.Contact contact =
        screenings.contact(id).orElseThrow(() -> Refusal.notFound("contact"));
    return panel(
        new Place(id, "", contact.danger(), false),
        screenings.ofContact(id, ScreeningRoutes.asker(request)),
        request);
  }

  private Reply casePanel(Request request) {
    CaseId matter = ScreeningRoutes.caseId(request.path("id"));
    List<Screening> all =
        screenings
            .ofCase(matter, ScreeningRoutes.asker(request))
            .orElseThrow(() -> Refusal.notFound("case"));
    return panel(new Place("", matter.value(), false, false), all, request);
  }

  private Reply begin(Request request) {
    Optional<String> contact = request.form("contact").filter(id -> !id.isEmpty());
    Optional<String> matter = request.form("case").filter(id -> !id.isEmpty());
    Screening begun =
        routes.begin(
            contact.orElse(null),
            matter.orElse(null),
            request.form("language").filter(Screenings::isSpoken).orElse(""),
            request);
    return panel(
        new Place(contact.orElse(""), matter.orElse(""), false, true), List.of(begun), request);
  }

  /// The newest one in full while it goes on or has just ended; the others in a line each.
  private Reply panel(Place place, List<Screening> all, Request request) {
    return Reply.page(
        "screening/panel.jte",
        Map.of(
            "place",
            place,
            "current",
            all.stream().findFirst().map(one -> shown(one, request)),
            "earlier",
            all.stream().skip(1).toList(),
            "names",
            nameOf));
  }

  private Reply show(Request request) {
    Optional<CaseId> sealed =
        screenings.underGlass(request.path("id"), ScreeningRoutes.asker(request));
    return sealed.isPresent()
        ? new Reply.Redirect("/cases/" + sealed.get().value())
        : Reply.page(
            "screening/page.jte",
            Map.of("shown", shown(routes.read(request), request), "names", nameOf));
  }

  /// What the rule says now, beside the questions.
  private Reply result(Request request) {
    Screening one =
        screenings
            .readAgain(request.path("id"), ScreeningRoutes.asker(request))
            .orElseThrow(() -> Refusal.notFound("screening"));
    return Reply.page(
        "screening/result.jte", Map.of("shown", shown(one, request), "names", nameOf));
  }

  private Shown shown(Screening one, Request request) {
    return new Shown(one, copyKey(one.id(), request.principal().name()), screenings.hasCases());
  }

  private Reply level(Request request) {
    Outcome outcome =
        screenings.setLevel(
            request.path("id"),
            ScreeningRoutes.level(request.form("level").orElse("")),
            request.form("why").orElse(""),
            ScreeningRoutes.asker(request));
    return after(outcome, request);
  }

  private Reply openCase(Request request) {
    Outcome outcome = screenings.openCase(request.path("id"), ScreeningRoutes.asker(request));
    if (outcome instanceof Outcome.Kept(var kept) && kept.matter().isPresent()) {
      return new Reply.Redirect("/cases/" + kept.matter().get().value() + "#referral");
    }
    return after(outcome, request);
  }

  private Reply after(Outcome outcome, Request request) {
    return switch (outcome) {
      case Outcome.Kept(var kept) ->
          Reply.page(
              "screening/result.jte", Map.of("shown", shown(kept, request), "names", nameOf));
      case Outcome.Changed(var now) ->
          throw new Refusal(409, "The screening has changed: load the page again.");
      case Outcome.Wrong(var mistakes) -> throw ScreeningRoutes.wrong(mistakes);
      case Outcome.Nowhere() -> throw Refusal.notFound("screening");
    };
  }

  /// The key with which a browser seals the copy of what it could not send yet: the same person
  /// gets the same for the same screening, and nobody else gets it.
  private String copyKey(String id, String login) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] key = mac.doFinal(("copy " + id + "\n" + login).getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(key);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
