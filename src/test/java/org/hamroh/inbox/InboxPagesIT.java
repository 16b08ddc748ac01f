package org.hamroh.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamroh.inbox.InboxHouse.SOMEBODY;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hamroh.operator.Chromium;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.web.Routes;
import org.hamroh.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The inbox as an operator uses it, in a real Chromium, with texts that come by real SMPP.
final class InboxPagesIT {

  private static final PhoneNumber IN_DANGER = new PhoneNumber("+992900000002");

  @TempDir private Path folder;
  private final List<String> complaints = new ArrayList<>();
  private Chromium chromium;
  private TestSite site;
  private InboxHouse house;

  @BeforeEach
  void start() throws Exception {
    chromium = new Chromium();
    site = new TestSite(folder);
    house = InboxHouse.open(Files.createDirectory(folder.resolve("inbox")), site.live);
    site.start(
        house.room.routes(login -> login, () -> "w-0123456789abcdef").toArray(Routes[]::new));
    await().atMost(InboxHouse.patience()).until(() -> house.sms.smsc.links() == 1);
  }

  @AfterEach
  void stop() {
    chromium.close();
    house.close();
    site.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 360})
  void aTextArrivesIsClaimedCountedAndAnswered(int width) {
    Page page = chromium.page(width, 800, ColorScheme.LIGHT);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.navigate(site.address() + "/inbox");
    page.getByLabel("Login").fill("zarina");
    page.getByLabel("Password").fill("four words of mine");
    page.keyboard().press("Enter");
    assertThat(page.getByText("Log out")).isVisible();
    page.navigate(site.address() + "/inbox");
    assertThat(page.locator("main")).containsText("Every text is answered.");

    // Both come while the page is open, and appear by themselves.
    house.sms.smsc.writeToUs(
        SOMEBODY.e164(), "700", "Салом. Корфармо ду моҳ боз музд намедиҳад, чӣ бояд кунам?");
    house.sms.smsc.writeToUs(IN_DANGER.e164(), "700", "стоп мусоидат лозим, хӯҷаин маро мезанад");
    assertThat(page.locator("tr[data-thread]")).hasCount(2);
    assertThat(page.locator("tr[data-thread]").first()).containsText("urgent");
    assertThat(page.locator("main")).not().containsText(SOMEBODY.e164());
    look(page, "list", width);

    page.locator("tr[data-thread]")
        .nth(1)
        .getByRole(com.microsoft.playwright.options.AriaRole.LINK)
        .click();
    assertThat(page.locator(".letter.theirs")).containsText("музд намедиҳад");
    page.getByText("I answer").click();
    assertThat(page.locator("#deeds + ul")).containsText("zarina");

    Locator text = page.getByLabel("Answer", new Page.GetByLabelOptions().setExact(true));
    text.fill("Call 700 now, it is free");
    assertThat(page.locator("#count-text")).containsText("1 segments: GSM-7");
    text.fill("Call 700 – now");
    assertThat(page.locator("#count-text")).containsText("UCS-2");
    assertThat(page.locator("#count-text mark")).hasText("–");
    text.fill("Ҳамроҳ:  занг   занед ба 700. " + "Шартномаро нигоҳ доред. ".repeat(2));
    assertThat(page.locator("#count-text .badge")).hasAttribute("data-segments", "2");
    look(page, "answer", width);
    page.locator("#count-text").getByText("Use it").click();
    assertThat(text)
        .hasValue("Ҳамроҳ: занг занед ба 700. Шартномаро нигоҳ доред. Шартномаро нигоҳ доред.");
    page.getByRole(
            com.microsoft.playwright.options.AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName("Send"))
        .click();
    assertThat(page.locator(".letter.ours")).containsText("Шартномаро нигоҳ доред.");
    await().atMost(InboxHouse.patience()).until(() -> !house.sms.smsc.taken().isEmpty());
    page.getByRole(
            com.microsoft.playwright.options.AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName("Done").setExact(true))
        .click();

    page.navigate(site.address() + "/inbox/" + house.thread(IN_DANGER).id());
    assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT).first())
        .containsText("in danger");
    look(page, "urgent", width);
    page.getByText("No more broadcasts").click();
    assertThat(page.locator("#talk")).containsText("gets no broadcasts");
    assertThat(house.isSilent(IN_DANGER)).isTrue();
    assertThat(house.sentTo(IN_DANGER)).isEmpty();

    assertThat(complaints).isEmpty();
  }

  /// Nothing is wider than the screen; the picture is for whoever wants to look.
  private static void look(Page page, String name, int width) {
    Object overflow =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(((Number) overflow).intValue()).as(name + " at " + width).isLessThanOrEqualTo(0);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "pictures", "inbox-" + name + "-" + width + ".png")));
  }
}
