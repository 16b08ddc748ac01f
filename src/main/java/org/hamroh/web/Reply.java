package org.hamroh.web;

import java.util.Map;

/// What a handler answers.
public sealed interface Reply {

  /// A value as JSON. Instants become ISO-8601 in UTC, durations whole milliseconds in a field
  /// whose name says so.
  record Json(int status, Object value) implements Reply {}

  /// A value as JSON that is kept nowhere: who repeats the request with the same `Idempotency-Key`
  /// is looked at anew, with the rights of that moment.
  record Fleeting(Object value) implements Reply {}

  /// A jte template below `src/main/jte` with its parameters.
  record Page(String template, Map<String, Object> parameters) implements Reply {}

  /// Bytes of a type of their own, offered as a download when `fileName` is not empty.
  record Bytes(String contentType, byte[] body, String fileName) implements Reply {}

  /// A sound that a player may ask for in parts (`Range`), so that seeking works.
  record Media(String contentType, byte[] body) implements Reply {}

  /// A file that is made while it leaves: its size is bounded by nothing but the reader's patience.
  /// It is written on a thread of its own, past the deadline of a request.
  record Download(String contentType, String fileName, Source source) implements Reply {}

  /// Writes a file; waits while the reader is slow.
  @FunctionalInterface
  interface Source {
    void write(java.io.OutputStream out) throws java.io.IOException;
  }

  /// To another page, after a form (303).
  record Redirect(String location) implements Reply {}

  record NoContent() implements Reply {}

  static Reply json(Object value) {
    return new Json(200, value);
  }

  static Reply created(Object value) {
    return new Json(201, value);
  }

  static Reply page(String template, Map<String, Object> parameters) {
    return new Page(template, parameters);
  }
}
