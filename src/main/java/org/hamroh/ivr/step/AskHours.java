package org.hamroh.ivr.step;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.hours.OpeningHours;
import org.hamroh.hours.Stretch;
import org.hamroh.ivr.Conversation;
import org.hamroh.say.Kind;
import org.hamroh.voice.Spoken;

/// Goes one way when people are there, another when they are not; says when they will be.
/// ```yaml
/// - hours: front
///   schedule: operators          # of hours.yaml
///   open: main                   # without a word
///   closed: closed               # before, between and after the shifts
///   holiday: closed              # a day without shifts; as `closed` when left out
///   sayClosed: closed            # {open}: the next shift begins; {close}: that day's end
///   sayLater: closed-until       # when that is later than tomorrow; {date} {open} {close}
///   sayHoliday: holiday          # {date}: the next day on which people are there
///   sayPlain: closed-now         # when the others cannot be said
/// ```
/// What is said may be left out; then only the way is gone. A key pressed while it is said counts
/// in the menu that comes. Computed from memory: nobody waits.
public record AskHours(
    String name,
    String schedule,
    Target open,
    Target closed,
    Target holiday,
    List<Prompt> sayClosed,
    List<Prompt> sayLater,
    List<Prompt> sayHoliday,
    List<Prompt> sayPlain)
    implements Step {

  private static final Set<String> VALUES = Set.of("open", "close", "date");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd");

  static AskHours from(Fields fields) {
    Target closed = fields.target("closed");
    return new AskHours(
        fields.name(),
        fields.text("schedule"),
        fields.target("open"),
        closed,
        fields.optionalText("holiday").map(to -> Target.of(to, fields.script())).orElse(closed),
        fields.prompts("sayClosed"),
        fields.prompts("sayLater"),
        fields.prompts("sayHoliday"),
        fields.prompts("sayPlain"));
  }

  @Override
  public Next take(Conversation call) {
    return switch (call.hours(schedule)) {
      case OpeningHours.Open now -> new Next.To(open);
      case OpeningHours.Closed now -> {
        LocalDate tomorrow = call.today().plusDays(1);
        boolean soon =
            now.next().filter(next -> !next.opens().toLocalDate().isAfter(tomorrow)).isPresent();
        say(call, soon || sayLater.isEmpty() ? sayClosed : sayLater, now.next());
        yield new Next.To(closed);
      }
      case OpeningHours.DayOff now -> {
        say(call, sayHoliday, now.next());
        yield new Next.To(holiday);
      }
    };
  }

  private void say(Conversation call, List<Prompt> prompts, Optional<Stretch> next) {
    if (prompts.isEmpty()) {
      return;
    }
    if (next.isEmpty()) {
      call.say(sayPlain, Conversation.CHOICES).ifPresent(call::carryOn);
      return;
    }
    for (Prompt prompt : prompts) {
      // Whoever knows the choices that come need not listen: key 1 is danger there.
      call.sayFilled(
              prompt, language -> values(next.get(), language), sayPlain, Conversation.CHOICES)
          .ifPresent(call::carryOn);
    }
  }

  private static Map<String, Spoken> values(Stretch next, String language) {
    return Map.of(
        "open", time(next.opens()),
        "close", time(next.closes()),
        "date",
            new Spoken.Of(
                // "on the ninth of January" bends the date in Russian
                language.equals("ru") ? Kind.DATE_GENITIVE : Kind.DATE, DAY.format(next.opens())));
  }

  private static Spoken time(ZonedDateTime time) {
    return new Spoken.Of(Kind.TIME24, TIME.format(time));
  }

  @Override
  public void check(StepCheck check) {
    if (!check.vocabulary().hours().schedules().contains(schedule)) {
      check.wrong(
          "schedule",
          "is " + schedule + ", which is no schedule",
          "name one of hours.yaml: " + check.vocabulary().hours().schedules());
    }
    boolean speaks = !sayClosed.isEmpty() || !sayLater.isEmpty() || !sayHoliday.isEmpty();
    if (speaks && sayPlain.isEmpty()) {
      check.wrong(
          "",
          "says nothing when the hour cannot be spoken",
          "give it sayPlain, a prompt without values");
    }
  }

  @Override
  public Optional<Target> ifBroken() {
    return Optional.of(closed);
  }

  @Override
  public List<Way> ways() {
    return List.of(
        new Way("open", open, false),
        new Way("holiday", holiday, false),
        new Way("closed", closed, false));
  }

  @Override
  public List<Said> said() {
    List<Said> said = new ArrayList<>();
    sayClosed.forEach(one -> said.add(new Said("sayClosed", one, VALUES)));
    sayLater.forEach(one -> said.add(new Said("sayLater", one, VALUES)));
    sayHoliday.forEach(one -> said.add(new Said("sayHoliday", one, VALUES)));
    said.addAll(Step.said("sayPlain", sayPlain));
    return said;
  }
}
