package org.hamroh.campaign;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

/// Where a campaign is written: both texts side by side with their counters, the audience, when and
/// how often it goes out.
public final class EditorPages implements Routes {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

  private final Campaigns campaigns;
  private final Database database;
  private final ReadyTexts readyTexts;
  private final List<String> languages;
  private final Map<String, String> siteFields;
  private final Prices prices;
  private final Clock clock;

  /// @param languages  of the site, in their order
  /// @param siteFields values that are the same for everybody: `TEL`
  /// @param prices     of a segment
  /// @param clock      in the site's zone: hours are written by it
  public EditorPages(
      Campaigns campaigns,
      Database database,
      ReadyTexts readyTexts,
      List<String> languages,
      Map<String, String> siteFields,
      Prices prices,
      Clock clock) {
    this.campaigns = campaigns;
    this.database = database;
    this.readyTexts = readyTexts;
    this.languages = languages;
    this.siteFields = siteFields;
    this.prices = prices;
    this.clock = clock;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/campaigns/new", CampaignRoutes.ROLES, this::fresh);
    mount.post("/campaigns", CampaignRoutes.ROLES, this::create);
    mount.get("/campaigns/audience", CampaignRoutes.ROLES, this::audience);
    mount.get("/campaigns/{id}/edit", CampaignRoutes.ROLES, this::old);
    mount.post("/campaigns/{id}", CampaignRoutes.ROLES, this::keep);
  }

  /// What the form holds.
  ///
  /// @param id       0: a new one
  /// @param texts    by language, in the site's order
  /// @param own      whether the audience is kept as it is: the fields here cannot say it
  /// @param ready    the ready text it began with
  /// @param startAt  as a browser writes it: `2026-11-22T14:00`; empty: at once
  /// @param until    `2026-12-31`; empty: until somebody stops it
  /// @param trouble  why it could not be kept
  public record Form(
      long id,
      String name,
      Map<String, String> texts,
      String tag,
      String country,
      String language,
      boolean own,
      Optional<ReadyTexts.ReadyText> ready,
      boolean legalNeeded,
      String startAt,
      String repeat,
      String until,
      String dateKind,
      String daysBefore,
      String validHours,
      String budget,
      List<String> trouble) {

    Form with(List<String> problems) {
      return new Form(
          id,
          name,
          texts,
          tag,
          country,
          language,
          own,
          ready,
          legalNeeded,
          startAt,
          repeat,
          until,
          dateKind,
          daysBefore,
          validHours,
          budget,
          problems);
    }
  }

  private Reply fresh(Request request) {
    Optional<ReadyTexts.ReadyText> ready = request.query("text").flatMap(readyTexts::find);
    Map<String, String> texts = new LinkedHashMap<>();
    for (String language : languages) {
      texts.put(language, ready.map(one -> one.texts().getOrDefault(language, "")).orElse(""));
    }
    return form(
        new Form(
            0,
            ready.map(ReadyTexts.ReadyText::title).orElse(""),
            texts,
            "",
            "",
            "",
            false,
            ready,
            ready.map(ReadyTexts.ReadyText::legalReview).orElse(false),
            "",
            "once",
            "",
            "",
            "10",
            "0",
            "0",
            List.of()));
  }

  private Reply old(Request request) {
    Campaign campaign = CampaignRoutes.find(database, CampaignRoutes.id(request));
    Map<String, String> texts = new LinkedHashMap<>();
    languages.forEach(language -> texts.put(language, campaign.texts().getOrDefault(language, "")));
    ContactFilter audience = campaign.audience();
    Schedule schedule = campaign.schedule();
    ContactFilter simple =
        new ContactFilter(
            only(first(audience.languages())),
            only(first(audience.countries())),
            Set.of(),
            only(first(audience.tags())));
    return form(
        new Form(
            campaign.id(),
            campaign.name(),
            texts,
            first(audience.tags()),
            first(audience.countries()),
            first(audience.languages()),
            !simple.equals(audience),
            readyTexts.find(campaign.readyText()),
            campaign.legalNeeded(),
            schedule.startAt().map(this::hour).orElse(""),
            schedule.repeat().word(),
            schedule.until().map(at -> hour(at).substring(0, 10)).orElse(""),
            schedule.dateKind(),
            String.valueOf(schedule.daysBefore()),
            String.valueOf(schedule.validHours()),
            schedule.budget().toPlainString(),
            List.of()));
  }

  private String hour(Instant at) {
    return HOUR.format(at.atZone(clock.getZone()));
  }

  private static String first(Set<String> words) {
    return words.stream().findFirst().orElse("");
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
            "sample", JSON.writeValueAsString(Samples.of(siteFields))));
  }

  private Form posted(Request request, long id) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String language : languages) {
      texts.put(language, request.form("text-" + language).orElse("").replace("\r\n", "\n"));
    }
    return new Form(
        id,
        field(request, "name"),
        texts,
        field(request, "tag"),
        field(request, "country"),
        field(request, "language"),
        request.form("own").isPresent(),
        request.form("ready").flatMap(readyTexts::find),
        request.form("legal").isPresent(),
        field(request, "startAt"),
        field(request, "repeat"),
        field(request, "until"),
        field(request, "dateKind"),
        field(request, "daysBefore"),
        field(request, "validHours"),
        field(request, "budget"),
        List.of());
  }

  private static String field(Request request, String name) {
    return request.form(name).orElse("").strip();
  }

  private Reply create(Request request) {
    Form form = posted(request, 0);
    try {
      long id = campaigns.workflow().create(wish(form, filter(form)), CampaignRoutes.by(request));
      return new Reply.Redirect("/campaigns/" + id);
    } catch (ProblemsException e) {
      return form(form.with(e.problems().stream().map(Problem::toString).toList()));
    }
  }

  private Reply keep(Request request) {
    Campaign campaign = CampaignRoutes.find(database, CampaignRoutes.id(request));
    Form form = posted(request, campaign.id());
    try {
      campaigns
          .workflow()
          .edit(
              campaign.id(),
              wish(form, form.own ? campaign.audience() : filter(form)),
              CampaignRoutes.by(request));
      return new Reply.Redirect("/campaigns/" + campaign.id());
    } catch (ProblemsException e) {
      return form(form.with(e.problems().stream().map(Problem::toString).toList()));
    }
  }

  private static ContactFilter filter(Form form) {
    return new ContactFilter(only(form.language), only(form.country), Set.of(), only(form.tag));
  }

  private Campaign.Wish wish(Form form, ContactFilter audience) {
    return new Campaign.Wish(
        form.name,
        form.texts,
        audience,
        form.ready.map(ReadyTexts.ReadyText::id).orElse(""),
        form.legalNeeded,
        schedule(form));
  }

  /// @throws ProblemsException naming the field that cannot be read
  private Schedule schedule(Form form) {
    Schedule.Repeat repeat =
        Schedule.Repeat.of(form.repeat.isEmpty() ? "once" : form.repeat)
            .orElseThrow(() -> unreadable("repeat"));
    boolean byDate = repeat == Schedule.Repeat.DATE;
    return new Schedule(
        form.startAt.isEmpty()
            ? Optional.empty()
            : Optional.of(
                read("startAt", () -> LocalDateTime.parse(form.startAt))
                    .atZone(clock.getZone())
                    .toInstant()),
        repeat,
        form.until.isEmpty() || repeat == Schedule.Repeat.ONCE
            ? Optional.empty()
            : Optional.of(
                read("until", () -> LocalDate.parse(form.until))
                    .atTime(LocalTime.MAX)
                    .atZone(clock.getZone())
                    .toInstant()),
        byDate ? form.dateKind : "",
        byDate ? read("daysBefore", () -> Integer.valueOf(form.daysBefore)) : 0,
        form.validHours.isEmpty() ? 0 : read("validHours", () -> Integer.valueOf(form.validHours)),
        form.budget.isEmpty()
            ? BigDecimal.ZERO
            : read("budget", () -> new BigDecimal(form.budget.replace(',', '.'))));
  }

  private static <T> T read(String field, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (DateTimeParseException | NumberFormatException e) {
      throw unreadable(field); // the field's name says more than the parser
    }
  }

  private static ProblemsException unreadable(String field) {
    return new ProblemsException(Problem.of(field, "cannot be read", "write it again"));
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
      facts.put(language, facts(people));
    }
    return Reply.page("campaign/audience.jte", Map.of("facts", facts));
  }

  private String facts(Map<String, Long> people) {
    Map<BigDecimal, Long> byPrice = new TreeMap<>();
    people.forEach((head, count) -> byPrice.merge(prices.ofHead(head), count, Long::sum));
    long all = people.values().stream().mapToLong(Long::longValue).sum();
    return byPrice.entrySet().stream()
        .map(
            one ->
                "{\"people\":%d,\"price\":%s}"
                    .formatted(one.getValue(), one.getKey().toPlainString()))
        .collect(Collectors.joining(",", "{\"people\":" + all + ",\"prices\":[", "]}"));
  }
}
