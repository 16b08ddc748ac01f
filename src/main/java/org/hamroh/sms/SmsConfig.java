package org.hamroh.sms;

import java.util.List;
import org.hamroh.smpp.SmppConfig;

/// How text messages leave the house.
///
/// @param senderId number or up to 11 letters that the receiver sees
/// @param routes   tried in order; the first whose prefix fits takes the message
public record SmsConfig(String senderId, List<Route> routes) {

  /// @param name     in logs and on the console
  /// @param prefixes of E.164 numbers that this route takes, `+992`
  /// @param smpp     the SMSC behind it
  public record Route(String name, List<String> prefixes, SmppConfig smpp) {}
}
