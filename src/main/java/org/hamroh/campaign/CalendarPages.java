package org.hamroh.campaign;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.store.Database;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Routes;

/// A month of campaigns: what ran, what is planned, and what the season asks for.
public final class CalendarPages implements Routes {

  /// Years that somebody may turn the pages to.
  private static final int FIRST_YEAR = 2020;

  private static final int LAST_YEAR = 2099;

  private final Database database;
  private final ReadyTexts ready;
  private final Clock clock;

  /// @param clock in the site's zone: days are its days
  public CalendarPages(Database database, ReadyTexts ready, Clock clock) {
    this.database = database;
    this.ready = ready;
    this.clock = clock;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/campaigns/calendar", CampaignRoutes.APPROVERS, this::month);
  }

  /// One campaign on one day.
  ///
  /// @param at when it began, or is to begin
  public record Entry(long id, String name, String state, Instant at) {}

  /// @param date    of the day
  /// @param inMonth false: it fills up a week
  public record Day(LocalDate date, boolean inMonth, boolean today, List<Entry> entries) {}

  private Reply month(Request request) {
    YearMonth month = request.query("month").map(CalendarPages::read).orElse(YearMonth.now(clock));
    LocalDate first = month.atDay(1);
    LocalDate start = first.minusDays(first.getDayOfWeek().getValue() - 1L);
    int days =
        (int) Math.ceilDiv(first.getDayOfWeek().getValue() - 1L + month.lengthOfMonth(), 7L) * 7;
    ZoneId zone = clock.getZone();
    Instant from = start.atStartOfDay(zone).toInstant();
    Instant until = start.plusDays(days).atStartOfDay(zone).toInstant();
    List<Campaign> found = database.read(handle -> CampaignStore.between(handle, from, until));
    List<Entry> entries = new ArrayList<>();
    found.forEach(campaign -> entries.addAll(entries(campaign, from, until)));
    List<Day> all = new ArrayList<>();
    for (int i = 0; i < days; i++) {
      LocalDate date = start.plusDays(i);
      all.add(
          new Day(
              date,
              YearMonth.from(date).equals(month),
              date.equals(LocalDate.now(clock)),
              entries.stream()
                  .filter(entry -> entry.at().atZone(zone).toLocalDate().equals(date))
                  .toList()));
    }
    return Reply.page(
        "campaign/calendar.jte",
        Map.of(
            "month",
            month,
            "days",
            all,
            "season",
            ready.inMonth(month.getMonthValue()),
            "manager",
            request.principal().hasAny(CampaignRoutes.ROLES)));
  }

  private static YearMonth read(String text) {
    try {
      YearMonth month = YearMonth.parse(text);
      if (month.getYear() >= FIRST_YEAR && month.getYear() <= LAST_YEAR) {
        return month;
      }
    } catch (DateTimeParseException e) {
      // answered like a year that is too far away
    }
    throw new Refusal(400, "month is " + text + "; give one such as 2026-11.");
  }

  /// Where a campaign stands in these weeks: the hour at which it began, or those to come.
  private List<Entry> entries(Campaign campaign, Instant from, Instant until) {
    List<Entry> entries = new ArrayList<>();
    Optional<Instant> at =
        campaign.startedAt().or(campaign::nextAt).or(() -> campaign.schedule().startAt());
    while (at.isPresent() && at.get().isBefore(until)) {
      if (!at.get().isBefore(from)) {
        entries.add(new Entry(campaign.id(), campaign.name(), campaign.state().word(), at.get()));
      }
      at =
          campaign.startedAt().isPresent()
              ? Optional.empty()
              : campaign.schedule().after(at.get(), clock.getZone());
    }
    return entries;
  }
}
