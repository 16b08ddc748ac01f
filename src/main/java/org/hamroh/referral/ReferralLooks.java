package org.hamroh.referral;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.audit.Act;
import org.hamroh.cases.CaseId;
import org.hamroh.referral.Referral.Consent;
import org.hamroh.web.Refusal;

/// What staff see of referrals.
public final class ReferralLooks {

  private final Access access;
  private final SharedWords words;
  private final Steps steps;

  ReferralLooks(Access access, SharedWords words, Steps steps) {
    this.access = access;
    this.words = words;
    this.steps = steps;
  }

  /// One with all that is known of it; what may be told of the person is not among it.
  public Picture find(Actor who, ReferralId id) {
    return access.look(
        handle -> Picture.of(handle, access.open(handle, who, id, Act.OPEN, ""), words));
  }

  /// What the partner sees, or will see: the consented fields, before the consent all with words.
  public SharedWords.Sheet preview(Actor who, ReferralId id) {
    return access.look(
        handle -> {
          Referral one = access.open(handle, who, id, Act.OPEN, "preview");
          Map<SharedField, String> told = words.of(handle, id);
          Set<SharedField> fields =
              ConsentStore.newest(handle, id)
                  .filter(given -> given.withdrawn().isEmpty())
                  .map(Consent::fields)
                  .orElse(told.keySet());
          return SharedWords.sheet(one, told, fields);
        });
  }

  /// What was written down to be told, for a form that changes it.
  public Map<SharedField, String> words(Actor who, ReferralId id) {
    return access.look(
        handle -> {
          access.open(handle, who, id, Act.OPEN, "words");
          return words.of(handle, id);
        });
  }

  /// The words that came with the last step that has some: of a partner who declines.
  public String lastNote(Actor who, ReferralId id) {
    return access.look(
        handle -> {
          access.open(handle, who, id, Act.OPEN, "note");
          return ReferralStore.lastNote(handle, id).map(note -> steps.opened(id, note)).orElse("");
        });
  }

  /// @throws Refusal 404 when the case is not open to this person
  public List<Picture> ofCase(Actor who, CaseId caseId) {
    return access.look(
        handle -> {
          access.checkCase(handle, who, caseId, Act.OPEN);
          return ReferralStore.ofCase(handle, caseId).stream()
              .map(one -> Picture.of(handle, one, words))
              .toList();
        });
  }

  /// Whether those of a case have changed since somebody saw them. Tells nothing else, so it is no
  /// look of its own.
  ///
  /// @param seen the stamp of what they see
  /// @throws Refusal 404 when the case is not open to this person
  public boolean isNews(Actor who, CaseId caseId, String seen) {
    return access.glance(
        handle -> {
          access.checkOpen(handle, who, caseId);
          List<Picture> now =
              ReferralStore.ofCase(handle, caseId).stream()
                  .map(one -> Picture.of(handle, one, words))
                  .toList();
          return !Picture.stamp(now).equals(seen);
        });
  }

  /// All that are not over, of cases that this person may see.
  public List<Picture> board(Actor who) {
    return access.look(
        handle -> {
          return access.board(handle, who).stream()
              .map(one -> Picture.of(handle, one, words))
              .toList();
        });
  }
}
