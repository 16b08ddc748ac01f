package org.hamroh.softphone;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hamroh.web.TestBrowser;

/// A page as far as its socket goes.
final class TestSocket implements WebSocket.Listener {

  private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");
  private static final Pattern OPAQUE = Pattern.compile("opaque=\"([^\"]+)\"");
  private static final Pattern ACCOUNT =
      Pattern.compile("\"user\":\"([^\"]+)\".*\"ha1\":\"([0-9a-f]{32})\"");
  private static final AtomicInteger CALLS = new AtomicInteger();

  final CompletableFuture<Integer> closed = new CompletableFuture<>();
  final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  final WebSocket socket;

  /// @param address of the site, `http://127.0.0.1:8080`
  TestSocket(String address, String path, Map<String, String> headers) {
    WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
    headers.forEach(builder::header);
    socket =
        builder
            .subprotocols("sip")
            .buildAsync(URI.create(address.replaceFirst("http", "ws") + path), this)
            .join();
  }

  /// What lets this person's page through the door.
  static Map<String, String> headers(TestBrowser person, String address) {
    String cookies =
        person.cookies.entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
    return Map.of("Cookie", cookies, "Origin", address);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    heard.add(data.toString());
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return CompletableFuture.completedFuture(null);
  }

  void say(String message) {
    socket.sendText(message, true).join();
  }

  int closedWith() throws Exception {
    return closed.get(SoftphoneHouse.SOON.toSeconds(), TimeUnit.SECONDS);
  }

  /// What a page gets to register with.
  record Secret(String user, String ha1) {
    static Secret of(String account) {
      Matcher matcher = ACCOUNT.matcher(account);
      if (!matcher.find()) {
        throw new IllegalArgumentException("no account: " + account);
      }
      return new Secret(matcher.group(1), matcher.group(2));
    }
  }

  /// Registers as browsers do.
  ///
  /// @return the status in the end: 200, or 401 for a secret that is none any more
  int register(Secret secret) throws InterruptedException {
    String call = "register-" + CALLS.incrementAndGet();
    String challenge = ask(secret, call, 1, "");
    if (!challenge.startsWith("SIP/2.0 401")) {
      throw new IllegalStateException("nobody asked for the secret: " + challenge);
    }
    String nonce = first(NONCE, challenge);
    String uri = "sip:hamroh.invalid";
    String proof =
        md5(secret.ha1() + ":" + nonce + ":00000001:abcdef:auth:" + md5("REGISTER:" + uri));
    String answer =
        ask(
            secret,
            call,
            2,
            ("Authorization: Digest username=\"%s\", realm=\"asterisk\", nonce=\"%s\", uri=\"%s\","
                    + " response=\"%s\", opaque=\"%s\", algorithm=MD5, cnonce=\"abcdef\","
                    + " qop=auth, nc=00000001\r\n")
                .formatted(secret.user(), nonce, uri, proof, first(OPAQUE, challenge)));
    return Integer.parseInt(answer.substring(8, 11));
  }

  private String ask(Secret secret, String call, int number, String more)
      throws InterruptedException {
    say(
        """
        REGISTER sip:hamroh.invalid SIP/2.0
        Via: SIP/2.0/WS x.invalid;branch=z9hG4bK%s-%d
        Max-Forwards: 70
        From: <sip:%s@hamroh.invalid>;tag=abc
        To: <sip:%s@hamroh.invalid>
        Call-ID: %s
        CSeq: %d REGISTER
        Contact: <sip:%s@x.invalid;transport=ws>
        Expires: 60
        """
                .formatted(call, number, secret.user(), secret.user(), call, number, secret.user())
                .replace("\n", "\r\n")
            + more
            + "Content-Length: 0\r\n\r\n");
    String answer;
    do {
      answer = heard.poll(SoftphoneHouse.SOON.toSeconds(), TimeUnit.SECONDS);
      if (answer == null) {
        throw new IllegalStateException("no answer to a REGISTER");
      }
    } while (!answer.startsWith("SIP/2.0") || !answer.contains("CSeq: " + number + " REGISTER"));
    return answer;
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
