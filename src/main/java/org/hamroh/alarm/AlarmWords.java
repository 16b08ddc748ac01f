package org.hamroh.alarm;

import org.hamroh.web.Wording;

/// What staff read of an alarm. Never a caller's number or need: a letter lies on other people's
/// servers.
public final class AlarmWords {

  private final String site;
  private final Wording words;

  /// @param site  the hotline's name
  /// @param words of the book `alarm`, in the staff's language
  public AlarmWords(String site, Wording words) {
    this.site = site;
    this.words = words;
  }

  String subject(Telling one) {
    return sentence("alarm.subject", one);
  }

  /// One or two segments.
  String text(Telling one) {
    return sentence("alarm.text", one);
  }

  String letter(Telling one) {
    return sentence("alarm.letter", one);
  }

  private String sentence(String what, Telling one) {
    return words
        .of(
            what + "." + one.kind().word() + "." + one.occasion(),
            site,
            words.time(one.since()),
            one.about())
        .strip();
  }
}
