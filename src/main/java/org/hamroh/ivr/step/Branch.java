package org.hamroh.ivr.step;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.ivr.Conversation;
import org.hamroh.ivr.outside.KnownCallers.Known;
import tools.jackson.databind.JsonNode;

/// Goes the way of the first case that holds, without a word.
/// ```yaml
/// - branch: who-calls
///   cases:
///     - {openCase: true, to: message/case}          # a case of this caller is open
///     - {caller: first, to: welcome-longer}         # first, or returning
///     - {country: [RU, KZ], hours: "20:00-08:00", to: night-abroad}   # both must hold
///     - {from: 2026-12-30, until: 2027-01-08, to: new-year}           # days at the site
///     - {language: ru, to: russian-news}
///     - {wePay: true, to: survey}                 # we have called, so it costs the caller nothing
///     - {answers: {region: "2"}, to: khatlon}       # what an `ask` has kept
///   otherwise: main
/// ```
/// What the hotline knows of a caller decides the way and is never said: telephones are shared.
///
/// @param cases asked in this order
public record Branch(String name, List<Case> cases, Target otherwise) implements Step {

  /// Conditions that must hold together; those that are not named hold always.
  ///
  /// @param countries of the number that calls
  /// @param returning whether the caller has called before
  /// @param openCase  whether a case of the caller is open
  /// @param wePay     whether we have called, and pay
  /// @param answers   what was keyed in earlier, by its name
  public record Case(
      Optional<String> language,
      Optional<TimeOfDay> hours,
      Optional<String> from,
      Optional<String> until,
      Set<String> countries,
      Optional<Boolean> returning,
      Optional<Boolean> openCase,
      Optional<Boolean> wePay,
      Map<String, String> answers,
      Target to) {

    private boolean asksWhoCalls() {
      return !countries.isEmpty()
          || returning.isPresent()
          || openCase.isPresent()
          || wePay.isPresent();
    }

    private boolean holds(Conversation call, Optional<Known> caller) {
      ZonedDateTime now = call.now();
      String today = now.toLocalDate().toString(); // days written so are in order as texts, too
      return language.stream().allMatch(call.language()::equals)
          && hours.stream().allMatch(one -> one.holds(now.toLocalTime()))
          && from.stream().allMatch(first -> today.compareTo(first) >= 0)
          && until.stream().allMatch(last -> today.compareTo(last) <= 0)
          && caller.stream().allMatch(this::isOf)
          && answers.entrySet().stream()
              .allMatch(one -> one.getValue().equals(call.answers().get(one.getKey())));
    }

    private boolean isOf(Known caller) {
      return (countries.isEmpty() || countries.contains(caller.country()))
          && returning.stream().allMatch(wanted -> wanted == caller.returning())
          && openCase.stream().allMatch(wanted -> wanted == caller.openCase())
          && wePay.stream().allMatch(wanted -> wanted == caller.wePay());
    }
  }

  /// A part of the day, over midnight too.
  ///
  /// @param until the first moment after it
  public record TimeOfDay(LocalTime from, LocalTime until) {

    /// @param text `20:00-08:00`, `18:00-24:00`
    static TimeOfDay of(String text) {
      String until = text.substring(6);
      return new TimeOfDay(
          LocalTime.parse(text.substring(0, 5)),
          until.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(until));
    }

    private boolean holds(LocalTime time) {
      boolean begun = !time.isBefore(from);
      boolean over = !time.isBefore(until);
      return from.isBefore(until) ? begun && !over : begun || !over;
    }
  }

  static Branch from(Fields fields) {
    List<Case> cases = new ArrayList<>();
    fields.node().path("cases").forEach(node -> cases.add(read(node, fields.script())));
    return new Branch(fields.name(), List.copyOf(cases), fields.otherwise("otherwise"));
  }

  private static Case read(JsonNode node, String script) {
    Set<String> countries = new LinkedHashSet<>();
    JsonNode country = node.path("country");
    (country.isArray() ? country : List.of(country))
        .forEach(one -> one.asStringOpt().ifPresent(countries::add));
    Map<String, String> answers = new LinkedHashMap<>();
    node.path("answers")
        .properties()
        .forEach(one -> answers.put(one.getKey(), one.getValue().asString()));
    return new Case(
        node.path("language").asStringOpt(),
        node.path("hours").asStringOpt().map(TimeOfDay::of),
        node.path("from").asStringOpt(),
        node.path("until").asStringOpt(),
        Set.copyOf(countries),
        node.path("caller").asStringOpt().map("returning"::equals),
        node.path("openCase").asBooleanOpt(),
        node.path("wePay").asBooleanOpt(),
        Map.copyOf(answers),
        Target.of(node.path("to").asString(), script));
  }

  @Override
  public Next take(Conversation call) {
    Optional<Known> caller = Optional.empty();
    for (Case one : cases) {
      if (one.asksWhoCalls() && caller.isEmpty()) {
        caller = Optional.of(call.services().callers().of(call.id()));
      }
      if (one.holds(call, one.asksWhoCalls() ? caller : Optional.empty())) {
        return new Next.To(one.to());
      }
    }
    return new Next.To(otherwise);
  }

  @Override
  public Optional<Target> ifBroken() {
    return Optional.of(otherwise);
  }

  @Override
  public void check(StepCheck check) {
    for (int i = 0; i < cases.size(); i++) {
      Case one = cases.get(i);
      int at = i;
      one.language()
          .ifPresent(language -> checkLanguage(check, "cases/" + at + "/language", language));
      one.from().ifPresent(day -> checkDay(check, "cases/" + at + "/from", day));
      one.until().ifPresent(day -> checkDay(check, "cases/" + at + "/until", day));
    }
  }

  private static void checkDay(StepCheck check, String field, String day) {
    try {
      LocalDate.parse(day);
    } catch (java.time.DateTimeException e) {
      check.wrong(field, "is " + day + ", which no calendar has", "give a day such as 2026-12-30");
    }
  }

  private static void checkLanguage(StepCheck check, String field, String language) {
    if (!check.vocabulary().languages().contains(language)) {
      check.wrong(
          field,
          "is " + language + ", which this site does not speak",
          "name one of " + check.vocabulary().languages());
    }
  }

  @Override
  public List<Way> ways() {
    List<Way> ways = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      ways.add(new Way("cases/" + i + "/to", cases.get(i).to(), false));
    }
    ways.add(new Way("otherwise", otherwise, false));
    return ways;
  }

  @Override
  public List<Said> said() {
    return List.of();
  }
}
