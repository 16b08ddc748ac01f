package org.hamroh.reach;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToCarrierMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hamroh.phone.PhoneNumber;

/// Which mobile company was given the range that a number lies in. Whoever took the number along to
/// another company is counted with the first one: nobody outside can know.
///
/// Source: the lists of libphonenumber, which follow the national numbering plans.
final class Carriers {

  /// No list of TJ, RU or KZ looks at more than the country and seven digits.
  private static final int TELLING = 9;

  /// Ranges of all three countries together are fewer; past it each is looked up anew.
  private static final int MOST_KEPT = 50_000;

  /// Some Russian companies stand in the Russian list alone.
  private static final Locale RUSSIAN = Locale.of("ru");

  private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
  private final PhoneNumberToCarrierMapper mapper = PhoneNumberToCarrierMapper.getInstance();
  private final Map<String, String> known = new ConcurrentHashMap<>();

  /// @return the region and the company, `TJ Tcell`; the region alone when the range is on no list
  String of(PhoneNumber number) {
    String head = number.e164().substring(0, Math.min(TELLING, number.e164().length()));
    String kept = known.get(head);
    if (kept != null) {
      return kept;
    }
    String name = look(number);
    if (known.size() < MOST_KEPT) {
      known.put(head, name);
    }
    return name;
  }

  private String look(PhoneNumber number) {
    try {
      var parsed = numbers.parse(number.e164(), null);
      String region = numbers.getRegionCodeForNumber(parsed);
      String english = mapper.getNameForValidNumber(parsed, Locale.ENGLISH);
      String company = english.isEmpty() ? mapper.getNameForValidNumber(parsed, RUSSIAN) : english;
      return ((region == null ? "" : region) + " " + company).strip();
    } catch (NumberParseException e) {
      return ""; // of no country that is known
    }
  }
}
