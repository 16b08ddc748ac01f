package org.hamroh.gate;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.InList;
import org.jdbi.v3.core.Handle;

/// In which time zones a person may be now. A mobile number tells no more than its country, and
/// Russia has eleven zones: until somebody has told us where the person is, all of them count, and
/// the hour must be right in each.
public final class Whereabouts {

  /// From Kaliningrad to Kamchatka.
  static final List<ZoneId> RUSSIA =
      zones(
          "Europe/Kaliningrad",
          "Europe/Moscow",
          "Europe/Samara",
          "Asia/Yekaterinburg",
          "Asia/Omsk",
          "Asia/Krasnoyarsk",
          "Asia/Irkutsk",
          "Asia/Yakutsk",
          "Asia/Vladivostok",
          "Asia/Magadan",
          "Asia/Kamchatka");

  /// Where our callers are: what staff may choose from.
  static final List<ZoneId> KNOWN =
      java.util.stream.Stream.concat(
              zones("Asia/Dushanbe", "Asia/Almaty", "Asia/Bishkek", "Asia/Tashkent").stream(),
              RUSSIA.stream())
          .toList();

  private static final Map<String, List<ZoneId>> COUNTRIES =
      Map.of(
          "TJ", zones("Asia/Dushanbe"),
          "KZ", zones("Asia/Almaty"),
          "KG", zones("Asia/Bishkek"),
          "UZ", zones("Asia/Tashkent"),
          "RU", RUSSIA);

  private static final int LONGEST_COUNTRY_CODE = 3;

  private final Map<String, List<ZoneId>> countries;
  private final ZoneId site;

  /// @param assumed what the site assumes of a country's numbers instead: `RU: [Europe/Moscow]`
  /// @param site    for countries that are not known here
  public Whereabouts(Map<String, List<ZoneId>> assumed, ZoneId site) {
    this.countries = new java.util.HashMap<>(COUNTRIES);
    this.countries.putAll(assumed);
    this.site = site;
  }

  private static List<ZoneId> zones(String... names) {
    return List.of(names).stream().map(ZoneId::of).toList();
  }

  /// @return at least one
  public List<ZoneId> zones(Handle handle, PhoneNumber number, CallerKey key) {
    return zones(told(handle, key), number);
  }

  /// @param told what somebody has told
  List<ZoneId> zones(Optional<ZoneId> told, PhoneNumber number) {
    return told.map(List::of)
        .orElseGet(() -> countries.getOrDefault(country(number), List.of(site)));
  }

  /// What has been told of some people, by caller key.
  static Map<String, ZoneId> toldBy(Handle handle, List<String> keys) {
    Map<String, ZoneId> told = new java.util.HashMap<>();
    InList.read(
        handle,
        "select caller_key, zone from whereabouts where caller_key in (%s)",
        keys,
        row -> told.put(row.getString(1), ZoneId.of(row.getString(2))));
    return told;
  }

  /// What somebody has told.
  static Optional<ZoneId> told(Handle handle, CallerKey key) {
    return handle
        .createQuery("select zone from whereabouts where caller_key = :key")
        .bind("key", key.hex())
        .mapTo(String.class)
        .findOne()
        .map(ZoneId::of);
  }

  /// Somebody has told where this person is: the person, or the network of the last call.
  public static void told(Handle handle, CallerKey key, ZoneId zone, Instant now) {
    handle
        .createUpdate(
            """
            insert into whereabouts (caller_key, zone, since) values (:key, :zone, :now)
            on conflict (caller_key) do update set zone = :zone, since = :now
            """)
        .bind("key", key.hex())
        .bind("zone", zone.getId())
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /// Empty for a number that is well formed, but of no country that is known. It is asked for each
  /// text of a broadcast: the number is not read anew, for E.164 says where its parts are.
  private static String country(PhoneNumber number) {
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    String digits = number.e164().substring(1);
    for (int length = 1; length <= LONGEST_COUNTRY_CODE; length++) {
      int code = Integer.parseInt(digits, 0, length, 10);
      List<String> regions = numbers.getRegionCodesForCountryCode(code);
      if (regions.size() == 1) {
        return regions.getFirst();
      }
      if (!regions.isEmpty()) {
        String region =
            numbers.getRegionCodeForNumber(
                new Phonenumber.PhoneNumber()
                    .setCountryCode(code)
                    .setNationalNumber(Long.parseLong(digits, length, digits.length(), 10)));
        return region == null ? "" : region;
      }
    }
    return "";
  }
}
