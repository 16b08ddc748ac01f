package org.hamroh.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.line.LiveHotline.CALLER;
import static org.hamroh.line.LiveHotline.SOON;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hamroh.call.CallId;
import org.hamroh.call.CallRecord;
import org.hamroh.call.Ending;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A real Asterisk, real telephones, and scripts that hand their callers to a queue.
@Timeout(60)
final class HotlineQueueIT {

  private static LiveHotline hotline;

  private final BlockingQueue<CallId> calls = new LinkedBlockingQueue<>();

  @BeforeAll
  static void startTheHotline() throws Exception {
    hotline = new LiveHotline();
  }

  @AfterAll
  static void stopTheHotline() {
    if (hotline != null) {
      hotline.close();
    }
  }

  private CallRecord record() throws InterruptedException {
    return hotline.recordOf(calls.poll(SOON.toSeconds(), TimeUnit.SECONDS));
  }

  @Test
  void callerIsHandedToTheQueueAndAnOperatorAnswers() throws Exception {
    hotline.script(
        (call, line, arrival) -> {
          calls.add(call);
          line.setLanguage("ru");
          line.handToQueue("queue-wages", 5);
        });

    try (Telephone op1 = hotline.operator(1);
        Telephone phone = hotline.telephone();
        TelephoneCall call = phone.call("700", CALLER)) {
      TelephoneCall offered = op1.awaitCall(SOON);
      offered.answer();
      offered.stay(Duration.ofMillis(1_200));
      call.hangUp();
      offered.awaitHangup(SOON);
    }

    CallRecord record = record();
    assertThat(record.ending()).isEqualTo(Ending.ANSWERED);
    assertThat(record.operator()).isEqualTo("op1");
    assertThat(record.queue()).isEqualTo("queue-wages");
    assertThat(record.talked()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(record.safetyNet()).isFalse();
  }

  @Test
  void callerWhoLeavesTheQueueIsAbandoned() throws Exception {
    hotline.script(
        (call, line, arrival) -> {
          calls.add(call);
          line.handToQueue("queue-rights", 0);
        });

    try (Telephone op1 = hotline.operator(1);
        Telephone phone = hotline.telephone();
        TelephoneCall call = phone.call("700", CALLER)) {
      TelephoneCall offered = op1.awaitCall(SOON);
      offered.ring();
      call.hangUp();
      offered.awaitHangup(SOON);
    }

    CallRecord record = record();
    assertThat(record.ending()).isEqualTo(Ending.ABANDONED);
    assertThat(record.queue()).isEqualTo("queue-rights");
  }

  @Test
  void keyInTheQueueComesBackToTheServerAsTheSameCall() throws Exception {
    BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    hotline.script(
        (call, line, arrival) -> {
          calls.add(call);
          arrivals.add(arrival);
          switch (arrival) {
            case Arrival.Rang rang -> {
              line.setLanguage("ru");
              line.handToQueue("queue-family", 0);
            }
            case Arrival.PressedInQueue pressed -> line.hangUp();
            case Arrival.LeftQueue left -> line.hangUp();
            case Arrival.Talked talked -> line.hangUp();
            case Arrival.CalledBack back -> line.hangUp();
          }
        });

    try (Telephone op1 = hotline.operator(1);
        Telephone phone = hotline.telephone();
        TelephoneCall call = phone.call("700", CALLER)) {
      op1.awaitCall(SOON).ring();
      call.press('2');
      call.awaitHangup(SOON);
    }

    CallId first = calls.poll(SOON.toSeconds(), TimeUnit.SECONDS);
    CallId second = calls.poll(SOON.toSeconds(), TimeUnit.SECONDS);
    assertThat(second).isEqualTo(first);
    assertThat(arrivals)
        .containsExactly(
            new Arrival.Rang("700"), new Arrival.PressedInQueue("700", "ru", "queue-family", "2"));
    CallRecord record = hotline.recordOf(first);
    assertThat(record.ending()).isEqualTo(Ending.ABANDONED);
    assertThat(hotline.eventTypes(first)).containsOnlyOnce("CallStarted");
  }
}
