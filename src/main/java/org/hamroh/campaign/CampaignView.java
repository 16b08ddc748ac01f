package org.hamroh.campaign;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hamroh.contact.ContactFilter;
import org.hamroh.sms.MessageStore;
import org.hamroh.sms.SmsState;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// A campaign with its figures, as the API and the pages show it. The figures are counted rows of
/// one moment: the messages' sum is `asked`.
///
/// @param seriesId the repeated campaign that it is one run of; 0: it stands alone
/// @param spent    counted when it has a budget
/// @param reason   why it paused or ended by itself: `budget`, `late`, `checks`; else empty
/// @param messages recipients by state
/// @param segments what the carrier bills and sends receipts for, by state
public record CampaignView(
    long id,
    String name,
    String state,
    ContactFilter audience,
    Map<String, String> texts,
    String readyText,
    boolean legalNeeded,
    Plan schedule,
    long seriesId,
    @Nullable Instant nextAt,
    @Nullable Instant validUntil,
    BigDecimal spent,
    String reason,
    String createdBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    long asked,
    Campaign.LeftOut leftOut,
    Map<String, Long> messages,
    Map<String, Long> segments) {

  /// The same as [Schedule].
  public record Plan(
      @Nullable Instant startAt,
      String repeat,
      @Nullable Instant until,
      String dateKind,
      int daysBefore,
      int validHours,
      BigDecimal budget) {

    static Plan of(Schedule schedule) {
      return new Plan(
          schedule.startAt().orElse(null),
          schedule.repeat().word(),
          schedule.until().orElse(null),
          schedule.dateKind(),
          schedule.daysBefore(),
          schedule.validHours(),
          schedule.budget());
    }
  }

  static CampaignView of(Handle handle, Campaign campaign) {
    return new CampaignView(
        campaign.id(),
        campaign.name(),
        campaign.state().word(),
        campaign.audience(),
        campaign.texts(),
        campaign.readyText(),
        campaign.legalNeeded(),
        Plan.of(campaign.schedule()),
        campaign.seriesId(),
        campaign.nextAt().orElse(null),
        campaign.validUntil().orElse(null),
        BigDecimal.valueOf(campaign.spent(), 6).stripTrailingZeros(),
        campaign.reason(),
        campaign.createdBy(),
        campaign.createdAt(),
        campaign.startedAt().orElse(null),
        campaign.finishedAt().orElse(null),
        campaign.asked(),
        campaign.leftOut(),
        words(MessageStore.messageCounts(handle, campaign.id())),
        words(MessageStore.segmentCounts(handle, campaign.id())));
  }

  private static Map<String, Long> words(Map<SmsState, Long> counts) {
    Map<String, Long> words = new LinkedHashMap<>();
    counts.forEach((state, count) -> words.put(state.word(), count));
    return words;
  }

  public boolean is(String... states) {
    return java.util.List.of(states).contains(state);
  }

  /// Messages that need nothing more from us.
  public long left() {
    return asked - messages.getOrDefault("queued", 0L) - messages.getOrDefault("sending", 0L);
  }

  public long segmentsInAll() {
    return segments.values().stream().mapToLong(Long::longValue).sum();
  }

  /// How a state looks: `good`, `warn`, `bad`, `busy` or plain.
  public static String tone(String state) {
    return switch (state) {
      case "delivered", "finished" -> "good";
      case "unknown", "expired", "undelivered", "paused", "draft", "submitted" -> "warn";
      case "refused", "rejected", "stopped" -> "bad";
      case "sending", "accepted", "running", "ready", "scheduled", "stopping" -> "busy";
      default -> "";
    };
  }
}
