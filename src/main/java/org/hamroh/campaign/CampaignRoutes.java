package org.hamroh.campaign;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.hamroh.contact.ContactFilter;
import org.hamroh.sms.MessageRoutes;
import org.hamroh.sms.MessageStore;
import org.hamroh.sms.SmsMessage;
import org.hamroh.sms.SmsState;
import org.hamroh.store.Database;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.yaml.ProblemsException;
import org.jspecify.annotations.Nullable;

/// Campaigns over the API.
public final class CampaignRoutes implements Routes {

  static final Set<Role> ROLES = Set.of(Role.MANAGER, Role.ADMIN);

  /// Who checks and approves, and may look for that.
  static final Set<Role> APPROVERS = Set.of(Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);

  private static final int USUAL_PAGE = 50;
  private static final int MOST_A_PAGE = 200;

  private final Campaigns campaigns;
  private final Database database;

  private final Forecasts forecasts;
  private final TestTexts tests;

  public CampaignRoutes(
      Campaigns campaigns, Forecasts forecasts, TestTexts tests, Database database) {
    this.campaigns = campaigns;
    this.forecasts = forecasts;
    this.tests = tests;
    this.database = database;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/campaigns", APPROVERS, this::list);
    mount.post("/api/v1/campaigns", ROLES, this::create);
    mount.get(
        "/api/v1/campaigns/{id}", APPROVERS, request -> Reply.json(view(database, id(request))));
    mount.post("/api/v1/campaigns/{id}", ROLES, this::edit);
    mount.get("/api/v1/campaigns/{id}/steps", APPROVERS, this::steps);
    mount.post("/api/v1/campaigns/{id}/preview", APPROVERS, this::preview);
    mount.post("/api/v1/campaigns/{id}/submit", ROLES, this::submit);
    mount.post("/api/v1/campaigns/{id}/approve", APPROVERS, this::approve);
    mount.post("/api/v1/campaigns/{id}/return", APPROVERS, this::sendBack);
    mount.get(
        "/api/v1/campaigns/{id}/plan",
        APPROVERS,
        request -> Reply.json(forecasts.of(find(database, id(request)))));
    mount.post("/api/v1/campaigns/{id}/test", ROLES, this::test);
    mount.post("/api/v1/campaigns/{id}/budget", ROLES, this::budget);
    mount.post(
        "/api/v1/campaigns/{id}/start",
        ROLES,
        request -> move(request, one -> campaigns.run(one, by(request))));
    mount.post(
        "/api/v1/campaigns/{id}/pause",
        ROLES,
        request -> move(request, one -> campaigns.pause(one, by(request))));
    mount.post(
        "/api/v1/campaigns/{id}/stop",
        ROLES,
        request -> move(request, one -> campaigns.stop(one, by(request))));
    mount.get("/api/v1/campaigns/{id}/messages", ROLES, this::messages);
  }

  /// What is posted.
  ///
  /// @param texts       by language
  /// @param audience    everybody when absent
  /// @param readyText   id of the ready text that it began with
  /// @param legalNeeded whether a lawyer has to see it
  public record Draft(
      @Nullable String name,
      @Nullable Map<String, String> texts,
      @Nullable Filter audience,
      @Nullable String readyText,
      @Nullable Boolean legalNeeded,
      @Nullable Times schedule) {

    Campaign.Wish wish() {
      return new Campaign.Wish(
          Optional.ofNullable(name).orElse(""),
          Optional.ofNullable(texts).orElse(Map.of()),
          Optional.ofNullable(audience).map(Filter::filter).orElse(ContactFilter.EVERYBODY),
          Optional.ofNullable(readyText).orElse(""),
          Boolean.TRUE.equals(legalNeeded),
          schedule == null ? Schedule.AT_ONCE : schedule.schedule());
    }
  }

  /// The same as [Schedule], with every part optional.
  public record Times(
      @Nullable Instant startAt,
      @Nullable String repeat,
      @Nullable Instant until,
      @Nullable String dateKind,
      @Nullable Integer daysBefore,
      @Nullable Integer validHours,
      @Nullable BigDecimal budget) {

    Schedule schedule() {
      return new Schedule(
          Optional.ofNullable(startAt),
          Schedule.Repeat.of(Optional.ofNullable(repeat).orElse("once"))
              .orElseThrow(
                  () ->
                      new Refusal(
                          422, "repeat is " + repeat + "; give once, weekly, monthly or date.")),
          Optional.ofNullable(until),
          Optional.ofNullable(dateKind).orElse(""),
          Optional.ofNullable(daysBefore).orElse(0),
          Optional.ofNullable(validHours).orElse(0),
          Optional.ofNullable(budget).orElse(BigDecimal.ZERO));
    }
  }

  /// What is said along with a step.
  ///
  /// @param check   `language`, `legal` or `approved`, when something is approved
  /// @param writing number of the writing that was looked at; absent: the one that there is
  public record Word(@Nullable String note, @Nullable String check, @Nullable Long writing) {

    private static final Word NOTHING = new Word(null, null, null);

    String said() {
      return Optional.ofNullable(note).orElse("");
    }
  }

  /// @param budget 0: no limit
  public record Money(@Nullable BigDecimal budget) {}

  /// One step of the API.
  public record StepView(long nr, String kind, String by, Instant at, String note) {
    static StepView of(Step step) {
      return new StepView(step.nr(), step.kind().word(), step.by(), step.at(), step.note());
    }
  }

  /// The same as [ContactFilter], with every part optional.
  public record Filter(
      @Nullable Set<String> languages,
      @Nullable Set<String> countries,
      @Nullable Set<String> places,
      @Nullable Set<String> tags) {

    ContactFilter filter() {
      return new ContactFilter(
          Optional.ofNullable(languages).orElse(Set.of()),
          Optional.ofNullable(countries).orElse(Set.of()),
          Optional.ofNullable(places).orElse(Set.of()),
          Optional.ofNullable(tags).orElse(Set.of()));
    }
  }

  /// @param next cursor of the next page, null on the last
  public record Page<T>(List<T> items, @Nullable String next) {}

  private Reply list(Request request) {
    long before = number(request, "before", Long.MAX_VALUE);
    int limit = (int) Math.min(number(request, "limit", USUAL_PAGE), MOST_A_PAGE);
    List<CampaignView> items =
        database.read(
            handle ->
                CampaignStore.page(handle, before, limit).stream()
                    .map(campaign -> CampaignView.of(handle, campaign))
                    .toList());
    String next = items.size() < limit ? null : Long.toString(items.getLast().id());
    return Reply.json(new Page<>(items, next));
  }

  private Reply create(Request request) {
    try {
      long id = campaigns.workflow().create(request.json(Draft.class).wish(), by(request));
      return Reply.created(view(database, id));
    } catch (ProblemsException e) {
      throw new Refusal(422, String.valueOf(e.getMessage()));
    }
  }

  private Reply edit(Request request) {
    Campaign.Wish wish = request.json(Draft.class).wish();
    return move(request, one -> campaigns.workflow().edit(one.id(), wish, by(request)));
  }

  private Reply submit(Request request) {
    String note = word(request).said();
    return move(request, one -> campaigns.workflow().submit(one, by(request), note));
  }

  private Reply approve(Request request) {
    Word word = word(request);
    Step.Kind check = check(Optional.ofNullable(word.check()).orElse("approved"));
    long seen = Optional.ofNullable(word.writing()).orElse(0L);
    return move(
        request, one -> campaigns.workflow().check(one, check, by(request), word.said(), seen));
  }

  static Step.Kind check(String word) {
    return Checks.ALL.stream()
        .filter(one -> one.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new Refusal(400, "check is " + word + "; give language, legal or approved."));
  }

  private Reply sendBack(Request request) {
    String note = word(request).said();
    return move(request, one -> campaigns.workflow().sendBack(one, by(request), note));
  }

  private Reply budget(Request request) {
    BigDecimal budget =
        Optional.ofNullable(request.json(Money.class).budget())
            .orElseThrow(() -> new Refusal(400, "budget is missing; give an amount, 0 for none."));
    return move(request, one -> campaigns.budget(one, budget, by(request)));
  }

  /// @param number own telephone, as people write it
  public record Try(@Nullable String number, @Nullable String language) {}

  /// @param message id of the text
  public record Tried(long message) {}

  private Reply test(Request request) {
    Try wanted = request.json(Try.class);
    Campaign campaign = find(database, id(request));
    try {
      return Reply.json(
          new Tried(
              tests.send(
                  campaign,
                  Optional.ofNullable(wanted.number()).orElse(""),
                  Optional.ofNullable(wanted.language()).orElse(""),
                  by(request))));
    } catch (ProblemsException e) {
      throw new Refusal(422, String.valueOf(e.getMessage()));
    }
  }

  private Reply steps(Request request) {
    Campaign campaign = find(database, id(request));
    return Reply.json(
        new Page<>(campaigns.workflow().steps(campaign).stream().map(StepView::of).toList(), null));
  }

  /// A body is welcome, and not needed.
  private static Word word(Request request) {
    return request.body().length == 0 ? Word.NOTHING : request.json(Word.class);
  }

  static String by(Request request) {
    return request.principal().name();
  }

  private Reply preview(Request request) {
    return Reply.json(campaigns.preview(find(database, id(request))));
  }

  private Reply move(Request request, Consumer<Campaign> how) {
    long id = id(request);
    try {
      how.accept(find(database, id));
    } catch (ProblemsException e) {
      throw new Refusal(409, String.valueOf(e.getMessage()));
    }
    return Reply.json(view(database, id));
  }

  private Reply messages(Request request) {
    long id = id(request);
    find(database, id);
    Optional<SmsState> state =
        request.query("state").filter(word -> !word.isEmpty()).map(CampaignRoutes::state);
    long after = number(request, "after", 0);
    int limit = (int) Math.min(number(request, "limit", USUAL_PAGE), MOST_A_PAGE);
    List<SmsMessage> messages =
        database.read(handle -> MessageStore.page(handle, id, state, after, limit));
    String next = messages.size() < limit ? null : Long.toString(messages.getLast().id());
    return Reply.json(new Page<>(messages.stream().map(MessageRoutes.View::of).toList(), next));
  }

  private static SmsState state(String word) {
    for (SmsState state : SmsState.values()) {
      if (state.word().equals(word)) {
        return state;
      }
    }
    throw new Refusal(400, "state is " + word + "; give one such as queued or delivered.");
  }

  static CampaignView view(Database database, long id) {
    return database
        .read(
            handle ->
                CampaignStore.find(handle, id).map(campaign -> CampaignView.of(handle, campaign)))
        .orElseThrow(() -> Refusal.notFound("campaign " + id));
  }

  static Campaign find(Database database, long id) {
    return database
        .read(handle -> CampaignStore.find(handle, id))
        .orElseThrow(() -> Refusal.notFound("campaign " + id));
  }

  static long id(Request request) {
    String id = request.path("id");
    if (!id.matches("[0-9]{1,18}")) {
      throw Refusal.notFound("campaign " + id);
    }
    return Long.parseLong(id);
  }

  private static long number(Request request, String name, long otherwise) {
    String text = request.query(name).orElse("");
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.matches("[0-9]{1,18}")) {
      throw new Refusal(400, name + " is " + text + "; give a whole number.");
    }
    return Math.max(1, Long.parseLong(text));
  }
}
