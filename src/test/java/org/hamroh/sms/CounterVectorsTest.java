package org.hamroh.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.sms.CounterVectors.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server's counter, at every border; and what truly arrives at the SMSC.
final class CounterVectorsTest {

  @Test
  void theServerCountsAsTheVectorsSay() throws IOException {
    List<Vector> vectors = CounterVectors.all();

    assertThat(vectors).hasSizeGreaterThan(400);
    for (Vector vector : vectors) {
      SmsText text = SmsText.of(vector.text());
      assertThat(text.encoding().label()).as(vector.text()).isEqualTo(vector.encoding());
      assertThat(text.length()).as(vector.text()).isEqualTo(vector.length());
      assertThat(text.segments()).as(vector.text()).hasSize(vector.segments());
      assertThat(text.room()).as(vector.text()).isEqualTo(vector.room());
      assertThat(text.forcing()).as(vector.text()).isEqualTo(vector.forcing());
      if (vector.shorter() != null) {
        assertThat(ShorterText.of(vector.text())).isEqualTo(vector.shorter());
      }
    }
  }

  @Test
  void everySuggestionCostsLessAndASecondOneIsNotNeeded() throws IOException {
    for (Vector vector : CounterVectors.all()) {
      String shorter = ShorterText.of(vector.text());

      assertThat(SmsText.of(shorter).segments()).hasSizeLessThanOrEqualTo(vector.segments());
      assertThat(ShorterText.of(shorter)).isEqualTo(shorter);
    }
  }

  /// Each text that may be sent goes over the wire, and is put together from the octets that the
  /// test SMSC took.
  @Test
  void whatIsCountedIsWhatTheSmscReceives(@TempDir Path folder) throws IOException {
    List<Vector> sent =
        CounterVectors.all().stream()
            .filter(one -> !one.text().isBlank() && one.segments() <= SmsText.MAX_SEGMENTS)
            .toList();
    try (SmsHouse house = SmsHouse.open(folder, SmscBehaviour.polite().withFate(to -> ""))) {
      house.gateway.start();

      for (int i = 0; i < sent.size(); i++) {
        house.gateway.send(SmsHouse.number(i), "tg", sent.get(i).text());
      }

      int segments = sent.stream().mapToInt(Vector::segments).sum();
      SmsHouse.await().until(() -> house.smsc.taken().size() >= segments);
      assertThat(house.smsc.taken()).hasSize(segments);
      for (int i = 0; i < sent.size(); i++) {
        PhoneNumber number = SmsHouse.number(i);
        assertThat(SmsHouse.onTelephone(house.smsc.taken(), number)).isEqualTo(sent.get(i).text());
      }
    }
  }
}
