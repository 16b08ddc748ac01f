package org.hamroh.screening;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.cases.CaseId;
import org.hamroh.phone.CallerKey;
import org.hamroh.screening.Screening.Deed;
import org.hamroh.screening.Screening.SetLevel;
import org.hamroh.screening.Screenings.Asker;
import org.hamroh.screening.Screenings.Outcome;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// Screenings over HTTP.
public final class ScreeningRoutes implements Routes {

  static final Set<Role> ROLES = Set.of(Role.OPERATOR, Role.CASE_WORKER, Role.SUPERVISOR);

  /// Who speaks with callers; a case worker screens on cases alone.
  private static final Set<Role> SPEAKING = Set.of(Role.OPERATOR, Role.SUPERVISOR);

  private final Screenings screenings;

  public ScreeningRoutes(Screenings screenings) {
    this.screenings = screenings;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/screenings/rules", ROLES, r -> Reply.json(screenings.shelf().current()));
    mount.get("/api/v1/screenings/rules/{version}", ROLES, this::rules);
    mount.get("/api/v1/screenings", ROLES, this::list);
    mount.post("/api/v1/screenings", ROLES, this::begin);
    mount.get("/api/v1/screenings/{id}", ROLES, request -> Reply.json(View.of(read(request))));
    mount.post("/api/v1/screenings/{id}/draft", ROLES, this::draft);
    mount.post("/api/v1/screenings/{id}/end", ROLES, this::end);
    mount.post("/api/v1/screenings/{id}/level", ROLES, this::level);
    mount.post("/api/v1/screenings/{id}/case", ROLES, this::openCase);
  }

  /// A screening as the API shows it.
  ///
  /// @param caller stands for the number; absent when withheld
  /// @param ended  empty while it goes on, else `done`, `stopped` or `unsafe`
  /// @param why    a person set the level; absent when it is the rule's
  record View(
      String id,
      @Nullable String contact,
      @Nullable String caseId,
      @Nullable String caller,
      long rulesVersion,
      String language,
      long version,
      String ended,
      Map<String, String> answers,
      Map<String, String> words,
      String level,
      String ruleLevel,
      @Nullable String why,
      Result result,
      String createdBy,
      Instant createdAt,
      String changedBy,
      Instant changedAt,
      @Nullable String endedBy,
      @Nullable Instant endedAt) {

    static View of(Screening one) {
      return new View(
          one.id(),
          one.contact().orElse(null),
          one.matter().map(CaseId::value).orElse(null),
          one.caller().map(CallerKey::hex).orElse(null),
          one.rules().version(),
          one.language(),
          one.version(),
          one.end().word(),
          one.sheet().answerWords(),
          one.sheet().words(),
          one.weighed().word(),
          one.level().word(),
          one.set().map(SetLevel::why).orElse(null),
          one.result(),
          one.created().by(),
          one.created().at(),
          one.changed().by(),
          one.changed().at(),
          one.ended().map(Deed::by).orElse(null),
          one.ended().map(Deed::at).orElse(null));
    }
  }

  static Asker asker(Request request) {
    return new Asker(
        request.principal().name(),
        request.principal().hasAny(Set.of(Role.SUPERVISOR)),
        request.from());
  }

  private Reply rules(Request request) {
    String version = request.path("version");
    return Reply.json(
        screenings
            .shelf()
            .of(version.matches("[0-9]{1,6}") ? Long.parseLong(version) : 0)
            .orElseThrow(() -> Refusal.notFound("such version of the rules")));
  }

  private Reply list(Request request) {
    Optional<String> contact = request.query("contact");
    Optional<String> matter = request.query("case");
    if (contact.isPresent() == matter.isPresent()) {
      throw new Refusal(400, "Ask by contact or by case.");
    }
    List<Screening> found =
        contact
            .map(id -> screenings.ofContact(id, asker(request)))
            .orElseGet(() -> ofCase(matter.orElse(""), request));
    return Reply.json(Map.of("screenings", found.stream().map(View::of).toList()));
  }

  private List<Screening> ofCase(String id, Request request) {
    return screenings
        .ofCase(caseId(id), asker(request))
        .orElseThrow(() -> Refusal.notFound("case"));
  }

  static CaseId caseId(String id) {
    if (!CaseId.isOne(id)) {
      throw Refusal.notFound("case");
    }
    return new CaseId(id);
  }

  /// @param contact  a call's id, or `w-…`; or else
  /// @param caseId   the case's number
  /// @param language of the questions
  record Wanted(@Nullable String contact, @Nullable String caseId, @Nullable String language) {}

  private Reply begin(Request request) {
    Wanted wanted = request.json(Wanted.class);
    String language = wanted.language == null ? "" : wanted.language;
    if (!language.isEmpty() && !Screenings.isSpoken(language)) {
      throw new Refusal(422, "language is tg, ru or en.");
    }
    return Reply.created(View.of(begin(wanted.contact, wanted.caseId, language, request)));
  }

  /// @throws Refusal 404 when there is no such conversation or case for this person
  Screening begin(
      @Nullable String contact, @Nullable String matter, String language, Request request) {
    if ((contact == null) == (matter == null)) {
      throw new Refusal(422, "A screening is of a contact or of a case.");
    }
    if (contact != null && !request.principal().hasAny(SPEAKING)) {
      throw Refusal.notFound("contact");
    }
    Optional<Screening> begun =
        contact == null
            ? screenings.begin(caseId(String.valueOf(matter)), language, asker(request))
            : screenings.begin(contact, language, asker(request));
    return begun.orElseThrow(() -> Refusal.notFound(contact == null ? "case" : "contact"));
  }

  Screening read(Request request) {
    return screenings
        .read(request.path("id"), asker(request))
        .orElseThrow(() -> Refusal.notFound("screening"));
  }

  /// What a page sends.
  ///
  /// @param version that it has seen
  record Sent(
      long version, @Nullable Map<String, String> answers, @Nullable Map<String, String> words) {}

  private Reply draft(Request request) {
    Sent sent = request.json(Sent.class);
    return reply(
        screenings.draft(
            request.path("id"),
            sent.version,
            new Sheet.Sent(sent.answers, sent.words),
            asker(request)));
  }

  /// The same, for the last time.
  ///
  /// @param stopped whether there was more to ask
  record Last(
      long version,
      boolean stopped,
      @Nullable Map<String, String> answers,
      @Nullable Map<String, String> words) {}

  private Reply end(Request request) {
    Last sent = request.json(Last.class);
    return reply(
        screenings.end(
            request.path("id"),
            sent.version,
            new Sheet.Sent(sent.answers, sent.words),
            sent.stopped,
            asker(request)));
  }

  record Judged(String level, String why) {}

  private Reply level(Request request) {
    Judged judged = request.json(Judged.class);
    return reply(
        screenings.setLevel(request.path("id"), level(judged.level), judged.why, asker(request)));
  }

  static Level level(String word) {
    return Level.of(word)
        .orElseThrow(() -> new Refusal(422, "level is emergency, high, medium or low."));
  }

  private Reply openCase(Request request) {
    return reply(screenings.openCase(request.path("id"), asker(request)));
  }

  private static Reply reply(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Kept(var screening) -> Reply.json(View.of(screening));
      case Outcome.Changed(var screening) -> changed(screening);
      case Outcome.Wrong(var mistakes) -> throw wrong(mistakes);
      case Outcome.Nowhere() -> throw Refusal.notFound("screening");
    };
  }

  static Refusal wrong(List<String> mistakes) {
    String all = String.join("; ", mistakes);
    return new Refusal(422, Character.toUpperCase(all.charAt(0)) + all.substring(1) + ".");
  }

  /// Problem details with what there is now.
  private static Reply changed(Screening screening) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("status", 409);
    problem.put("title", "Conflict");
    problem.put("detail", "The screening has changed, or has ended.");
    problem.put("screening", View.of(screening));
    return new Reply.Json(409, problem);
  }
}
