package org.hamroh.aggregator;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.smpp.FromSmsc;
import org.hamroh.smpp.LinkState;
import org.hamroh.smpp.LinkWord;
import org.hamroh.smpp.Refusal;
import org.hamroh.smpp.RefusalName;
import org.hamroh.smpp.SendWindow;
import org.hamroh.smpp.SmppTimers;
import org.hamroh.smpp.SmsTransport;
import org.hamroh.smpp.SubmitOutcome;
import org.hamroh.smpp.SubmitOutcome.Accepted;
import org.hamroh.smpp.SubmitOutcome.Refused;
import org.hamroh.smpp.SubmitOutcome.Unknown;
import org.hamroh.smpp.SubmitSegment;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Texts by HTTP. Whatever came after the request had left and is no clear yes or no is unknown: a
/// broken answer may have been a yes.
public final class HttpTransport implements SmsTransport {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// More than any answer to one text.
  private static final int LONGEST_DETAIL = 60;

  private static final Logger LOG = LogManager.getLogger(HttpTransport.class);

  private final String route;
  private final HttpConfig config;
  private final SmppTimers timers;
  private final SendWindow window;
  private final HttpClient client;
  private final @Nullable CallbackDesk desk;

  /// Connections refused running, and until when nobody tries (`System.nanoTime`).
  private final AtomicInteger refusedRunning = new AtomicInteger();

  private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());
  private volatile LinkState state;

  /// @param route name for logs
  /// @param taker keeps what the aggregator tells, before it is answered
  public HttpTransport(String route, HttpConfig config, SmppTimers timers, FromSmsc.Taker taker) {
    this.route = route;
    this.config = config;
    this.timers = timers;
    this.window = new SendWindow(config.window(), config.segmentsPerSecond());
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timers.connect())
            .followRedirects(HttpClient.Redirect.NEVER) // a text goes where the settings say
            .build();
    this.desk =
        config.callback() == null ? null : new CallbackDesk(route, config.callback(), taker);
    this.state = posts();
  }

  @Override
  public void start() {
    if (desk != null) {
      desk.start();
    }
  }

  /// Where call-backs are taken; empty when there are none.
  public Optional<Integer> callbackPort() {
    return Optional.ofNullable(desk).map(CallbackDesk::port);
  }

  @Override
  public LinkState state() {
    return state;
  }

  @Override
  public SendWindow window() {
    return window;
  }

  @Override
  public int take(int held) {
    if (quietUntil.get() - System.nanoTime() > 0) {
      return 0;
    }
    return window.take(held, refusedRunning.get() > 0 ? 1 : window.size()); // one tries first
  }

  @Override
  public SubmitOutcome submit(SubmitSegment segment) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(config.url()))
            .timeout(timers.answer())
            .header("Content-Type", config.type() + "; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(body(segment)));
    Objects.requireNonNullElse(config.headers(), Map.<String, org.hamroh.yaml.Secret>of())
        .forEach((name, value) -> request.header(name, value.value()));
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      reached();
      SubmitOutcome outcome = outcome(answer.statusCode(), answer.body());
      if (outcome instanceof Refused(var refusal) && refusal.retry() == Refusal.Retry.SLOWER) {
        window.slowDown();
      }
      return outcome;
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return unreached(); // nothing has left
    } catch (IOException e) {
      return new Unknown("The aggregator's answer did not come.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Unknown("The server stopped while it waited for the answer.");
    }
  }

  private String host() {
    return String.valueOf(URI.create(config.url()).getHost());
  }

  private LinkState posts() {
    return LinkState.up(LinkWord.POSTS, "posts to " + host(), host());
  }

  private void reached() {
    if (refusedRunning.getAndSet(0) > 0 || !state.up()) {
      state = posts();
      LOG.info("event=aggregator-back route={}", route);
    }
  }

  /// With growing pauses, as links have.
  private SubmitOutcome unreached() {
    int running = Math.min(refusedRunning.incrementAndGet(), 10);
    long pause = timers.firstPause().toNanos() << (running - 1);
    quietUntil.set(System.nanoTime() + Math.min(pause, timers.longestPause().toNanos()));
    state =
        LinkState.down(
            LinkWord.NO_CONNECTION,
            "The aggregator at "
                + host()
                + " takes no connection; check the route's url and the line to the outside.",
            host());
    return new Refused(Refusal.notLinked());
  }

  private SubmitOutcome outcome(int status, String body) {
    if (status / 100 == 2) {
      String id = at(body, config.id());
      return id.isEmpty()
          ? new Unknown("The aggregator's answer names no message id.")
          : new Accepted(id);
    }
    String code = config.error() == null ? "" : at(body, config.error());
    Map<String, String> known =
        Objects.requireNonNullElse(config.refusals(), Map.<String, String>of());
    String word = known.getOrDefault(code, known.getOrDefault(Integer.toString(status), ""));
    String detail =
        code.isEmpty()
            ? "HTTP " + status
            : code.substring(0, Math.min(code.length(), LONGEST_DETAIL));
    if (!word.isEmpty()) {
      return new Refused(
          new Refusal(
              RefusalName.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')), detail));
    }
    return switch (status) {
      case 401, 403 -> new Refused(new Refusal(RefusalName.ACCESS_REFUSED, detail));
      case 402 -> new Refused(new Refusal(RefusalName.NO_CREDIT, detail));
      case 429 -> new Refused(new Refusal(RefusalName.THROTTLED, detail));
      case 503 -> new Refused(new Refusal(RefusalName.CARRIER_TROUBLE, detail));
      default ->
          status / 100 == 4
              ? new Refused(new Refusal(RefusalName.REFUSED, detail))
              : new Unknown("The aggregator answered " + detail + ".");
    };
  }

  static String at(String body, String pointer) {
    try {
      return JSON.readTree(body).at(pointer).asString("");
    } catch (JacksonException e) {
      return "";
    }
  }

  static JsonNode tree(byte[] body) {
    return JSON.readTree(body);
  }

  private String body(SubmitSegment segment) {
    Map<String, String> values =
        Map.of(
            "{to}", segment.destination(),
            "{digits}", segment.destination().substring(1),
            "{from}", segment.source(),
            "{text}", segment.text(),
            "{key}", segment.key());
    StringBuilder body = new StringBuilder();
    String template = config.body();
    for (int at = 0; at < template.length(); ) {
      int from = at;
      Optional<String> field =
          values.keySet().stream().filter(name -> template.startsWith(name, from)).findFirst();
      if (field.isPresent()) {
        body.append(written(Objects.requireNonNull(values.get(field.get()))));
        at += field.get().length();
      } else {
        body.append(template.charAt(at++));
      }
    }
    return body.toString();
  }

  /// Whatever stands in a text, it ends where the template says.
  private String written(String value) {
    if (config.isForm()) {
      return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
    String quoted = JSON.writeValueAsString(value);
    return quoted.substring(1, quoted.length() - 1);
  }

  @Override
  public void close() {
    if (desk != null) {
      desk.close();
    }
    client.shutdownNow();
    state = LinkState.CLOSED;
  }
}
