package org.hamroh.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What came in, copied on the event loop so that other threads may read it.
///
/// @param path    normalised, without the query
/// @param headers by lower-case name, the first of each
/// @param cookies by name
/// @param address of the client; the proxy's word for it when the proxy runs on this machine and
///                the settings say that there is one
/// @param secure  whether the browser speaks TLS, with us or with a proxy on this machine
/// @param direct  whether it comes from this machine without a proxy
record Visit(
    String method,
    String path,
    Map<String, String> headers,
    Map<String, String> cookies,
    Map<String, String> pathParameters,
    Map<String, String> query,
    String address,
    boolean secure,
    boolean direct) {

  private static final String PROXY = "behind-proxy";

  /// Says of all visits of a router whether a proxy's word counts.
  static Handler<RoutingContext> behindProxy(boolean isThere) {
    return context -> {
      context.put(PROXY, isThere);
      context.next();
    };
  }

  /// @throws Refusal 400 when the query cannot be read
  static Visit of(RoutingContext context) {
    Map<String, String> query = new HashMap<>();
    try {
      context.queryParams().forEach(entry -> query.putIfAbsent(entry.getKey(), entry.getValue()));
    } catch (RuntimeException e) {
      throw new Refusal(400, "The address has a query that is not well written.");
    }
    return of(context, query);
  }

  /// For refusals: what came in may be the very reason.
  static Visit withoutQuery(RoutingContext context) {
    return of(context, Map.of());
  }

  private static String path(RoutingContext context) {
    try {
      return context.normalizedPath();
    } catch (IllegalArgumentException e) {
      return "/"; // not well written: no route of ours, and nothing to be repeated
    }
  }

  private static Visit of(RoutingContext context, Map<String, String> query) {
    HttpServerRequest request = context.request();
    Map<String, String> headers = new HashMap<>();
    request
        .headers()
        .forEach(
            header ->
                headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
    Map<String, String> cookies = new HashMap<>();
    request.cookies().forEach(cookie -> cookies.putIfAbsent(cookie.getName(), cookie.getValue()));
    String peer = request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    boolean local = peer.startsWith("127.") || peer.equals("0:0:0:0:0:0:0:1");
    String forwarded = local ? headers.getOrDefault("x-forwarded-for", "") : "";
    return new Visit(
        request.method().name(),
        path(context),
        Map.copyOf(headers),
        Map.copyOf(cookies),
        Map.copyOf(context.pathParams()),
        Map.copyOf(query),
        forwarded.isEmpty() || !Boolean.TRUE.equals(context.get(PROXY))
            ? peer
            : forwarded.substring(forwarded.lastIndexOf(',') + 1).strip(),
        request.isSSL() || (local && "https".equals(headers.get("x-forwarded-proto"))),
        local && forwarded.isEmpty());
  }

  Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }

  Optional<String> cookie(String name) {
    return Optional.ofNullable(cookies.get(name));
  }

  boolean isApi() {
    return path.startsWith("/api/");
  }

  /// Whether htmx asks, for a piece of a page.
  boolean isHtmx() {
    return headers.containsKey("hx-request");
  }

  boolean isPost() {
    return method.equals("POST");
  }
}
