package org.hamroh.referral;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamroh.directory.DirectoryStore;
import org.hamroh.directory.Organisation;
import org.hamroh.referral.Referral.Consent;
import org.hamroh.referral.Referral.Deed;
import org.hamroh.referral.Referral.Letter;
import org.jdbi.v3.core.Handle;

/// A referral with all that staff see of it at once. Nothing of it tells about the person.
///
/// @param consent the last; it may have been withdrawn
/// @param filled  fields that have words in them
/// @param next    whom else to ask, when this one has declined
public record Picture(
    Referral referral,
    Organisation partner,
    Optional<Consent> consent,
    List<Deed> deeds,
    List<Letter> letters,
    Set<SharedField> filled,
    List<Organisation> next) {

  static Picture of(Handle handle, Referral one, SharedWords words) {
    Set<SharedField> filled = EnumSet.noneOf(SharedField.class);
    filled.addAll(words.of(handle, one.id()).keySet());
    return new Picture(
        one,
        DirectoryStore.organisation(handle, one.partner()).orElseThrow(),
        ConsentStore.newest(handle, one.id()),
        ReferralStore.deeds(handle, one.id()),
        LetterStore.of(handle, one.id()),
        filled,
        one.state() == ReferralState.DECLINED ? NextPartners.after(handle, one) : List.of());
  }

  /// Another when anything of them is another: what was seen is compared with what is.
  public static String stamp(List<Picture> all) {
    return Integer.toHexString(
        all.stream()
            .map(one -> one.referral + " " + one.deeds.size() + " " + one.lastLetter())
            .toList()
            .hashCode());
  }

  /// Whether a risk was named that waits for its second person.
  public boolean waitsForSecond() {
    return referral.state() == ReferralState.OFFERED
        && consent.filter(one -> one.how() == Referral.How.RISK && !one.holds()).isPresent();
  }

  /// Whether a letter is on its way, or could not leave.
  public Optional<Letter> lastLetter() {
    return letters.isEmpty() ? Optional.empty() : Optional.of(letters.getLast());
  }
}
