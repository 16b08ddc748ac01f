package org.hamroh.referral;

import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.cases.CaseId;
import org.hamroh.referral.Referral.How;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.web.Texts;
import org.jspecify.annotations.Nullable;

/// `/api/v1/referrals`: who is sent on to whom, and how far it is. Whoever may not see a case finds
/// none of its referrals.
public final class ReferralRoutes implements Routes {

  /// Who works on cases.
  static final Set<Role> DESK = Set.of(Role.OPERATOR, Role.CASE_WORKER, Role.SUPERVISOR);
  static final Set<Role> SECOND = Set.of(Role.SUPERVISOR);

  private final Referrals referrals;
  private final Consents consents;
  private final KeyConsents keys;
  private final Sendings sendings;
  private final ReferralLooks looks;
  private final Clock clock;

  public ReferralRoutes(
      Referrals referrals,
      Consents consents,
      KeyConsents keys,
      Sendings sendings,
      ReferralLooks looks,
      Clock clock) {
    this.referrals = referrals;
    this.consents = consents;
    this.keys = keys;
    this.sendings = sendings;
    this.looks = looks;
    this.clock = clock;
  }

  /// @param words by field: `{"name": "…", "need": "…"}`
  record Ordered(
      @Nullable String caseId,
      @Nullable String partner,
      @Nullable String service,
      @Nullable Boolean urgent,
      @Nullable Map<String, String> words) {}

  record Consented(
      @Nullable String how,
      @Nullable String language,
      @Nullable List<String> fields,
      @Nullable String call) {}

  record Risk(@Nullable List<String> fields, @Nullable String reason) {}

  record Way(@Nullable String way) {}

  record Stepped(@Nullable String step, @Nullable String reason, @Nullable String note) {}

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/referrals", DESK, this::list);
    mount.post("/api/v1/referrals", DESK, this::offer);
    mount.get("/api/v1/referrals/{id}", DESK, r -> Reply.json(view(r)));
    mount.get("/api/v1/referrals/{id}/preview", DESK, this::preview);
    mount.get("/api/v1/referrals/{id}/sentence", DESK, this::sentence);
    mount.post("/api/v1/referrals/{id}/next", DESK, this::offerNext);
    mount.post("/api/v1/referrals/{id}/refuse", DESK, this::refuse);
    mount.post("/api/v1/referrals/{id}/words", DESK, this::reword);
    mount.post("/api/v1/referrals/{id}/consent", DESK, this::consent);
    mount.post("/api/v1/referrals/{id}/risk", DESK, this::risk);
    mount.post("/api/v1/referrals/{id}/risk/confirm", SECOND, this::confirmRisk);
    mount.post("/api/v1/referrals/{id}/send", DESK, this::send);
    mount.post("/api/v1/referrals/{id}/send-again", DESK, this::sendAgain);
    mount.post("/api/v1/referrals/{id}/steps", DESK, this::step);
    mount.post("/api/v1/referrals/{id}/withdraw", DESK, this::withdraw);
  }

  private Reply list(Request request) {
    Actor who = Actor.of(request);
    List<Picture> found =
        request
            .query("case")
            .map(one -> looks.ofCase(who, caseId(one)))
            .orElseGet(() -> looks.board(who));
    return Reply.json(
        Map.of(
            "referrals",
            found.stream()
                .map(one -> ReferralView.of(one, request.language(), clock.instant()))
                .toList()));
  }

  private ReferralView view(Request request) {
    return view(request, id(request));
  }

  private ReferralView view(Request request, ReferralId id) {
    Picture found = looks.find(Actor.of(request), id);
    return ReferralView.of(found, request.language(), clock.instant());
  }

  private Reply offer(Request request) {
    Ordered order = request.json(Ordered.class);
    ReferralId id =
        referrals.offer(
            Actor.of(request),
            caseId(or(order.caseId)),
            new Referrals.Offer(
                or(order.partner),
                or(order.service),
                Boolean.TRUE.equals(order.urgent),
                words(order.words)));
    return Reply.created(view(request, id));
  }

  private Reply offerNext(Request request) {
    Ordered order = request.json(Ordered.class);
    ReferralId id = referrals.offerNext(Actor.of(request), id(request), or(order.partner));
    return Reply.created(view(request, id));
  }

  private Reply refuse(Request request) {
    consents.refused(Actor.of(request), id(request), How.VOICE);
    return Reply.json(view(request));
  }

  private Reply reword(Request request) {
    Ordered order = request.json(Ordered.class);
    referrals.reword(Actor.of(request), id(request), words(order.words));
    return Reply.json(view(request));
  }

  private Reply preview(Request request) {
    SharedWords.Sheet sheet = looks.preview(Actor.of(request), id(request));
    Map<String, String> fields = new LinkedHashMap<>();
    sheet.entries().forEach(one -> fields.put(one.field().word(), one.words()));
    return Reply.json(
        Map.of(
            "code", sheet.code(),
            "service", sheet.service(),
            "urgent", sheet.urgent(),
            "fields", fields));
  }

  private Reply sentence(Request request) {
    String language = language(request.query("language").orElse(""));
    Set<SharedField> fields = fields(List.of(request.query("fields").orElse("").split(",", 30)));
    return Reply.json(
        Map.of("sentence", consents.sentence(Actor.of(request), id(request), language, fields)));
  }

  private Reply consent(Request request) {
    Consented told = request.json(Consented.class);
    String language = language(or(told.language));
    Set<SharedField> fields = fields(told.fields == null ? List.of() : told.fields);
    switch (or(told.how)) {
      case "voice" ->
          consents.consent(
              Actor.of(request), id(request), How.VOICE, language, fields, call(or(told.call)));
      case "key" -> keys.ask(Actor.of(request), id(request), language, fields);
      default -> throw new Refusal(422, "Consent is asked by voice or by key.");
    }
    return Reply.json(view(request));
  }

  private Reply risk(Request request) {
    Risk told = request.json(Risk.class);
    consents.nameRisk(
        Actor.of(request),
        id(request),
        fields(told.fields == null ? List.of() : told.fields),
        or(told.reason));
    return Reply.json(view(request));
  }

  private Reply confirmRisk(Request request) {
    consents.confirmRisk(Actor.of(request), id(request), way(request));
    return Reply.json(view(request));
  }

  private Reply send(Request request) {
    sendings.send(Actor.of(request), id(request), way(request));
    return Reply.json(view(request));
  }

  private Reply sendAgain(Request request) {
    sendings.sendAgain(Actor.of(request), id(request), way(request));
    return Reply.json(view(request));
  }

  private Reply step(Request request) {
    Stepped told = request.json(Stepped.class);
    Step step = noted(or(told.step));
    referrals.note(Actor.of(request), id(request), step, or(told.reason), or(told.note));
    return Reply.json(view(request));
  }

  private Reply withdraw(Request request) {
    Stepped told = request.json(Stepped.class);
    referrals.withdraw(Actor.of(request), id(request), or(told.reason));
    return Reply.json(view(request));
  }

  // What is given, as it is meant

  private static String way(Request request) {
    return request.body().length == 0 ? "" : or(request.json(Way.class).way());
  }

  static ReferralId id(Request request) {
    return ReferralId.of(request.path("id"));
  }

  static CaseId caseId(String text) {
    if (!CaseId.isOne(text)) {
      throw Refusal.notFound("case");
    }
    return new CaseId(text);
  }

  /// Steps that staff note for a partner, and calls to the person.
  static Step noted(String word) {
    return switch (word) {
      case "accepted" -> Step.ACCEPTED;
      case "declined" -> Step.DECLINED;
      case "started" -> Step.STARTED;
      case "finished" -> Step.FINISHED;
      case "followed-up" -> Step.FOLLOWED_UP;
      default ->
          throw new Refusal(422, "A step is accepted, declined, started, finished or followed-up.");
    };
  }

  static Map<SharedField, String> words(@Nullable Map<String, String> given) {
    Map<SharedField, String> words = new EnumMap<>(SharedField.class);
    if (given != null) {
      given.forEach((name, text) -> words.put(field(name), text));
    }
    return words;
  }

  static Set<SharedField> fields(List<String> names) {
    Set<SharedField> fields = EnumSet.noneOf(SharedField.class);
    names.stream().filter(one -> !one.isEmpty()).forEach(one -> fields.add(field(one)));
    return fields;
  }

  private static SharedField field(String name) {
    return SharedField.of(name)
        .orElseThrow(() -> new Refusal(422, "There is no field " + name + " to be shared."));
  }

  static String language(String text) {
    return Optional.of(text)
        .filter(Texts.LANGUAGES::contains)
        .orElseThrow(
            () -> new Refusal(422, "A language is " + String.join(", ", Texts.LANGUAGES) + "."));
  }

  static String call(String text) {
    if (!text.matches("[A-Za-z0-9._-]{0,80}")) {
      throw new Refusal(422, "A call is named as in its record.");
    }
    return text;
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }
}
