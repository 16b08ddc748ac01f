package org.hamroh.pbx;

import java.util.List;
import java.util.Map;
import org.hamroh.agi.AgiConfig;
import org.hamroh.ami.AmiConfig;
import org.hamroh.yaml.Secret;

/// All that Asterisk's configuration is made from.
///
/// @param agi               where the dialplan finds the server
/// @param ami               where Asterisk listens for the server
/// @param numbers           dialled number: script; the scripts of [#NEVER_ANSWERED] only ring,
///                          those of [#STAFF] are no scripts
/// @param languages         spoken by the safety net, in this order
/// @param operatorPasswords of `op1`, `op2`, … in this order
/// @param folders           in which data folder
public record AsteriskSettings(
    PbxConfig pbx,
    AgiConfig agi,
    AmiConfig ami,
    Map<String, String> numbers,
    List<String> languages,
    String defaultLanguage,
    List<Secret> operatorPasswords,
    DialplanTiming timing,
    AsteriskFolders folders) {

  /// Lines on which a missed call is the message: they ring and cost the caller nothing. They are
  /// no scripts either.
  public static final List<String> NEVER_ANSWERED =
      List.of("missed-call", "stop-line", "twin-line");

  /// Whoever rings it is called back.
  public static final String MISSED_CALL = "missed-call";

  /// Numbers for the staff: operators' telephones may dial them too, and no queue takes over when
  /// the server is dead.
  public static final List<String> STAFF = List.of("recording");

  /// The same for another data folder.
  AsteriskSettings in(AsteriskFolders other) {
    return new AsteriskSettings(
        pbx, agi, ami, numbers, languages, defaultLanguage, operatorPasswords, timing, other);
  }
}
