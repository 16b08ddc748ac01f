package org.hamroh.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/// Texts leave packed (gzip): a page is a fifth of its size on a thin link. Sounds and downloads
/// are left as they are, and so is the live stream, whose news must not wait.
///
/// Packed pages with secrets in them can be guessed at from outside when somebody else makes the
/// browser ask for them; our cookies are SameSite=Strict, so such a question gets the login page.
final class Packing {

  /// One packet of the network: packing less gains nothing.
  private static final int WORTH_IT_BYTES = 1_400;

  private Packing() {}

  static boolean isText(String contentType) {
    String type = contentType.toLowerCase(Locale.ROOT);
    return type.startsWith("text/html")
        || type.startsWith("text/css")
        || type.startsWith("text/javascript")
        || type.startsWith("text/csv")
        || type.startsWith("image/svg")
        || type.startsWith("application/json")
        || type.startsWith("application/yaml");
  }

  /// Ends the response with this body, packed when the browser takes it so.
  static void end(
      HttpServerRequest request, HttpServerResponse response, String contentType, byte[] body) {
    if (!isText(contentType) || body.length < WORTH_IT_BYTES) {
      response.end(Buffer.buffer(body));
      return;
    }
    response.putHeader("Vary", "Accept-Encoding");
    if (takes(request)) {
      response.putHeader("Content-Encoding", "gzip").end(Buffer.buffer(packed(body)));
    } else {
      response.end(Buffer.buffer(body));
    }
  }

  /// `gzip, deflate, br`; a program that refuses it says `gzip;q=0`.
  static boolean takes(HttpServerRequest request) {
    String accepted = request.getHeader("Accept-Encoding");
    return accepted != null
        && accepted
            .toLowerCase(Locale.ROOT)
            .matches("(.*,)?\\s*gzip\\s*(;\\s*q=(1|0\\.[1-9]).*)?(,.*)?");
  }

  static byte[] packed(byte[] body) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 3 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return packed.toByteArray();
  }
}
