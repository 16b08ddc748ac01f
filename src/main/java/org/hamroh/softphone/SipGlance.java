package org.hamroh.softphone;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// As much of a SIP message as the door has to know. It is read strictly: what we and Asterisk
/// might read differently (two From lines, a folded line, a second message behind the first) is
/// refused.
///
/// ```
/// INVITE sip:k2v@127.0.0.2:40112;transport=ws SIP/2.0
/// From: <sip:anonymous@127.0.0.1>;tag=8c0f
/// To: <sip:k2v@127.0.0.2>
/// Call-ID: 5f1c-9a
/// CSeq: 4711 INVITE
/// ```
///
/// @param method   of a request; of a response the method that it answers
/// @param status   0 for a request
/// @param fromUser the user part of From, empty when it has none
/// @param inDialog whether To has a tag: it belongs to a call that is known already
/// @param resume   whether it brings a caller back whose page was lost
record SipGlance(
    String method, int status, String callId, String fromUser, boolean inDialog, boolean resume) {

  /// Set by the dialplan on the leg that brings a caller back (`extensions.conf`, `resume`).
  static final String RESUME = "x-hamroh-resume";

  private static final Pattern REQUEST = Pattern.compile("([A-Z]{3,12}) (\\S{1,400}) SIP/2\\.0");
  private static final Pattern RESPONSE = Pattern.compile("SIP/2\\.0 ([1-6]\\d\\d) [^\\r\\n]*");
  private static final Pattern CSEQ = Pattern.compile("\\d{1,10} +([A-Z]{3,12})");
  private static final Pattern USER = Pattern.compile("<sips?:([^@>;\"]{1,80})@[^>]*>[^<>]*");
  private static final Pattern TAG = Pattern.compile(">\\s*;(?:[^<>]*;)?\\s*tag\\s*=");
  private static final String END = "\r\n\r\n";

  /// Headers that decide, by their short forms.
  private static final Map<String, String> SHORT =
      Map.of("f", "from", "t", "to", "i", "call-id", "l", "content-length");

  private static final java.util.Set<String> ONCE =
      java.util.Set.of("from", "to", "call-id", "cseq", "content-length");

  boolean isRequest() {
    return status == 0;
  }

  /// @return empty when it is no SIP message that we would let pass
  static Optional<SipGlance> of(String message) {
    int end = message.indexOf(END);
    if (end < 0) {
      return Optional.empty();
    }
    String[] lines = message.substring(0, end).split("\r\n", -1);
    Matcher request = REQUEST.matcher(lines[0]);
    Matcher response = RESPONSE.matcher(lines[0]);
    boolean asks = request.matches();
    if (!asks && !response.matches()) {
      return Optional.empty();
    }
    Optional<Map<String, String>> read = headers(lines);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> headers = read.get();
    Matcher cseq = CSEQ.matcher(headers.getOrDefault("cseq", ""));
    String to = headers.getOrDefault("to", "");
    int length = message.substring(end + END.length()).getBytes(StandardCharsets.UTF_8).length;
    if (!cseq.matches()
        || asks && !cseq.group(1).equals(request.group(1))
        || headers.getOrDefault("call-id", "").isEmpty()
        || to.isEmpty()
        || !headers.containsKey("from")
        || !headers.getOrDefault("content-length", "0").equals(Integer.toString(length))) {
      return Optional.empty();
    }
    Matcher user = USER.matcher(headers.getOrDefault("from", ""));
    return Optional.of(
        new SipGlance(
            cseq.group(1),
            asks ? 0 : Integer.parseInt(response.group(1)),
            headers.getOrDefault("call-id", ""),
            user.find() ? user.group(1) : "",
            TAG.matcher(to).find(),
            headers.containsKey(RESUME)));
  }

  private static Optional<Map<String, String>> headers(String[] lines) {
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon < 1 || lines[i].indexOf('\n') >= 0 || lines[i].indexOf('\r') >= 0) {
        return Optional.empty();
      }
      String name = lines[i].substring(0, colon).stripTrailing().toLowerCase(Locale.ROOT);
      if (name.isEmpty() || Character.isWhitespace(name.charAt(0))) {
        return Optional.empty(); // a line that goes on from the one before
      }
      name = SHORT.getOrDefault(name, name);
      if (headers.put(name, lines[i].substring(colon + 1).strip()) != null && ONCE.contains(name)) {
        return Optional.empty();
      }
    }
    return Optional.of(headers);
  }
}
