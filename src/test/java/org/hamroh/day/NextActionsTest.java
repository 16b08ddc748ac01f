package org.hamroh.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import org.hamroh.casework.CaseworkHouse;
import org.hamroh.casework.NextActions;
import org.hamroh.casework.contact.ContactRecords.Outcome;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What operators noted in contact records to be done next, on the page of the day.
final class NextActionsTest {

  private static final String RECORD = "w-00000000000000a1";

  @TempDir private Path folder;
  private CaseworkHouse casework;
  private DayHouse day;
  private TestSite site;

  @BeforeEach
  void start() throws Exception {
    casework = new CaseworkHouse(Files.createDirectory(folder.resolve("casework")));
    day = new DayHouse(folder, new NextActions(casework.records, casework.forms, ZoneOffset.UTC));
    site =
        new TestSite(folder)
            .start(new DayRoutes(day.board, login -> login, DayRoutesTest.texts(), day.clock));
  }

  @AfterEach
  void stop() {
    site.close();
    day.close();
    casework.close();
  }

  private String followUps(String login) {
    TestBrowser browser = site.browserOf(login);
    String page = browser.get("/day").body();
    return page.substring(page.indexOf("id=\"follow-ups\""), page.indexOf("id=\"lost\""));
  }

  @Test
  void nextActionStandsOnItsOperatorsPageOnItsDayUntilItIsDone() {
    Outcome saved =
        casework.records.save(
            CaseworkHouse.wish(RECORD, 0, "page", CaseworkHouse.whole("he waits for his wages")));
    assertThat(saved).isInstanceOf(Outcome.Kept.class);
    assertThat(followUps("zarina")).as("it is for tomorrow").doesNotContain(RECORD);

    day.clock.pass(Duration.ofDays(1));

    assertThat(followUps("zarina"))
        .contains("href=\"/records/" + RECORD + "\"", "Call the person")
        .doesNotContain("his wages");
    assertThat(followUps("malika")).doesNotContain(RECORD);

    day.clock.pass(Duration.ofDays(1));
    assertThat(followUps("zarina")).as("its day is over").contains("badge bad");

    casework.records.nextDone(RECORD);
    assertThat(followUps("zarina")).doesNotContain(RECORD);
  }
}
