package org.hamroh.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hamroh.phone.PhoneNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a carrier's deliver_sm to the answer that it takes: keywords in Tajik, Russian and Latin
/// letters, typed as people type them.
final class KeywordsOnTheWireTest {

  /// What is written, by how its answer begins.
  private static final Map<String, List<String>> EXPECTED =
      Map.of(
          "Ҳамроҳ: мутахассис",
          List.of("Оператор лозим", "бо одам гап задан мехоҳам"),
          "Хамрох: оператор вам напишет",
          List.of("опертор нужен", "поговорить с человеком"),
          "Ҳамроҳ: курсҳоро",
          List.of("курсҳо лозим", "Дарсҳо", "омӯзишш"),
          "Хамрох: курсы",
          List.of("Курсы", "обучене", "учёба есть?"),
          "Ҳамроҳ: ҷойҳои",
          List.of("Кор лозим", "ҷои кор ҳаст?", "kor lozim"),
          "Хамрох: вакансии",
          List.of("работа есть?", "вакансйи", "rabota nuzhna"),
          "Ҳамроҳ: ҳолати",
          List.of("муроҷиат", "Парвандаи мани чӣ", "murojat"),
          "Хамрох: о вашем",
          List.of("обращене", "мое дело", "статус моё дело"),
          "Ҳамроҳ: занг занед",
          List.of("Кӯмак лозим", "yordam iltimos"),
          "Хамрох: звоните",
          List.of("Помощь", "pomogite"));

  @TempDir private Path folder;

  @Test
  void everyKeywordIsAnsweredInTheWritersLanguageHoweverItIsTyped() {
    try (InboxHouse house = InboxHouse.open(folder)) {
      await()
          .atMost(InboxHouse.patience())
          .until(() -> house.sms.gateway.routes().getFirst().link().up());
      int person = 0;

      for (Map.Entry<String, List<String>> one : EXPECTED.entrySet()) {
        for (String text : one.getValue()) {
          // People of different ranges: neighbours in one day are a flood.
          PhoneNumber number = new PhoneNumber("+99290%03d0001".formatted(100 + person++));
          house.sms.smsc.writeToUs(number.e164(), "700", text);

          String answer =
              await()
                  .atMost(InboxHouse.patience())
                  .until(() -> answer(house, number), words -> !words.isEmpty());
          assertThat(answer).as(text).startsWith(one.getKey());
        }
      }
    }
  }

  @Test
  void aChosenLanguageIsRememberedWhateverIsWrittenLater() {
    PhoneNumber number = new PhoneNumber("+992900000077");
    try (InboxHouse house = InboxHouse.open(folder)) {
      await()
          .atMost(InboxHouse.patience())
          .until(() -> house.sms.gateway.routes().getFirst().link().up());
      house.sms.smsc.writeToUs(number.e164(), "700", "ТОҶ");
      await().atMost(InboxHouse.patience()).until(() -> !answer(house, number).isEmpty());

      house.openRoom(); // as after a restart
      house.sms.smsc.writeToUs(number.e164(), "700", "Курсы");

      await()
          .atMost(InboxHouse.patience())
          .until(() -> answer(house, number).contains("Ҳамроҳ: курсҳоро"));
      assertThat(house.thread(number).language()).isEqualTo("tg");
    }
  }

  /// All that the carrier took for a number.
  private static String answer(InboxHouse house, PhoneNumber number) {
    StringBuilder all = new StringBuilder();
    house.sms.smsc.taken().stream()
        .filter(one -> number.e164().endsWith(one.destination()))
        .forEach(one -> all.append(new String(one.octets(), StandardCharsets.UTF_16BE)));
    return all.toString();
  }
}
