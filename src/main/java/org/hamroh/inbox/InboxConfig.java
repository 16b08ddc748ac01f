package org.hamroh.inbox;

import java.math.BigDecimal;
import java.util.List;

/// How much the line may answer by itself in one day of the site: whoever writes from paid numbers
/// earns by our answers.
///
/// @param answersPerNumber texts to one person
/// @param answersPerRange  texts to numbers that differ in their last four digits only
/// @param answersPerDay    texts in all
/// @param moneyPerDay      in the currency of the prices
/// @param adjacentAlarm    new numbers of one range in a day that somebody should look at
/// @param destinations     prefixes that are answered
public record InboxConfig(
    int answersPerNumber,
    int answersPerRange,
    int answersPerDay,
    BigDecimal moneyPerDay,
    int adjacentAlarm,
    List<String> destinations) {

  /// More than any honest day of a region; far less than a fraud needs to pay.
  public static final InboxConfig STANDARD =
      new InboxConfig(3, 40, 500, new BigDecimal("50"), 20, List.of("+992", "+7"));
}
