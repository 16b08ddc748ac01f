package org.hamroh.web;

import java.nio.file.Path;
import java.util.Optional;

/// What a route's handler sees of an HTTP request. It runs on a virtual thread and may wait.
public interface Request {

  Principal principal();

  /// The `{id}` of the route's path.
  String path(String name);

  Optional<String> query(String name);

  /// A field of a submitted form (`application/x-www-form-urlencoded` or multipart).
  Optional<String> form(String name);

  /// A file of a multipart form, whole.
  default Optional<byte[]> file(String name) {
    return Optional.empty();
  }

  /// A file of a multipart form that was written down as it arrived, see [Routes.Mount#upload].
  /// What the person called it stands in the form's field of the same name with `-name` behind it.
  default Optional<Path> upload(String name) {
    return Optional.empty();
  }

  /// The body's bytes, at most what the route allows.
  byte[] body();

  /// The JSON body as a record.
  ///
  /// @throws Refusal 400 with the place of the mistake
  <T> T json(Class<T> type);

  Optional<String> header(String name);

  /// The list's name of the session that asks; empty for a program with a token.
  default Optional<String> session() {
    return Optional.empty();
  }

  /// The address of the browser or program that asks; a proxy's word for it only when the settings
  /// say that there is one.
  default String from() {
    return "";
  }

  /// The language that the person's pages are shown in: `tg`, `ru` or `en`.
  String language();
}
