package org.hamroh.campaign;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.hamroh.store.Database;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Routes;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// The pages of the campaigns: the list, and each one with its checks, its plan and its progress.
public final class CampaignPages implements Routes {

  private static final int MOST_ON_PAGE = 50;
  private static final int MOST_RUNS = 30;

  private final Campaigns campaigns;
  private final Forecasts forecasts;
  private final TestTexts tests;
  private final Database database;
  private final UnaryOperator<String> nameOf;

  /// @param nameOf a person's name by the login
  public CampaignPages(
      Campaigns campaigns,
      Forecasts forecasts,
      TestTexts tests,
      Database database,
      UnaryOperator<String> nameOf) {
    this.campaigns = campaigns;
    this.forecasts = forecasts;
    this.tests = tests;
    this.database = database;
    this.nameOf = nameOf;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/campaigns", CampaignRoutes.APPROVERS, request -> list());
    mount.get("/campaigns/{id}", CampaignRoutes.APPROVERS, this::one);
    mount.get("/campaigns/{id}/progress", CampaignRoutes.APPROVERS, this::progress);
    mount.get("/campaigns/{id}/plan", CampaignRoutes.APPROVERS, this::plan);
    mount.post(
        "/campaigns/{id}/submit",
        CampaignRoutes.ROLES,
        request ->
            move(request, one -> campaigns.workflow().submit(one, by(request), note(request))));
    mount.post(
        "/campaigns/{id}/approve",
        CampaignRoutes.APPROVERS,
        request ->
            move(
                request,
                one ->
                    campaigns
                        .workflow()
                        .check(
                            one,
                            CampaignRoutes.check(request.form("check").orElse("")),
                            by(request),
                            note(request),
                            number(request, "writing"))));
    mount.post(
        "/campaigns/{id}/return",
        CampaignRoutes.APPROVERS,
        request ->
            move(request, one -> campaigns.workflow().sendBack(one, by(request), note(request))));
    mount.post(
        "/campaigns/{id}/test",
        CampaignRoutes.ROLES,
        request ->
            move(
                request,
                one ->
                    tests.send(
                        one,
                        request.form("number").orElse(""),
                        request.form("language").orElse(""),
                        by(request))));
    mount.post(
        "/campaigns/{id}/budget",
        CampaignRoutes.ROLES,
        request -> move(request, one -> campaigns.budget(one, money(request), by(request))));
    mount.post(
        "/campaigns/{id}/start",
        CampaignRoutes.ROLES,
        request -> move(request, one -> campaigns.run(one, by(request))));
    mount.post(
        "/campaigns/{id}/pause",
        CampaignRoutes.ROLES,
        request -> move(request, one -> campaigns.pause(one, by(request))));
    mount.post(
        "/campaigns/{id}/stop",
        CampaignRoutes.ROLES,
        request -> move(request, one -> campaigns.stop(one, by(request))));
  }

  private static String by(Request request) {
    return CampaignRoutes.by(request);
  }

  private static String note(Request request) {
    return request.form("note").orElse("");
  }

  private static long number(Request request, String field) {
    String text = request.form(field).orElse("");
    return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0;
  }

  private static BigDecimal money(Request request) {
    String text = request.form("budget").orElse("").strip().replace(',', '.');
    if (!text.matches("[0-9]{1,9}([.][0-9]{1,6})?")) {
      throw new ProblemsException(Problem.of("budget", "cannot be read", "give an amount"));
    }
    return new BigDecimal(text);
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

  /// One check as the page shows it.
  ///
  /// @param needed whether the campaign may not run without it
  /// @param done   empty: still to come
  /// @param mine   whether the person who looks may do it
  public record Check(String word, boolean needed, Optional<Step> done, boolean mine) {}

  /// What the page shows of the way to the start.
  ///
  /// @param writing number of the writing that is looked at
  /// @param ready   whether nothing is missing any more
  public record Way(List<Check> checks, long writing, boolean ready) {}

  private Reply one(Request request) {
    return show(request, List.of());
  }

  private Reply show(Request request, List<String> trouble) {
    Campaign campaign = CampaignRoutes.find(database, CampaignRoutes.id(request));
    boolean open = campaign.state().canBeWritten();
    Optional<Preview> preview = open ? Optional.of(campaigns.preview(campaign)) : Optional.empty();
    List<Step> steps = campaigns.workflow().steps(campaign);
    List<CampaignView> runs =
        database.read(
            handle ->
                CampaignStore.runs(handle, campaign.id(), MOST_RUNS).stream()
                    .map(run -> CampaignView.of(handle, run))
                    .toList());
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("campaign", CampaignRoutes.view(database, campaign.id()));
    page.put("preview", preview);
    page.put("way", preview.map(one -> way(campaign, one, steps, request)));
    page.put("steps", named(steps));
    page.put("runs", runs);
    page.put("manager", request.principal().hasAny(CampaignRoutes.ROLES));
    page.put("trouble", trouble);
    return Reply.page("campaign/show.jte", page);
  }

  private Way way(Campaign campaign, Preview preview, List<Step> steps, Request request) {
    Workflow.Standing standing = campaigns.workflow().standing(campaign, preview.recipients());
    Checks checks = Checks.of(steps);
    boolean leads = request.principal().hasAny(CampaignRoutes.APPROVERS);
    List<Check> shown =
        Checks.ALL.stream()
            .map(
                kind ->
                    new Check(
                        kind.word(),
                        standing.needed().contains(kind),
                        checks.step(kind).map(this::named),
                        leads
                            && campaign.state() == CampaignState.SUBMITTED
                            && checks.closedTo(by(request), kind).isEmpty()))
            .toList();
    return new Way(
        shown, standing.writing(), standing.missing().isEmpty() && preview.problems().isEmpty());
  }

  private List<Step> named(List<Step> steps) {
    return steps.stream().map(this::named).toList();
  }

  private Step named(Step step) {
    return new Step(step.nr(), step.kind(), nameOf.apply(step.by()), step.at(), step.note());
  }

  private Reply progress(Request request) {
    return Reply.page(
        "campaign/progress.jte",
        Map.of(
            "campaign",
            CampaignRoutes.view(database, CampaignRoutes.id(request)),
            "manager",
            request.principal().hasAny(CampaignRoutes.ROLES)));
  }

  private Reply plan(Request request) {
    Campaign campaign = CampaignRoutes.find(database, CampaignRoutes.id(request));
    return Reply.page("campaign/plan.jte", Map.of("plan", new PlanPicture(forecasts.of(campaign))));
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
