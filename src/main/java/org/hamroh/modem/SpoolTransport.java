package org.hamroh.modem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.smpp.FromSmsc;
import org.hamroh.smpp.LinkState;
import org.hamroh.smpp.LinkWord;
import org.hamroh.smpp.Refusal;
import org.hamroh.smpp.RefusalName;
import org.hamroh.smpp.SendWindow;
import org.hamroh.smpp.SmsTransport;
import org.hamroh.smpp.SubmitOutcome;
import org.hamroh.smpp.SubmitOutcome.Accepted;
import org.hamroh.smpp.SubmitOutcome.Refused;
import org.hamroh.smpp.SubmitSegment;

/// Texts by a modem, through the spool of SMS Server Tools: a file in `outgoing` is a text that is
/// to leave, and it moves to `sent` or `failed`. A file appears there whole or not at all (written
/// beside it, then renamed), and its name is ours, so a try after a crash meets itself. Accepted
/// means: the spool has it. The daemon then sends it when the modem can; that it could not comes
/// back as a receipt, and what became of it on the telephone when the network's report comes.
public final class SpoolTransport implements SmsTransport {

  private static final Duration LOOK = Duration.ofSeconds(1);

  /// Files taken in one look; the rest waits for the next.
  private static final int MOST_FILES = 200;

  /// Not to be looked at yet: the daemon may still write it.
  private static final Duration SETTLED = Duration.ofMillis(500);

  private static final String OURS = "hamroh-";
  private static final Logger LOG = LogManager.getLogger(SpoolTransport.class);

  private final String route;
  private final ModemConfig config;
  private final Path spool;
  private final FromSmsc.Taker taker;
  private final SendWindow window;
  private final CountDownLatch closing = new CountDownLatch(1);

  /// A report may be written down before the text's own file has moved: it waits for it so long.
  private static final Duration FOR_ITS_TEXT = Duration.ofMinutes(1);

  /// Files that could not be understood: they stay where they are and are told once.
  private final Map<Path, Boolean> strange = new ConcurrentHashMap<>();

  private final SentTexts sent = new SentTexts();

  private volatile LinkState state = LinkState.NOT_STARTED;

  /// @param route name for logs
  /// @param taker keeps what the modem brings, before its file goes
  public SpoolTransport(String route, ModemConfig config, FromSmsc.Taker taker) {
    this.route = route;
    this.config = config;
    this.spool = Path.of(config.spool());
    this.taker = taker;
    this.window = new SendWindow(config.window(), config.segmentsPerSecond());
  }

  @Override
  public void start() {
    look();
    Thread.ofVirtual().name("modem-" + route).start(this::run);
  }

  private void run() {
    try {
      while (!closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
        if (state.up()) {
          take("sent", this::sent);
          take("failed", this::failed);
          take("report", this::incoming);
          take("incoming", this::incoming);
          forget();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process ends
    }
  }

  private void look() {
    boolean there =
        Stream.of("outgoing", "sent", "failed", "incoming")
            .allMatch(folder -> Files.isWritable(spool.resolve(folder)));
    state =
        there
            ? LinkState.up(LinkWord.SPOOLS, "spools to " + spool, spool.toString())
            : LinkState.down(
                LinkWord.NO_SPOOL,
                "The modem's spool "
                    + spool
                    + " is not there or not ours to write; is smstools installed, and are we in its"
                    + " group?",
                spool.toString());
  }

  @Override
  public LinkState state() {
    return state;
  }

  @Override
  public SendWindow window() {
    return window;
  }

  @Override
  public int take(int held) {
    return state.up() ? window.take(held, window.size()) : 0;
  }

  @Override
  public SubmitOutcome submit(SubmitSegment segment) {
    String name = OURS + segment.key();
    Path beside = spool.resolve(name + ".part");
    try {
      Files.write(beside, SpoolFile.of(segment, Instant.now()).octets());
      try (var written =
          java.nio.channels.FileChannel.open(beside, java.nio.file.StandardOpenOption.WRITE)) {
        written.force(true); // in the spool means: it survives a power cut
      }
      Files.move(beside, spool.resolve("outgoing").resolve(name), StandardCopyOption.ATOMIC_MOVE);
      return new Accepted(name);
    } catch (IOException e) {
      try {
        Files.deleteIfExists(beside);
      } catch (IOException again) {
        LOG.debug("event=spool-rest-left route={}", route);
      }
      return new Refused(
          new Refusal(RefusalName.MODEM_TROUBLE, "the spool: " + e.getClass().getSimpleName()));
    }
  }

  /// What is to be done with a file that was read.
  private enum Then {
    GO,
    STAY,
    STRANGE
  }

  @FunctionalInterface
  private interface Reader {
    Then read(Path file) throws IOException;
  }

  private void take(String folder, Reader reader) {
    for (Path file : files(spool.resolve(folder))) {
      try {
        switch (reader.read(file)) {
          case GO -> Files.deleteIfExists(file);
          case STAY -> LOG.trace("event=spool-file-stays route={} folder={}", route, folder);
          case STRANGE -> {
            strange.put(file, true);
            LOG.warn("event=spool-file-strange route={} folder={}", route, folder);
          }
        }
      } catch (NoSuchFileException e) {
        LOG.debug("event=spool-file-gone route={} folder={}", route, folder);
      } catch (IOException | RuntimeException e) {
        LOG.error(
            "event=spool-file-waits route={} folder={} reason={}", route, folder, e.getMessage());
      }
    }
  }

  private List<Path> files(Path folder) {
    List<Path> files = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return files; // reports lie in incoming when the daemon has no folder for them
    }
    long before = System.currentTimeMillis() - SETTLED.toMillis();
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(file -> !strange.containsKey(file) && !sent.has(file))
          .filter(Files::isRegularFile)
          .filter(file -> file.toFile().lastModified() < before)
          .sorted()
          .limit(MOST_FILES)
          .forEach(files::add);
    } catch (IOException e) {
      LOG.warn("event=spool-not-read route={} folder={}", route, folder.getFileName());
    }
    return files;
  }

  /// What was sent waits for its report; its name is the id. Only our own files are ours to judge.
  private Then sent(Path file) throws IOException {
    if (!isOurs(file)) {
      return Then.STRANGE;
    }
    SpoolFile text = SpoolFile.read(Files.readAllBytes(file));
    if (text.header("Message_id").isEmpty()
        || !sent.add(file, text, Files.getLastModifiedTime(file).toInstant())) {
      tell(file, text.header("To"), "ACCEPTD", ""); // sent, and no more will ever be known
      return Then.GO;
    }
    return Then.STAY;
  }

  private Then failed(Path file) throws IOException {
    if (!isOurs(file)) {
      return Then.STRANGE;
    }
    SpoolFile text = SpoolFile.read(Files.readAllBytes(file));
    tell(file, text.header("To"), "UNDELIV", text.header("Fail_reason"));
    return Then.GO;
  }

  private static boolean isOurs(Path file) {
    return String.valueOf(file.getFileName()).startsWith(OURS);
  }

  private void tell(Path file, String number, String status, String error) {
    taker.take(new FromSmsc.Receipt(String.valueOf(file.getFileName()), number, status, error));
  }

  private Then incoming(Path file) throws IOException {
    SpoolFile text = SpoolFile.read(Files.readAllBytes(file));
    if (text.header("From").isEmpty()) {
      return Then.STRANGE;
    }
    Optional<StatusReport> report = StatusReport.of(text);
    if (report.isPresent()) {
      return report(report.get(), Files.getLastModifiedTime(file).toInstant());
    }
    taker.take(
        new FromSmsc.Incoming(
            text.header("From"),
            "",
            (byte) 8,
            false,
            text.text().getBytes(StandardCharsets.UTF_16BE)));
    return Then.GO;
  }

  private Then report(StatusReport report, Instant cameAt) throws IOException {
    Optional<Path> text = sent.of(report);
    if (text.isPresent()) {
      tell(text.get(), report.number(), report.status(), report.code());
      if (report.isLast()) {
        Files.deleteIfExists(text.get());
        sent.remove(text.get());
      }
      return Then.GO;
    }
    if (cameAt.plus(FOR_ITS_TEXT).isAfter(Instant.now())) {
      return Then.STAY;
    }
    taker.take( // kept and counted with those that fit nothing
        new FromSmsc.Receipt(
            "modem-" + report.reference(), report.number(), report.status(), report.code()));
    return Then.GO;
  }

  private void forget() {
    try {
      for (Optional<Path> old = sent.forgotten(Instant.now());
          old.isPresent();
          old = sent.forgotten(Instant.now())) {
        Files.deleteIfExists(old.get());
        sent.remove(old.get());
      }
    } catch (IOException e) {
      LOG.warn("event=spool-not-tidied route={} reason={}", route, e.getMessage());
    }
  }

  @Override
  public void close() {
    closing.countDown();
    state = LinkState.CLOSED;
  }
}
