package org.hamroh.lookup;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.ivr.outside.Lookups;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks other systems by HTTP in the middle of a call. A caller never waits longer than two seconds
/// for them, whatever they do: name, connection, headers and body have that time together. An
/// answer that is late, too large, not 200 or not JSON is none.
///
/// Redirects are not followed: the settings say whom we ask. Neither what is asked nor what is
/// answered is ever logged. Safe for all threads.
public final class WebLookups implements Lookups, AutoCloseable {

  /// All a caller can be asked to wait for, speaking to them meanwhile.
  static final Duration LIMIT = Duration.ofSeconds(2);

  /// A few fields to be said; more is not for us.
  static final int MOST_BYTES = 64 * 1024;

  /// Fields taken from one answer, and letters of one.
  private static final int MOST_FIELDS = 50;

  private static final int MOST_LETTERS = 200;

  /// A service that hangs holds a connection a caller; more at once would say that it is down.
  private static final int MOST_AT_ONCE = 50;

  private static final Logger LOG = LogManager.getLogger(WebLookups.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, LookupConfig> lookups;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(LIMIT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  public WebLookups(Map<String, LookupConfig> lookups) {
    this.lookups = Map.copyOf(lookups);
  }

  @Override
  public Optional<Map<String, String>> ask(String lookup, Map<String, String> values) {
    LookupConfig config = lookups.get(lookup);
    if (config == null) {
      LOG.error("event=lookup-unknown lookup={}", lookup);
      return Optional.empty();
    }
    if (!places.tryAcquire()) {
      LOG.warn("event=lookup-refused lookup={} reason=\"{} wait\"", lookup, MOST_AT_ONCE);
      return Optional.empty();
    }
    long began = System.nanoTime();
    try {
      byte[] body = fetch(request(config, values));
      Map<String, String> fields = fields(config, JSON.readTree(body));
      LOG.debug("event=lookup lookup={} millis={}", lookup, millisSince(began));
      return Optional.of(fields);
    } catch (LookupFailed | JacksonException e) {
      // Jackson's message would show the answer.
      String reason = e instanceof LookupFailed ? e.getMessage() : "is no JSON object";
      LOG.warn(
          "event=lookup-failed lookup={} millis={} reason=\"{}\"",
          lookup,
          millisSince(began),
          reason);
      return Optional.empty();
    } finally {
      places.release();
    }
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  /// Why there is no answer, in words that hold nothing of it.
  private static final class LookupFailed extends Exception {
    LookupFailed(String reason) {
      super(reason, null, false, false);
    }
  }

  private static HttpRequest request(LookupConfig config, Map<String, String> values)
      throws LookupFailed {
    HttpRequest.Builder request = HttpRequest.newBuilder(address(config.url(), values));
    request.header("Accept", "application/json");
    config.allHeaders().forEach((name, value) -> request.header(name, value.value()));
    if (config.posts()) {
      request.header("Content-Type", "application/json");
      request.POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(values)));
    }
    return request.build();
  }

  private static URI address(String url, Map<String, String> values) throws LookupFailed {
    Matcher placeholders = LookupConfig.PLACEHOLDER.matcher(url);
    StringBuilder address = new StringBuilder();
    while (placeholders.find()) {
      String value = values.get(placeholders.group(1));
      if (value == null) {
        throw new LookupFailed("the step gives no " + placeholders.group(1));
      }
      String written = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
      placeholders.appendReplacement(address, Matcher.quoteReplacement(written));
    }
    return URI.create(placeholders.appendTail(address).toString());
  }

  private byte[] fetch(HttpRequest request) throws LookupFailed {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      HttpResponse<byte[]> response = answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        throw new LookupFailed("answered " + response.statusCode());
      }
      return response.body();
    } catch (TimeoutException e) {
      throw new LookupFailed("no answer in time");
    } catch (ExecutionException e) {
      throw new LookupFailed(reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the caller has gone
      throw new LookupFailed("nobody waits any more");
    } finally {
      answer.cancel(true); // closes the connection when the answer is still on its way
    }
  }

  private static String reason(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause instanceof IOException && String.valueOf(cause.getMessage()).contains("capacity")
        ? "answers more than " + MOST_BYTES + " bytes"
        : cause.getClass().getSimpleName();
  }

  private static Map<String, String> fields(LookupConfig config, JsonNode answer)
      throws LookupFailed {
    if (!answer.isObject()) {
      throw new LookupFailed("is no JSON object");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    if (config.allFields().isEmpty()) {
      for (Map.Entry<String, JsonNode> entry : answer.properties()) {
        if (fields.size() < MOST_FIELDS) {
          plain(entry.getValue()).ifPresent(text -> fields.put(entry.getKey(), text));
        }
      }
    } else {
      config
          .allFields()
          .forEach(
              (name, pointer) ->
                  plain(answer.at(pointer)).ifPresent(text -> fields.put(name, text)));
    }
    return fields;
  }

  /// A text, number or yes-or-no; anything else cannot be said.
  private static Optional<String> plain(JsonNode node) {
    return node.isValueNode() && !node.isNull() && !node.isMissingNode()
        ? Optional.of(node.asString()).filter(text -> text.length() <= MOST_LETTERS)
        : Optional.empty();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
