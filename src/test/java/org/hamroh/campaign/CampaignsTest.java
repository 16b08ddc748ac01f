package org.hamroh.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.hamroh.contact.ContactFilter;
import org.hamroh.gate.OptOuts;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.smpp.simulator.TakenSubmit;
import org.hamroh.store.Database;
import org.hamroh.yaml.ProblemsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A campaign from the draft to the last receipt, through a real SMPP server.
final class CampaignsTest {

  @TempDir Path folder;
  private final Set<String> told = new CopyOnWriteArraySet<>();
  private Database database;
  private CampaignHouse house;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("hamroh.db"));
    house = new CampaignHouse(database, SmscBehaviour.polite(), told::add);
  }

  @AfterEach
  void close() {
    house.close();
    database.close();
  }

  @Test
  void everybodyGetsTheTextInTheirLanguageAndTheSumsAgree() {
    house.people(30);
    house.started();
    Campaign draft = house.draft("Салом, {NAME}: {TEL}", "Привет, {NAME}: {TEL}");

    house.campaigns.run(draft);

    CampaignHouse.await()
        .until(
            () -> {
              CampaignView now = house.view(draft.id());
              assertThat(CampaignHouse.sum(now)).isEqualTo(now.asked());
              return now.is("finished") && now.messages().get("delivered") == 30;
            });
    List<String> taken = house.smsc.taken().stream().map(CampaignsTest::text).toList();
    assertThat(taken).hasSize(30).contains("Привет, Номи0: 700", "Салом, Номи1: 700");
    assertThat(taken.stream().filter(text -> text.startsWith("Привет"))).hasSize(10);
    assertThat(house.view(draft.id()).segments().get("delivered")).isEqualTo(30);
    assertThat(told).contains("campaign-" + draft.id());
  }

  @Test
  void thePreviewPromisesWhatTheStartDoes() {
    house.people(12);
    optOut("+992900000001");
    house.contacts.take(
        "more.csv", "number,name\n+442079460000,Anne\n".getBytes(StandardCharsets.UTF_8), "paper");
    house.contacts.take(
        "more.csv", "number,name\n900000099,Х\n".getBytes(StandardCharsets.UTF_8), "");
    house.started();
    Campaign draft = house.draft("ҳ".repeat(71), "Hello");

    Preview preview = house.campaigns.preview(draft);
    house.campaigns.run(draft);

    assertThat(preview.problems()).isEmpty();
    assertThat(preview.recipients()).isEqualTo(11);
    assertThat(preview.leftOut()).isEqualTo(new Campaign.LeftOut(1, 1, 1, 0));
    assertThat(preview.languages().get("tg"))
        .satisfies(
            tg -> {
              assertThat(tg.encoding()).isEqualTo("UCS-2");
              assertThat(tg.fewest()).isEqualTo(2);
              assertThat(tg.forcing()).containsExactly("ҳ");
            });
    assertThat(preview.languages().get("ru").encoding()).isEqualTo("GSM-7");
    CampaignHouse.await().until(() -> house.view(draft.id()).is("finished"));
    CampaignView view = house.view(draft.id());
    assertThat(view.asked()).isEqualTo(preview.recipients());
    assertThat(view.segmentsInAll()).isEqualTo(preview.segments());
    assertThat(view.leftOut()).isEqualTo(preview.leftOut());
  }

  @Test
  void whatIsMissingIsListedBeforeTheStart() {
    house.people(6);
    house.contacts.take(
        "more.csv", "number,language\n900000099,tg\n".getBytes(StandardCharsets.UTF_8), "paper");
    Campaign draft =
        house.find(
            house.campaigns.create(
                "Test",
                Map.of("tg", "Салом, {NAME} аз {PLACE}! {DATE} {x"),
                ContactFilter.EVERYBODY,
                "rustam"));

    assertThatThrownBy(() -> house.campaigns.run(draft))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("tg: a brace stands alone")
        .hasMessageContaining("tg: {DATE} is no field")
        .hasMessageContaining("There is no text in ru, the language of 2 recipients.")
        .hasMessageContaining("tg: {NAME} has no value for 1 recipients")
        .hasMessageContaining("tg: {PLACE} has no value for 5 recipients");
    assertThat(house.find(draft.id()).state()).isEqualTo(CampaignState.DRAFT);
  }

  @Test
  void aTextThatIsTooLongIsRefusedAtThePreview() {
    house.people(1);

    Preview preview = house.campaigns.preview(house.draft("Салом", "я".repeat(500)));

    assertThat(preview.problems())
        .containsExactly("ru: the text needs 8 segments; shorten it to 7.");
  }

  @Test
  void nobodyToWriteToIsSaid() {
    Preview preview = house.campaigns.preview(house.draft("Салом", "Привет"));

    assertThat(preview.problems()).singleElement().asString().contains("Nobody would get it");
  }

  @Test
  void anAudienceIsChosenByTagAndLanguage() {
    house.people(12);
    Campaign draft =
        house.find(
            house.campaigns.create(
                "Test",
                Map.of("tg", "Салом"),
                new ContactFilter(Set.of("tg"), Set.of("TJ"), Set.of(), Set.of("odd")),
                "rustam"));

    assertThat(house.campaigns.preview(draft).recipients()).isEqualTo(4);
  }

  @Test
  void stopCancelsWhatHasNotBegunAndTheSumsStillAgree() {
    house.people(120);
    house.smsc.behave(SmscBehaviour.polite().answering(Duration.ofMillis(60)));
    house.started();
    Campaign draft = house.draft("Салом", "Привет");
    house.campaigns.run(draft);
    CampaignHouse.await().until(() -> house.smsc.taken().size() > 20);

    house.campaigns.stop(house.find(draft.id()), "rustam");

    CampaignHouse.await().until(() -> house.view(draft.id()).messages().get("sending") == 0);
    CampaignView view = house.view(draft.id());
    assertThat(view.state()).isEqualTo("stopped");
    assertThat(CampaignHouse.sum(view)).isEqualTo(view.asked()).isEqualTo(120);
    assertThat(view.messages().get("cancelled")).isEqualTo(120 - house.smsc.taken().size());
    assertThatThrownBy(() -> house.campaigns.run(house.find(draft.id())))
        .hasMessageContaining("cannot be started");
  }

  @Test
  void pauseHoldsAndStartGoesOn() {
    house.people(100);
    house.smsc.behave(SmscBehaviour.polite().answering(Duration.ofMillis(60)));
    house.started();
    Campaign draft = house.draft("Салом", "Привет");
    house.campaigns.run(draft);
    CampaignHouse.await().until(() -> house.smsc.taken().size() > 10);

    house.campaigns.pause(house.find(draft.id()), "rustam");
    CampaignHouse.await().until(() -> house.view(draft.id()).messages().get("sending") == 0);
    assertThat(house.view(draft.id()).messages().get("queued")).isPositive();
    house.campaigns.run(house.find(draft.id()));

    CampaignHouse.await().until(() -> house.view(draft.id()).is("finished"));
    assertThat(house.smsc.taken())
        .extracting(TakenSubmit::destination)
        .doesNotHaveDuplicates()
        .hasSize(100);
  }

  @Test
  void aStartThatACrashCutInHalfGoesOnFreezingWhereItWas() {
    house.people(700);
    Campaign draft = house.draft("Салом", "Привет");
    house.campaigns.run(draft); // the worker has not been started: it stays ready
    assertThat(house.find(draft.id()).state()).isEqualTo(CampaignState.READY);

    house.campaigns.start();

    CampaignHouse.await().until(() -> house.find(draft.id()).state() == CampaignState.RUNNING);
    assertThat(house.find(draft.id()).asked()).isEqualTo(700);
    assertThat(house.view(draft.id()).messages().get("queued")).isEqualTo(700);
  }

  @Test
  void anSmscThatIsDownDelaysAndLosesNothing() {
    house.people(20);
    int port = house.smsc.port();
    house.smsc.close();
    house.started();
    Campaign draft = house.draft("Салом", "Привет");
    house.campaigns.run(draft);
    CampaignHouse.await().until(() -> house.view(draft.id()).messages().get("queued") == 20);

    try (var back = org.hamroh.smpp.Smsc.start(port, SmscBehaviour.polite())) {
      CampaignHouse.await().until(() -> house.view(draft.id()).messages().get("delivered") == 20);
      assertThat(back.taken()).hasSize(20);
    }
  }

  @Test
  void theReadyTextsAreAllThereAndFitTheirSegments() {
    ReadyTexts texts = ReadyTexts.load();

    assertThat(texts.all())
        .hasSize(24)
        .allSatisfy(
            text ->
                assertThat(text.texts().values())
                    .allSatisfy(
                        one -> {
                          assertThat(new TextTemplate(one).mistakes()).isEmpty();
                          String filled =
                              one.replace("{TEL}", "+992900000001")
                                  .replaceAll("\\{[A-Z]+}", "Вахдат 1.12");
                          assertThat(org.hamroh.sms.SmsText.of(filled).segments().size())
                              .isLessThanOrEqualTo(2);
                        }));
    assertThat(texts.find("sms-12").orElseThrow().legalReview()).isTrue();
  }

  private void optOut(String number) {
    database.write(
        handle -> {
          OptOuts.add(handle, new PhoneNumber(number), "api", Instant.now());
          return true;
        });
  }

  private static String text(TakenSubmit submit) {
    return new String(submit.octets(), StandardCharsets.UTF_16BE);
  }
}
