package org.hamroh.aggregator;

import java.util.Map;
import java.util.Objects;
import org.hamroh.yaml.Secret;
import org.jspecify.annotations.Nullable;

/// An aggregator that takes texts over HTTP, each in its own words: what is sent and what is read
/// is written down in the settings, not in code.
///
/// @param url         where a text is posted
/// @param headers     of each request, with the account's key
/// @param contentType of the body: `application/json` (when left out) or
///                    `application/x-www-form-urlencoded`
/// @param body        with `{to}`, `{from}`, `{text}`, `{key}` (ours, the same for each try) and
///                    `{digits}` (the number without its `+`); each is written as the type wants it
/// @param id          where the message's id stands in a good answer: a JSON pointer,
/// `/messages/0/id`
/// @param error       where its own error code stands in a bad one; may be left out
/// @param refusals    what codes and HTTP statuses mean: `{"402": no-credit, "E17":
/// no-such-number}`
/// @param callback    where it tells of receipts and texts; absent: it never does
public record HttpConfig(
    String url,
    @Nullable Map<String, Secret> headers,
    @Nullable String contentType,
    String body,
    String id,
    @Nullable String error,
    @Nullable Map<String, String> refusals,
    int window,
    int segmentsPerSecond,
    @Nullable Callback callback) {

  /// Where the aggregator calls us back, on this machine, behind the site's own TLS door.
  ///
  /// @param port    0 for any free one
  /// @param secret  for the signature: hexadecimal HMAC-SHA-256 of the body
  /// @param header  that carries it; a prefix such as `sha256=` is allowed
  /// @param receipt absent: it tells of none
  /// @param incoming absent: it brings none
  public record Callback(
      int port,
      Secret secret,
      String header,
      @Nullable ReceiptFields receipt,
      @Nullable TextFields incoming) {}

  /// JSON pointers into a receipt.
  ///
  /// @param statuses what its words mean: `{delivered: DELIVRD, failed: UNDELIV}`
  public record ReceiptFields(
      String id,
      String number,
      String status,
      @Nullable String error,
      Map<String, String> statuses) {}

  /// JSON pointers into a text that somebody wrote to us.
  public record TextFields(String from, String to, String text) {}

  boolean isForm() {
    return Objects.requireNonNullElse(contentType, "").contains("form");
  }

  String type() {
    return Objects.requireNonNullElse(contentType, "application/json");
  }
}
