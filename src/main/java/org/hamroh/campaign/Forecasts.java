package org.hamroh.campaign;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hamroh.contact.Contact;
import org.hamroh.gate.OpenHours;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.sms.MessageStore;
import org.hamroh.sms.Prices;
import org.hamroh.sms.RouteTable;
import org.hamroh.sms.SmsConfig;
import org.hamroh.store.Database;

/// Plays a campaign through before it runs, in steps of ten minutes: who may be written to then,
/// and how much the routes and the day's caps let through.
public final class Forecasts {

  private static final int CONTACTS_A_READ = 1_000;

  /// The gate's windows begin and end at such minutes.
  private static final Duration STEP = Duration.ofMinutes(10);

  /// Longer than any campaign is worth sending in one go.
  private static final int MOST_DAYS = 14;

  private final Database database;
  private final Campaigns campaigns;
  private final OpenHours hours;
  private final RouteTable routes;
  private final Prices prices;
  private final Clock clock;

  /// @param clock in the site's zone: its midnight begins a new count
  public Forecasts(
      Database database,
      Campaigns campaigns,
      OpenHours hours,
      RouteTable routes,
      Prices prices,
      Clock clock) {
    this.database = database;
    this.campaigns = campaigns;
    this.hours = hours;
    this.routes = routes;
    this.prices = prices;
    this.clock = clock;
  }

  /// As it would go from its hour on, or from now.
  public Forecast of(Campaign campaign) {
    Instant start =
        campaign.nextAt().or(() -> campaign.schedule().startAt()).orElse(clock.instant());
    Instant from = start.isBefore(clock.instant()) ? clock.instant() : start;
    Lots lots = lots(campaign, from);
    Instant valid =
        campaign.validUntil().orElse(campaign.schedule().validUntil(from, routes.bulkValid()));
    return new Playing(lots, from, valid).play();
  }

  /// Who has the same hours on the same route.
  private record Group(String route, List<ZoneId> zones, String place) {}

  private static final class Lot {
    private long people;
    private long segments;
    private double left;
    private long millionths;
    private final List<Forecast.Span> open = new ArrayList<>();
    private final List<Forecast.Span> busy = new ArrayList<>();
    private Optional<Instant> finish = Optional.empty();
  }

  private static final class Lots {
    private final Map<Group, Lot> all = new HashMap<>();
    private final Map<String, Double> perSecond = new HashMap<>();
    private final long budget;
    private long millionths;
    private long unpaid;

    Lots(long budget) {
      this.budget = budget;
    }
  }

  private Lots lots(Campaign campaign, Instant from) {
    long day = campaign.schedule().dayOf(from, clock.getZone());
    Campaign run = campaign.dateDay() == 0 ? campaign.about(day) : campaign;
    Audience audience = campaigns.audience(run);
    Lots lots = new Lots(campaign.schedule().budgetMillionths());
    long after = 0;
    List<Contact> contacts;
    do {
      long first = after;
      contacts = database.read(handle -> Concerned.page(handle, run, first, CONTACTS_A_READ));
      Map<PhoneNumber, List<ZoneId>> zones =
          hours.zones(contacts.stream().map(Contact::number).toList());
      List<Audience.Place> places = audience.places(contacts);
      for (int i = 0; i < contacts.size(); i++) {
        Contact contact = contacts.get(i);
        if (places.get(i) instanceof Audience.Place.In(var message)) {
          add(lots, contact, message, zones.getOrDefault(contact.number(), List.of()));
        }
        after = contact.id();
      }
    } while (contacts.size() == CONTACTS_A_READ);
    return lots;
  }

  private void add(Lots lots, Contact contact, MessageStore.Draft message, List<ZoneId> zones) {
    int segments = message.text().segments().size();
    long cost =
        prices
            .of(message.number())
            .multiply(BigDecimal.valueOf(segments))
            .movePointRight(6)
            .longValue();
    if (lots.budget > 0 && lots.millionths + cost > lots.budget) {
      lots.unpaid++;
    }
    lots.millionths += cost;
    String place = hours.hasElectricity(contact.placeId()) ? contact.placeId() : "";
    Lot lot = lots.all.computeIfAbsent(new Group(message.route(), zones, place), key -> new Lot());
    lot.people++;
    lot.segments += segments;
    lot.left += segments;
    lot.millionths += cost;
    lots.perSecond.computeIfAbsent(
        message.route(),
        name -> routes.of(message.number()).map(SmsConfig.Route::segmentsPerSecond).orElse(1.0));
  }

  /// One walk through the days.
  private final class Playing {
    private final Lots lots;
    private final Instant from;
    private final Instant valid;
    private final Map<LocalDate, Double> sentOn = new HashMap<>();
    private final Map<LocalDate, Double> spentOn = new HashMap<>();
    private boolean capped;

    Playing(Lots lots, Instant from, Instant valid) {
      this.lots = lots;
      this.from = from;
      this.valid = valid;
      List<Long> today = hours.today();
      sentOn.put(LocalDate.now(clock), (double) today.get(0));
      spentOn.put(LocalDate.now(clock), (double) today.get(1));
    }

    Forecast play() {
      Instant slot = floor(from);
      Instant last = floor(from).plus(Duration.ofDays(MOST_DAYS));
      while (slot.isBefore(last) && slot.isBefore(valid) && anyLeft()) {
        step(slot);
        slot = slot.plus(STEP);
      }
      // The picture shows whole days, so that the windows can be seen.
      Instant end =
          slot.isBefore(from.plus(Duration.ofDays(1))) ? from.plus(Duration.ofDays(1)) : slot;
      return result(end);
    }

    private boolean anyLeft() {
      return lots.all.values().stream().anyMatch(lot -> lot.left > 0);
    }

    private void step(Instant slot) {
      Instant begin = slot.isBefore(from) ? from : slot;
      double seconds = Duration.between(begin, slot.plus(STEP)).toMillis() / 1000.0;
      for (Map.Entry<String, Double> route : lots.perSecond.entrySet()) {
        List<Lot> waiting = new ArrayList<>();
        lots.all.forEach(
            (group, lot) -> {
              if (group.route().equals(route.getKey())
                  && lot.left > 0
                  && hours.isOpen(begin, group.zones(), group.place())) {
                waiting.add(lot);
              }
            });
        double most = route.getValue() * seconds;
        double capacity = underTheCaps(waiting, most, begin.atZone(clock.getZone()).toLocalDate());
        send(waiting, capacity, begin, slot.plus(STEP));
      }
    }

    /// What the day's caps let through of what the route bears.
    private double underTheCaps(List<Lot> waiting, double most, LocalDate day) {
      double wanted = Math.min(most, waiting.stream().mapToDouble(lot -> lot.left).sum());
      double money = waiting.stream().mapToDouble(lot -> lot.millionths).sum();
      double pieces = waiting.stream().mapToDouble(lot -> lot.segments).sum();
      double each = pieces == 0 ? 0 : money / pieces;
      double left = hours.segmentsADay() - sentOn.getOrDefault(day, 0.0);
      double purse = hours.moneyADay() - spentOn.getOrDefault(day, 0.0);
      double allowed = Math.min(wanted, Math.max(0, left));
      if (each > 0) {
        allowed = Math.min(allowed, Math.max(0, purse) / each);
      }
      capped = capped || allowed < wanted - 0.5;
      sentOn.merge(day, allowed, Double::sum);
      spentOn.merge(day, allowed * each, Double::sum);
      return allowed;
    }

    private void send(List<Lot> waiting, double capacity, Instant begin, Instant end) {
      double open = waiting.stream().mapToDouble(lot -> lot.left).sum();
      if (capacity <= 0 || open <= 0) {
        return;
      }
      double share = Math.min(1, capacity / open);
      for (Lot lot : waiting) {
        double sent = lot.left * share;
        lot.left = share >= 1 ? 0 : lot.left - sent;
        join(lot.busy, begin, end);
        if (lot.left < 0.5) { // nobody gets half a segment
          lot.left = 0;
          lot.finish = Optional.of(end);
        }
      }
    }

    private Forecast result(Instant end) {
      List<Forecast.Line> lines = new ArrayList<>();
      long people = 0;
      long segments = 0;
      long expired = 0;
      Instant finish = from;
      boolean all = true;
      for (Map.Entry<String, Group> one : inOrder().entrySet()) {
        Lot lot = lots.all.get(one.getValue());
        if (lot != null) {
          people += lot.people;
          segments += lot.segments;
          expired += (long) Math.ceil(lot.left * lot.people / lot.segments);
          all = all && lot.finish.isPresent();
          finish = lot.finish.filter(finish::isBefore).isPresent() ? lot.finish.get() : finish;
          lines.add(line(one.getValue(), lot, end));
        }
      }
      return new Forecast(
          from,
          end,
          people,
          segments,
          BigDecimal.valueOf(lots.millionths, 6).stripTrailingZeros(),
          all && people > 0 ? finish : null,
          expired,
          capped,
          lots.unpaid,
          lines);
    }

    private Map<String, Group> inOrder() {
      Map<String, Group> order = new TreeMap<>();
      lots.all
          .keySet()
          .forEach(group -> order.put(group.zones() + group.place() + group.route(), group));
      return order;
    }

    private Forecast.Line line(Group group, Lot lot, Instant end) {
      for (Instant slot = floor(from); slot.isBefore(end); slot = slot.plus(STEP)) {
        if (hours.isOpen(slot, group.zones(), group.place())) {
          join(lot.open, slot.isBefore(from) ? from : slot, slot.plus(STEP));
        }
      }
      return new Forecast.Line(
          group.zones().stream().map(ZoneId::getId).toList(),
          group.place(),
          lot.people,
          lot.segments,
          List.copyOf(lot.open),
          List.copyOf(lot.busy),
          lot.finish.orElse(null));
    }
  }

  private static void join(List<Forecast.Span> spans, Instant from, Instant until) {
    if (!spans.isEmpty() && spans.getLast().until().equals(from)) {
      spans.set(spans.size() - 1, new Forecast.Span(spans.getLast().from(), until));
    } else {
      spans.add(new Forecast.Span(from, until));
    }
  }

  private static Instant floor(Instant at) {
    long step = STEP.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), step) * step);
  }
}
