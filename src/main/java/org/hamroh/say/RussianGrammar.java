package org.hamroh.say;

import com.ibm.icu.text.PluralRules;
import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Russian. ICU knows its numbers with genders and cases; the letter ё and the habits of a
/// telephone are ours. Not for use by several threads at once.
final class RussianGrammar implements Grammar {

  /// A noun in the three forms that follow a number, and how the number agrees with it.
  private record Noun(String rule, String one, String few, String many) {}

  private static final String MASCULINE = "%spellout-cardinal-masculine";
  private static final String FEMININE = "%spellout-cardinal-feminine";
  private static final String NEUTER = "%spellout-cardinal-neuter";

  private static final Noun PERSON = new Noun(MASCULINE, "человек", "человека", "человек");
  private static final Noun MESSAGE = new Noun(NEUTER, "сообщение", "сообщения", "сообщений");
  private static final Noun DAY = new Noun(MASCULINE, "день", "дня", "дней");
  private static final Noun MINUTE = new Noun(FEMININE, "минута", "минуты", "минут");
  private static final Noun MINUTE_ACCUSATIVE =
      new Noun("%spellout-cardinal-feminine-accusative", "минуту", "минуты", "минут");
  private static final Noun HOUR = new Noun(MASCULINE, "час", "часа", "часов");
  private static final Noun SOMONI = new Noun(MASCULINE, "сомони", "сомони", "сомони");
  private static final Noun DIRAM = new Noun(MASCULINE, "дирам", "дирама", "дирамов");
  private static final Noun ROUBLE =
      new Noun(MASCULINE, "российский рубль", "российских рубля", "российских рублей");

  private static final List<String> MONTHS =
      List.of(
          "январь",
          "февраль",
          "март",
          "апрель",
          "май",
          "июнь",
          "июль",
          "август",
          "сентябрь",
          "октябрь",
          "ноябрь",
          "декабрь");

  private static final List<String> MONTHS_GENITIVE =
      List.of(
          "января",
          "февраля",
          "марта",
          "апреля",
          "мая",
          "июня",
          "июля",
          "августа",
          "сентября",
          "октября",
          "ноября",
          "декабря");

  private static final List<String> WEEKDAYS =
      List.of("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье");

  private static final Map<String, String> KEYS = Map.of("*", "звёздочку");

  private static final PluralRules PLURALS = PluralRules.forLocale(new ULocale("ru"));

  private final RuleBasedNumberFormat numbers =
      new RuleBasedNumberFormat(new ULocale("ru"), RuleBasedNumberFormat.SPELLOUT);

  @Override
  public boolean knows(Kind kind) {
    return kind != Kind.ORDINAL;
  }

  @Override
  public String say(Kind kind, String input) {
    return switch (kind) {
      case CARDINAL -> words(MASCULINE, Value.number(input));
      case CARDINAL_FEMININE -> words(FEMININE, Value.number(input));
      case CARDINAL_NEUTER -> words(NEUTER, Value.number(input));
      case ORDINAL_NEUTER -> ordinalNeuter(Value.number(input));
      case DIGITS ->
          Value.digits(input)
              .chars()
              .mapToObj(digit -> words(MASCULINE, digit - '0'))
              .collect(Collectors.joining(" "));
      case DATE -> date(Value.day(input).getDayOfMonth(), Value.day(input).getMonthValue());
      case DATE_GENITIVE ->
          words("%spellout-ordinal-neuter-genitive", Value.day(input).getDayOfMonth())
              + " "
              + MONTHS_GENITIVE.get(Value.day(input).getMonthValue() - 1);
      case DATE_YEAR -> dateWithYear(Value.date(input));
      case WEEKDAY -> WEEKDAYS.get(Value.number(input, 1, 7) - 1);
      case MONTH -> MONTHS.get(Value.number(input, 1, 12) - 1);
      case TIME24 -> time24(Value.time(input), MINUTE);
      case TIME24_ACCUSATIVE -> time24(Value.time(input), MINUTE_ACCUSATIVE);
      case TIME_PART -> timePart(Value.fullHour(input));
      case MONEY_TJS -> somoni(Value.money(input));
      case MONEY_RUB -> count(ROUBLE, Value.number(input));
      case COUNT_PERSON -> count(PERSON, Value.number(input));
      case COUNT_MESSAGE -> count(MESSAGE, Value.number(input));
      case COUNT_DAY -> count(DAY, Value.number(input));
      case COUNT_MINUTE -> count(MINUTE, Value.number(input));
      case COUNT_MINUTE_GENITIVE -> minutesGenitive(Value.number(input));
      case WAIT_MINUTES -> wait(Value.number(input));
      case IN_MINUTES -> inMinutes(Value.number(input));
      case QUEUE_POSITION ->
          "Ваше место в очереди — " + ordinalNeuter(Value.number(input, 1, Value.MAX)) + ".";
      case QUEUE_AHEAD -> ahead(Value.number(input));
      case PRESS_KEY ->
          "нажмите "
              + (KEYS.containsKey(input)
                  ? KEYS.get(input)
                  : words(MASCULINE, Value.number(input, 0, 9)));
      case ORDINAL -> throw new IllegalArgumentException("Russian has no kind " + kind.code());
    };
  }

  /// ICU writes for paper: with soft hyphens, and with е where a voice needs ё.
  private String words(String rule, long value) {
    return numbers
        .format(value, rule)
        .replace("\u00ad", "")
        .replace("четверт", "четвёрт")
        .replace("трех", "трёх")
        .replace("четырех", "четырёх");
  }

  private String ordinalNeuter(long value) {
    return words("%spellout-ordinal-neuter", value);
  }

  private String count(Noun noun, long value) {
    return words(noun.rule, value) + " " + form(noun, value);
  }

  private static String form(Noun noun, long value) {
    return switch (PLURALS.select(value)) {
      case "one" -> noun.one;
      case "few" -> noun.few;
      default -> noun.many;
    };
  }

  private String date(int day, int month) {
    return ordinalNeuter(day) + " " + MONTHS_GENITIVE.get(month - 1);
  }

  private String dateWithYear(LocalDate date) {
    return date(date.getDayOfMonth(), date.getMonthValue())
        + " "
        + words("%spellout-ordinal-masculine-genitive", date.getYear())
        + " года";
  }

  private String time24(LocalTime time, Noun minute) {
    String hours = count(HOUR, time.getHour());
    return time.getMinute() == 0 ? hours : hours + " " + count(minute, time.getMinute());
  }

  private String timePart(LocalTime time) {
    int hour = time.getHour();
    int onDial = hour % 12 == 0 ? 12 : hour % 12;
    String part = hour <= 3 ? "ночи" : hour <= 11 ? "утра" : hour <= 16 ? "дня" : "вечера";
    return (onDial == 1 ? "час" : count(HOUR, onDial)) + " " + part;
  }

  private String somoni(long hundredths) {
    long somoni = hundredths / 100;
    long dirams = hundredths % 100;
    if (somoni == 0 && dirams > 0) {
      return count(DIRAM, dirams);
    }
    String whole = count(SOMONI, somoni);
    return dirams == 0 ? whole : whole + " " + count(DIRAM, dirams);
  }

  private String wait(int minutes) {
    if (minutes == 0) {
      return "Время ожидания — меньше одной минуты.";
    }
    return "Время ожидания — около " + minutesGenitive(minutes) + ".";
  }

  private String minutesGenitive(int minutes) {
    String noun = PLURALS.select(minutes).equals("one") ? "минуты" : "минут";
    return words("%spellout-cardinal-feminine-genitive", minutes) + " " + noun;
  }

  private String inMinutes(int minutes) {
    return "через " + count(MINUTE_ACCUSATIVE, minutes);
  }

  private String ahead(int people) {
    return people == 0 ? "Перед вами никого нет." : "Перед вами " + count(PERSON, people) + ".";
  }
}
