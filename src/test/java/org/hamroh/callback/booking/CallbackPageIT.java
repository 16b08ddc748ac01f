package org.hamroh.callback.booking;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hamroh.callback.CallbackKind;
import org.hamroh.callback.CallbackStore;
import org.hamroh.operator.Chromium;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page of the call-backs as staff use it, in a real Chromium, wide and on a telephone.
final class CallbackPageIT {

  @TempDir private Path folder;
  private final List<String> complaints = new ArrayList<>();
  private Chromium chromium;
  private CallbackHouse house;

  @BeforeEach
  void start() {
    chromium = new Chromium();
    house = new CallbackHouse(folder);
  }

  @AfterEach
  void stop() {
    chromium.close();
    house.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 360})
  void callIsBookedSeenToChangeAndCancelled(int width) {
    house.add(CallbackKind.QUEUE, "+992900000002", "queue-wages", Instant.now());
    house.add(CallbackKind.DANGER, "+992900000003", "queue-danger", Instant.now());
    Page page = chromium.page(width, 800, ColorScheme.LIGHT);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onDialog(Dialog::accept);
    page.navigate(house.site.address() + "/callbacks");
    page.getByLabel("Login").fill("zarina");
    page.getByLabel("Password").fill("four words of mine");
    page.keyboard().press("Enter");
    assertThat(page.getByText("Log out")).isVisible();
    page.navigate(house.site.address() + "/callbacks");
    assertThat(page.locator("tbody tr")).hasCount(2);

    page.getByLabel("Number").fill("12");
    page.getByText("Book", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.getByText("too few")).isVisible();
    page.getByLabel("Number").fill("90 000 0004");
    page.getByLabel("When").selectOption("morning");
    page.getByText("Book", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.getByText("Booked, receipt")).isVisible();
    assertThat(page.locator("tbody tr")).hasCount(3);
    look(page, "list", width);

    house.site.database.write(handle -> CallbackStore.mark(handle, 2, Instant.now()));
    house.site.live.changed("callbacks");
    assertThat(page.locator("tbody")).containsText("Rings");
    page.locator("tbody tr").last().getByText("Cancel").click();
    assertThat(page.locator("tbody tr").last()).containsText("Cancelled");
    look(page, "after", width);
    assertThat(complaints).isEmpty();
  }

  /// Nothing is wider than the screen; the picture is for whoever wants to look.
  private static void look(Page page, String name, int width) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "pictures", "callback-" + name + "-" + width + ".png")));
    Object overflow =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(((Number) overflow).intValue()).as(name + " at " + width).isLessThanOrEqualTo(0);
  }
}
