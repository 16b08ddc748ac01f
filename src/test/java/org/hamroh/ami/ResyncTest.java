package org.hamroh.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hamroh.ami.AmiEvent.Channel;
import org.hamroh.ami.AmiEvent.Hangup;
import org.hamroh.ami.AmiEvent.Leg;
import org.hamroh.ami.AmiEvent.Resynced;
import org.hamroh.ami.Arrival.Content;
import org.hamroh.ami.Arrival.Happened;
import org.hamroh.ami.Arrival.Part;
import org.junit.jupiter.api.Test;

final class ResyncTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final List<AmiEvent> told = new ArrayList<>();
  private int askedAgain;
  private final Resync resync = new Resync(() -> askedAgain++);
  private Instant now = NOON;

  private void take(Arrival arrival) {
    told.addAll(resync.take(arrival, now));
  }

  private void hangup(int leg) {
    take(new Happened(new Hangup(now, leg(leg))));
  }

  private void channel(String question, int leg) {
    take(
        new Part(
            question, new Content.OneChannel(new Channel(leg(leg), "AGI", "", "", Duration.ZERO))));
  }

  private void end(String question) {
    take(new Part(question, new Content.ChannelsDone()));
    take(new Part(question, new Content.QueuesDone()));
  }

  private static Leg leg(int n) {
    return new Leg("PJSIP/demo-" + n, "h-" + n, "h-" + n, "tg");
  }

  /// `1` for the hang-up of leg 1, `[1, 2]` for a picture with legs 1 and 2.
  private List<String> story() {
    return told.stream()
        .map(
            event ->
                switch (event) {
                  case Hangup hangup -> hangup.leg().uniqueId().substring(2);
                  case Resynced all ->
                      all.channels().stream()
                          .map(one -> one.leg().uniqueId().substring(2))
                          .toList()
                          .toString();
                  default -> event.getClass().getSimpleName();
                })
        .toList();
  }

  @Test
  void eventInTheMiddleOfAPictureIsToldAfterIt() {
    hangup(1);
    channel("q1", 5);
    hangup(2);
    channel("q1", 6);
    end("q1");
    hangup(3);

    assertThat(story()).containsExactly("1", "[5, 6]", "2", "3");
  }

  @Test
  void pictureThatMayLackSomethingIsNotToldButAskedForAgain() {
    channel("q1", 5);
    resync.spoil();
    hangup(1);
    end("q1");
    channel("q2", 6);
    end("q2");

    assertThat(story()).containsExactly("1", "[6]");
    assertThat(askedAgain).isEqualTo(1);
  }

  @Test
  void pictureWithoutAnEndHoldsEventsBackForTwoSecondsAtMost() {
    channel("q1", 5);
    hangup(1);
    now = NOON.plusMillis(2_001);
    hangup(2);
    end("q1");
    hangup(3);

    assertThat(story()).containsExactly("1", "2", "3");
  }

  @Test
  void newerQuestionTakesThePlaceOfAnUnfinishedOne() {
    channel("q1", 5);
    hangup(1);
    channel("q2", 6);
    hangup(2);
    channel("q1", 7);
    end("q2");

    assertThat(story()).contains("[6]").doesNotContain("[5]", "[5, 6]");
    assertThat(story()).startsWith("1");
  }

  @Test
  void lossEndsAPictureInTheMaking() {
    channel("q1", 5);
    take(
        new Happened(
            new AmiEvent.Lost(now, org.hamroh.yaml.Problem.of("127.0.0.1:5038", "gone", "wait"))));
    hangup(1);

    assertThat(story()).containsExactly("Lost", "1");
  }

  @Test
  void answersToSomebodyElsesQuestionAreNotOurs() {
    channel("", 5);
    hangup(1);
    end("");

    assertThat(story()).containsExactly("1");
  }
}
