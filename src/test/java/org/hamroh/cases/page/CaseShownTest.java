package org.hamroh.cases.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.hamroh.cases.CaseFile;
import org.hamroh.cases.CaseHouse;
import org.hamroh.cases.CaseId;
import org.hamroh.web.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CaseShownTest {

  @TempDir private Path folder;

  @Test
  void partnerIsNamedInTheReadersLanguageAndNotByItsId() throws Exception {
    Texts texts = Texts.load(ZoneId.of("Asia/Dushanbe"), List.of("cases", "referral"));
    try (CaseHouse house = new CaseHouse(folder)) {
      CaseFile.Event event =
          new CaseFile.Event(
              new CaseId("1000001"),
              Instant.parse("2026-11-22T08:00:00Z"),
              "referral-sent",
              "zarina",
              Map.of("partner", "fitt", "referral", "7"));

      CaseShown.Happened shown =
          CaseShown.happened(
              event,
              house.desk,
              texts.in("ru"),
              login -> "Зарина",
              (id, language) -> language.equals("ru") && id.equals("fitt") ? "Федерация" : "?");

      assertThat(shown.what()).contains("Федерация").doesNotContain("fitt");
      assertThat(shown.who()).isEqualTo("Зарина");
    }
  }
}
