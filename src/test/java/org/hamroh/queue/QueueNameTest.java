package org.hamroh.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueueNameTest {

  @ParameterizedTest
  @CsvSource({
    "queue-wages, queue-wages, false, ''",
    "queue-wages-ru, queue-wages, false, ru",
    "queue-high-woman, queue-high, true, ''",
    "queue-high-woman-ru, queue-high, true, ru",
    "queue-on-call, queue-on-call, false, ''",
    "queue-on-call-woman-ru, queue-on-call, true, ru",
    "queue-first-op12, queue-first, false, ''",
    "something else, something else, false, ''"
  })
  void nameTellsTopicWomanAndLanguage(String name, String topic, boolean woman, String language) {
    assertThat(QueueName.of(name)).isEqualTo(new QueueName(topic, woman, language));
  }

  @ParameterizedTest
  @CsvSource({
    "queue-wages-ru, queue-wages",
    "queue-high-woman-ru, queue-high-woman",
    "queue-danger, queue-danger"
  })
  void screensSayItWithoutTheLanguage(String name, String asked) {
    assertThat(QueueName.of(name).asked()).isEqualTo(asked);
  }
}
