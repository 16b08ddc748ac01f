package org.hamroh.roster;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamroh.phone.NumberReader;
import org.hamroh.phone.NumberReading;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.roster.PlannedShift.Duty;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// Skills, shifts and the on-call rota over HTTP: `/api/v1/roster`. Only who plans sees whole
/// numbers.
public final class RosterRoutes implements Routes {

  static final Set<Role> READERS = Set.of(Role.OPERATOR, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
  static final Set<Role> PLANNERS = Set.of(Role.SUPERVISOR, Role.ADMIN);

  /// What an operator may know beside the languages.
  static final List<String> TOPICS =
      List.of(
          "queue-wages",
          "queue-rights",
          "queue-documents",
          "queue-agency",
          "queue-jobs",
          "queue-family",
          "queue-union",
          "queue-general",
          "queue-high");

  private static final Pattern HOURS =
      Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)-(?:([01]\\d|2[0-3]):([0-5]\\d)|24:00)");

  private static final int MINUTES = 24 * 60;

  /// How far ahead somebody may plan a date.
  private static final int LONGEST_AHEAD_DAYS = 400;

  /// More lines of a plan than a hundred people have.
  private static final int MOST_SHIFTS = 5_000;

  /// @param languages empty for all; so `topics`
  /// @param mobile    masked but for who plans; null when there is none
  public record PersonView(
      String operator,
      Set<String> languages,
      Set<String> topics,
      boolean woman,
      @Nullable String mobile) {}

  /// @param day   `monday`; null on a date
  /// @param date  null every week
  /// @param hours `08:00-12:30`; `off` on a date on which the person stays away
  public record ShiftView(
      long id,
      String operator,
      String duty,
      @Nullable String day,
      @Nullable LocalDate date,
      String hours) {}

  /// @param deskNow   who is planned to be at the desk at this moment
  /// @param onCallNow who is on call at this moment and can be rung
  public record RosterView(
      List<PersonView> people,
      List<ShiftView> shifts,
      Set<String> deskNow,
      Set<String> onCallNow) {}

  public record PersonWish(
      @Nullable List<String> languages,
      @Nullable List<String> topics,
      @Nullable Boolean woman,
      @Nullable String mobile) {}

  public record ShiftWish(
      @Nullable String operator,
      @Nullable String duty,
      @Nullable String day,
      @Nullable String date,
      @Nullable String hours) {}

  private final Roster roster;
  private final Supplier<Collection<String>> operators;
  private final List<String> languages;
  private final NumberReader numbers;
  private final String region;
  private final java.time.Clock clock;

  /// @param operators that the PBX has
  /// @param languages that callers may choose
  /// @param region    of numbers without a country
  public RosterRoutes(
      Roster roster,
      Supplier<Collection<String>> operators,
      List<String> languages,
      NumberReader numbers,
      String region,
      java.time.Clock clock) {
    this.roster = roster;
    this.operators = operators;
    this.languages = List.copyOf(languages);
    this.numbers = numbers;
    this.region = region;
    this.clock = clock;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/roster", READERS, request -> Reply.json(view(request)));
    mount.post(
        "/api/v1/roster/people/{operator}",
        PLANNERS,
        request -> Reply.json(put(request, request.json(PersonWish.class))));
    mount.post(
        "/api/v1/roster/shifts",
        PLANNERS,
        request -> Reply.created(plan(request, request.json(ShiftWish.class))));
    mount.post("/api/v1/roster/shifts/{id}/drop", PLANNERS, request -> Reply.json(drop(request)));
  }

  List<String> languages() {
    return languages;
  }

  Roster roster() {
    return roster;
  }

  RosterView view(Request request) {
    boolean whole = request.principal().hasAny(PLANNERS);
    List<PersonView> people = new ArrayList<>();
    for (String operator : everybody()) {
      people.add(view(roster.skills(operator), whole));
    }
    return new RosterView(
        people,
        roster.plan().shifts().stream().map(RosterRoutes::view).toList(),
        roster.plan().at(clock.instant(), Duty.DESK),
        roster.onCall());
  }

  /// `op2` before `op10`.
  private List<String> everybody() {
    return operators.get().stream()
        .distinct()
        .sorted(
            java.util.Comparator.comparingInt(String::length)
                .thenComparing(java.util.Comparator.naturalOrder()))
        .toList();
  }

  private static PersonView view(Skills one, boolean whole) {
    return new PersonView(
        one.operator(),
        new TreeSet<>(one.languages()),
        new TreeSet<>(one.topics()),
        one.woman(),
        one.mobile().map(number -> whole ? number.e164() : number.masked()).orElse(null));
  }

  private static ShiftView view(PlannedShift one) {
    return new ShiftView(
        one.id(),
        one.operator(),
        one.duty().word(),
        one.day().map(day -> day.name().toLowerCase(Locale.ROOT)).orElse(null),
        one.date().orElse(null),
        one.isOff() ? "off" : one.hours());
  }

  PersonView put(Request request, PersonWish wish) {
    Skills skills =
        new Skills(
            known(request.path("operator")),
            chosen(wish.languages(), languages, "language"),
            chosen(wish.topics(), TOPICS, "topic"),
            Boolean.TRUE.equals(wish.woman()),
            mobile(wish.mobile() == null ? "" : wish.mobile().strip()));
    roster.put(skills, request.principal().name());
    return view(skills, true);
  }

  private String known(@Nullable String operator) {
    if (operator == null || !operators.get().contains(operator)) {
      throw new Refusal(404, "The PBX has no such operator.");
    }
    return operator;
  }

  private static Set<String> chosen(@Nullable List<String> wish, List<String> all, String what) {
    Set<String> chosen = wish == null ? Set.of() : new TreeSet<>(wish);
    for (String one : chosen) {
      if (!all.contains(one)) {
        throw new Refusal(400, "There is no " + what + " " + one + ".");
      }
    }
    return chosen.size() == all.size() ? Set.of() : chosen;
  }

  private Optional<PhoneNumber> mobile(String written) {
    if (written.isEmpty()) {
      return Optional.empty();
    }
    return switch (numbers.read(written, region)) {
      case NumberReading.Read read -> Optional.of(read.number());
      case NumberReading.Unreadable unreadable ->
          throw new Refusal(400, "The mobile is no telephone number.");
    };
  }

  ShiftView plan(Request request, ShiftWish wish) {
    if (roster.plan().shifts().size() >= MOST_SHIFTS) {
      throw new Refusal(409, "The plan is full: take old lines out first.");
    }
    String operator = known(wish.operator());
    Duty duty =
        Duty.of(wish.duty() == null ? "" : wish.duty())
            .orElseThrow(() -> new Refusal(400, "duty is desk or on-call."));
    Optional<DayOfWeek> day = given(wish.day()).map(RosterRoutes::day);
    Optional<LocalDate> date = given(wish.date()).map(this::date);
    if (day.isPresent() == date.isPresent()) {
      throw new Refusal(400, "Give a day of the week or a date.");
    }
    String hours = wish.hours() == null ? "" : wish.hours().strip();
    if (hours.equals("off")) {
      if (date.isEmpty()) {
        throw new Refusal(400, "Somebody is off on a date.");
      }
      return planned(
          request,
          new PlannedShift(0, operator, duty, day, date, LocalTime.MIDNIGHT, Duration.ZERO));
    }
    Matcher written = HOURS.matcher(hours);
    if (!written.matches()) {
      throw new Refusal(400, "hours are written as 08:00-12:30.");
    }
    int from = minute(written.group(1), written.group(2));
    int to = written.group(3) == null ? MINUTES : minute(written.group(3), written.group(4));
    if (from == to) {
      throw new Refusal(400, "The hours are empty.");
    }
    Duration length = Duration.ofMinutes(to > from ? to - from : to + MINUTES - from);
    return planned(
        request,
        new PlannedShift(0, operator, duty, day, date, LocalTime.of(from / 60, from % 60), length));
  }

  private static int minute(String hours, String minutes) {
    return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
  }

  private ShiftView planned(Request request, PlannedShift shift) {
    return view(roster.plan(shift, request.principal().name()));
  }

  private static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).map(String::strip).filter(one -> !one.isEmpty());
  }

  private static DayOfWeek day(String name) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().toLowerCase(Locale.ROOT).equals(name)) {
        return day;
      }
    }
    throw new Refusal(400, "day is monday to sunday.");
  }

  private LocalDate date(String written) {
    try {
      LocalDate date = LocalDate.parse(written);
      LocalDate today = roster.today();
      if (date.isBefore(today) || date.isAfter(today.plusDays(LONGEST_AHEAD_DAYS))) {
        throw new Refusal(400, "The date is over, or too far ahead.");
      }
      return date;
    } catch (DateTimeException e) {
      throw new Refusal(400, "date is written as 2026-12-31.");
    }
  }

  ShiftView drop(Request request) {
    String id = request.path("id");
    if (!id.matches("[0-9]{1,15}")) {
      throw new Refusal(404, "There is no such line in the plan.");
    }
    return roster
        .drop(Long.parseLong(id))
        .map(RosterRoutes::view)
        .orElseThrow(() -> new Refusal(404, "There is no such line in the plan."));
  }
}
