package org.hamroh.call;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Optional;
import java.util.function.Function;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;

/// Turns the number that a carrier shows into what may be kept of it.
public final class Callers {

  private final Function<String, Optional<PhoneNumber>> normalise;
  private final byte[] secret;

  /// @param normalise carriers write numbers in many ways; empty when it is none
  /// @param secret    the site's secret for caller keys, at least 16 bytes
  public Callers(Function<String, Optional<PhoneNumber>> normalise, byte[] secret) {
    this.normalise = normalise;
    this.secret = secret.clone();
  }

  /// The number that calls.
  ///
  /// @param shown as the carrier shows it; empty when withheld
  public Optional<PhoneNumber> number(String shown) {
    return normalise.apply(shown);
  }

  /// What may be kept of it.
  public Caller of(PhoneNumber number) {
    return new Caller(key(number), country(number));
  }

  /// What is kept instead of the number.
  public CallerKey key(PhoneNumber number) {
    return CallerKey.of(number, secret);
  }

  private static String country(PhoneNumber number) {
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      String region = numbers.getRegionCodeForNumber(numbers.parse(number.e164(), null));
      return region == null ? "" : region;
    } catch (NumberParseException e) {
      return ""; // well formed, but of no country that is known
    }
  }
}
