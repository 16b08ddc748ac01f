package org.hamroh.claims;

import java.text.NumberFormat;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hamroh.cases.CaseId;
import org.hamroh.claims.agency.Agencies;
import org.hamroh.claims.party.Party;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Routes;
import org.hamroh.web.Texts;
import org.joda.money.Money;

/// The claims on the page of a case, and the page of what was recovered.
public final class ClaimPages implements Routes {

  private final Claims claims;
  private final Texts texts;
  private final LongPredicate often;
  private final Function<String, Agencies.Found> agents;
  private final UnaryOperator<String> nameOf;
  private final Clock clock;

  /// @param often  whether a party, by its id, is named in many cases
  /// @param agents what the list of licences says of an agent's name
  /// @param nameOf a login's name as colleagues know it
  /// @param clock  in the site's time zone
  public ClaimPages(
      Claims claims,
      Texts texts,
      LongPredicate often,
      Function<String, Agencies.Found> agents,
      UnaryOperator<String> nameOf,
      Clock clock) {
    this.claims = claims;
    this.texts = texts;
    this.often = often;
    this.agents = agents;
    this.nameOf = nameOf;
    this.clock = clock;
  }

  @Override
  public void mount(Mount mount) {
    mount.get(
        "/panels/claims/case/{id}",
        ClaimRoutes.WORKERS,
        request -> panel(request, ClaimRoutes.caseId(request), ""));
    mount.get("/panels/claims/case/{id}/print", ClaimRoutes.WORKERS, this::print);
    mount.post("/panels/claims/case/{id}", ClaimRoutes.WORKERS, this::add);
    mount.post("/panels/claims/case/{id}/{claim}", ClaimRoutes.WORKERS, this::change);
    mount.post("/panels/claims/case/{id}/{claim}/lines", ClaimRoutes.WORKERS, this::addLine);
    mount.post(
        "/panels/claims/case/{id}/{claim}/lines/{line}/strike", ClaimRoutes.WORKERS, this::strike);
    mount.get("/claims", ClaimRoutes.COUNTERS, this::totals);
  }

  /// What the panel shows.
  ///
  /// @param trouble why the last change was not kept; empty when it was
  public record Panel(
      CaseId caseId,
      List<Claim> claims,
      LocalDate today,
      String trouble,
      LongPredicate often,
      Function<String, Agencies.Found> agents,
      UnaryOperator<String> nameOf) {

    /// What the list of licences says of a claim's agent; nothing without an agent, or a list.
    public Optional<Agencies.Found> licence(Claim claim) {
      return claim
          .agent()
          .map(agent -> agents.apply(agent.name()))
          .filter(found -> found.source().isPresent());
    }

    /// Whether somebody who owes is named in many cases; in how many is the lawyer's.
    public boolean isOften(Claim claim) {
      return Stream.of(claim.firm(), claim.site(), claim.agent())
          .flatMap(Optional::stream)
          .map(Party::id)
          .anyMatch(often::test);
    }

    public List<String> currencies() {
      return SumReader.CURRENCIES;
    }

    /// `12 500,50 RUB`, as it is read in all three languages of the house.
    public String money(Money sum) {
      return written(sum);
    }
  }

  static String written(Money sum) {
    NumberFormat format = NumberFormat.getInstance(Locale.forLanguageTag("ru"));
    format.setMinimumFractionDigits(
        isAmountWhole(sum) ? 0 : sum.getCurrencyUnit().getDecimalPlaces());
    return format.format(sum.getAmount()) + "\u00a0" + sum.getCurrencyUnit().getCode();
  }

  private static boolean isAmountWhole(Money sum) {
    return sum.getAmount().stripTrailingZeros().scale() <= 0;
  }

  private Reply panel(Request request, CaseId caseId, String trouble) {
    return Reply.page("claims/panel.jte", Map.of("panel", shown(request, caseId, trouble)));
  }

  private Panel shown(Request request, CaseId caseId, String trouble) {
    List<Claim> found =
        claims.of(caseId, ClaimRoutes.asker(request)).orElseThrow(() -> Refusal.notFound("case"));
    return new Panel(caseId, found, LocalDate.now(clock), trouble, often, agents, nameOf);
  }

  /// A part of the printed case, in the language that its reader reads.
  private Reply print(Request request) {
    String language =
        request.query("language").filter(Texts.LANGUAGES::contains).orElse(request.language());
    return Reply.page(
        "claims/print.jte",
        Map.of(
            "panel", shown(request, ClaimRoutes.caseId(request), ""),
            "words", texts.in(language)));
  }

  /// A change of a case's claims, and the panel as it is afterwards.
  private interface Change {
    /// @return false when there is nothing to change for this person
    boolean run();
  }

  private Reply after(Request request, Change change) {
    CaseId caseId = ClaimRoutes.caseId(request);
    try {
      if (!change.run()) {
        throw Refusal.notFound("claim");
      }
      return panel(request, caseId, "");
    } catch (ClaimFaults e) {
      return panel(request, caseId, e.sentences(texts.in(request.language())));
    }
  }

  private static ClaimDraft.Head head(Request request, Long version) {
    return new ClaimDraft.Head(
        request.form("firm").orElse(""),
        request.form("site").orElse(""),
        request.form("agent").orElse(""),
        request.form("from").orElse(""),
        request.form("until").orElse(""),
        version);
  }

  private Reply add(Request request) {
    return after(
        request,
        () ->
            claims
                .add(ClaimRoutes.caseId(request), head(request, 0L), ClaimRoutes.asker(request))
                .isPresent());
  }

  private Reply change(Request request) {
    String version =
        request.form("version").filter(text -> text.matches("[0-9]{1,18}")).orElse("0");
    return after(
        request,
        () ->
            switch (claims.change(
                ClaimRoutes.number(request, "claim"),
                head(request, Long.valueOf(version)),
                ClaimRoutes.asker(request))) {
              case DONE -> true;
              case NOT_FOUND -> false;
              case CHANGED ->
                  throw new ClaimFaults(List.of(new ClaimFaults.Fault("version", "changed")));
            });
  }

  private Reply addLine(Request request) {
    ClaimDraft.Line line =
        new ClaimDraft.Line(
            request.form("kind").orElse(""),
            request.form("on").orElse(""),
            request.form("amount").orElse(""),
            request.form("currency").orElse(""),
            request.form("words").orElse(""),
            request.form("case").orElse(""));
    return after(
        request,
        () ->
            claims
                .addLine(ClaimRoutes.number(request, "claim"), line, ClaimRoutes.asker(request))
                .isPresent());
  }

  private Reply strike(Request request) {
    return after(
        request,
        () ->
            claims.strike(
                ClaimRoutes.number(request, "claim"),
                ClaimRoutes.number(request, "line"),
                ClaimRoutes.asker(request)));
  }

  /// @param sums by currency
  public record TotalsView(LocalDate from, LocalDate until, List<Sums> sums) {

    public String money(Money sum) {
      return written(sum);
    }
  }

  private Reply totals(Request request) {
    LocalDate until = ClaimRoutes.day(request, "until", LocalDate.now(clock));
    LocalDate from = ClaimRoutes.day(request, "from", until.withDayOfYear(1));
    return Reply.page(
        "claims/totals.jte",
        Map.of("totals", new TotalsView(from, until, List.copyOf(claims.totals(from, until)))));
  }
}
