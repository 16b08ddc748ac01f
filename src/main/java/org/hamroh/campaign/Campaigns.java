package org.hamroh.campaign;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.contact.ContactFilter;
import org.hamroh.contact.ContactStore;
import org.hamroh.gate.ClockDoubt;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.sms.Broadcasts;
import org.hamroh.sms.MessageStore;
import org.hamroh.sms.Prices;
import org.hamroh.sms.RouteTable;
import org.hamroh.store.Database;
import org.hamroh.web.LiveFeed;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import org.jdbi.v3.core.Handle;

/// Campaigns from the start to the last receipt. Its own thread begins what is due, freezes
/// audiences piece by piece, cancels what was stopped and notices when a campaign has sent
/// everything; all of it goes on where it was after a crash. The sending itself is the SMS room's.
public final class Campaigns implements Broadcasts, AutoCloseable {

  /// How often open pages are told, hours and ends are looked for.
  private static final Duration TICK = Duration.ofMillis(250);

  /// Messages cancelled in one write: calls must never wait long for the store.
  private static final int CANCELLED_A_WRITE = 500;

  private static final Duration GOODBYE = Duration.ofSeconds(5);
  private static final Logger LOG = LogManager.getLogger(Campaigns.class);

  private final Database database;
  private final OutgoingGate gate;
  private final RouteTable routes;
  private final Map<String, String> siteFields;
  private final LiveFeed live;
  private final Clock clock;
  private final ClockDoubt doubt;
  private final Budgets budgets;
  private final Workflow workflow;
  private final Timetable timetable;
  private final Freezer freezer;
  private final Set<Long> changed = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread worker = Thread.ofVirtual().name("campaigns").unstarted(this::work);

  /// Of somebody who works alone and has nobody to approve: for tests and measurements.
  public Campaigns(
      Database database,
      OutgoingGate gate,
      RouteTable routes,
      Map<String, String> siteFields,
      List<String> languages,
      LiveFeed live,
      Clock clock) {
    this(
        database,
        gate,
        routes,
        siteFields,
        languages,
        new CampaignRules(Long.MAX_VALUE, Prices.NONE, ZoneOffset.UTC),
        new ClockDoubt(clock),
        live,
        clock);
  }

  /// @param siteFields values of fields that are the same for everybody: `TEL`
  /// @param languages  of the site
  /// @param doubt      whether the clock can be believed; while it cannot, nothing leaves
  public Campaigns(
      Database database,
      OutgoingGate gate,
      RouteTable routes,
      Map<String, String> siteFields,
      List<String> languages,
      CampaignRules rules,
      ClockDoubt doubt,
      LiveFeed live,
      Clock clock) {
    this.database = database;
    this.gate = gate;
    this.routes = routes;
    this.siteFields = Map.copyOf(siteFields);
    this.live = live;
    this.clock = clock;
    this.doubt = doubt;
    this.budgets = new Budgets(rules.prices());
    this.freezer = new Freezer(database, this::audience, routes.bulkValid(), clock);
    this.workflow =
        new Workflow(
            database,
            new Drafting(languages, ReadyTexts.load()),
            this::preview,
            rules.approvalAbove(),
            clock);
    this.timetable =
        new Timetable(
            database,
            workflow,
            campaign -> preview(campaign).recipients(),
            routes.bulkValid(),
            rules.site(),
            clock);
  }

  /// Goes on with what was going on.
  public void start() {
    changed.addAll(database.read(handle -> CampaignStore.inState(handle, CampaignState.RUNNING)));
    worker.start();
  }

  /// Writing and checking.
  public Workflow workflow() {
    return workflow;
  }

  /// A campaign that goes out when somebody presses start.
  ///
  /// @param texts     by language; empty ones are left out
  /// @param createdBy login name
  /// @throws ProblemsException when the name or a text cannot be kept
  public long create(
      String name, Map<String, String> texts, ContactFilter audience, String createdBy) {
    return workflow.create(
        new Campaign.Wish(name, texts, audience, "", false, Schedule.AT_ONCE), createdBy);
  }

  public Preview preview(Campaign campaign) {
    return new Previewer(database, siteFields).preview(campaign, audience(campaign));
  }

  Audience audience(Campaign campaign) {
    return new Audience(
        campaign,
        siteFields,
        gate,
        routes,
        contact -> database.read(handle -> Concerned.dates(handle, contact.id())));
  }

  /// The same in nobody's name.
  public void run(Campaign campaign) {
    run(campaign, Step.ITSELF);
  }

  /// Starts what is written and checked, at once or at its hour, or a paused campaign again. From
  /// then on its audience is frozen piece by piece; then it runs.
  ///
  /// @param by login name
  /// @throws ProblemsException with everything that keeps it from being started
  public void run(Campaign campaign, String by) {
    boolean fresh =
        campaign.state() == CampaignState.DRAFT || campaign.state() == CampaignState.SUBMITTED;
    Instant now = clock.instant();
    if (fresh) {
      workflow.mustBeReady(campaign);
      List<Problem> problems = campaign.schedule().problems(now);
      if (!problems.isEmpty()) {
        throw new ProblemsException(problems);
      }
    }
    moved(
        campaign,
        "started",
        handle ->
            fresh ? begin(handle, campaign, by, now) : resume(handle, campaign.id(), by, now));
  }

  private boolean begin(Handle handle, Campaign campaign, String by, Instant now) {
    Optional<Instant> hour = campaign.schedule().startAt();
    CampaignState to = hour.isPresent() ? CampaignState.SCHEDULED : CampaignState.READY;
    if (!workflow.unchanged(handle, campaign)
        || !CampaignStore.move(handle, campaign.id(), campaign.state(), to)) {
      return false;
    }
    CampaignStore.because(handle, campaign.id(), "");
    if (hour.isPresent()) {
      CampaignStore.next(handle, campaign.id(), hour);
      StepStore.add(handle, campaign.id(), Step.Kind.SCHEDULED, by, "", now);
    } else {
      Optional<Instant> valid =
          campaign.schedule().validHours() == 0
              ? Optional.empty()
              : Optional.of(campaign.schedule().validUntil(now, routes.bulkValid()));
      CampaignStore.started(handle, campaign.id(), ContactStore.lastId(handle), valid, now);
      StepStore.add(handle, campaign.id(), Step.Kind.STARTED, by, "", now);
    }
    return true;
  }

  private static boolean resume(Handle handle, long id, String by, Instant now) {
    Campaign campaign = CampaignStore.find(handle, id).orElseThrow();
    CampaignState to =
        campaign.startedAt().isEmpty()
            ? CampaignState.SCHEDULED
            : campaign.frozenFrom() < campaign.frozenUntil()
                ? CampaignState.READY
                : CampaignState.RUNNING;
    if (!CampaignStore.move(handle, id, CampaignState.PAUSED, to)) {
      return false;
    }
    CampaignStore.because(handle, id, "");
    StepStore.add(handle, id, Step.Kind.RESUMED, by, "", now);
    CampaignStore.runsGoingOn(handle, id).forEach(run -> resume(handle, run, by, now));
    return true;
  }

  /// Nothing new leaves until it is started again; of a repeated one neither its runs nor new ones.
  ///
  /// @throws ProblemsException when it does not run
  public void pause(Campaign campaign, String by) {
    moved(campaign, "paused", handle -> pause(handle, campaign.id(), by));
  }

  private boolean pause(Handle handle, long id, String by) {
    for (CampaignState from :
        List.of(CampaignState.RUNNING, CampaignState.READY, CampaignState.SCHEDULED)) {
      if (CampaignStore.move(handle, id, from, CampaignState.PAUSED)) {
        StepStore.add(handle, id, Step.Kind.PAUSED, by, "", clock.instant());
        CampaignStore.runsGoingOn(handle, id).forEach(run -> pause(handle, run, by));
        return true;
      }
    }
    return false;
  }

  /// For good: nothing new leaves from now on, and what has not begun to leave is cancelled.
  ///
  /// @throws ProblemsException when it has ended already
  public void stop(Campaign campaign, String by) {
    moved(campaign, "stopped", handle -> stop(handle, campaign.id(), by));
  }

  private boolean stop(Handle handle, long id, String by) {
    for (CampaignState from :
        List.of(
            CampaignState.DRAFT,
            CampaignState.SUBMITTED,
            CampaignState.SCHEDULED,
            CampaignState.READY,
            CampaignState.RUNNING,
            CampaignState.PAUSED)) {
      if (CampaignStore.move(handle, id, from, CampaignState.STOPPING)) {
        CampaignStore.next(handle, id, Optional.empty());
        StepStore.add(handle, id, Step.Kind.STOPPED, by, "", clock.instant());
        CampaignStore.runsGoingOn(handle, id).forEach(run -> stop(handle, run, by));
        cancelSome(handle, id);
        return true;
      }
    }
    return false;
  }

  /// @return whether more are to be cancelled
  private boolean cancelSome(Handle handle, long id) {
    Instant now = clock.instant();
    if (MessageStore.cancelQueued(handle, id, CANCELLED_A_WRITE, now) == CANCELLED_A_WRITE) {
      return true;
    }
    if (CampaignStore.move(handle, id, CampaignState.STOPPING, CampaignState.STOPPED)) {
      CampaignStore.finished(handle, id, now);
    }
    return false;
  }

  /// What a campaign may cost, from now on.
  ///
  /// @throws ProblemsException when it is less than what is spent, or it has ended
  public void budget(Campaign campaign, BigDecimal budget, String by) {
    long millionths = budget.movePointRight(6).longValue();
    moved(
        campaign,
        "given another budget",
        handle -> {
          Campaign now = CampaignStore.find(handle, campaign.id()).orElseThrow();
          boolean enough = millionths == 0 || millionths >= now.spent();
          if (!enough || now.state() != CampaignState.PAUSED) {
            return false;
          }
          CampaignStore.budget(handle, now.id(), millionths);
          StepStore.add(
              handle, now.id(), Step.Kind.BUDGET, by, budget.toPlainString(), clock.instant());
          return true;
        });
  }

  private void moved(Campaign campaign, String how, Database.Work<Boolean> work) {
    if (!Refusals.rethrowing(() -> database.write(work))) {
      throw Refusals.movedOn(campaign.id(), how);
    }
    LOG.info("event=campaign-moved campaign={} how=\"{}\"", campaign.id(), how);
    changed.add(campaign.id());
  }

  @Override
  public List<Long> running(Handle handle) {
    return doubt.isDoubted(handle)
        ? List.of()
        : CampaignStore.inState(handle, CampaignState.RUNNING);
  }

  @Override
  public Set<Long> unpaid(Handle handle, List<Fare> fares) {
    return budgets.unpaid(handle, fares, clock.instant());
  }

  @Override
  public void changed(long campaignId) {
    if (campaignId != 0) {
      changed.add(campaignId);
    }
  }

  private void work() {
    try {
      do {
        try {
          round();
        } catch (RuntimeException e) { // one campaign's trouble must not keep the others
          LOG.error("event=campaigns-wait reason=\"{}\"", e.getMessage(), e);
        }
      } while (!closing.await(TICK.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process ends
    }
  }

  /// One look at everything, as its own thread takes it.
  void round() {
    if (!database.read(doubt::isDoubted)) {
      changed.addAll(timetable.round());
    }
    inState(CampaignState.STOPPING).forEach(this::cancel);
    inState(CampaignState.READY).forEach(this::freeze);
    tell();
  }

  private List<Long> inState(CampaignState state) {
    return database.read(handle -> CampaignStore.inState(handle, state));
  }

  private void cancel(long id) {
    while (closing.getCount() > 0 && database.write(handle -> cancelSome(handle, id))) {
      changed.add(id);
    }
    changed.add(id);
  }

  /// Tells open pages, and ends campaigns that have nothing left to send.
  private void tell() {
    for (long id : Set.copyOf(changed)) {
      changed.remove(id);
      boolean ended =
          database.read(handle -> !MessageStore.anyLeft(handle, id))
              && database.write(handle -> end(handle, id));
      if (ended) {
        LOG.info("event=campaign-finished campaign={}", id);
      }
      live.changed("campaign-" + id);
    }
  }

  private boolean end(Handle handle, long id) {
    boolean ended =
        !MessageStore.anyLeft(handle, id)
            && CampaignStore.move(handle, id, CampaignState.RUNNING, CampaignState.FINISHED);
    if (ended) {
      CampaignStore.finished(handle, id, clock.instant());
    }
    return ended;
  }

  private void freeze(long id) {
    boolean more = true;
    while (more && closing.getCount() > 0) {
      more = freezer.freezeSome(id);
      changed.add(id);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    if (worker.getState() == Thread.State.NEW) {
      return; // never started
    }
    try {
      worker.join(GOODBYE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
