package org.hamroh.surge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SurgeRoutesTest {

  @TempDir private Path folder;
  private TestSite site;
  private TestBrowser manager;

  @BeforeEach
  void start() {
    site = new TestSite(folder);
    site.start(
        new SurgeRoutes(
            site.database,
            new EchoBook(List::of),
            () -> 20.0,
            at -> true,
            at -> 3,
            ZoneOffset.UTC,
            Clock.systemUTC()));
    site.database.write(
        handle ->
            handle.execute(
                """
                insert into campaign (id, name, state, audience, created_by, created_at,
                  frozen_from, frozen_until, asked, opted_out, without_consent, without_route,
                  without_text)
                values (1, 'Patents end', 'draft', '{}', 'manija', 0, 0, 0, 0, 0, 0, 0, 0)
                """));
    manager = site.browserOf("rustam");
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void aLargeSendIsToldWithItsCallsItsOperatorsAndABetterPace() {
    String panel = manager.get("/panels/reach/surge?campaign=1&recipients=8000").body();

    assertThat(panel)
        .contains("3 operators are planned")
        .containsPattern("Send over \\d+ hours instead")
        .contains("an assumption, until three campaigns");
  }

  @Test
  void aSmallSendIsToldWithoutAdvice() {
    String panel = manager.get("/panels/reach/surge?campaign=1&recipients=20").body();

    assertThat(panel).contains("busiest half hour").doesNotContain("instead");
  }

  @Test
  void aDraftWithoutRecipientsHasNoForecastAndAnUnknownCampaignIsNotThere() {
    assertThat(manager.get("/panels/reach/surge?campaign=1").body()).doesNotContain("half hour");
    assertThat(manager.get("/api/v1/campaigns/1/surge").statusCode()).isEqualTo(409);
    assertThat(manager.get("/api/v1/campaigns/7/surge").statusCode()).isEqualTo(404);
  }
}
