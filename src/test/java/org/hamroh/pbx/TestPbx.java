package org.hamroh.pbx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.hamroh.agi.AgiConfig;
import org.hamroh.ami.AmiConfig;
import org.hamroh.yaml.Secret;
import org.jspecify.annotations.Nullable;

/// A real Asterisk for tests, with the product's own configuration, on free ports of loopback and
/// in a folder of its own; several can run beside each other. Up in about a second.
///
/// ```java
/// try (TestPbx pbx = TestPbx.in(folder).start()) {
///   // call sip:700@127.0.0.1:<pbx.sipPort()> as anybody: 127.0.0.1 is the carrier
///   // op1 registers with pbx.operatorPassword(1); the AGI server of the test listens on pbx.agi()
/// }
/// ```
///
/// Each sound is a noise of its own that no other sound resembles, so that a test telephone can
/// tell them apart.
public final class TestPbx implements AutoCloseable {

  /// What the safety net and the queues play, and a few names for tests of scripts.
  public static final List<String> PROMPTS =
      List.of(
          "too-many-errors",
          "message-record",
          "message-saved",
          "goodbye",
          "danger-local-help",
          "queue-first",
          "queue-thereare",
          "queue-callswaiting",
          "queue-offer",
          "operator-lost",
          "on-call-offer",
          "psa-legal-travel",
          "psa-wages",
          "psa-forced-labour",
          "psa-women-families",
          "digits/2n",
          "welcome",
          "main-menu",
          "technical-problem");

  private static final Duration PROMPT_LENGTH = Duration.ofMillis(300);

  /// Patience for people is minutes; for tests it is seconds.
  public static final DialplanTiming QUICK =
      new DialplanTiming(
          Duration.ofSeconds(3),
          Duration.ofSeconds(6),
          Duration.ofSeconds(3),
          Duration.ofSeconds(4),
          Duration.ofSeconds(2),
          Duration.ofSeconds(30),
          Duration.ZERO,
          Duration.ofSeconds(5),
          Duration.ofSeconds(10));

  private final AsteriskSettings settings;
  private final Asterisk asterisk;

  private TestPbx(AsteriskSettings settings, Asterisk asterisk) {
    this.settings = settings;
    this.asterisk = asterisk;
  }

  /// @param folder an empty folder, JUnit's `@TempDir` for example; it becomes the data folder
  public static Setup in(Path folder) {
    return new Setup(folder);
  }

  /// How the PBX shall be; what is not said is as in the demo, with quick timing.
  public static final class Setup {
    private final Path folder;
    private final Map<String, String> numbers = new LinkedHashMap<>(Map.of("700", "hotline"));
    private DialplanTiming timing = QUICK;
    private int operators = 4;
    private int carrierPort = 5070;
    private int agiPort;
    private boolean ownSounds = true;
    private PbxConfig.@Nullable Queues queues;

    private Setup(Path folder) {
      this.folder = folder;
    }

    public Setup number(String number, String script) {
      numbers.put(number, script);
      return this;
    }

    public Setup timing(UnaryOperator<DialplanTiming> change) {
      timing = change.apply(timing);
      return this;
    }

    public Setup operators(int count) {
      operators = count;
      return this;
    }

    /// Whom the queues ring, as in the site's settings.
    public Setup queues(PbxConfig.Queues wanted) {
      queues = wanted;
      return this;
    }

    /// Where calls to the outside would go.
    public Setup carrierPort(int port) {
      carrierPort = port;
      return this;
    }

    /// Where the AGI server of the test listens already; else a free port is chosen for it.
    public Setup agiPort(int port) {
      agiPort = port;
      return this;
    }

    /// The test has put sounds into `<folder>/sounds/<language>` itself.
    public Setup withoutSounds() {
      ownSounds = false;
      return this;
    }

    /// @throws org.hamroh.yaml.ProblemsException when it does not come up
    public TestPbx start() {
      AsteriskInstallation installation =
          new AsteriskFinder(System.getenv()).findOrInstall(System.out::println);
      PbxConfig pbx =
          new PbxConfig(
              true,
              new PbxConfig.Listen("127.0.0.1", freeUdpPort()),
              TestPorts.next(),
              List.of(new PbxConfig.Trunk("demo", "127.0.0.1:" + carrierPort)),
              operators,
              queues,
              new PbxConfig.Listen("127.0.0.1", freeTcpPort()));
      AsteriskSettings settings =
          new AsteriskSettings(
              pbx,
              new AgiConfig("127.0.0.1", agiPort == 0 ? freeTcpPort() : agiPort),
              new AmiConfig("127.0.0.1", freeTcpPort(), "hamroh", new Secret("ami-test-secret")),
              numbers,
              List.of("tg", "ru"),
              "tg",
              IntStream.rangeClosed(1, operators)
                  .mapToObj(i -> new Secret("op" + i + "-test-password"))
                  .toList(),
              timing,
              new AsteriskFolders(folder));
      try {
        if (ownSounds) {
          for (String language : List.of("tg", "ru")) {
            for (String prompt : PROMPTS) {
              writeSound(folder, language, prompt, PROMPT_LENGTH);
            }
            for (int n = 1; n <= 20; n++) {
              writeSound(folder, language, "digits/" + n, Duration.ofMillis(200));
            }
          }
          TestSound.noise("moh", Duration.ofSeconds(3)).write(folder.resolve("sounds/moh/hold"));
          TestSound.noise("ring", Duration.ofSeconds(3)).write(folder.resolve("sounds/ring/tone"));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      new AsteriskConfiguration(Path.of("deploy/asterisk")).write(settings, installation);
      Asterisk asterisk = new Asterisk(installation, settings);
      asterisk.start();
      return new TestPbx(settings, asterisk);
    }
  }

  /// The same timing, but who waits in a queue does so for longer.
  static DialplanTiming patient(DialplanTiming timing, Duration queueWait) {
    return new DialplanTiming(
        timing.firstHandle(),
        queueWait,
        timing.dangerWait(),
        timing.netWait(),
        timing.netRetry(),
        timing.announce(),
        timing.wrapUp(),
        timing.ring(),
        timing.message());
  }

  /// Adds one more sound, `<folder>/sounds/<language>/<name>` in each telephone form.
  public static void writeSound(Path folder, String language, String name, Duration length)
      throws IOException {
    TestSound.noise(language + "/" + name, length)
        .write(folder.resolve("sounds").resolve(language).resolve(name));
  }

  public int sipPort() {
    return settings.pbx().sip().port();
  }

  /// Where browsers' signalling goes in.
  public int browserPort() {
    return java.util.Objects.requireNonNull(settings.pbx().browser()).port();
  }

  public AgiConfig agi() {
    return settings.agi();
  }

  public AmiConfig ami() {
    return settings.ami();
  }

  /// @param number 1 for `op1`
  public String operatorPassword(int number) {
    return settings.operatorPasswords().get(number - 1).value();
  }

  /// Data folder, sounds, messages, channel events, queue log, Asterisk's own log.
  public AsteriskFolders folders() {
    return settings.folders();
  }

  public AsteriskSettings settings() {
    return settings;
  }

  public Asterisk asterisk() {
    return asterisk;
  }

  /// Says something to Asterisk's own command line: `queue show`, `core show channels`.
  public String ask(String command) {
    return asterisk.ask(command);
  }

  public String log() {
    return text(folders().asteriskLog());
  }

  public String channelEvents() {
    return text(folders().channelEvents());
  }

  public String queueLog() {
    return text(folders().queueLog());
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends it at once, calls or not.
  @Override
  public void close() {
    asterisk.stop(Duration.ZERO);
  }

  /// A TCP port of loopback that nobody listens on now, and no other test run will.
  public static int freeTcpPort() {
    return TestPorts.toListen();
  }

  /// A UDP port of loopback that nobody listens on now, and no other test run will.
  public static int freeUdpPort() {
    return TestPorts.toListen();
  }
}
