package org.hamroh.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hamroh.smpp.Smsc;
import org.hamroh.smpp.simulator.SimulatedSmsc;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.smpp.simulator.TakenSubmit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A broadcast over a carrier whose mood changes at random (answers refused, late, missing;
/// receipts early, doubled, out of order; links cut), with crashes in between: at every look the
/// sums are what was asked, states have only moved forward, and nothing has left twice.
final class SumsTest {

  private static final int PEOPLE = 60;
  private static final int ROUNDS = 8;
  private static final List<String> TEXTS =
      List.of("Салом", "Салом, ҳамроҳ! ".repeat(7), "Салом, ҳамроҳ! ".repeat(12));

  /// A part of a message, as both sides know it.
  private record Part(long message, int part) {}

  @TempDir private Path folder;
  private final Map<Part, SmsState> seen = new HashMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 1979})
  void sumsAreWhatWasAskedAndStatesOnlyMoveForward(long seed) {
    Random chance = new Random(seed);
    try (SimulatedSmsc smsc = Smsc.start(mood(chance))) {
      SmsHouse house = open(smsc);
      queue(house);
      int segments = look(house);
      house.gateway.start();

      for (int i = 0; i < ROUNDS; i++) {
        int looks = 20 + chance.nextInt(80); // it works meanwhile
        for (int j = 0; j < looks; j++) {
          assertThat(look(house)).isEqualTo(segments);
        }
        switch (chance.nextInt(4)) {
          case 0 -> smsc.cutOff();
          case 1 -> {
            house.crash();
            house = open(smsc);
            house.gateway.start();
          }
          default -> smsc.behave(mood(chance));
        }
      }
      smsc.behave(SmscBehaviour.polite());
      SmsHouse last = house;
      SmsHouse.await()
          .until(() -> seen.values().stream().allMatch(SmsState::left) || look(last) < 0);

      assertThat(look(house)).isEqualTo(segments);
      assertThat(house.counts(1).values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(PEOPLE);
      assertThat(leftTwice(smsc)).isEmpty();
      house.close();
    }
  }

  private SmsHouse open(SimulatedSmsc smsc) {
    SmsHouse house = SmsHouse.open(folder, smsc);
    house.run(1);
    return house;
  }

  private static void queue(SmsHouse house) {
    List<MessageStore.Draft> drafts = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      drafts.add(
          new MessageStore.Draft(
              SmsHouse.number(i), "tg", SmsText.of(TEXTS.get(i % TEXTS.size())), "main"));
    }
    house.database.write(
        handle -> MessageStore.queue(handle, 1, drafts, Clock.systemUTC().instant()));
  }

  /// Looks at every part, and compares with the look before.
  ///
  /// @return how many parts there are
  private int look(SmsHouse house) {
    Map<Part, SmsState> now = new HashMap<>();
    Map<Long, List<SmsState>> folded = new HashMap<>();
    Map<Long, SmsState> messages = new HashMap<>();
    house.database.read(
        handle -> {
          handle
              .createQuery("select message_id, part, state from segment order by message_id, part")
              .map(
                  (row, context) ->
                      Map.entry(
                          new Part(row.getLong(1), row.getInt(2)), SmsState.of(row.getString(3))))
              .forEach(
                  one -> {
                    now.put(one.getKey(), one.getValue());
                    folded
                        .computeIfAbsent(one.getKey().message, id -> new ArrayList<>())
                        .add(one.getValue());
                  });
          handle
              .createQuery("select id, state from message")
              .map((row, context) -> Map.entry(row.getLong(1), SmsState.of(row.getString(2))))
              .forEach(one -> messages.put(one.getKey(), one.getValue()));
          return true;
        });
    assertThat(messages).hasSize(PEOPLE);
    messages.forEach(
        (id, state) ->
            assertThat(state).as("message " + id).isEqualTo(SmsState.of(folded.get(id))));
    seen.forEach(
        (part, before) ->
            assertThat(step(now.get(part)))
                .as(part + " was " + before + " and is " + now.get(part))
                .isGreaterThanOrEqualTo(step(before)));
    seen.putAll(now);
    return now.size();
  }

  /// A refusal that may be tried again takes a part back to the queue; nothing else goes back.
  private static int step(SmsState state) {
    return switch (state) {
      case QUEUED, SENDING -> 0;
      case UNKNOWN, GIVEN_UP -> 1;
      case ACCEPTED -> 2;
      case UNDELIVERED, EXPIRED, REJECTED -> 3;
      case DELIVERED, REFUSED, CANCELLED -> 4;
    };
  }

  private static List<String> leftTwice(SimulatedSmsc smsc) {
    Map<String, Integer> times = new HashMap<>();
    for (TakenSubmit one : smsc.taken()) {
      int part = one.joined() ? one.octets()[5] : 1;
      times.merge(one.destination() + " part " + part, 1, Integer::sum);
    }
    return times.entrySet().stream()
        .filter(one -> one.getValue() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static SmscBehaviour mood(Random chance) {
    SmscBehaviour mood =
        SmscBehaviour.polite()
            .answering(Duration.ofMillis(chance.nextInt(60)))
            .receiptsAfter(Duration.ofMillis(chance.nextInt(200)))
            .writing(SmscBehaviour.Ids.HEX_THEN_DECIMAL)
            .withFate(SumsTest::fate);
    mood = chance.nextBoolean() ? mood.receiptsFirst() : mood.reordering();
    mood = chance.nextBoolean() ? mood.receiptsTwice() : mood;
    return switch (chance.nextInt(5)) {
      case 0 -> mood.throttling(0.3);
      case 1 -> mood.refusing(0x08, 0.3);
      case 2 -> mood.refusing(0x0b, 0.2);
      case 3 -> mood.cuttingOff(0.1);
      default -> mood;
    };
  }

  private static String fate(String destination) {
    return switch (destination.charAt(destination.length() - 1)) {
      case '3' -> "UNDELIV";
      case '5' -> "EXPIRED";
      default -> "DELIVRD";
    };
  }
}
