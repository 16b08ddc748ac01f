package org.hamroh.campaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.contact.ContactStore;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// Begins campaigns when their hour comes. Each beginning is one transaction that also moves the
/// hour on, so whatever a crash or a power cut does, a run begins once or, when its time is over,
/// never: what is late is said to be late and does not leave "tomorrow morning".
final class Timetable {

  private static final int MOST_A_ROUND = 20;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE;
  private static final Logger LOG = LogManager.getLogger(Timetable.class);

  static final String LATE = "late";
  static final String CHECKS = "checks";

  private final Database database;
  private final Workflow workflow;
  private final Previewing previews;
  private final Duration usual;
  private final ZoneId site;
  private final Clock clock;

  /// How many a campaign would reach.
  interface Previewing {
    long recipients(Campaign campaign);
  }

  /// @param usual how long broadcasts are worth sending when a campaign does not say
  Timetable(
      Database database,
      Workflow workflow,
      Previewing previews,
      Duration usual,
      ZoneId site,
      Clock clock) {
    this.database = database;
    this.workflow = workflow;
    this.previews = previews;
    this.usual = usual;
    this.site = site;
    this.clock = clock;
  }

  /// Begins whatever is due.
  ///
  /// @return ids of those that were looked at
  List<Long> round() {
    Instant now = clock.instant();
    List<Campaign> due =
        database.read(
            handle ->
                CampaignStore.due(handle, now, MOST_A_ROUND).stream()
                    .flatMap(id -> CampaignStore.find(handle, id).stream())
                    .toList());
    for (Campaign campaign : due) {
      campaign.nextAt().ifPresent(hour -> begin(campaign, hour, now));
    }
    return due.stream().map(Campaign::id).toList();
  }

  private void begin(Campaign campaign, Instant hour, Instant now) {
    Instant valid = campaign.schedule().validUntil(hour, usual);
    long day = campaign.schedule().dayOf(hour, site);
    boolean late = !now.isBefore(valid);
    boolean checked = late || isChecked(campaign, day);
    database.write(
        handle -> {
          boolean stillDue =
              workflow.unchanged(handle, campaign)
                  && CampaignStore.find(handle, campaign.id())
                      .filter(one -> one.state() == CampaignState.SCHEDULED)
                      .flatMap(Campaign::nextAt)
                      .filter(hour::equals)
                      .isPresent();
          if (!stillDue) {
            return false; // somebody was faster
          }
          if (!checked) {
            sendBack(handle, campaign.id(), now);
          } else if (campaign.schedule().isSeries()) {
            run(handle, campaign, new Run(hour, day, valid, late), now);
          } else {
            start(
                handle,
                campaign.id(),
                CampaignState.SCHEDULED,
                new Run(hour, day, valid, late),
                now);
          }
          return true;
        });
    LOG.info("event=campaign-due campaign={} late={} checked={}", campaign.id(), late, checked);
  }

  /// @param valid until when it may send
  private record Run(Instant hour, long day, Instant valid, boolean late) {}

  /// A list may have grown since it was small enough for one person's word.
  private boolean isChecked(Campaign campaign, long day) {
    Campaign run = campaign.about(day);
    return workflow.standing(run, previews.recipients(run)).missing().isEmpty();
  }

  private static void sendBack(Handle handle, long id, Instant now) {
    CampaignStore.move(handle, id, CampaignState.SCHEDULED, CampaignState.DRAFT);
    CampaignStore.because(handle, id, CHECKS);
    CampaignStore.next(handle, id, Optional.empty());
    StepStore.add(handle, id, Step.Kind.RETURNED, Step.ITSELF, CHECKS, now);
  }

  private void run(Handle handle, Campaign series, Run run, Instant now) {
    String name = series.name() + " · " + DAY.format(run.hour.atZone(site));
    CampaignStore.run(handle, series, name, run.day, now)
        .ifPresent(
            id -> {
              StepStore.add(handle, id, Step.Kind.WRITTEN, series.createdBy(), "", now);
              start(handle, id, CampaignState.DRAFT, run, now);
            });
    Optional<Instant> next = series.schedule().after(run.hour, site);
    CampaignStore.next(handle, series.id(), next);
    if (next.isEmpty()) {
      CampaignStore.move(handle, series.id(), CampaignState.SCHEDULED, CampaignState.FINISHED);
      CampaignStore.finished(handle, series.id(), now);
    }
  }

  private static void start(Handle handle, long id, CampaignState from, Run run, Instant now) {
    if (run.late) {
      CampaignStore.move(handle, id, from, CampaignState.STOPPED);
      CampaignStore.because(handle, id, LATE);
      CampaignStore.next(handle, id, Optional.empty());
      CampaignStore.finished(handle, id, now);
      StepStore.add(handle, id, Step.Kind.EXPIRED, Step.ITSELF, LATE, now);
      return;
    }
    CampaignStore.move(handle, id, from, CampaignState.READY);
    CampaignStore.started(handle, id, ContactStore.lastId(handle), Optional.of(run.valid), now);
    StepStore.add(handle, id, Step.Kind.STARTED, Step.ITSELF, "", now);
  }
}
