package org.hamroh.aggregator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.smpp.FromSmsc;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Takes an aggregator's call-backs: receipts and texts, signed. Listens on loopback, behind the
/// site's own TLS door. What is taken is kept before it is answered; whoever is told twice knows
/// no more than once.
final class CallbackDesk implements AutoCloseable {

  /// More than any receipt or text.
  private static final int LONGEST_BODY = 65_536;

  private static final byte UCS_2 = 8;
  private static final Logger LOG = LogManager.getLogger(CallbackDesk.class);

  private final String route;
  private final HttpConfig.Callback config;
  private final FromSmsc.Taker taker;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable HttpServer server;

  CallbackDesk(String route, HttpConfig.Callback config, FromSmsc.Taker taker) {
    this.route = route;
    this.config = config;
    this.taker = taker;
  }

  void start() {
    try {
      HttpServer listening =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), config.port()), 50);
      listening.setExecutor(threads);
      listening.createContext("/", this::answer);
      listening.start();
      server = listening;
    } catch (IOException e) {
      throw new UncheckedIOException("call-backs of route " + route + " cannot be taken", e);
    }
  }

  int port() {
    HttpServer listening = server;
    return listening == null ? 0 : listening.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status(exchange), -1);
    }
  }

  private int status(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      return 405;
    }
    byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      return 413;
    }
    String signature = exchange.getRequestHeaders().getFirst(config.header());
    if (signature == null || !isSigned(body, signature)) {
      LOG.warn("event=callback-not-signed route={}", route);
      return 401;
    }
    try {
      return take(HttpTransport.tree(body)) ? 204 : 422;
    } catch (JacksonException e) {
      return 400;
    } catch (RuntimeException e) {
      LOG.error("event=callback-not-kept route={} reason={}", route, e.getMessage());
      return 503; // they try again
    }
  }

  private boolean isSigned(byte[] body, String signature) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              config.secret().value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] ours = HexFormat.of().formatHex(mac.doFinal(body)).getBytes(StandardCharsets.US_ASCII);
      String theirs = signature.substring(signature.indexOf('=') + 1).strip();
      return MessageDigest.isEqual(
          ours, theirs.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private boolean take(JsonNode told) {
    HttpConfig.ReceiptFields receipt = config.receipt();
    if (receipt != null && !text(told, receipt.id()).isEmpty()) {
      String word = text(told, receipt.status());
      taker.take(
          new FromSmsc.Receipt(
              text(told, receipt.id()),
              text(told, receipt.number()),
              receipt.statuses().getOrDefault(word, "UNKNOWN"),
              receipt.error() == null ? "" : text(told, receipt.error())));
      return true;
    }
    HttpConfig.TextFields incoming = config.incoming();
    if (incoming != null && !text(told, incoming.from()).isEmpty()) {
      taker.take(
          new FromSmsc.Incoming(
              text(told, incoming.from()),
              text(told, incoming.to()),
              UCS_2,
              false,
              text(told, incoming.text()).getBytes(StandardCharsets.UTF_16BE)));
      return true;
    }
    return false;
  }

  private static String text(JsonNode told, String pointer) {
    return told.at(pointer).asString("");
  }

  @Override
  public void close() {
    HttpServer listening = server;
    if (listening != null) {
      listening.stop(0);
    }
    threads.shutdownNow();
  }
}
