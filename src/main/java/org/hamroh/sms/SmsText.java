package org.hamroh.sms;

import java.util.ArrayList;
import java.util.List;

/// A text as it goes through the air: its encoding, its length in that encoding's unit, and the
/// segments it is paid by.
///
/// @param length   septets of GSM-7 or units of UCS-2
/// @param segments at least one, also for an empty text: what is paid for
/// @param joining  how they find together again
public record SmsText(
    String text, Encoding encoding, int length, List<Segment> segments, Joining joining) {

  /// Longer texts are refused before sending: seven UCS-2 segments are more than anybody reads, and
  /// some carriers drop longer ones.
  public static final int MAX_SEGMENTS = 7;

  public SmsText {
    segments = List.copyOf(segments);
  }

  public static SmsText of(String text) {
    return of(text, Joining.UDH8);
  }

  /// As a route joins it: a longer header leaves less room in each part.
  public static SmsText of(String text, Joining joining) {
    Encoding encoding = Encoding.of(text);
    return new SmsText(
        text, encoding, encoding.length(text), Segmenter.cut(text, encoding, joining), joining);
  }

  /// What is handed over one by one: its segments, or all of it at once.
  List<Segment> submits() {
    return joining == Joining.PAYLOAD ? List.of(new Segment(1, 1, encoding, text)) : segments;
  }

  /// Letters that the basic alphabet lacks, each once, in the order they stand: while one of them
  /// is there, the whole text is UCS-2.
  public List<String> forcing() {
    List<String> letters = new ArrayList<>();
    text.codePoints()
        .filter(letter -> letter > Character.MAX_VALUE || Encoding.cost((char) letter) == 0)
        .mapToObj(Character::toString)
        .distinct()
        .forEach(letters::add);
    return letters;
  }

  /// What would still fit without another segment.
  public int room() {
    Segment last = segments.getLast();
    int fits = last.joined() ? encoding.joined(joining) : encoding.alone();
    return fits - encoding.length(last.text());
  }
}
