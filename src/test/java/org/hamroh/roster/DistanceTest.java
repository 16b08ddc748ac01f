package org.hamroh.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hamroh.queue.QueueName;

final class DistanceTest {

  private final Distance distance = new Distance("tg");

  private static Skills who(Set<String> languages, Set<String> topics, boolean woman) {
    return new Skills("op1", languages, topics, woman, Optional.empty());
  }

  private int of(String queue, Skills skills) {
    return distance.of(QueueName.of(queue), skills);
  }

  @Example
  void whoIsUnknownHelpsEverybodyButIsNoWoman() {
    Skills unknown = Skills.unknown("op1");

    assertThat(of("queue-wages", unknown)).isZero();
    assertThat(of("queue-wages-ru", unknown)).isZero();
    assertThat(of("queue-wages-woman", unknown)).isEqualTo(200);
  }

  @Example
  void languageOutweighsTheTopicAndTheWomanBoth() {
    Skills tajikWages = who(Set.of("tg"), Set.of("queue-wages"), true);

    assertThat(of("queue-wages", tajikWages)).isZero();
    assertThat(of("queue-family", tajikWages)).isEqualTo(10);
    assertThat(of("queue-wages-ru", tajikWages)).isEqualTo(20);
    assertThat(of("queue-wages-woman-ru", tajikWages)).isEqualTo(20);
    assertThat(of("queue-on-call", tajikWages)).isZero();
    assertThat(of("queue-first-op1", tajikWages)).isZero();
  }

  @Provide
  Arbitrary<Skills> people() {
    Arbitrary<Set<String>> languages = Arbitraries.of("tg", "ru").set().ofMaxSize(2);
    Arbitrary<Set<String>> topics = Arbitraries.of(RosterRoutes.TOPICS).set().ofMaxSize(9);
    return Combinators.combine(languages, topics, Arbitraries.of(true, false))
        .as(DistanceTest::who);
  }

  /// Who waits the longest there is (up to 129, see queuerules.conf) gets no man for a woman, and
  /// everybody else in the end.
  @Property
  void noWaitBringsAManToWhoAskedForAWoman(@ForAll("people") Skills one) {
    for (String topic : RosterRoutes.TOPICS) {
      for (String language : List.of("", "-ru")) {
        assertThat(of(topic + language, one)).isLessThan(100);
        assertThat(of(topic + "-woman" + language, one) < 100).isEqualTo(one.woman());
      }
    }
  }
}
