package org.hamroh.voicemail;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.operator.Screen.shoot;
import static org.hamroh.operator.Screen.widerThanScreen;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.hamroh.operator.Chromium;
import org.hamroh.web.TestSite;
import org.hamroh.web.Texts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages as an operator uses them, in a real Chromium.
final class VoicemailPagesIT {

  private static Chromium chromium;
  @TempDir private Path folder;
  private VoicemailHouse house;
  private TestSite site;
  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void startChromium() {
    PlaywrightAssertions.setDefaultAssertionTimeout(15_000); // a machine that builds beside it
    chromium = new Chromium(List.of("--autoplay-policy=no-user-gesture-required"));
  }

  @AfterAll
  static void stopChromium() {
    chromium.close();
  }

  @BeforeEach
  void start() {
    house = new VoicemailHouse(folder);
    Texts texts = Texts.load(ZoneId.of("Asia/Dushanbe"), List.of("console", "voicemail"));
    site =
        new TestSite(folder)
            .start(
                new VoicemailRoutes(house.messages),
                new VoicemailPages(house.messages, login -> "Zarina", texts, house.clock));
  }

  @AfterEach
  void stop() {
    site.close();
    house.close();
  }

  private Page open(int width, String path) {
    Page page = chromium.page(width, 780, ColorScheme.LIGHT);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.navigate(site.address() + "/login?to=" + path);
    page.getByLabel("Login").fill("zarina");
    page.getByLabel("Password").fill(TestSite.PASSWORD);
    page.keyboard().press("Enter");
    page.waitForURL("**" + path);
    return page;
  }

  @Test
  void anOperatorHearsSeeksTakesAndAnswersAMessage() {
    house.leaves("m-1", "message");
    house.round();
    Page page = open(1280, "/voicemail");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(house.find("m-1").receipt()))
        .click();
    page.waitForURL("**/voicemail/m-1");
    assertThat(house.messages.listenings("m-1")).isEmpty(); // opening the page is no listening

    // Heard by the browser's own decoder, from the middle: 440 Hz crosses zero 880 times a second.
    Object crossings =
        page.evaluate(
            """
            async () => {
              const player = document.querySelector('audio');
              await player.play();
              player.currentTime = 2;
              await new Promise(done => player.addEventListener('seeked', done, {once: true}));
              const answer = await fetch(player.src, {headers: {Range: 'bytes=0-'}});
              const context = new OfflineAudioContext(1, 8000 * 4, 8000);
              const sound = await context.decodeAudioData(await answer.arrayBuffer());
              const samples = sound.getChannelData(0);
              let crossings = 0;
              for (let i = 16001; i < 24000; i++) {
                if ((samples[i - 1] < 0) !== (samples[i] < 0)) { crossings++; }
              }
              return [Math.round(player.duration), Math.round(player.currentTime) >= 2, crossings];
            }
            """);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("I take it")).click();
    assertThat(page.locator(".badge").first()).hasText("taken");
    page.getByLabel("Note").fill("rang, wages explained");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Answered").setExact(true))
        .click();

    page.waitForURL("**/voicemail");
    List<?> heard = (List<?>) crossings;
    assertThat(heard.get(0)).isEqualTo(4);
    assertThat(heard.get(1)).isEqualTo(true);
    assertThat(((Number) heard.get(2)).intValue()).isBetween(870, 890);
    assertThat(house.messages.listenings("m-1"))
        .extracting(VoiceMessage.Listening::listener)
        .containsExactly("zarina");
    assertThat(house.find("m-1").state()).isEqualTo(MessageState.ANSWERED);
    assertThat(house.find("m-1").note()).isEqualTo("rang, wages explained");
    assertThat(complaints).isEmpty();
  }

  @Test
  void whatIsOverdueIsMarkedAndNothingSticksOutOnATelephone() {
    house.leaves("m-1", "message");
    house.leaves("m-2", "no-key");
    house.leaves("m-3", "agency-complaint");
    house.messages.take("m-3", "zarina", false);
    house.leaves("m-4", "message");
    house.messages.finish("m-4", MessageState.CLOSED, "zarina", false, "the same again");
    house.round();
    house.messages.listen("m-1", "zarina");
    house.clock.pass(Duration.ofDays(2));
    for (int width : new int[] {1280, 360}) {
      Page page = open(width, "/voicemail");
      assertThat(page.locator(".badge.bad")).hasCount(3);
      assertThat(page.locator("tbody tr").first()).containsText("without keys");
      shoot(page, "voicemail-" + width);
      assertThat(widerThanScreen(page)).isZero();
      page.navigate(site.address() + "/voicemail/m-1");
      assertThat(page.locator("audio")).isVisible();
      shoot(page, "voicemail-one-" + width);
      assertThat(widerThanScreen(page)).isZero();
    }
    assertThat(complaints).isEmpty();
  }
}
