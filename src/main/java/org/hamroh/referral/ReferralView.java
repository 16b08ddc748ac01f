package org.hamroh.referral;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A referral as the API shows it. What is told of the person is in none of it but the preview.
///
/// @param firstHelpMinutes from the first contact to the beginning of the service, null before
/// @param fields           that have words in them
/// @param next             whom to ask when this partner has declined
public record ReferralView(
    String id,
    String caseId,
    String partner,
    String partnerName,
    String service,
    String state,
    boolean urgent,
    String code,
    String offeredBy,
    Instant offeredAt,
    Instant firstContactAt,
    @Nullable Instant dueAt,
    boolean overdue,
    @Nullable Instant escalatedAt,
    @Nullable Instant followUpAt,
    @Nullable Instant sentAt,
    @Nullable Instant startedAt,
    @Nullable Long firstHelpMinutes,
    @Nullable String outcome,
    List<String> fields,
    @Nullable ConsentView consent,
    boolean waitsForSecond,
    List<StepView> steps,
    List<LetterView> letters,
    List<String> next) {

  /// @param how `voice`, `key`, or `risk` where a life was and nobody could be asked
  public record ConsentView(
      String how,
      String language,
      List<String> fields,
      String sentence,
      @Nullable String call,
      String givenBy,
      @Nullable String secondBy,
      Instant at,
      @Nullable Instant withdrawnAt) {}

  public record StepView(String step, String who, Instant at, @Nullable String reason) {}

  public record LetterView(String kind, String way, String state, int attempts, String trouble) {}

  static ReferralView of(Picture picture, String language, Instant now) {
    Referral one = picture.referral();
    return new ReferralView(
        one.id().toString(),
        one.id().caseId().value(),
        one.partner(),
        picture.partner().name(language),
        one.service(),
        one.state().word(),
        one.urgent(),
        one.code(),
        one.offeredBy(),
        one.offeredAt(),
        one.firstContact(),
        one.due().orElse(null),
        one.isOverdue(now),
        one.late().orElse(null),
        one.followUp().orElse(null),
        one.sentAt().orElse(null),
        one.startedAt().orElse(null),
        one.untilFirstHelp().map(java.time.Duration::toMinutes).orElse(null),
        one.outcome().isEmpty() ? null : one.outcome(),
        words(picture.filled()),
        picture.consent().map(ReferralView::consent).orElse(null),
        picture.waitsForSecond(),
        picture.deeds().stream()
            .map(
                deed ->
                    new StepView(
                        deed.step().word(),
                        deed.who(),
                        deed.at(),
                        deed.reason().isEmpty() ? null : deed.reason()))
            .toList(),
        picture.letters().stream()
            .map(
                letter ->
                    new LetterView(
                        letter.kind(),
                        letter.way(),
                        letter.state(),
                        letter.attempts(),
                        letter.trouble()))
            .toList(),
        picture.next().stream().map(org.hamroh.directory.Organisation::id).toList());
  }

  private static ConsentView consent(Referral.Consent one) {
    return new ConsentView(
        one.how().word(),
        one.language(),
        words(one.fields()),
        one.sentence(),
        one.call().isEmpty() ? null : one.call(),
        one.givenBy(),
        one.secondBy().isEmpty() ? null : one.secondBy(),
        one.at(),
        one.withdrawn().orElse(null));
  }

  private static List<String> words(java.util.Set<SharedField> fields) {
    return fields.stream().map(SharedField::word).toList();
  }
}
