package org.hamroh.operator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/// What every test of pages does with one: changes its language, keeps a picture, measures it.
public final class Screen {

  private Screen() {}

  /// By the button that people press; on a narrow screen it stands in the menu.
  public static void language(Page page, String language) {
    if (page.locator(".menu").isVisible()) {
      page.locator(".menu").click();
    }
    page.locator(".languages button[value=" + language + "]").click();
    assertThat(page.locator("html")).hasAttribute("lang", language);
  }

  /// Kept under `target/screens` for a look at it.
  public static void shoot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "screens", name + ".png")));
  }

  /// By how many pixels something sticks out to the right; 0 when all fits.
  public static int widerThanScreen(Page page) {
    return (int)
        page.evaluate(
            "Math.max(0, document.documentElement.scrollWidth"
                + " - document.documentElement.clientWidth)");
  }
}
