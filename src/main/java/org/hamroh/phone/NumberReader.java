package org.hamroh.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamroh.phone.NumberReading.Read;
import org.hamroh.phone.NumberReading.Unreadable;

/// Reads numbers as migrants and spreadsheets write them (`8 916 …`, `992…`, `(90) 000-00-01`) into
/// E.164. Where digits are lost it says so and never guesses.
///
/// libphonenumber knows the world's plans; the rules here are of this region, where its answers are
/// wrong or late: a Tajik number of nine digits is never stripped of a leading 8 (`88…` is a
/// carrier's prefix), Tajik prefixes need not be known yet, and the Russian and Kazakh trunk 8 is
/// read in a Tajik list too, for eleven digits that begin with 8 can be nothing else.
public final class NumberReader {

  private static final int MAX_LETTERS = 40;
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Zs}\\s]+");
  private static final Pattern LABEL = Pattern.compile("(?iu)^(tel|тел|моб|mob)[.:]*\\s*");
  private static final Pattern ROUNDED =
      Pattern.compile("\\+?(\\d)(?:[.,](\\d*))?[eEеЕ]\\+?(\\d+)");
  private static final Pattern FRACTION = Pattern.compile("(\\+?\\d{7,15})[.,]0+");
  private static final Pattern GROUPED = Pattern.compile("\\+?\\d{1,3}(,\\d{3}){2,4}");
  private static final Pattern SEVERAL =
      Pattern.compile("\\d\\s*[,;/|]\\s*[+(]*\\d|\\d\\s+\\+|\\d\\+");
  private static final Pattern TAJIK = Pattern.compile("\\+992\\d{9}");
  private static final Pattern ALLOWED = Pattern.compile("\\+?[0-9 ().\\-\u2010-\u2015]+");

  private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();

  /// @param raw    as typed
  /// @param region whose national way of writing is meant when no country code stands there: `TJ`
  public NumberReading read(String raw, String region) {
    String country = region.strip().toUpperCase(Locale.ROOT);
    if (!plans.getSupportedRegions().contains(country)) {
      return new Unreadable("region " + region + " is not one such as TJ, RU or KZ");
    }
    String text = INVISIBLE.matcher(raw).replaceAll(" ").strip();
    text = LABEL.matcher(text).replaceFirst("");
    if (text.startsWith("'")) {
      text = text.substring(1).strip(); // a spreadsheet's mark for "this is text"
    }
    if (text.isEmpty()) {
      return new Unreadable("is empty");
    }
    if (text.length() > MAX_LETTERS) {
      return new Unreadable("is longer than a number can be");
    }
    Matcher rounded = ROUNDED.matcher(text);
    if (rounded.matches()) {
      String after = rounded.group(2) == null ? "" : rounded.group(2);
      if (rounded.group(3).length() > 2 || after.length() != Integer.parseInt(rounded.group(3))) {
        return new Unreadable(
            "was rounded by a spreadsheet, its last digits are lost; format the column as text"
                + " and take the number from its source");
      }
      text = rounded.group(1) + after; // every digit is still there
    }
    Matcher fraction = FRACTION.matcher(text);
    if (fraction.matches()) {
      text = fraction.group(1);
    }
    if (GROUPED.matcher(text).matches()) {
      text = text.replace(",", ""); // a spreadsheet's thousands
    }
    if (SEVERAL.matcher(text).find()) {
      return new Unreadable("seems to be several numbers; give each its own row");
    }
    if (text.codePoints().anyMatch(Character::isLetter)) {
      return new Unreadable("has letters in it");
    }
    text = ascii(text);
    if (!ALLOWED.matcher(text).matches()) {
      return new Unreadable("has signs that no number has");
    }
    String digits = text.replaceAll("[^0-9]", "");
    return parse(text.startsWith("+") ? "+" + digits : international(digits, country), country);
  }

  /// The country that a number belongs to (`TJ`; `RU` and `KZ` are told apart), empty when unknown.
  public Optional<String> region(PhoneNumber number) {
    try {
      return Optional.ofNullable(
              plans.getRegionCodeForNumber(
                  plans.parse(number.e164(), PhoneNumberUtil.REGION_CODE_FOR_NON_GEO_ENTITY)))
          .or(() -> number.e164().startsWith("+992") ? Optional.of("TJ") : Optional.empty());
    } catch (NumberParseException e) {
      return Optional.empty(); // a country code that nobody has
    }
  }

  /// Adds the country code where the digits themselves leave no doubt; else leaves them national.
  private static String international(String digits, String region) {
    boolean here = region.equals("TJ") || region.equals("RU") || region.equals("KZ");
    if (region.equals("TJ") && digits.length() == 9) {
      return "+992" + digits; // 00 is a carrier's prefix too, and no foreign number is so short
    }
    if (digits.startsWith("00")) {
      return "+" + digits.substring(2);
    }
    if (!here) {
      return digits;
    }
    if (digits.startsWith("810") && digits.length() >= 13) {
      return "+" + digits.substring(3); // "8, wait for the tone, 10": the way abroad
    }
    if (digits.startsWith("992") && digits.length() == 12) {
      return "+" + digits;
    }
    if (digits.length() == 11 && (digits.startsWith("8") || digits.startsWith("7"))) {
      return "+7" + digits.substring(1);
    }
    if (region.equals("TJ") && digits.length() == 10 && digits.startsWith("8")) {
      return "+992" + digits.substring(1);
    }
    return digits;
  }

  private NumberReading parse(String text, String region) {
    int digits = text.startsWith("+") ? text.length() - 1 : text.length();
    if (TAJIK.matcher(text).matches()) {
      return new Read(new PhoneNumber(text)); // libphonenumber may take the 8 of 88 for a trunk 8
    }
    Phonenumber.PhoneNumber number;
    try {
      number = plans.parse(text, region);
    } catch (NumberParseException e) {
      return new Unreadable(
          switch (e.getErrorType()) {
            case INVALID_COUNTRY_CODE -> "begins with a country code that nobody has";
            case TOO_LONG -> "has " + digits + " digits, too many";
            case TOO_SHORT_NSN, TOO_SHORT_AFTER_IDD, NOT_A_NUMBER ->
                "has " + digits + " digits, too few";
          });
    }
    ValidationResult possible = plans.isPossibleNumberWithReason(number);
    if (possible == ValidationResult.IS_POSSIBLE && plans.isValidNumber(number)) {
      String e164 = plans.format(number, PhoneNumberUtil.PhoneNumberFormat.E164);
      return new Read(new PhoneNumber(e164));
    }
    return new Unreadable(
        switch (possible) {
          case IS_POSSIBLE, IS_POSSIBLE_LOCAL_ONLY ->
              possible == ValidationResult.IS_POSSIBLE
                  ? "is no number of +" + number.getCountryCode()
                  : "has " + digits + " digits, too few";
          case TOO_SHORT -> "has " + digits + " digits, too few for +" + number.getCountryCode();
          case TOO_LONG -> "has " + digits + " digits, too many for +" + number.getCountryCode();
          case INVALID_LENGTH ->
              "has " + digits + " digits, which no number of +" + number.getCountryCode() + " has";
          case INVALID_COUNTRY_CODE -> "begins with a country code that nobody has";
        });
  }

  /// Digits of other alphabets and full-width signs as plain ones.
  private static String ascii(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            sign -> {
              if (Character.isDigit(sign)) {
                plain.append((char) ('0' + Character.digit(sign, 10)));
              } else {
                plain.appendCodePoint(sign == '\uff0b' ? '+' : sign);
              }
            });
    return plain.toString();
  }
}
