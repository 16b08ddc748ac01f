package org.hamroh.phone;

import java.util.regex.Pattern;

/// Says in a clause why a number was read as it was, for the person who doubts it.
public final class NumberWhy {

  private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]");
  private static final Pattern SCIENTIFIC = Pattern.compile("\\+?\\d[.,]?\\d*[eEеЕ]\\+?\\d+");
  private static final Pattern FRACTION = Pattern.compile("\\+?\\d{7,15}[.,]0+");

  private NumberWhy() {}

  /// @param raw     as it was typed
  /// @param region  whose way of writing was meant
  /// @param number  what it was read as
  /// @param country that the number belongs to; empty when nobody knows
  public static String of(String raw, String region, PhoneNumber number, String country) {
    String digits = number.e164().substring(1);
    String typed = raw.strip();
    return (country.isEmpty() ? "" : country + ": ")
        + how(typed, NO_DIGIT.matcher(typed).replaceAll(""), region, digits);
  }

  private static String how(String typed, String seen, String region, String digits) {
    if (SCIENTIFIC.matcher(typed.replace("'", "")).matches()) {
      return "a spreadsheet's number that still has every digit";
    }
    if (FRACTION.matcher(typed.replace("'", "")).matches()) {
      return "a spreadsheet's number with an empty fraction";
    }
    if (seen.equals("00" + digits)) {
      return "00 stands for +";
    }
    if (seen.equals("810" + digits)) {
      return "8 10 is the way abroad from Russia and Kazakhstan";
    }
    if (seen.equals(digits)) {
      return typed.contains("+") || typed.contains("\uff0b")
          ? "its country code is there"
          : "its country code is there, the plus is lost";
    }
    if (digits.startsWith("7") && seen.equals("8" + digits.substring(1))) {
      return "8 is the long-distance 8 of Russia and Kazakhstan";
    }
    if (digits.startsWith("992") && seen.equals("8" + digits.substring(3))) {
      return "8 and nine digits: the long-distance 8 of Tajikistan";
    }
    return "written as within " + region;
  }
}
