package org.hamroh.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What goes out, ready to be written: everything that costs time has been done, but for a file
/// that is made while it leaves.
///
/// @param source  writes the body instead; null: the body is there
/// @param headers beside those that every answer has
/// @param cookies whole `Set-Cookie` values
record Answer(
    int status,
    String contentType,
    byte[] body,
    Map<String, String> headers,
    List<String> cookies,
    Reply.@Nullable Source source) {

  Answer(
      int status,
      String contentType,
      byte[] body,
      Map<String, String> headers,
      List<String> cookies) {
    this(status, contentType, body, headers, cookies, null);
  }

  static Answer of(int status, String contentType, String body) {
    return new Answer(
        status, contentType, body.getBytes(StandardCharsets.UTF_8), Map.of(), List.of());
  }

  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, contentType, body, Map.copyOf(more), cookies, source);
  }

  Answer withStatus(int other) {
    return new Answer(other, contentType, body, headers, cookies, source);
  }

  Answer withCookie(String cookie) {
    List<String> more = new java.util.ArrayList<>(cookies);
    more.add(cookie);
    return new Answer(status, contentType, body, headers, List.copyOf(more), source);
  }
}
