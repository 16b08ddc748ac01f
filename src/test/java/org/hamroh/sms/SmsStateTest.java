package org.hamroh.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// States only move forward, whatever an SMSC says, and in whatever order.
final class SmsStateTest {

  @Property
  void onceDeliveredAlwaysDelivered(@ForAll("receipts") List<String> statuses) {
    SmsState state = SmsState.ACCEPTED;
    for (String status : statuses) {
      state = state.after(status);
    }

    if (statuses.contains("DELIVRD")) {
      assertThat(state).isEqualTo(SmsState.DELIVERED);
    }
    for (String again : statuses) {
      assertThat(state.after(again)).isEqualTo(state);
    }
  }

  @Property
  void aReceiptMakesAnUnknownSegmentKnown(@ForAll("receipt") String status) {
    assertThat(SmsState.UNKNOWN.after(status)).isNotEqualTo(SmsState.UNKNOWN);
  }

  @Property
  void theOrderOfTheSegmentsDoesNotMatter(@ForAll("states") List<SmsState> segments) {
    List<SmsState> forth = List.of(SmsState.UNDELIVERED, SmsState.EXPIRED, SmsState.REJECTED);
    SmsState there = SmsState.of(segments);
    SmsState back = SmsState.of(segments.reversed());

    assertThat(back).isEqualTo(there);
    assertThat(forth.contains(there) ? segments.contains(there) : true).isTrue();
  }

  @Test
  void aMessageIsDeliveredOnlyWhenEveryPartIs() {
    assertThat(SmsState.of(List.of(SmsState.DELIVERED, SmsState.DELIVERED)))
        .isEqualTo(SmsState.DELIVERED);
    assertThat(SmsState.of(List.of(SmsState.DELIVERED, SmsState.ACCEPTED)))
        .isEqualTo(SmsState.ACCEPTED);
    assertThat(SmsState.of(List.of(SmsState.DELIVERED, SmsState.UNKNOWN)))
        .isEqualTo(SmsState.UNKNOWN);
    assertThat(SmsState.of(List.of(SmsState.ACCEPTED, SmsState.QUEUED)))
        .isEqualTo(SmsState.SENDING);
    assertThat(SmsState.of(List.of(SmsState.DELIVERED, SmsState.REFUSED)))
        .isEqualTo(SmsState.REFUSED);
  }

  @Provide
  Arbitrary<String> receipt() {
    return Arbitraries.of(
        "DELIVRD", "UNDELIV", "EXPIRED", "REJECTD", "DELETED", "ACCEPTD", "ENROUTE", "UNKNOWN",
        "X");
  }

  @Provide
  Arbitrary<List<String>> receipts() {
    return receipt().list().ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<SmsState>> states() {
    return Arbitraries.of(SmsState.values()).list().ofMinSize(1).ofMaxSize(4);
  }
}
