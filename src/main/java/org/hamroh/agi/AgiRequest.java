package org.hamroh.agi;

import java.util.Map;

/// What Asterisk says about a leg when it brings it, checked value by value: the network supplies
/// some of it, and a value that does not look like what it should be is taken for absent.
///
/// ```
/// agi_network_script: queue-key?key=1
/// agi_channel: PJSIP/demo-0000002a
/// agi_language: ru
/// agi_uniqueid: hamroh-1763769600.12
/// agi_callerid: 992900000001
/// agi_dnid: 700
/// agi_extension: 700
/// ```
///
/// @param script       the path of the address that the dialplan gave, `call`
/// @param parameters   what follows its question mark
/// @param channelName  `PJSIP/demo-0000002a`
/// @param uniqueId     of this leg
/// @param callerNumber as the carrier wrote it, empty when withheld
/// @param dialedNumber what the caller dialled, empty when unknown
/// @param language     `tg`, `ru`: the channel's own, empty when none is set
public record AgiRequest(
    String script,
    Map<String, String> parameters,
    String channelName,
    String uniqueId,
    String callerNumber,
    String dialedNumber,
    String language) {

  public AgiRequest {
    parameters = Map.copyOf(parameters);
  }

  /// A parameter of the address, empty when it is not there.
  public String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  static AgiRequest of(org.asteriskjava.fastagi.AgiRequest raw) {
    Map<String, String> parameters = new java.util.HashMap<>();
    raw.getParameterMap()
        .forEach(
            (name, values) -> parameters.put(name, checked(values[0], "[A-Za-z0-9*#._-]{1,40}")));
    String dialed = checked(raw.getDnid(), "[+0-9*#A-Za-z._-]{1,40}");
    return new AgiRequest(
        checked(raw.getScript(), "[a-z-]{1,40}"),
        parameters,
        checked(raw.getChannel(), "[A-Za-z0-9/@;._+-]{1,80}"),
        checked(raw.getUniqueId(), "[A-Za-z0-9._-]{1,80}"),
        checked(raw.getRequest().get("callerid"), "[+0-9*#]{1,40}"),
        dialed.isEmpty() ? checked(raw.getExtension(), "[+0-9*#A-Za-z._-]{1,40}") : dialed,
        checked(raw.getLanguage(), "[a-z]{2,3}"));
  }

  private static String checked(@org.jspecify.annotations.Nullable String value, String shape) {
    return value != null && value.matches(shape) ? value : "";
  }
}
