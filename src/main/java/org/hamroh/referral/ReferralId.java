package org.hamroh.referral;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamroh.cases.CaseId;
import org.hamroh.web.Refusal;

/// Names a referral: the case's number and which of its referrals it is, `4711123-2`.
public record ReferralId(CaseId caseId, int number) {

  private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{6})-([1-9][0-9]{0,3})");

  /// @throws Refusal 404 for anything that is none
  static ReferralId of(String text) {
    Matcher read = WRITTEN.matcher(text);
    if (!read.matches()) {
      throw Refusal.notFound("referral");
    }
    return new ReferralId(new CaseId(read.group(1)), Integer.parseInt(read.group(2)));
  }

  @Override
  public String toString() {
    return caseId.value() + "-" + number;
  }
}
