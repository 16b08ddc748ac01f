package org.hamroh.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.Smsc;
import org.hamroh.smpp.simulator.SimulatedSmsc;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.smpp.simulator.TakenSubmit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Texts at every border of their parts, for each way of joining, taken apart from the octets that
/// the SMSC received: each part is readable by itself, and no escape or surrogate pair is cut.
final class WireBordersTest {

  private static final byte ESCAPE = 0x1b;

  /// Octets of user data in the air (3GPP TS 23.040 §9.2.3.24).
  private static final int AIR = 140;

  @TempDir private Path folder;

  /// A part as a telephone gets it.
  private record Part(int number, int of, String text) {}

  @ParameterizedTest
  @EnumSource(Joining.class)
  void everyPartFitsTheAirAndIsReadableByItself(Joining joining) {
    try (SimulatedSmsc smsc = Smsc.start(SmscBehaviour.polite().withFate(to -> ""));
        SmsHouse house = SmsHouse.open(folder, smsc, config(smsc.port(), joining))) {
      house.gateway.start();
      List<String> texts = texts(joining);

      for (int i = 0; i < texts.size(); i++) {
        house.gateway.send(SmsHouse.number(i), "tg", texts.get(i));
      }

      int submits = texts.stream().mapToInt(one -> SmsText.of(one, joining).submits().size()).sum();
      SmsHouse.await().until(() -> smsc.taken().size() >= submits);
      assertThat(smsc.taken()).hasSize(submits);
      for (int i = 0; i < texts.size(); i++) {
        List<Part> parts = onTelephone(smsc.taken(), SmsHouse.number(i), joining);
        assertThat(String.join("", parts.stream().map(Part::text).toList()))
            .isEqualTo(texts.get(i));
        if (joining != Joining.PAYLOAD) {
          assertThat(parts).hasSize(expected(texts.get(i), joining));
        }
      }
    }
  }

  private static SmsConfig config(int port, Joining joining) {
    return new SmsConfig(
        "HAMROH",
        List.of(
            new SmsConfig.Route(
                "main",
                List.of("+992"),
                null,
                Smsc.account(port, 20, 1_000),
                null,
                null,
                null,
                joining.word(),
                null,
                null,
                null,
                null)));
  }

  /// One short of each border, on it and one past it; a pair that would stand across it.
  private static List<String> texts(Joining joining) {
    List<String> texts = new ArrayList<>();
    for (String letter : List.of("a", "ғ")) {
      int alone = letter.equals("a") ? 160 : 70;
      int joined = room(letter.equals("a"), joining);
      for (int border : List.of(alone, joined, 2 * joined, 3 * joined)) {
        for (int length = border - 1; length <= border + 1; length++) {
          texts.add(letter.repeat(length));
          String pair = letter.equals("a") ? "€" : "😀";
          texts.add(letter.repeat(length - 1) + pair + letter.repeat(joined));
          texts.add(letter.repeat(length - 2) + pair);
        }
      }
    }
    return texts;
  }

  /// By the standard's arithmetic alone, not by the product's.
  private static int room(boolean basic, Joining joining) {
    int octets = AIR - (joining == Joining.UDH16 ? 7 : 6);
    return basic ? octets * 8 / 7 : octets / 2;
  }

  private static int expected(String text, Joining joining) {
    boolean basic = text.indexOf('ғ') < 0;
    int alone = basic ? 160 : 70;
    int[] costs =
        text.codePoints()
            .map(letter -> basic ? (letter == '€' ? 2 : 1) : Character.charCount(letter))
            .toArray();
    if (Arrays.stream(costs).sum() <= alone) {
      return 1;
    }
    int parts = 1;
    int used = 0;
    for (int cost : costs) {
      if (used + cost > room(basic, joining)) {
        parts++;
        used = 0;
      }
      used += cost;
    }
    return parts;
  }

  private static List<Part> onTelephone(
      List<TakenSubmit> taken, PhoneNumber number, Joining joining) {
    List<Part> parts =
        taken.stream()
            .filter(one -> one.destination().equals(number.e164().substring(1)))
            .map(one -> part(one, joining))
            .sorted(Comparator.comparingInt(Part::number))
            .toList();
    for (int i = 0; i < parts.size(); i++) {
      assertThat(parts.get(i).number).isEqualTo(i + 1);
      assertThat(parts.get(i).of).isEqualTo(parts.size());
    }
    return parts;
  }

  private static Part part(TakenSubmit one, Joining joining) {
    byte[] octets = one.octets();
    int header = one.joined() ? 1 + octets[0] : 0;
    byte[] letters = Arrays.copyOfRange(octets, header, octets.length);
    boolean basic = one.dataCoding() == 0;
    if (joining != Joining.PAYLOAD) {
      int septets = (AIR - header) * 8 / 7;
      assertThat(letters.length).isLessThanOrEqualTo(basic ? septets : AIR - header);
    }
    if (one.joined()) {
      assertThat(header).isEqualTo(joining == Joining.UDH16 ? 7 : 6);
      assertThat(octets[1]).isEqualTo((byte) (joining == Joining.UDH16 ? 8 : 0));
    }
    String text = (basic ? Encoding.GSM_7 : Encoding.UCS_2).decode(letters);
    if (basic) {
      assertThat(letters[letters.length - 1]).isNotEqualTo(ESCAPE);
    } else {
      assertThat(Character.isHighSurrogate(text.charAt(text.length() - 1))).isFalse();
      assertThat(Character.isLowSurrogate(text.charAt(0))).isFalse();
    }
    return one.joined()
        ? new Part(octets[header - 1], octets[header - 2], text)
        : new Part(1, 1, text);
  }
}
