package org.hamroh.twin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hamroh.call.CallId;
import org.hamroh.phone.PhoneNumber;
import org.jdbi.v3.core.Handle;

/// Who heard how much of which text. Every method runs inside its caller's transaction.
public final class HeardStore {

  /// Listening begins here: less is the hand that hangs up.
  public static final Duration LISTENED = Duration.ofSeconds(3);

  private HeardStore() {}

  /// Playings of one way, in sum.
  ///
  /// @param people   numbers
  /// @param listened of them who heard more than [#LISTENED] in one playing
  /// @param median   of the longest playing of each who heard anything
  public record Sum(String way, long playings, long people, long listened, Duration median) {}

  static void add(
      Handle handle,
      CallId call,
      PhoneNumber number,
      long campaign,
      String language,
      Duration heard,
      Instant at) {
    handle
        .createUpdate(
            """
            insert into campaign_heard (id, campaign_id, number, way, language, at, heard_ms)
            values ((select coalesce(max(id), 0) + 1 from campaign_heard), :campaign, :number, :way,
              :language, :at, :heard)
            """)
        .bind("campaign", campaign)
        .bind("number", number.e164())
        .bind("way", way(call))
        .bind("language", language)
        .bind("at", at.toEpochMilli())
        .bind("heard", heard.toMillis())
        .execute();
  }

  private static String way(CallId call) {
    if (call.campaign().isPresent()) {
      return "was-rung";
    }
    return call.callback().isPresent() ? "missed-call" : "rang";
  }

  /// By way, as they were first used.
  public static List<Sum> sums(Handle handle, long campaign) {
    return handle
        .createQuery("select distinct way from campaign_heard where campaign_id = ? order by way")
        .bind(0, campaign)
        .mapTo(String.class)
        .list()
        .stream()
        .map(way -> sum(handle, campaign, way))
        .toList();
  }

  private static Sum sum(Handle handle, long campaign, String way) {
    List<Long> longest =
        handle
            .createQuery(
                """
                select max(heard_ms) from campaign_heard
                where campaign_id = :campaign and way = :way group by number order by 1
                """)
            .bind("campaign", campaign)
            .bind("way", way)
            .mapTo(Long.class)
            .list();
    long playings =
        handle
            .createQuery(
                "select count(*) from campaign_heard where campaign_id = :campaign and way = :way")
            .bind("campaign", campaign)
            .bind("way", way)
            .mapTo(Long.class)
            .one();
    List<Long> something = longest.stream().filter(one -> one > 0).toList();
    long median = something.isEmpty() ? 0 : something.get(something.size() / 2);
    return new Sum(
        way,
        playings,
        longest.size(),
        longest.stream().filter(one -> one > LISTENED.toMillis()).count(),
        Duration.ofMillis(median));
  }
}
