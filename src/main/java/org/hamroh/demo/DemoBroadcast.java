package org.hamroh.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One small broadcast to the sample contacts, sent as any program would send it: over the API.
final class DemoBroadcast {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// The first of the ready texts: "the line exists".
  private static final Map<String, String> TEXTS =
      Map.of(
          "tg",
          "Ҳамроҳ: Иттифоқҳои касаба ба муҳоҷирон ва оилаи онҳо маслиҳати ройгон медиҳанд. Занг"
              + " занед: {TEL}",
          "ru",
          "Хамрох: Профсоюзы дают мигрантам и их семьям бесплатные советы. Звоните: {TEL}");

  private static final Duration RECEIPTS_WITHIN = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  private final URI api;
  private final String token;
  private final PrintStream out;
  private final Clock clock;
  private final HttpClient http = HttpClient.newHttpClient();

  DemoBroadcast(URI api, String token, PrintStream out, Clock clock) {
    this.api = api;
    this.token = token;
    this.out = out;
    this.clock = clock;
  }

  /// Sends it and prints what became of each message.
  ///
  /// @throws IOException when the API refuses or does not answer
  void run() throws IOException, InterruptedException {
    JsonNode draft =
        post("campaigns", JSON.writeValueAsString(Map.of("name", "Demonstration", "texts", TEXTS)));
    String campaign = "campaigns/" + draft.path("id").asLong();
    JsonNode preview = post(campaign + "/preview", "{}");
    out.println("  preview   " + preview.path("recipients") + " recipients");
    post(campaign + "/start", "{}");
    JsonNode state = awaitReceipts(campaign);
    out.println("  asked     " + state.path("asked"));
    out.println("  messages  " + counts(state.path("messages")));
    out.println("  segments  " + counts(state.path("segments")));
    for (JsonNode message : get(campaign + "/messages").path("items")) {
      out.println(
          "  %s  %s  %s"
              .formatted(
                  message.path("number").asString("?"),
                  message.path("language").asString("?"),
                  message.path("state").asString("?")));
    }
  }

  private JsonNode awaitReceipts(String campaign) throws IOException, InterruptedException {
    Instant deadline = clock.instant().plus(RECEIPTS_WITHIN);
    while (true) {
      JsonNode state = get(campaign);
      boolean all =
          state.path("state").asString("").equals("finished")
              && state.path("messages").path("accepted").asLong() == 0;
      if (all || clock.instant().isAfter(deadline)) {
        return state;
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  private static String counts(JsonNode counts) {
    List<String> words = new ArrayList<>();
    counts
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().asLong() > 0) {
                words.add(entry.getValue().asLong() + " " + entry.getKey());
              }
            });
    return String.join(", ", words);
  }

  private JsonNode post(String path, String body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(api.resolve(path))
        .header("Authorization", "Bearer " + token)
        .timeout(ANSWER_WITHIN);
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(
          answer.uri().getPath() + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }
}
