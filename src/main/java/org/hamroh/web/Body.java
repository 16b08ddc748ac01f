package org.hamroh.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/// A request's body, whole and in memory; only where a route asks for it, a large file is written
/// down, and deleted after the request.
///
/// @param form    fields of a form
/// @param files   files of a multipart form, by field
/// @param uploads files that were written down, by field
record Body(
    byte[] bytes, Map<String, String> form, Map<String, byte[]> files, Map<String, Path> uploads) {

  static final Body EMPTY = new Body(new byte[0], Map.of(), Map.of(), Map.of());

  /// After a refusal the rest is read and thrown away for so long, so that the client gets to read
  /// why; then the connection is closed.
  private static final long DRAIN_MILLIS = 5_000;

  private static final Logger LOG = LogManager.getLogger(Body.class);
  private static final int MEGABYTE = 1024 * 1024;

  /// Reads a paused request's body. Fails with [Refusal] 413 past `maxBytes`.
  ///
  /// @param folder where files of a form are written; null: they are kept in memory
  static Future<Body> read(
      Vertx vertx, HttpServerRequest request, int maxBytes, @Nullable Path folder, Limits limits) {
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
    Map<String, Written> written = new HashMap<>();
    if (form) {
      request.setExpectMultipart(true);
      request.uploadHandler(
          upload -> {
            if (folder != null) {
              Written other = written.put(upload.name(), Written.of(upload, folder));
              if (other != null) {
                other.discard();
              }
              return;
            }
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
    request.endHandler(
        done ->
            Future.all(written.values().stream().map(Written::done).toList())
                .onSuccess(
                    all -> promise.tryComplete(collect(request, form, whole, files, written)))
                .onFailure(promise::tryFail));
    request.resume();
    return promise
        .future()
        .onFailure(refusal -> written.values().forEach(Written::discard))
        .onComplete(result -> vertx.cancelTimer(deadline));
  }

  private static Body collect(
      HttpServerRequest request,
      boolean isForm,
      Buffer whole,
      Map<String, Buffer> files,
      Map<String, Written> written) {
    Map<String, String> form = new HashMap<>();
    if (isForm) {
      request.formAttributes().forEach(e -> form.putIfAbsent(e.getKey(), e.getValue()));
    }
    Map<String, byte[]> contents = new HashMap<>();
    files.forEach((name, content) -> contents.put(name, content.getBytes()));
    Map<String, Path> uploads = new HashMap<>();
    written.forEach(
        (name, one) -> {
          uploads.put(name, one.path);
          form.putIfAbsent(name + "-name", one.upload.filename());
        });
    return new Body(whole.getBytes(), Map.copyOf(form), Map.copyOf(contents), Map.copyOf(uploads));
  }

  /// Deletes the files that nobody has moved away.
  void discard() {
    uploads.values().forEach(Body::delete);
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.warn("event=upload-left-behind reason={}", e.getMessage());
    }
  }

  /// A file on its way to the disk.
  ///
  /// @param done when all of it has been written
  private record Written(Path path, HttpServerFileUpload upload, Future<Void> done) {

    static Written of(HttpServerFileUpload upload, Path folder) {
      Path path = folder.resolve(UUID.randomUUID() + ".part");
      return new Written(path, upload, upload.streamToFileSystem(path.toString()));
    }

    /// Nothing more of it is written, and nothing stays.
    void discard() {
      upload.cancelStreamToFileSystem();
      done.onComplete(ended -> delete(path));
    }
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
