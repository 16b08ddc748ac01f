package org.hamroh.claims;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a line of a claim can be.
public enum LineKind {
  CLAIMED(Section.SUM),
  AGREED(Section.SUM),
  RECOVERED(Section.SUM),

  LETTER(Section.STEP),
  CALL(Section.STEP),
  MEETING(Section.STEP),
  INSPECTORATE(Section.STEP),
  PROSECUTOR(Section.STEP),
  COURT(Section.STEP),
  OTHER_STEP(Section.STEP),

  CONTRACT(Section.EVIDENCE),
  PAYSLIP(Section.EVIDENCE),
  TIMESHEET(Section.EVIDENCE),
  PHOTOS(Section.EVIDENCE),
  MESSAGES(Section.EVIDENCE),
  TRANSFER(Section.EVIDENCE),
  WITNESS(Section.EVIDENCE),
  OTHER_EVIDENCE(Section.EVIDENCE),

  WORKER(Section.PERSON),
  FOREMAN(Section.PERSON),
  COLLEAGUE(Section.PERSON);

  /// The four lists of a claim.
  public enum Section {
    SUM,
    STEP,
    EVIDENCE,
    PERSON;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public List<LineKind> kinds() {
      return Arrays.stream(LineKind.values()).filter(kind -> kind.section == this).toList();
    }
  }

  private final Section section;

  LineKind(Section section) {
    this.section = section;
  }

  public Section section() {
    return section;
  }

  /// As tables, pages and the API have it: `other-step`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<LineKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findAny();
  }
}
