package org.hamroh.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A request's body, whole and in memory: nothing that a person sends is left in a temporary file.
///
/// @param form  fields of a form
/// @param files files of a multipart form, by field
record Body(byte[] bytes, Map<String, String> form, Map<String, byte[]> files) {

  static final Body EMPTY = new Body(new byte[0], Map.of(), Map.of());

  /// After a refusal the rest is read and thrown away for so long, so that the client gets to read
  /// why; then the connection is closed.
  private static final long DRAIN_MILLIS = 5_000;

  private static final int MEGABYTE = 1024 * 1024;

  /// Reads a paused request's body. Fails with [Refusal] 413 past `maxBytes`.
  static Future<Body> read(Vertx vertx, HttpServerRequest request, int maxBytes, Limits limits) {
    Promise<Body> promise = Promise.promise();
    if (announced(request) > maxBytes) {
      drain(vertx, request);
      return Future.failedFuture(tooLarge(maxBytes));
    }
    String type = Optional.ofNullable(request.getHeader("content-type")).orElse("");
    boolean multipart = type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    boolean form =
        multipart || type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    Map<String, Buffer> files = new HashMap<>();
    if (form) {
      request.setExpectMultipart(true);
      request.uploadHandler(
          upload -> {
            Buffer content = Buffer.buffer();
            files.put(upload.name(), content);
            upload.handler(content::appendBuffer);
          });
    }
    long megabytes = 1 + maxBytes / MEGABYTE;
    long deadline =
        vertx.setTimer(
            limits.bodyDeadline().toMillis() * megabytes,
            id -> {
              promise.tryFail(new Refusal(408, "The body took too long to arrive."));
              request.connection().close();
            });
    Buffer whole = Buffer.buffer();
    long[] seen = {0};
    request.handler(
        part -> {
          seen[0] += part.length();
          if (seen[0] > maxBytes) {
            if (promise.tryFail(tooLarge(maxBytes))) {
              drain(vertx, request);
            }
          } else if (!multipart) {
            whole.appendBuffer(part);
          }
        });
    request.exceptionHandler(promise::tryFail);
    request.endHandler(done -> promise.tryComplete(collect(request, form, whole, files)));
    request.resume();
    return promise.future().onComplete(result -> vertx.cancelTimer(deadline));
  }

  private static Body collect(
      HttpServerRequest request, boolean isForm, Buffer whole, Map<String, Buffer> files) {
    Map<String, String> form = new HashMap<>();
    if (isForm) {
      request.formAttributes().forEach(e -> form.putIfAbsent(e.getKey(), e.getValue()));
    }
    Map<String, byte[]> contents = new HashMap<>();
    files.forEach((name, content) -> contents.put(name, content.getBytes()));
    return new Body(whole.getBytes(), Map.copyOf(form), Map.copyOf(contents));
  }

  private static long announced(HttpServerRequest request) {
    String length = request.getHeader("content-length");
    return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
  }

  static void drain(Vertx vertx, HttpServerRequest request) {
    request.handler(part -> {});
    request.resume();
    long timer = vertx.setTimer(DRAIN_MILLIS, id -> request.connection().close());
    request.endHandler(done -> vertx.cancelTimer(timer));
  }

  private static Refusal tooLarge(int maxBytes) {
    return new Refusal(
        413, "The body is larger than " + maxBytes / 1024 + " KB. Send it in smaller parts.");
  }
}
