package org.hamroh.campaign;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hamroh.contact.ContactFilter;
import org.hamroh.contact.ContactStore;
import org.hamroh.sms.Prices;
import org.hamroh.store.Database;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Routes;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import tools.jackson.databind.json.JsonMapper;

/// The pages of the campaigns: list, new one with both texts side by side, and the live progress.
public final class CampaignPages implements Routes {

  private static final int MOST_ON_PAGE = 50;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// A longer name and place than most, so that the counter rather says too much.
  private static final Map<String, String> SAMPLE =
      Map.of("NAME", "Абдураҳмон", "PLACE", "Ҷиликӯл");

  private final Campaigns campaigns;
  private final Database database;
  private final ReadyTexts readyTexts;
  private final List<String> languages;
  private final Map<String, String> siteFields;
  private final Prices prices;

  /// @param languages  of the site, in their order
  /// @param siteFields values that are the same for everybody: `TEL`
  /// @param prices     of a segment
  public CampaignPages(
      Campaigns campaigns,
      Database database,
      ReadyTexts readyTexts,
      List<String> languages,
      Map<String, String> siteFields,
      Prices prices) {
    this.campaigns = campaigns;
    this.database = database;
    this.readyTexts = readyTexts;
    this.languages = languages;
    this.siteFields = siteFields;
    this.prices = prices;
  }

  @Override
  public void mount(Mount mount) {
    Set<org.hamroh.web.Role> roles = CampaignRoutes.ROLES;
    mount.get("/campaigns", roles, request -> list());
    mount.get("/campaigns/new", roles, this::fresh);
    mount.post("/campaigns", roles, this::create);
    mount.get("/campaigns/audience", roles, this::audience);
    mount.get("/campaigns/{id}", roles, this::one);
    mount.get("/campaigns/{id}/progress", roles, this::progress);
    mount.post("/campaigns/{id}/start", roles, request -> move(request, campaigns::run));
    mount.post("/campaigns/{id}/pause", roles, request -> move(request, campaigns::pause));
    mount.post("/campaigns/{id}/stop", roles, request -> move(request, campaigns::stop));
  }

  private Reply list() {
    List<CampaignView> views =
        database.read(
            handle ->
                CampaignStore.page(handle, Long.MAX_VALUE, MOST_ON_PAGE).stream()
                    .map(campaign -> CampaignView.of(handle, campaign))
                    .toList());
    return Reply.page("campaign/list.jte", Map.of("campaigns", views));
  }

  /// What the form of a new campaign holds.
  ///
  /// @param texts   by language, in the site's order
  /// @param ready   the ready text it began with
  /// @param trouble why it could not be kept
  public record Form(
      String name,
      Map<String, String> texts,
      String tag,
      String country,
      String language,
      Optional<ReadyTexts.ReadyText> ready,
      List<String> trouble) {}

  private Reply fresh(Request request) {
    Optional<ReadyTexts.ReadyText> ready = request.query("text").flatMap(readyTexts::find);
    Map<String, String> texts = new LinkedHashMap<>();
    for (String language : languages) {
      texts.put(language, ready.map(one -> one.texts().getOrDefault(language, "")).orElse(""));
    }
    return form(
        new Form(
            ready.map(ReadyTexts.ReadyText::title).orElse(""),
            texts,
            "",
            "",
            "",
            ready,
            List.of()));
  }

  private Reply form(Form form) {
    List<String> tags = database.read(ContactStore::tags);
    return Reply.page(
        "campaign/new.jte",
        Map.of(
            "form", form,
            "ready", readyTexts.all(),
            "tags", tags,
            "prices", prices.json(),
            "sample", sample()));
  }

  /// Values of the fields of a text, of their usual length.
  private String sample() {
    Map<String, String> values = new TreeMap<>(SAMPLE);
    values.putAll(siteFields);
    return JSON.writeValueAsString(values);
  }

  private Reply create(Request request) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String language : languages) {
      texts.put(language, request.form("text-" + language).orElse("").replace("\r\n", "\n"));
    }
    Form form =
        new Form(
            request.form("name").orElse(""),
            texts,
            request.form("tag").orElse("").strip(),
            request.form("country").orElse("").strip(),
            request.form("language").orElse("").strip(),
            Optional.empty(),
            List.of());
    try {
      ContactFilter audience =
          new ContactFilter(only(form.language), only(form.country), Set.of(), only(form.tag));
      long id = campaigns.create(form.name, texts, audience, request.principal().name());
      return new Reply.Redirect("/campaigns/" + id);
    } catch (ProblemsException e) {
      List<String> trouble = e.problems().stream().map(Problem::toString).toList();
      return form(
          new Form(
              form.name, texts, form.tag, form.country, form.language, Optional.empty(), trouble));
    }
  }

  private static Set<String> only(String word) {
    return word.isEmpty() ? Set.of() : Set.of(word);
  }

  /// Who would get the text in each language, as long as nothing else keeps it back, by what a
  /// segment to them costs: for the counter below the texts.
  private Reply audience(Request request) {
    ContactFilter chosen =
        new ContactFilter(
            only(request.query("language").orElse("")),
            only(request.query("country").orElse("")),
            Set.of(),
            only(request.query("tag").orElse("")));
    Map<String, String> facts = new LinkedHashMap<>();
    for (String language : languages) {
      boolean meant = chosen.languages().isEmpty() || chosen.languages().contains(language);
      Map<String, Long> people =
          meant
              ? database.read(handle -> ContactStore.reachable(handle, chosen.in(language)))
              : Map.of();
      facts.put(language, prices.audience(people));
    }
    return Reply.page("campaign/audience.jte", Map.of("facts", facts));
  }

  private Reply one(Request request) {
    return show(request, List.of());
  }

  private Reply show(Request request, List<String> trouble) {
    Campaign campaign = CampaignRoutes.find(database, CampaignRoutes.id(request));
    Optional<Preview> preview =
        campaign.state() == CampaignState.DRAFT
            ? Optional.of(campaigns.preview(campaign))
            : Optional.empty();
    return Reply.page(
        "campaign/show.jte",
        Map.of(
            "campaign", CampaignRoutes.view(database, campaign.id()),
            "preview", preview,
            "trouble", trouble));
  }

  private Reply progress(Request request) {
    return Reply.page(
        "campaign/progress.jte",
        Map.of("campaign", CampaignRoutes.view(database, CampaignRoutes.id(request))));
  }

  private Reply move(Request request, Consumer<Campaign> how) {
    long id = CampaignRoutes.id(request);
    try {
      how.accept(CampaignRoutes.find(database, id));
      return new Reply.Redirect("/campaigns/" + id);
    } catch (ProblemsException e) {
      return show(request, e.problems().stream().map(Problem::toString).toList());
    }
  }
}
