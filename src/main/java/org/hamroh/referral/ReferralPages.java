package org.hamroh.referral;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.hamroh.cases.CaseId;
import org.hamroh.directory.DirectoryRoutes;
import org.hamroh.directory.DirectorySearch;
import org.hamroh.directory.DirectoryStore;
import org.hamroh.directory.Organisation;
import org.hamroh.directory.Place;
import org.hamroh.referral.Referral.How;
import org.hamroh.store.Database;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.web.Texts;

/// The board `/referrals`, and the piece of a case's page where somebody is sent on:
/// `/panels/referral/case/{id}`.
public final class ReferralPages implements Routes {

  private static final String CASE = "/panels/referral/case/{id}";
  private static final String ONE = "/panels/referral/one/{id}";

  /// A part of the board.
  ///
  /// @param name `overdue`, `waiting`, `ours` or `helped`
  public record Part(String name, List<Picture> rows) {}

  /// What the panel shows.
  ///
  /// @param trouble  a key of the words, or a sentence; empty when all is well
  /// @param services of the directory
  public record Panel(
      CaseId caseId,
      List<Picture> referrals,
      String trouble,
      Set<String> services,
      List<Place> places,
      Instant now) {}

  private final Referrals referrals;
  private final Consents consents;
  private final KeyConsents keys;
  private final Sendings sendings;
  private final ReferralLooks looks;
  private final Database database;
  private final Texts texts;
  private final UnaryOperator<String> nameOf;
  private final Clock clock;

  /// @param nameOf a login's name as colleagues know it
  public ReferralPages(
      Referrals referrals,
      Consents consents,
      KeyConsents keys,
      Sendings sendings,
      ReferralLooks looks,
      Database database,
      Texts texts,
      UnaryOperator<String> nameOf,
      Clock clock) {
    this.referrals = referrals;
    this.consents = consents;
    this.keys = keys;
    this.sendings = sendings;
    this.looks = looks;
    this.database = database;
    this.texts = texts;
    this.nameOf = nameOf;
    this.clock = clock;
  }

  @Override
  public void mount(Mount mount) {
    Set<Role> desk = ReferralRoutes.DESK;
    mount.get("/referrals", desk, request -> board(request, "index"));
    mount.get("/referrals/rows", desk, request -> board(request, "rows"));
    mount.get("/referrals/case/{id}", desk, r -> panel(r, caseId(r), "", "page"));
    mount.get(CASE, desk, request -> panel(request, caseId(request), ""));
    mount.get(CASE + "/news", desk, this::news);
    mount.get(CASE + "/partners", desk, this::partners);
    mount.post(CASE + "/offer", desk, this::offer);
    mount.get(ONE + "/sentence", desk, this::sentence);
    mount.get(ONE + "/preview", desk, this::preview);
    mount.get(ONE + "/words", desk, this::words);
    mount.get(ONE + "/note", desk, this::note);
    mount.post(ONE + "/words", desk, this::reword);
    mount.post(ONE + "/next", desk, this::offerNext);
    mount.post(ONE + "/consent", desk, this::consent);
    mount.post(ONE + "/ask-key", desk, this::askKey);
    mount.post(ONE + "/refuse", desk, this::refuse);
    mount.post(ONE + "/risk", desk, this::risk);
    mount.post(ONE + "/risk/confirm", ReferralRoutes.SECOND, this::confirmRisk);
    mount.post(ONE + "/send", desk, this::send);
    mount.post(ONE + "/send-again", desk, this::sendAgain);
    mount.post(ONE + "/step", desk, this::step);
    mount.post(ONE + "/withdraw", desk, this::withdraw);
  }

  private Reply board(Request request, String template) {
    Instant now = clock.instant();
    Map<String, List<Picture>> parts = new HashMap<>();
    for (Picture one : looks.board(Actor.of(request))) {
      parts.computeIfAbsent(part(one.referral(), now), name -> new ArrayList<>()).add(one);
    }
    return Reply.page(
        "referral/" + template + ".jte",
        Map.of(
            "parts",
            List.of("overdue", "ours", "waiting", "helped").stream()
                .map(name -> new Part(name, parts.getOrDefault(name, List.of())))
                .toList(),
            "now",
            now));
  }

  private static String part(Referral one, Instant now) {
    if (one.isOverdue(now)) {
      return "overdue";
    }
    return switch (one.state()) {
      case OFFERED, CONSENTED, DECLINED, FINISHED, WITHDRAWN -> "ours";
      case SENDING, SENT -> "waiting";
      case ACCEPTED, STARTED -> "helped";
    };
  }

  private Reply panel(Request request, CaseId caseId, String trouble) {
    return panel(request, caseId, trouble, "panel");
  }

  private Reply panel(Request request, CaseId caseId, String trouble, String template) {
    Set<String> services = new TreeSet<>();
    DirectoryStore directory = new DirectoryStore(database);
    directory.find(null, null).stream().map(Organisation::services).forEach(services::addAll);
    return Reply.page(
        "referral/" + template + ".jte",
        Map.of(
            "panel",
            new Panel(
                caseId,
                looks.ofCase(Actor.of(request), caseId),
                trouble,
                services,
                directory.places(),
                clock.instant()),
            "nameOf",
            nameOf));
  }

  private Reply news(Request request) {
    CaseId caseId = caseId(request);
    return Reply.page(
        "referral/news.jte",
        Map.of(
            "caseId",
            caseId.value(),
            "news",
            looks.isNews(Actor.of(request), caseId, request.query("seen").orElse(""))));
  }

  private Reply partners(Request request) {
    CaseId caseId = caseId(request);
    looks.ofCase(Actor.of(request), caseId); // who may not see the case finds nobody for it
    DirectorySearch search = DirectoryRoutes.search(request);
    return Reply.page(
        "referral/partners.jte",
        Map.of(
            "caseId", caseId.value(),
            "service", request.query("service").orElse(""),
            "found",
                database.read(handle -> DirectoryStore.find(handle, search, clock.instant()))));
  }

  // Acts: what is refused is said in the panel, which then shows how things are.

  private Reply offer(Request request) {
    CaseId caseId = caseId(request);
    return after(
        request,
        caseId,
        () ->
            referrals.offer(
                Actor.of(request),
                caseId,
                new Referrals.Offer(
                    request.form("partner").orElse(""),
                    request.form("service").orElse(""),
                    request.form("urgent").isPresent(),
                    written(request))));
  }

  private Reply reword(Request request) {
    return after(request, id -> referrals.reword(Actor.of(request), id, written(request)));
  }

  private Reply offerNext(Request request) {
    return after(
        request,
        id -> referrals.offerNext(Actor.of(request), id, request.form("partner").orElse("")));
  }

  private Reply consent(Request request) {
    return after(
        request,
        id ->
            consents.consent(
                Actor.of(request),
                id,
                How.VOICE,
                ReferralRoutes.language(request.form("language").orElse("")),
                ticked(request),
                ReferralRoutes.call(request.form("call").orElse(""))));
  }

  /// The answer comes with the live topic `referrals`.
  private Reply askKey(Request request) {
    ReferralId id = ReferralRoutes.id(request);
    String trouble = "";
    try {
      String language = ReferralRoutes.language(request.form("language").orElse(""));
      keys.ask(Actor.of(request), id, language, ticked(request));
    } catch (Refusal refused) {
      if (refused.status() != 409 && refused.status() != 422) {
        throw refused;
      }
      trouble = refused.key().isEmpty() ? String.valueOf(refused.getMessage()) : refused.key();
    }
    return Reply.page(
        "referral/key.jte", Map.of("caseId", id.caseId().value(), "trouble", trouble));
  }

  private Reply refuse(Request request) {
    return after(request, id -> consents.refused(Actor.of(request), id, How.VOICE));
  }

  private Reply risk(Request request) {
    return after(
        request,
        id ->
            consents.nameRisk(
                Actor.of(request), id, ticked(request), request.form("reason").orElse("")));
  }

  private Reply confirmRisk(Request request) {
    return after(request, id -> consents.confirmRisk(Actor.of(request), id, way(request)));
  }

  private Reply send(Request request) {
    return after(request, id -> sendings.send(Actor.of(request), id, way(request)));
  }

  private Reply sendAgain(Request request) {
    return after(request, id -> sendings.sendAgain(Actor.of(request), id, way(request)));
  }

  private Reply step(Request request) {
    return after(
        request,
        id ->
            referrals.note(
                Actor.of(request),
                id,
                ReferralRoutes.noted(request.form("step").orElse("")),
                request.form("reason").orElse(""),
                request.form("note").orElse("")));
  }

  private Reply withdraw(Request request) {
    return after(
        request,
        id -> referrals.withdraw(Actor.of(request), id, request.form("reason").orElse("")));
  }

  @FunctionalInterface
  private interface Act {
    void on(ReferralId id);
  }

  private Reply after(Request request, Act act) {
    ReferralId id = ReferralRoutes.id(request);
    return after(request, id.caseId(), () -> act.on(id));
  }

  private Reply after(Request request, CaseId caseId, Runnable act) {
    try {
      act.run();
      return panel(request, caseId, "");
    } catch (Refusal refused) {
      if (refused.status() != 409 && refused.status() != 422) {
        throw refused;
      }
      String told = String.valueOf(refused.getMessage());
      return panel(request, caseId, refused.key().isEmpty() ? told : refused.key());
    }
  }

  // Looks at one

  private Reply sentence(Request request) {
    ReferralId id = ReferralRoutes.id(request);
    String language = ReferralRoutes.language(request.query("language").orElse("tg"));
    Set<SharedField> fields =
        ReferralRoutes.fields(
            Arrays.stream(SharedField.values())
                .map(SharedField::word)
                .filter(one -> request.query("field-" + one).isPresent())
                .toList());
    String sentence = "";
    String trouble = "";
    try {
      sentence = consents.sentence(Actor.of(request), id, language, fields);
    } catch (Refusal refused) {
      if (refused.status() != 422) {
        throw refused;
      }
      trouble = refused.key();
    }
    return Reply.page(
        "referral/sentence.jte",
        Map.of(
            "id", id.toString(),
            "language", language,
            "fields", fields,
            "sentence", sentence,
            "call", ReferralRoutes.call(request.query("call").orElse("")),
            "trouble", trouble));
  }

  private Reply preview(Request request) {
    ReferralId id = ReferralRoutes.id(request);
    SharedWords.Sheet sheet = looks.preview(Actor.of(request), id);
    Organisation partner = looks.find(Actor.of(request), id).partner();
    String language = partner.letters().isEmpty() ? request.language() : partner.letters();
    return Reply.page("referral/shared.jte", Map.of("words", texts.in(language), "sheet", sheet));
  }

  private Reply words(Request request) {
    ReferralId id = ReferralRoutes.id(request);
    return Reply.page(
        "referral/words.jte",
        Map.of("id", id.toString(), "written", looks.words(Actor.of(request), id)));
  }

  private Reply note(Request request) {
    return Reply.page(
        "referral/note.jte",
        Map.of("note", looks.lastNote(Actor.of(request), ReferralRoutes.id(request))));
  }

  private static CaseId caseId(Request request) {
    return ReferralRoutes.caseId(request.path("id"));
  }

  private static String way(Request request) {
    return request.form("way").orElse("");
  }

  private static Map<SharedField, String> written(Request request) {
    Map<SharedField, String> words = new EnumMap<>(SharedField.class);
    for (SharedField field : SharedField.values()) {
      request.form("words-" + field.word()).ifPresent(text -> words.put(field, text));
    }
    return words;
  }

  private static Set<SharedField> ticked(Request request) {
    return ReferralRoutes.fields(
        Arrays.stream(SharedField.values())
            .map(SharedField::word)
            .filter(one -> request.form("field-" + one).isPresent())
            .toList());
  }
}
