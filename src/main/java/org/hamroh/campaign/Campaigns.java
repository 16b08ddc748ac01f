package org.hamroh.campaign;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.contact.ContactFilter;
import org.hamroh.contact.ContactStore;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.sms.Broadcasts;
import org.hamroh.sms.MessageStore;
import org.hamroh.sms.RouteTable;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.hamroh.web.LiveFeed;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import org.jdbi.v3.core.Handle;

/// Campaigns from draft to the last receipt. Its own thread freezes audiences piece by piece and
/// notices when a campaign has sent everything; both go on where they were after a crash. The
/// sending itself is the SMS room's.
public final class Campaigns implements Broadcasts, AutoCloseable {

  /// How often open pages are told and ends are looked for.
  private static final Duration TICK = Duration.ofMillis(250);

  private static final Duration GOODBYE = Duration.ofSeconds(5);
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_TEXT = 2_000;
  private static final Logger LOG = LogManager.getLogger(Campaigns.class);

  private final Database database;
  private final OutgoingGate gate;
  private final RouteTable routes;
  private final Map<String, String> siteFields;
  private final List<String> languages;
  private final LiveFeed live;
  private final Clock clock;
  private final Freezer freezer;
  private final Set<Long> changed = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread worker = Thread.ofVirtual().name("campaigns").unstarted(this::work);

  /// @param siteFields values of fields that are the same for everybody: `TEL`
  /// @param languages  of the site
  public Campaigns(
      Database database,
      OutgoingGate gate,
      RouteTable routes,
      Map<String, String> siteFields,
      List<String> languages,
      LiveFeed live,
      Clock clock) {
    this.database = database;
    this.gate = gate;
    this.routes = routes;
    this.siteFields = Map.copyOf(siteFields);
    this.languages = List.copyOf(languages);
    this.live = live;
    this.clock = clock;
    this.freezer = new Freezer(database, this::audience, routes.bulkValid(), clock);
  }

  /// Goes on with what was going on.
  public void start() {
    changed.addAll(database.read(handle -> CampaignStore.inState(handle, CampaignState.RUNNING)));
    worker.start();
  }

  /// @param texts     by language; empty ones are left out
  /// @param createdBy login name
  /// @throws ProblemsException when the name or a text cannot be kept
  public long create(
      String name, Map<String, String> texts, ContactFilter audience, String createdBy) {
    List<Problem> problems = new ArrayList<>();
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      problems.add(
          Problem.of("name", "is empty or too long", "give 1 to " + LONGEST_NAME + " letters"));
    }
    Map<String, String> kept = new TreeMap<>();
    texts.forEach(
        (language, text) -> {
          if (!languages.contains(language)) {
            problems.add(
                Problem.of(
                    "texts." + language,
                    "is in no language of this site",
                    "give " + String.join(", ", languages)));
          } else if (text.length() > LONGEST_TEXT) {
            problems.add(
                Problem.of("texts." + language, "is longer than " + LONGEST_TEXT, "shorten it"));
          } else if (!text.isBlank()) {
            kept.put(language, text.strip());
          }
        });
    if (kept.isEmpty() && problems.isEmpty()) {
      problems.add(Problem.of("texts", "are empty", "write one in each language"));
    }
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    return database.write(
        handle ->
            CampaignStore.create(handle, name.strip(), audience, kept, createdBy, clock.instant()));
  }

  public Preview preview(Campaign campaign) {
    return new Previewer(database, siteFields).preview(campaign, audience(campaign));
  }

  private Audience audience(Campaign campaign) {
    return new Audience(campaign, siteFields, gate, routes);
  }

  /// Starts a draft, or a paused campaign again. A draft's audience is frozen from now on, piece by
  /// piece; then it runs.
  ///
  /// @throws ProblemsException with everything that keeps it from being started
  public void run(Campaign campaign) {
    if (campaign.state() == CampaignState.DRAFT) {
      List<String> problems = preview(campaign).problems();
      if (!problems.isEmpty()) {
        throw new ProblemsException(
            problems.stream()
                .map(what -> Problem.of("campaign " + campaign.id(), what, ""))
                .toList());
      }
    }
    boolean moved =
        database.write(
            handle -> {
              if (CampaignStore.move(
                  handle, campaign.id(), CampaignState.DRAFT, CampaignState.READY)) {
                CampaignStore.started(
                    handle, campaign.id(), ContactStore.lastId(handle), clock.instant());
                return true;
              }
              return CampaignStore.move(
                  handle, campaign.id(), CampaignState.PAUSED, CampaignState.RUNNING);
            });
    moved(campaign, moved, "started");
  }

  /// Nothing new leaves until it is started again.
  ///
  /// @throws ProblemsException when it does not run
  public void pause(Campaign campaign) {
    boolean moved =
        database.write(
            handle ->
                CampaignStore.move(
                    handle, campaign.id(), CampaignState.RUNNING, CampaignState.PAUSED));
    moved(campaign, moved, "paused");
  }

  /// For good: whatever has not begun to leave is cancelled.
  ///
  /// @throws ProblemsException when it has ended already
  public void stop(Campaign campaign) {
    boolean moved =
        database.write(
            handle -> {
              for (CampaignState from :
                  List.of(
                      CampaignState.DRAFT,
                      CampaignState.READY,
                      CampaignState.RUNNING,
                      CampaignState.PAUSED)) {
                if (CampaignStore.move(handle, campaign.id(), from, CampaignState.STOPPED)) {
                  MessageStore.cancelQueued(handle, campaign.id(), clock.instant());
                  CampaignStore.finished(handle, campaign.id(), clock.instant());
                  return true;
                }
              }
              return false;
            });
    moved(campaign, moved, "stopped");
  }

  private void moved(Campaign campaign, boolean moved, String how) {
    if (!moved) {
      throw new ProblemsException(
          Problem.of(
              "campaign " + campaign.id(),
              "cannot be " + how + " now; it may have moved on",
              "look at it again"));
    }
    LOG.info("event=campaign-{} campaign={}", how, campaign.id());
    changed.add(campaign.id());
  }

  @Override
  public List<Long> running(Handle handle) {
    return CampaignStore.inState(handle, CampaignState.RUNNING);
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
          List<Long> ready =
              database.read(handle -> CampaignStore.inState(handle, CampaignState.READY));
          for (long id : ready) {
            freeze(id);
          }
          tell();
        } catch (StoreException e) {
          LOG.error("event=campaigns-wait reason=\"{}\"", e.getMessage());
        }
      } while (!closing.await(TICK.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process ends
    }
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
