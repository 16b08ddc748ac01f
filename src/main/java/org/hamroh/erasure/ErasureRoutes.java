package org.hamroh.erasure;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hamroh.erasure.Erasures.Asker;
import org.hamroh.erasure.Erasures.Outcome;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.NumberReader;
import org.hamroh.phone.NumberReading;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// `/erasures` and the API beside it: one asks, sees how much there is, and a second confirms. What
/// there is of a person is counted here and never shown.
public final class ErasureRoutes implements Routes {

  private static final Set<Role> ASKERS = Set.of(Role.SUPERVISOR);
  private static final Set<Role> CONFIRMERS = Set.of(Role.SUPERVISOR, Role.ADMIN);
  private static final Set<Role> READERS = Set.of(Role.SUPERVISOR, Role.ADMIN, Role.AUDITOR);

  private final Erasures erasures;
  private final Finder finder;
  private final NumberReader numbers;
  private final String region;

  /// @param region whose national way of writing numbers is meant
  public ErasureRoutes(Erasures erasures, Finder finder, NumberReader numbers, String region) {
    this.erasures = erasures;
    this.finder = finder;
    this.numbers = numbers;
    this.region = region;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/erasures", READERS, request -> page(request, ""));
    mount.post("/erasures", ASKERS, this::askAndShow);
    mount.get("/erasures/{id}", READERS, request -> one(request, ""));
    mount.post("/erasures/{id}/confirm", CONFIRMERS, this::confirmAndShow);
    mount.post("/erasures/{id}/withdraw", CONFIRMERS, this::withdrawAndShow);
    mount.post("/holds", ASKERS, this::holdAndShow);
    mount.post("/holds/{case}/lift", ASKERS, this::liftAndShow);
    mount.get("/api/v1/erasures", READERS, request -> Reply.json(new All(views())));
    mount.post("/api/v1/erasures", ASKERS, this::ask);
    mount.get("/api/v1/erasures/{id}", READERS, this::show);
    mount.post("/api/v1/erasures/{id}/confirm", CONFIRMERS, this::confirm);
    mount.post("/api/v1/erasures/{id}/withdraw", CONFIRMERS, this::withdraw);
    mount.get("/api/v1/holds", ASKERS, request -> Reply.json(new Holding(erasures.holds.held())));
    mount.post("/api/v1/holds", ASKERS, this::hold);
    mount.post("/api/v1/holds/{case}/lift", ASKERS, this::lift);
  }

  /// One erasure; never whom it is about.
  ///
  /// @param counts    by kind: how many will go, or went
  /// @param held      whether a legal hold stops it
  /// @param heldCases that stop it, for who leads the desk; empty when none does
  /// @param onLine    whether the person talks to us now, which stops it too
  public record View(
      String id,
      String state,
      String reason,
      Instant askedAt,
      String askedBy,
      @Nullable Instant settledAt,
      String settledBy,
      @Nullable Instant doneAt,
      Map<String, Integer> counts,
      boolean held,
      Set<String> heldCases,
      boolean onLine) {

    @JsonIgnore
    public boolean isAsked() {
      return state.equals(Erasure.State.ASKED.word());
    }

    @JsonIgnore
    public boolean isDone() {
      return state.equals(Erasure.State.DONE.word());
    }
  }

  record All(List<View> items) {}

  /// Who is meant: one of the three.
  ///
  /// @param number  as people write it
  /// @param key     of a caller, 32 digits
  /// @param caseId  seven digits
  /// @param reason  one of [Erasure#REASONS]
  record Wish(
      @Nullable String number,
      @Nullable String key,
      @Nullable String caseId,
      @Nullable String reason) {}

  record HoldWish(@Nullable String caseId, @Nullable String reason) {}

  record Holding(List<Holds.Hold> items) {}

  private static Asker asker(Request request) {
    return new Asker(request.principal().name(), request.from());
  }

  private List<View> views() {
    return erasures.all().stream().map(one -> view(one, Optional.empty())).toList();
  }

  private static View view(Erasure one, Optional<Erasures.Preview> now) {
    return new View(
        one.id(),
        one.state().word(),
        one.reason(),
        one.askedAt(),
        one.askedBy(),
        one.settledAt().orElse(null),
        one.settledBy(),
        one.doneAt().orElse(null),
        now.map(Erasures.Preview::counts).orElse(one.counts()),
        now.map(preview -> !preview.held().isEmpty()).orElse(false),
        new TreeSet<>(now.map(Erasures.Preview::held).orElse(Set.of())),
        now.map(Erasures.Preview::onLine).orElse(false));
  }

  private View view(String id) {
    Erasure one = erasures.find(id).orElseThrow(() -> Refusal.notFound("such erasure"));
    return view(one, one.state() == Erasure.State.ASKED ? erasures.preview(id) : Optional.empty());
  }

  private Reply show(Request request) {
    return Reply.json(view(request.path("id")));
  }

  private Reply ask(Request request) {
    return Reply.created(view(asked(request, request.json(Wish.class)).id()));
  }

  private Erasure asked(Request request, Wish wish) {
    String reason = or(wish.reason);
    if (!Erasure.REASONS.contains(reason)) {
      throw new Refusal(
          422,
          "erasure.refused.reason",
          "Say why: one of " + String.join(", ", Erasure.REASONS) + ".");
    }
    return erasures.ask(subject(wish), reason, asker(request));
  }

  private Subject subject(Wish wish) {
    String number = or(wish.number);
    String key = or(wish.key);
    String caseId = or(wish.caseId);
    if (List.of(number, key, caseId).stream().filter(text -> !text.isEmpty()).count() != 1) {
      throw new Refusal(
          422,
          "erasure.refused.who",
          "Name the person by a number, a caller's key or a case, by one alone.");
    }
    if (!caseId.isEmpty()) {
      return finder
          .byCase(caseId)
          .orElseThrow(
              () -> new Refusal(422, "erasure.refused.case", "There is no case of this number."));
    }
    if (!key.isEmpty()) {
      if (!key.matches("[0-9a-f]{32}")) {
        throw new Refusal(422, "erasure.refused.key", "A caller's key has 32 digits and letters.");
      }
      return finder.byKey(new CallerKey(key));
    }
    return switch (numbers.read(number, region)) {
      case NumberReading.Read(var read) -> finder.byNumber(read);
      case NumberReading.Unreadable(var reason) ->
          throw new Refusal(422, "erasure.refused.number", "The number " + reason + ".");
    };
  }

  private Reply confirm(Request request) {
    String id = request.path("id");
    refuse(erasures.confirm(id, asker(request)), isLead(request));
    return new Reply.Json(202, view(id));
  }

  /// Which cases somebody has is the business of those who work with cases.
  private static boolean isLead(Request request) {
    return request.principal().hasAny(ASKERS);
  }

  private static void refuse(Outcome outcome, boolean lead) {
    switch (outcome) {
      case Outcome.Begun begun -> {}
      case Outcome.Nowhere nowhere -> throw Refusal.notFound("such erasure");
      case Outcome.TooLate late ->
          throw new Refusal(409, "erasure.refused.late", "It is settled already.");
      case Outcome.SamePerson same ->
          throw new Refusal(
              403,
              "erasure.refused.same",
              "A second person must confirm it, not the one who asked.");
      case Outcome.Held(var cases) ->
          throw new Refusal(
              409,
              "erasure.refused.held",
              "A legal hold stops it"
                  + (lead ? ", on " + String.join(", ", new TreeSet<>(cases)) : "")
                  + ".");
      case Outcome.OnLine online ->
          throw new Refusal(
              409,
              "erasure.refused.online",
              "The person is on the line now. Confirm it after the call.");
    }
  }

  private Reply withdraw(Request request) {
    String id = request.path("id");
    view(id);
    if (!erasures.withdraw(id, asker(request))) {
      throw new Refusal(409, "It is settled already.");
    }
    return Reply.json(view(id));
  }

  private Reply hold(Request request) {
    HoldWish wish = request.json(HoldWish.class);
    setHold(request, or(wish.caseId), or(wish.reason));
    return new Reply.NoContent();
  }

  private void setHold(Request request, String caseId, String reason) {
    if (reason.isBlank() || reason.length() > Holds.LONGEST_REASON) {
      throw new Refusal(
          422,
          "erasure.refused.why",
          "Say why it must stay, in up to " + Holds.LONGEST_REASON + " letters.");
    }
    if (!erasures.holds.set(caseId, reason.strip(), asker(request))) {
      throw new Refusal(
          409, "erasure.refused.hold", "There is no such case, or it is held already.");
    }
  }

  private Reply lift(Request request) {
    if (!erasures.holds.lift(request.path("case"), asker(request))) {
      throw new Refusal(409, "This case is not held.");
    }
    return new Reply.NoContent();
  }

  private Reply page(Request request, String trouble) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("erasures", views());
    // Why a case must stay is the business of those who work with cases.
    boolean lead = isLead(request);
    parameters.put("holds", lead ? erasures.holds.held() : List.of());
    parameters.put("due", lead ? erasures.toReview() : List.of());
    parameters.put("trouble", trouble);
    return Reply.page("erasure/page.jte", parameters);
  }

  private Reply one(Request request, String trouble) {
    View view = view(request.path("id"));
    return Reply.page(
        "erasure/one.jte",
        Map.of(
            "one",
            view,
            "own",
            view.askedBy().equals(request.principal().name()),
            "lead",
            isLead(request),
            "trouble",
            trouble));
  }

  private Reply askAndShow(Request request) {
    try {
      Wish wish =
          new Wish(
              typed(request, "number"),
              typed(request, "key"),
              typed(request, "caseId"),
              typed(request, "reason"));
      return new Reply.Redirect("/erasures/" + asked(request, wish).id());
    } catch (Refusal e) {
      return page(request, e.key());
    }
  }

  private Reply confirmAndShow(Request request) {
    String id = request.path("id");
    try {
      refuse(erasures.confirm(id, asker(request)), isLead(request));
      return new Reply.Redirect("/erasures/" + id);
    } catch (Refusal e) {
      return one(request, e.key());
    }
  }

  private Reply withdrawAndShow(Request request) {
    erasures.withdraw(request.path("id"), asker(request)); // whoever was first has settled it
    return new Reply.Redirect("/erasures/" + request.path("id"));
  }

  private Reply holdAndShow(Request request) {
    try {
      setHold(request, typed(request, "caseId"), typed(request, "why"));
      return new Reply.Redirect("/erasures");
    } catch (Refusal e) {
      return page(request, e.key());
    }
  }

  private Reply liftAndShow(Request request) {
    erasures.holds.lift(request.path("case"), asker(request)); // lifted twice is lifted once
    return new Reply.Redirect("/erasures");
  }

  private static String typed(Request request, String field) {
    return request.form(field).orElse("").strip();
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }
}
