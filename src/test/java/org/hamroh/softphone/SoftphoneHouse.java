package org.hamroh.softphone;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.hamroh.ami.AmiClient;
import org.hamroh.operator.Chromium;
import org.hamroh.pbx.DialplanTiming;
import org.hamroh.pbx.TestPbx;
import org.hamroh.sip.Codec;
import org.hamroh.sip.PromptEar;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.TestSite;
import org.hamroh.web.WebConfig;
import org.jspecify.annotations.Nullable;

/// A real Asterisk, the web port with the telephone's door, and operators in a real Chromium:
/// zarina is op1, malika op2. Callers of 700 go straight to the queue.
final class SoftphoneHouse implements AutoCloseable {

  /// What takes a second takes many on a machine with other work.
  static final Duration SOON = Duration.ofSeconds(20);

  private static final List<String> FLAGS =
      List.of("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream");

  /// Without the browser's help for talks, which takes the beeps for noise or for an echo of the
  /// caller's tone now and then.
  private static final String PLAIN_MICROPHONE =
      """
      if (navigator.mediaDevices) {
        const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        const plain = {echoCancellation: false, noiseSuppression: false, autoGainControl: false};
        navigator.mediaDevices.getUserMedia = (wish) => open({...wish, audio: plain});
      }
      """;

  final Path folder;
  final TestPbx pbx;
  private final QueueAgi agi;
  final AmiClient ami;
  final TestSite site;
  final Queue<String> talksOver = new ConcurrentLinkedQueue<>();
  private final PromptEar ear;
  private final List<Page> pages = new ArrayList<>();

  SoftphoneHouse() throws IOException {
    this(Files.createTempDirectory("phone"), null);
  }

  /// @param tls the web port's certificate, none for plain HTTP
  SoftphoneHouse(Path folder, WebConfig.@Nullable Tls tls) throws IOException {
    this.folder = folder;
    agi = new QueueAgi();
    pbx = TestPbx.in(folder).agiPort(agi.port()).timing(SoftphoneHouse::patient).start();
    ami = new AmiClient(pbx.ami(), Clock.systemUTC());
    ami.start();
    await().atMost(SOON).until(() -> ami.state().connected());
    Map<String, String> telephones = Map.of("zarina", "op1", "malika", "op2");
    Softphones softphones =
        new Softphones(
            "127.0.0.1",
            pbx.browserPort(),
            login -> Optional.ofNullable(telephones.get(login)),
            new AmiSwitchboard(
                ami.actions(), pbx.folders().run().resolve("asterisk.ctl"), "127.0.0.1"),
            talksOver::add,
            Clock.systemUTC());
    TestSite secured = tls == null ? new TestSite(folder) : new TestSite(folder).secured(tls);
    site = secured.start(new SoftphoneRoutes(softphones));
    ear = PromptEar.of(folder.resolve("sounds"), Codec.ALAW);
  }

  private static DialplanTiming patient(DialplanTiming timing) {
    return new DialplanTiming(
        timing.firstHandle(),
        Duration.ofSeconds(60),
        Duration.ofSeconds(60),
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        timing.announce(),
        timing.wrapUp(),
        timing.ring(),
        timing.message());
  }

  /// Its microphone beeps twice a second.
  static Chromium chromium(String... more) throws IOException {
    Path beeps = Files.createTempFile("beeps", ".wav");
    beeps.toFile().deleteOnExit();
    ToneEar.writeBeeps(beeps);
    List<String> flags = new ArrayList<>(FLAGS);
    flags.add("--use-file-for-fake-audio-capture=" + beeps);
    flags.addAll(List.of(more));
    return new Chromium(flags);
  }

  InetSocketAddress sip() {
    return new InetSocketAddress("127.0.0.1", pbx.sipPort());
  }

  /// A page of this person's own browser, logged in.
  Page page(Chromium chromium, String login) {
    Page page = blank(chromium);
    logIn(page.context(), login);
    return open(page, site.address());
  }

  /// A page of a browser in which nobody is logged in, before it has gone anywhere.
  Page blank(Chromium chromium) {
    Page page = chromium.page(1000, 700, ColorScheme.LIGHT);
    page.context().addInitScript(PLAIN_MICROPHONE);
    pages.add(page);
    page.onDialog(Dialog::accept);
    return page;
  }

  /// Somebody logs in as people do, and goes to the telephone.
  static void logIn(Page page, String address, String login) {
    page.navigate(address + "/login?to=/phone");
    page.locator("[name=login]").fill(login);
    page.locator("[name=password]").fill(TestSite.PASSWORD);
    page.locator("form[action='/login'] button").click();
    page.waitForURL(address + "/phone");
  }

  private void logIn(BrowserContext browser, String login) {
    TestBrowser person = site.browserOf(login);
    person.cookies.forEach(
        (name, value) ->
            browser.addCookies(List.of(new Cookie(name, value).setUrl(site.address()))));
  }

  /// Another window of the same browser.
  Page window(Page page) {
    Page window = page.context().newPage();
    pages.add(window);
    window.onDialog(Dialog::accept);
    return open(window, site.address());
  }

  private static Page open(Page page, String address) {
    page.navigate(address + "/phone");
    return page;
  }

  /// The telephone is switched on and may be rung.
  Page ready(Chromium chromium, String login) {
    Page page = page(chromium, login);
    switchOn(page);
    return page;
  }

  static void switchOn(Page page) {
    page.locator("[data-act=online]").click();
    awaitState(page, "registered");
  }

  static String state(Page page) {
    return String.valueOf(
        page.evaluate("() => document.querySelector('hamroh-phone').line?.state"));
  }

  static void awaitState(Page page, String state) {
    awaitState(page, state, SOON);
  }

  static void awaitState(Page page, String state, Duration within) {
    await()
        .atMost(within)
        .pollInterval(Duration.ofMillis(50))
        .pollInSameThread()
        .until(() -> state(page).equals(state));
  }

  /// Waits until the page hears more than silence.
  static void awaitSound(Page page) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .pollInSameThread()
        .until(() -> level(page) > 0.01);
  }

  /// How loud the page hears the caller, as WebRTC measures it; 0 without a talk.
  static double level(Page page) {
    Object level =
        page.evaluate(
            """
            async () => {
              const connection = document.querySelector('hamroh-phone').line?.connection;
              if (!connection) return 0;
              for (const one of (await connection.getStats()).values()) {
                if (one.type === 'inbound-rtp' && one.kind === 'audio') return one.audioLevel ?? 0;
              }
              return 0;
            }
            """);
    return ((Number) level).doubleValue();
  }

  /// Every page is gone, and the PBX knows it.
  void closePages() {
    pages.forEach(page -> page.context().close());
    pages.clear();
    await()
        .atMost(SOON)
        .until(
            () ->
                !pbx.ask("pjsip show contacts").contains("-web")
                    && pbx.ask("core show channels concise").isBlank());
  }

  Telephone desk(int number) {
    return Telephone.register(sip(), "op" + number, pbx.operatorPassword(number), ear);
  }

  Telephone telephone() {
    return Telephone.open(sip(), ear);
  }

  /// A caller who speaks without a pause, and whose ear is written down.
  static final class Caller implements AutoCloseable {
    final Telephone telephone;
    final TelephoneCall call;
    final ToneEar ear;
    private final Thread voice;

    Caller(SoftphoneHouse house) throws IOException {
      telephone = house.telephone();
      call = telephone.call("700", "+992900000001");
      Path heard = Files.createTempFile(house.folder, "heard", ".wav");
      call.recordTo(heard);
      ear = new ToneEar(heard);
      voice = Thread.ofVirtual().name("voice").start(this::speak);
    }

    private void speak() {
      while (call.isUp()) {
        call.say(Duration.ofSeconds(1));
      }
    }

    @Override
    public void close() throws InterruptedException {
      call.close();
      voice.join(Duration.ofSeconds(5));
      telephone.close();
    }
  }

  @Override
  public void close() throws IOException {
    site.close();
    ami.close();
    pbx.close();
    agi.close();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
