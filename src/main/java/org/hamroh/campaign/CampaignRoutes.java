package org.hamroh.campaign;

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
  private static final int USUAL_PAGE = 50;
  private static final int MOST_A_PAGE = 200;

  private final Campaigns campaigns;
  private final Database database;

  public CampaignRoutes(Campaigns campaigns, Database database) {
    this.campaigns = campaigns;
    this.database = database;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/campaigns", ROLES, this::list);
    mount.post("/api/v1/campaigns", ROLES, this::create);
    mount.get("/api/v1/campaigns/{id}", ROLES, request -> Reply.json(view(database, id(request))));
    mount.post("/api/v1/campaigns/{id}/preview", ROLES, this::preview);
    mount.post("/api/v1/campaigns/{id}/start", ROLES, request -> move(request, campaigns::run));
    mount.post("/api/v1/campaigns/{id}/pause", ROLES, request -> move(request, campaigns::pause));
    mount.post("/api/v1/campaigns/{id}/stop", ROLES, request -> move(request, campaigns::stop));
    mount.get("/api/v1/campaigns/{id}/messages", ROLES, this::messages);
  }

  /// What is posted.
  ///
  /// @param texts    by language
  /// @param audience everybody when absent
  public record Draft(
      @Nullable String name, @Nullable Map<String, String> texts, @Nullable Filter audience) {}

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
    Draft draft = request.json(Draft.class);
    try {
      long id =
          campaigns.create(
              Optional.ofNullable(draft.name).orElse(""),
              Optional.ofNullable(draft.texts).orElse(Map.of()),
              Optional.ofNullable(draft.audience)
                  .map(Filter::filter)
                  .orElse(ContactFilter.EVERYBODY),
              request.principal().name());
      return Reply.created(view(database, id));
    } catch (ProblemsException e) {
      throw new Refusal(422, String.valueOf(e.getMessage()));
    }
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
