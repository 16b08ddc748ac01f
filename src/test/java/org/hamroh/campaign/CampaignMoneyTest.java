package org.hamroh.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hamroh.contact.ContactFilter;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.smpp.simulator.TakenSubmit;
import org.hamroh.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a campaign spends, and how it stops, held against the ledger of the SMSC.
final class CampaignMoneyTest {

  private static final int WINDOW = 10;

  @TempDir Path folder;
  private Database database;
  private CampaignHouse house;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("hamroh.db"));
    house = new CampaignHouse(database, SmscBehaviour.polite(), topic -> {});
  }

  @AfterEach
  void close() {
    house.close();
    database.close();
  }

  @Test
  void theBudgetIsNeverPassedAndMoreMoneyLetsItGoOn() {
    house.people(60);
    house.started();
    Campaign campaign = house.find(withBudget("2.02")); // 0.05 for each: 40 people
    house.campaigns.run(campaign, "rustam");

    CampaignHouse.await().until(() -> house.view(campaign.id()).is("paused"));
    CampaignHouse.await().until(() -> house.view(campaign.id()).messages().get("delivered") == 40);
    CampaignView paused = house.view(campaign.id());
    assertThat(paused.reason()).isEqualTo("budget");
    assertThat(paused.spent()).isEqualByComparingTo("2.00");
    assertThat(house.smsc.taken()).hasSize(40);
    house.campaigns.budget(house.find(campaign.id()), new BigDecimal("5"), "zarina");
    house.campaigns.run(house.find(campaign.id()), "zarina");

    CampaignHouse.await().until(() -> house.view(campaign.id()).messages().get("delivered") == 60);
    assertThat(house.view(campaign.id()).spent()).isEqualByComparingTo("3.00");
    assertThat(house.smsc.taken())
        .extracting(TakenSubmit::destination)
        .doesNotHaveDuplicates()
        .hasSize(60);
    assertThat(house.view(campaign.id()).segments().get("delivered"))
        .isEqualTo(house.smsc.taken().size());
  }

  @Test
  void afterAStopAtFullSpeedNoMoreThanAWindowLeaves() {
    house.people(3_000);
    house.smsc.behave(SmscBehaviour.polite().answering(Duration.ofMillis(5)));
    house.started();
    Campaign campaign = house.draft("Салом", "Привет");
    house.campaigns.run(campaign, "rustam");
    CampaignHouse.await().until(() -> house.smsc.taken().size() > 300);

    int before = house.smsc.taken().size();
    house.campaigns.stop(house.find(campaign.id()), "rustam");

    CampaignHouse.await()
        .until(
            () ->
                house.view(campaign.id()).is("stopped")
                    && house.view(campaign.id()).messages().get("sending") == 0);
    int after = house.smsc.taken().size();
    int whileStopping = stoppedAt(campaign, before, after);
    System.out.printf("taken before %d, after the click %d%n", before, whileStopping);
    assertThat(whileStopping).isLessThanOrEqualTo(WINDOW);
    CampaignView view = house.view(campaign.id());
    assertThat(CampaignHouse.sum(view)).isEqualTo(view.asked()).isEqualTo(3_000);
    assertThat(view.messages().get("cancelled")).isEqualTo(3_000 - after);
  }

  /// Segments that were marked as leaving after the stop was written down, or not yet taken then.
  private int stoppedAt(Campaign campaign, int before, int after) {
    long stop =
        house.campaigns.workflow().steps(campaign).stream()
            .filter(step -> step.kind() == Step.Kind.STOPPED)
            .map(step -> step.at().toEpochMilli())
            .findFirst()
            .orElseThrow();
    long unanswered =
        database.read(
            handle ->
                handle
                    .createQuery("select count(*) from segment where answered_at > :stop")
                    .bind("stop", stop)
                    .mapTo(Long.class)
                    .one());
    assertThat(after).isGreaterThanOrEqualTo(before);
    return (int) unanswered;
  }

  private long withBudget(String budget) {
    return house
        .campaigns
        .workflow()
        .create(
            new Campaign.Wish(
                "Test",
                Map.of("tg", "Салом", "ru", "Привет"),
                ContactFilter.EVERYBODY,
                "",
                false,
                new Schedule(
                    Optional.empty(),
                    Schedule.Repeat.ONCE,
                    Optional.empty(),
                    "",
                    0,
                    0,
                    new BigDecimal(budget))),
            "rustam");
  }
}
