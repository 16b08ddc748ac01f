package org.hamroh.web;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A part of a sound as a player asks for it: `bytes=0-`, `bytes=8000-15999`, `bytes=-500` (RFC
/// 9110 section 14). A header that says anything else, several parts too, is answered with the
/// whole.
///
/// @param from first byte
/// @param to   last byte, inclusive
record ByteRange(int from, int to) {

  /// Nine digits are more than any sound of ours, and fit an int.
  private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,9})-([0-9]{0,9})");

  static Answer answer(String contentType, byte[] body, Optional<String> header) {
    Optional<Matcher> asked =
        header.map(ONE::matcher).filter(Matcher::matches).filter(ByteRange::saysSomething);
    if (asked.isEmpty()) {
      return new Answer(
          200, contentType, body, Map.of("Accept-Ranges", "bytes"), java.util.List.of());
    }
    Optional<ByteRange> part = of(asked.get().group(1), asked.get().group(2), body.length);
    return part.map(
            one ->
                new Answer(
                    206,
                    contentType,
                    Arrays.copyOfRange(body, one.from, one.to + 1),
                    Map.of(
                        "Accept-Ranges",
                        "bytes",
                        "Content-Range",
                        "bytes " + one.from + "-" + one.to + "/" + body.length),
                    java.util.List.of()))
        .orElseGet(
            () -> Answer.of(416, "text/plain", "").with("Content-Range", "bytes */" + body.length));
  }

  private static boolean saysSomething(Matcher range) {
    return !range.group(1).isEmpty() || !range.group(2).isEmpty();
  }

  private static Optional<ByteRange> of(String first, String last, int length) {
    int from =
        first.isEmpty() ? Math.max(0, length - Integer.parseInt(last)) : Integer.parseInt(first);
    int to =
        first.isEmpty() || last.isEmpty()
            ? length - 1
            : Math.min(length - 1, Integer.parseInt(last));
    return from < length && from <= to ? Optional.of(new ByteRange(from, to)) : Optional.empty();
  }
}
