package org.hamroh.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The answer to "who are you": a proof of the password that does not show it (RFC 7616, RFC 8760).
///
/// @param algorithm `MD5` or `SHA-256`
/// @param opaque    handed back as it came, empty when there was none
/// @param qopAuth   whether the server offered `qop=auth`
record Digest(String realm, String nonce, String algorithm, String opaque, boolean qopAuth) {

  /// The name and password of a registered telephone.
  record Credentials(String user, String password) {
    @Override
    public String toString() {
      return user + " [hidden]";
    }
  }

  private static final Pattern PARAMETER =
      Pattern.compile("(\\w+)\\s*=\\s*(?:\"([^\"]*)\"|([^,\\s]+))");

  /// The first challenge that we can answer, of all in a 401 or 407.
  static Optional<Digest> challenge(SipMessage response) {
    List<String> offers =
        response.headers(response.status() == 407 ? "Proxy-Authenticate" : "WWW-Authenticate");
    return offers.stream().map(Digest::parse).flatMap(Optional::stream).findFirst();
  }

  static Optional<Digest> parse(String header) {
    if (!header.regionMatches(true, 0, "Digest ", 0, 7)) {
      return Optional.empty();
    }
    String realm = "";
    String nonce = "";
    String algorithm = "MD5"; // when nothing is said (RFC 7616 §3.3)
    String opaque = "";
    String qop = "";
    Matcher matcher = PARAMETER.matcher(header);
    while (matcher.find()) {
      String value = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
      switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
        case "realm" -> realm = value;
        case "nonce" -> nonce = value;
        case "algorithm" -> algorithm = value.toUpperCase(Locale.ROOT);
        case "opaque" -> opaque = value;
        case "qop" -> qop = value;
        default -> {}
      }
    }
    boolean auth = List.of(qop.split("\\s*,\\s*")).contains("auth");
    boolean known = algorithm.equals("MD5") || algorithm.equals("SHA-256");
    return known && !nonce.isEmpty()
        ? Optional.of(new Digest(realm, nonce, algorithm, opaque, auth))
        : Optional.empty();
  }

  /// The value of the Authorization header.
  ///
  /// @param cnonce our own chance, new for each request
  String authorization(Credentials who, String method, String uri, String cnonce) {
    String secret = hash(who.user() + ":" + realm + ":" + who.password());
    String request = hash(method + ":" + uri);
    String count = "00000001"; // each nonce is used once
    String proof =
        qopAuth
            ? hash(String.join(":", secret, nonce, count, cnonce, "auth", request))
            : hash(String.join(":", secret, nonce, request));
    StringBuilder text =
        new StringBuilder(
            "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", "
                .formatted(who.user(), realm, nonce, uri));
    text.append("response=\"").append(proof).append("\", algorithm=").append(algorithm);
    if (qopAuth) {
      text.append(", qop=auth, nc=").append(count).append(", cnonce=\"").append(cnonce).append('"');
    }
    if (!opaque.isEmpty()) {
      text.append(", opaque=\"").append(opaque).append('"');
    }
    return text.toString();
  }

  private String hash(String text) {
    try {
      byte[] sum =
          MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5 and SHA-256", e);
    }
  }
}
