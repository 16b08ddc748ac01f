package org.hamroh.operator;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The system's own Chromium, driven without a window. Nothing is downloaded.
public final class Chromium implements AutoCloseable {

  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /// For what normally takes a moment, on a machine that builds beside it.
  private static final double PATIENCE_MILLIS = 20_000;

  private final Playwright playwright;
  private final Browser browser;

  public Chromium() {
    this(List.of());
  }

  /// @param more flags beside the usual ones
  public Chromium(List<String> more) {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    List<String> flags = new ArrayList<>(FLAGS);
    flags.addAll(more);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(onPath())
                    .setHeadless(true)
                    .setArgs(flags));
  }

  private static Path onPath() {
    Optional<Path> found =
        Stream.of(System.getenv("PATH").split(":"))
            .flatMap(
                folder ->
                    Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
    return found.orElseThrow(
        () -> new IllegalStateException("no Chromium on PATH; install it: apt install chromium"));
  }

  /// A fresh browser profile with one page.
  public Page page(int width, int height, ColorScheme scheme) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale("en-GB"));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    return context.newPage();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
