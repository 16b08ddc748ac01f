package org.hamroh.claims;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.hamroh.cases.CaseId;
import org.hamroh.claims.Claims.Asker;
import org.hamroh.claims.party.Party;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.web.Texts;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Claims over HTTP, for programs.
public final class ClaimRoutes implements Routes {

  static final Set<Role> WORKERS = Set.of(Role.OPERATOR, Role.CASE_WORKER, Role.SUPERVISOR);

  /// Sums alone say nothing of a person.
  static final Set<Role> COUNTERS =
      Set.of(Role.OPERATOR, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN, Role.AUDITOR);

  private final Claims claims;
  private final Texts texts;
  private final Clock clock;

  /// @param clock in the site's time zone
  public ClaimRoutes(Claims claims, Texts texts, Clock clock) {
    this.claims = claims;
    this.texts = texts;
    this.clock = clock;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/cases/{id}/claims", WORKERS, this::list);
    mount.post("/api/v1/cases/{id}/claims", WORKERS, this::add);
    mount.post("/api/v1/claims/{id}", WORKERS, this::change);
    mount.post("/api/v1/claims/{id}/lines", WORKERS, this::addLine);
    mount.post("/api/v1/claims/{id}/lines/{line}/strike", WORKERS, this::strike);
    mount.get("/api/v1/claims/totals", COUNTERS, request -> Reply.json(totals(request)));
  }

  record SumView(String currency, String claimed, String agreed, String recovered) {

    static SumView of(Sums sums) {
      return new SumView(
          sums.currency().getCode(),
          sums.claimed().getAmount().toPlainString(),
          sums.agreed().getAmount().toPlainString(),
          sums.recovered().getAmount().toPlainString());
    }

    static List<SumView> of(Collection<Sums> all) {
      return all.stream().map(SumView::of).toList();
    }
  }

  record LineView(
      long id,
      String kind,
      LocalDate on,
      @Nullable String amount,
      @Nullable String currency,
      String words,
      @Nullable String caseId,
      Instant addedAt,
      String addedBy,
      @Nullable Instant struckAt,
      @Nullable String struckBy) {

    static LineView of(ClaimLine line) {
      return new LineView(
          line.id(),
          line.kind().word(),
          line.on(),
          line.sum().map(sum -> sum.getAmount().toPlainString()).orElse(null),
          line.sum().map(Money::getCurrencyUnit).map(Object::toString).orElse(null),
          line.words(),
          line.otherCase().map(CaseId::value).orElse(null),
          line.addedAt(),
          line.addedBy(),
          line.struck().map(ClaimLine.Struck::at).orElse(null),
          line.struck().map(ClaimLine.Struck::by).orElse(null));
    }
  }

  record ClaimView(
      long id,
      String caseId,
      @Nullable String firm,
      @Nullable String site,
      @Nullable String agent,
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      long version,
      List<SumView> sums,
      List<LineView> lines) {

    static ClaimView of(Claim claim) {
      return new ClaimView(
          claim.id(),
          claim.caseId().value(),
          claim.firm().map(Party::name).orElse(null),
          claim.site().map(Party::name).orElse(null),
          claim.agent().map(Party::name).orElse(null),
          claim.from().orElse(null),
          claim.until().orElse(null),
          claim.version(),
          SumView.of(claim.sums().values()),
          claim.lines().stream().map(LineView::of).toList());
    }
  }

  record Id(long id) {}

  private Reply list(Request request) {
    return Reply.json(
        claims
            .of(caseId(request), asker(request))
            .orElseThrow(() -> Refusal.notFound("case"))
            .stream()
            .map(ClaimView::of)
            .toList());
  }

  private Reply add(Request request) {
    ClaimDraft.Head head = request.json(ClaimDraft.Head.class);
    try {
      return Reply.created(
          new Id(
              claims
                  .add(caseId(request), head, asker(request))
                  .orElseThrow(() -> Refusal.notFound("case"))));
    } catch (ClaimFaults e) {
      throw refusal(e);
    }
  }

  private Reply change(Request request) {
    ClaimDraft.Head head = request.json(ClaimDraft.Head.class);
    try {
      return switch (claims.change(number(request, "id"), head, asker(request))) {
        case DONE -> new Reply.NoContent();
        case NOT_FOUND -> throw Refusal.notFound("claim");
        case CHANGED ->
            throw new Refusal(409, "Somebody has changed it: read it again, then change it.");
      };
    } catch (ClaimFaults e) {
      throw refusal(e);
    }
  }

  private Reply addLine(Request request) {
    ClaimDraft.Line line = request.json(ClaimDraft.Line.class);
    try {
      return Reply.created(
          new Id(
              claims
                  .addLine(number(request, "id"), line, asker(request))
                  .orElseThrow(() -> Refusal.notFound("claim"))));
    } catch (ClaimFaults e) {
      throw refusal(e);
    }
  }

  private Reply strike(Request request) {
    if (!claims.strike(number(request, "id"), number(request, "line"), asker(request))) {
      throw Refusal.notFound("line of a claim");
    }
    return new Reply.NoContent();
  }

  record Totals(LocalDate from, LocalDate until, List<SumView> sums) {}

  private Totals totals(Request request) {
    LocalDate until = day(request, "until", LocalDate.now(clock));
    LocalDate from = day(request, "from", until.withDayOfYear(1));
    return new Totals(from, until, SumView.of(claims.totals(from, until)));
  }

  static LocalDate day(Request request, String name, LocalDate otherwise) {
    String text = request.query(name).orElse("");
    try {
      return text.isEmpty() ? otherwise : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new Refusal(400, name + " is a day such as 2026-11-22.");
    }
  }

  private Refusal refusal(ClaimFaults faults) {
    return new Refusal(422, faults.sentences(texts.in("en")));
  }

  /// What is no case number looks like a case that is not there.
  static CaseId caseId(Request request) {
    String id = request.path("id");
    if (!CaseId.isOne(id)) {
      throw Refusal.notFound("case");
    }
    return new CaseId(id);
  }

  static long number(Request request, String name) {
    String text = request.path(name);
    if (!text.matches("[0-9]{1,18}")) {
      throw Refusal.notFound("claim");
    }
    return Long.parseLong(text);
  }

  static Asker asker(Request request) {
    return new Asker(request.principal().name(), request.from());
  }
}
