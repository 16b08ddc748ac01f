package org.hamroh.sms;

import java.util.ArrayList;
import java.util.List;

/// Cuts a text into segments, counted in the unit of the air. What costs two (an extension letter
/// of GSM-7, an emoji's surrogate pair) is never cut in half, so a segment may end one short.
final class Segmenter {

  private Segmenter() {}

  static List<Segment> cut(String text, Encoding encoding, Joining joining) {
    if (encoding.length(text) <= encoding.alone()) {
      return List.of(new Segment(1, 1, encoding, text));
    }
    List<String> pieces = new ArrayList<>();
    int from = 0;
    int used = 0;
    for (int at = 0; at < text.length(); ) {
      int letters = encoding == Encoding.UCS_2 ? Character.charCount(text.codePointAt(at)) : 1;
      int cost = encoding == Encoding.UCS_2 ? letters : Encoding.cost(text.charAt(at));
      if (used + cost > encoding.joined(joining)) {
        pieces.add(text.substring(from, at));
        from = at;
        used = 0;
      }
      used += cost;
      at += letters;
    }
    pieces.add(text.substring(from));
    List<Segment> segments = new ArrayList<>(pieces.size());
    for (String piece : pieces) {
      segments.add(new Segment(segments.size() + 1, pieces.size(), encoding, piece));
    }
    return segments;
  }
}
