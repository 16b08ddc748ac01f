package org.hamroh.sip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One SIP request or response as it stands in a datagram (RFC 3261 §7):
/// ```
/// INVITE sip:700@127.0.0.1:5060 SIP/2.0
/// Via: SIP/2.0/UDP 127.0.0.1:40112;branch=z9hG4bK1f2e;rport
/// Call-ID: 5b1c@hamroh
/// CSeq: 1 INVITE
/// ```
///
/// @param startLine the first line
/// @param headers   in the order in which they stand, without Content-Length; long names (`Via`,
///                  never `v`)
/// @param body      the session description, empty when there is none
record SipMessage(String startLine, List<Header> headers, String body) {

  record Header(String name, String value) {}

  /// Far more than a PBX sends; a guard against a peer that is none.
  private static final int MAX_HEADERS = 200;

  private static final Map<String, String> COMPACT =
      Map.of(
          "v",
          "Via",
          "f",
          "From",
          "t",
          "To",
          "i",
          "Call-ID",
          "m",
          "Contact",
          "l",
          "Content-Length",
          "c",
          "Content-Type",
          "k",
          "Supported",
          "s",
          "Subject");

  private static final Pattern TAG = Pattern.compile(";\\s*tag=([^;>\\s]+)");
  private static final Pattern BRANCH = Pattern.compile(";\\s*branch=([^;,\\s]+)");
  private static final Pattern ADDRESS = Pattern.compile("<([^>]+)>");
  private static final Pattern STATUS = Pattern.compile("SIP/2\\.0 ([1-6]\\d\\d)(?: (.*))?");
  private static final Pattern REQUEST = Pattern.compile("([A-Z]+) (\\S+) SIP/2\\.0");

  SipMessage {
    headers = List.copyOf(headers);
  }

  static SipMessage request(String method, String uri) {
    return new SipMessage(method + " " + uri + " SIP/2.0", List.of(), "");
  }

  /// A response with the headers that tie it to its request (RFC 3261 §8.2.6.2).
  static SipMessage response(SipMessage request, int code) {
    List<Header> tied = new ArrayList<>();
    for (Header header : request.headers) {
      switch (header.name) {
        case "Via", "Record-Route", "From", "To", "Call-ID", "CSeq" -> tied.add(header);
        default -> {}
      }
    }
    return new SipMessage("SIP/2.0 " + code + " " + reasonOf(code), tied, "");
  }

  /// @throws IllegalArgumentException when this is no SIP message
  static SipMessage parse(byte[] datagram, int length) {
    String text = new String(datagram, 0, length, StandardCharsets.UTF_8);
    int end = text.indexOf("\r\n\r\n");
    String head = end < 0 ? text.stripTrailing() : text.substring(0, end);
    String rest = end < 0 ? "" : text.substring(end + 4);
    String[] lines = head.split("\r\n", MAX_HEADERS + 2);
    if (lines.length > MAX_HEADERS + 1) {
      throw new IllegalArgumentException("a SIP message with over " + MAX_HEADERS + " headers");
    }
    if (!STATUS.matcher(lines[0]).matches() && !REQUEST.matcher(lines[0]).matches()) {
      throw new IllegalArgumentException("not a SIP message");
    }
    List<Header> headers = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      String line = lines[i];
      if (line.startsWith(" ") || line.startsWith("\t")) { // a folded line goes on
        if (headers.isEmpty()) {
          throw new IllegalArgumentException("a SIP message that begins with a folded line");
        }
        Header before = headers.removeLast();
        headers.add(new Header(before.name, before.value + " " + line.strip()));
        continue;
      }
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException("a SIP header without a colon");
      }
      headers.add(
          new Header(
              longName(line.substring(0, colon).strip()), line.substring(colon + 1).strip()));
    }
    SipMessage message = new SipMessage(lines[0], headers, bodyOf(headers, rest));
    for (String needed : List.of("Via", "From", "To", "Call-ID", "CSeq")) {
      if (message.header(needed).isEmpty()) {
        throw new IllegalArgumentException("a SIP message without " + needed);
      }
    }
    message.cseq();
    return message;
  }

  /// What follows the headers, as far as Content-Length says; that header is not kept, for it is
  /// written anew.
  private static String bodyOf(List<Header> headers, String rest) {
    byte[] bytes = rest.getBytes(StandardCharsets.UTF_8);
    int length = bytes.length;
    for (Header header : headers) {
      if (header.name.equalsIgnoreCase("Content-Length")) {
        length = Math.min(length, Integer.parseUnsignedInt(header.value));
      }
    }
    headers.removeIf(header -> header.name.equalsIgnoreCase("Content-Length"));
    return new String(bytes, 0, Math.max(0, length), StandardCharsets.UTF_8);
  }

  private static String longName(String name) {
    String found = COMPACT.get(name.toLowerCase(Locale.ROOT));
    if (found != null) {
      return found;
    }
    for (String known :
        List.of("Via", "From", "To", "Call-ID", "CSeq", "Contact", "Record-Route")) {
      if (known.equalsIgnoreCase(name)) {
        return known;
      }
    }
    return name;
  }

  SipMessage with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new SipMessage(startLine, more, body);
  }

  SipMessage withBody(String type, String text) {
    SipMessage typed = with("Content-Type", type);
    return new SipMessage(startLine, typed.headers, text);
  }

  /// The same response with our tag in To, unless it has one (RFC 3261 §12.1.1).
  SipMessage withToTag(String tag) {
    List<Header> tagged = new ArrayList<>();
    for (Header header : headers) {
      boolean bare = header.name.equals("To") && !TAG.matcher(header.value).find();
      tagged.add(bare ? new Header("To", header.value + ";tag=" + tag) : header);
    }
    return new SipMessage(startLine, tagged, body);
  }

  boolean isResponse() {
    return startLine.startsWith("SIP/2.0 ");
  }

  /// `INVITE`, `BYE`…; of a response, the method it answers.
  String method() {
    if (!isResponse()) {
      return startLine.substring(0, startLine.indexOf(' '));
    }
    String cseq = header("CSeq").orElse("");
    return cseq.substring(cseq.lastIndexOf(' ') + 1);
  }

  String requestUri() {
    return startLine.split(" ", 3)[1];
  }

  /// The status of a response, 0 for a request.
  int status() {
    Matcher matcher = STATUS.matcher(startLine);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  String reason() {
    Matcher matcher = STATUS.matcher(startLine);
    return matcher.matches() && matcher.group(2) != null ? matcher.group(2) : "";
  }

  Optional<String> header(String name) {
    return headers.stream()
        .filter(header -> header.name.equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  List<String> headers(String name) {
    return headers.stream()
        .filter(header -> header.name.equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }

  String callId() {
    return header("Call-ID").orElse("");
  }

  int cseq() {
    String number = header("CSeq").orElse("").split("\\s+", 2)[0];
    try {
      return Integer.parseInt(number);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a CSeq that does not begin with a number", e);
    }
  }

  Optional<String> tag(String headerName) {
    return header(headerName).flatMap(value -> first(TAG, value));
  }

  /// Names the transaction (RFC 3261 §17.1.3): the branch of the topmost Via.
  String branch() {
    return header("Via").flatMap(value -> first(BRANCH, value)).orElse("");
  }

  /// Where requests inside the call go: the URI in Contact.
  Optional<String> contactUri() {
    return header("Contact").map(value -> first(ADDRESS, value).orElse(value));
  }

  private static Optional<String> first(Pattern pattern, String value) {
    Matcher matcher = pattern.matcher(value);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  byte[] toBytes() {
    StringBuilder text = new StringBuilder(startLine).append("\r\n");
    for (Header header : headers) {
      text.append(header.name).append(": ").append(header.value).append("\r\n");
    }
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    text.append("Content-Length: ").append(length).append("\r\n\r\n").append(body);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String reasonOf(int code) {
    return switch (code) {
      case 100 -> "Trying";
      case 180 -> "Ringing";
      case 200 -> "OK";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 480 -> "Temporarily Unavailable";
      case 481 -> "Call Does Not Exist";
      case 486 -> "Busy Here";
      case 487 -> "Request Terminated";
      case 488 -> "Not Acceptable Here";
      case 503 -> "Service Unavailable";
      case 603 -> "Decline";
      default -> code < 300 ? "OK" : "Refused";
    };
  }
}
