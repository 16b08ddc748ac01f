package org.hamroh.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Measures how long the server takes for a page, and how much comes over the wire with it: as a
/// browser asks for it, packed, with its scripts and styles.
public final class PageBench {

  /// What a thin link gets in a breath.
  public static final int MOST_BYTES = 300_000;

  /// What feels like at once.
  public static final Duration MOST_TIME = Duration.ofMillis(200);

  private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
  private static final Pattern ASSET = Pattern.compile("\"(/assets/[0-9a-f]+/[a-z.]+)\"");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// One page.
  ///
  /// @param middle of the runs
  /// @param worst  of the runs
  /// @param bytes  of the page over the wire
  /// @param all    with its scripts and styles, as at the first visit
  public record Figure(
      String path, int status, Duration middle, Duration worst, int bytes, int all) {

    /// Whether somebody on a slow line would be content.
    public boolean isGood() {
      return status == 200 && middle.compareTo(MOST_TIME) < 0 && all < MOST_BYTES;
    }
  }

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final String address;

  /// @param address `http://127.0.0.1:8080`
  public PageBench(String address) {
    this.address = address;
  }

  /// @throws BenchFailed when the login is refused
  public void login(String login, String password) throws IOException, InterruptedException {
    Matcher token = TOKEN.matcher(text("/login"));
    if (!token.find()) {
      throw new BenchFailed("there is no login page at " + address);
    }
    String form =
        "csrf=" + coded(token.group(1)) + "&login=" + coded(login) + "&password=" + coded(password);
    HttpResponse<String> answer =
        http.send(
            request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    remember(answer);
    if (answer.statusCode() != 303) {
      throw new BenchFailed("the login of " + login + " was answered " + answer.statusCode());
    }
  }

  private static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String text(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    remember(answer);
    return answer.body();
  }

  private void remember(HttpResponse<?> answer) {
    for (String cookie : answer.headers().allValues("set-cookie")) {
      String[] pair = cookie.split(";", 2)[0].split("=", 2);
      cookies.put(pair[0], pair[1]);
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE).GET();
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  /// Asks for a page again and again.
  public Figure measure(String path, int runs) throws IOException, InterruptedException {
    text(path); // the first is slower, for every program
    List<Duration> times = new ArrayList<>();
    int bytes = 0;
    int status = 0;
    for (int run = 0; run < runs; run++) {
      long begin = System.nanoTime();
      HttpResponse<byte[]> answer = packed(path);
      times.add(Duration.ofNanos(System.nanoTime() - begin));
      bytes = answer.body().length;
      status = answer.statusCode();
    }
    times.sort(Duration::compareTo);
    int all = bytes;
    for (String asset : assets(text(path))) {
      all += packed(asset).body().length;
    }
    return new Figure(path, status, times.get(runs / 2), times.getLast(), bytes, all);
  }

  private HttpResponse<byte[]> packed(String path) throws IOException, InterruptedException {
    return http.send(
        request(path).header("Accept-Encoding", "gzip").build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static Set<String> assets(String page) {
    Set<String> assets = new LinkedHashSet<>();
    Matcher matcher = ASSET.matcher(page);
    while (matcher.find()) {
      assets.add(matcher.group(1));
    }
    return assets;
  }
}
