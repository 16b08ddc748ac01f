package org.hamroh.say;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Tajik. The number rules are ours (`tg.rbnf`): ICU has none and would silently speak English. A
/// noun after a number stays in the singular. Not for use by several threads at once.
final class TajikGrammar implements Grammar {

  private static final List<String> MONTHS =
      List.of(
          "январ", "феврал", "март", "апрел", "май", "июн", "июл", "август", "сентябр", "октябр",
          "ноябр", "декабр");

  private static final List<String> WEEKDAYS =
      List.of("душанбе", "сешанбе", "чоршанбе", "панҷшанбе", "ҷумъа", "шанбе", "якшанбе");

  /// A Tajik number has no gender and no case.
  private static final Set<Kind> NOT_TAJIK =
      Set.of(
          Kind.CARDINAL_FEMININE,
          Kind.CARDINAL_NEUTER,
          Kind.ORDINAL_NEUTER,
          Kind.DATE_GENITIVE,
          Kind.COUNT_MINUTE_GENITIVE,
          Kind.TIME24_ACCUSATIVE);

  private final RuleBasedNumberFormat numbers =
      new RuleBasedNumberFormat(rules(), new ULocale("tg"));

  private static String rules() {
    try (InputStream in = TajikGrammar.class.getResourceAsStream("tg.rbnf")) {
      if (in == null) {
        throw new IllegalStateException("no tg.rbnf on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean knows(Kind kind) {
    return !NOT_TAJIK.contains(kind);
  }

  @Override
  public String say(Kind kind, String input) {
    return switch (kind) {
      case CARDINAL -> cardinal(Value.number(input));
      case ORDINAL -> ordinal(Value.number(input));
      case DIGITS ->
          Value.digits(input)
              .chars()
              .mapToObj(digit -> cardinal(digit - '0'))
              .collect(Collectors.joining(" "));
      case DATE -> date(Value.day(input).getDayOfMonth(), Value.day(input).getMonthValue());
      case DATE_YEAR -> dateWithYear(Value.date(input));
      case WEEKDAY -> WEEKDAYS.get(Value.number(input, 1, 7) - 1);
      case MONTH -> MONTHS.get(Value.number(input, 1, 12) - 1);
      case TIME24 -> time24(Value.time(input));
      case TIME_PART -> timePart(Value.fullHour(input));
      case MONEY_TJS -> somoni(Value.money(input));
      case MONEY_RUB -> cardinal(Value.number(input)) + " рубли русӣ";
      case COUNT_PERSON -> cardinal(Value.number(input)) + " нафар";
      case COUNT_MESSAGE -> cardinal(Value.number(input)) + " паём";
      case COUNT_DAY -> cardinal(Value.number(input)) + " рӯз";
      case COUNT_MINUTE -> cardinal(Value.number(input)) + " дақиқа";
      case WAIT_MINUTES -> wait(Value.number(input));
      case IN_MINUTES -> "баъд аз " + cardinal(Value.number(input)) + " дақиқа";
      case QUEUE_POSITION -> "Навбати шумо " + ordinal(Value.number(input, 1, Value.MAX)) + " аст.";
      case QUEUE_AHEAD -> ahead(Value.number(input));
      case PRESS_KEY -> "тугмаи " + key(input) + "ро пахш кунед";
      case CARDINAL_FEMININE,
          CARDINAL_NEUTER,
          ORDINAL_NEUTER,
          DATE_GENITIVE,
          COUNT_MINUTE_GENITIVE,
          TIME24_ACCUSATIVE ->
          throw new IllegalArgumentException("Tajik has no kind " + kind.code());
    };
  }

  private String cardinal(long value) {
    return numbers.format(value, "%cardinal");
  }

  private String ordinal(long value) {
    return numbers.format(value, "%ordinal");
  }

  private String date(int day, int month) {
    return ordinal(day) + "и " + MONTHS.get(month - 1);
  }

  private String dateWithYear(LocalDate date) {
    return date(date.getDayOfMonth(), date.getMonthValue()) + "и соли " + cardinal(date.getYear());
  }

  private String time24(LocalTime time) {
    String hour = "соати " + cardinal(time.getHour());
    return time.getMinute() == 0 ? hour : hour + " ва " + cardinal(time.getMinute()) + " дақиқа";
  }

  private String timePart(LocalTime time) {
    int hour = time.getHour();
    int onDial = hour % 12 == 0 ? 12 : hour % 12;
    String part =
        hour >= 5 && hour <= 10
            ? "саҳар"
            : hour >= 11 && hour <= 16 ? "рӯз" : hour >= 17 && hour <= 20 ? "бегоҳ" : "шаб";
    return "соати " + cardinal(onDial) + "и " + part;
  }

  private String somoni(long hundredths) {
    long somoni = hundredths / 100;
    long dirams = hundredths % 100;
    if (somoni == 0 && dirams > 0) {
      return cardinal(dirams) + " дирам";
    }
    String whole = cardinal(somoni) + " сомонӣ";
    return dirams == 0 ? whole : whole + " ва " + cardinal(dirams) + " дирам";
  }

  private String wait(int minutes) {
    return minutes == 0
        ? "Вақти интизорӣ камтар аз як дақиқа аст."
        : "Вақти интизорӣ тақрибан " + cardinal(minutes) + " дақиқа аст.";
  }

  private String ahead(int people) {
    return people == 0
        ? "Пеш аз шумо касе нест."
        : "Пеш аз шумо " + cardinal(people) + " нафар аст.";
  }

  private String key(String input) {
    return input.equals("*") ? "ситорача" : cardinal(Value.number(input, 0, 9));
  }
}
