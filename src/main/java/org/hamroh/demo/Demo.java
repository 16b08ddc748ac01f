package org.hamroh.demo;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.config.Config;
import org.hamroh.config.Secrets;
import org.hamroh.contact.ContactImport;
import org.hamroh.directory.DirectoryStore;
import org.hamroh.directory.SourceDirectory;
import org.hamroh.pbx.Asterisk;
import org.hamroh.pbx.AsteriskConfiguration;
import org.hamroh.pbx.AsteriskFinder;
import org.hamroh.pbx.AsteriskInstallation;
import org.hamroh.pbx.AsteriskSettings;
import org.hamroh.phone.NumberReader;
import org.hamroh.sip.Codec;
import org.hamroh.sip.PretendedCarrier;
import org.hamroh.sip.PromptEar;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneException;
import org.hamroh.smpp.SmppConfig;
import org.hamroh.smpp.simulator.SimulatedSmsc;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.store.Database;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.VoiceBuilder;
import org.hamroh.voice.VoicePlaces;
import org.hamroh.voice.VoiceProgress;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.ProblemsException;

/// The whole hotline on this machine with sample data, from nothing to a call that is answered.
/// Each step looks at what is there already, so an interrupted start goes on where it stopped.
public final class Demo implements AutoCloseable {

  private static final Logger LOG = LogManager.getLogger(Demo.class);
  private static final int STEPS = 6;

  /// How long callers of the demonstration may go on after Ctrl-C.
  private static final Duration LAST_CALLS = Duration.ofSeconds(1);

  /// Starts the server; handed in, for the wiring knows this room and not the reverse.
  @FunctionalInterface
  public interface Server {
    AutoCloseable start();
  }

  private final Config config;
  private final Path home;
  private final Path data;
  private final Secrets secrets;
  private final PrintStream out;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private int step;
  private String token = "";

  public Demo(Config config, Path home, Path data, Secrets secrets, PrintStream out) {
    this.config = config;
    this.home = home;
    this.data = data;
    this.secrets = secrets;
    this.out = out;
  }

  /// Sets everything up and starts it.
  ///
  /// @param keepPbx whether the PBX goes on when the demonstration ends
  /// @throws ProblemsException when something is in the way, with the remedy
  public void start(Server server, boolean keepPbx) {
    say("data folder " + data.toAbsolutePath());
    makeFolder();

    say("Asterisk");
    AsteriskInstallation asterisk =
        new AsteriskFinder(System.getenv()).findOrInstall(line -> out.println("      " + line));
    out.println("      version " + asterisk.version());

    say("voices in " + String.join(", ", config.site().languages()));
    buildVoices();

    say("store with sample data");
    DemoPeople.Credentials people = fillStore();
    token = people.tokens().getOrDefault("admin", "");

    say("PBX");
    AsteriskSettings settings = config.asterisk(data, secrets);
    new AsteriskConfiguration(home.resolve("deploy/asterisk")).write(settings, asterisk);
    Asterisk pbx = new Asterisk(asterisk, settings);
    boolean ours = !pbx.status().isRunning(); // somebody else's callers are not ours to cut off
    long pid = pbx.start();
    if (ours && !keepPbx) {
      running.push(() -> pbx.stop(LAST_CALLS));
    }
    out.println("      serves calls, process " + pid);

    say("server, pretended SMSC and carrier");
    startSmsc();
    startCarrier();
    running.push(server.start());
    printAddresses(people);
    out.println("hamroh: ready");
    out.flush();
  }

  private void say(String what) {
    step = step + 1;
    out.println("[" + step + "/" + STEPS + "] " + what);
    out.flush();
  }

  private void makeFolder() {
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new ProblemsException(
          Problem.of(
              data.toString(),
              "cannot be made: " + e.getMessage(),
              "choose another --data folder"));
    }
  }

  private PromptBook prompts() {
    Problems problems = new Problems();
    PromptBook book =
        PromptBook.read(home.resolve("ivr-scripts"), config.site().languages(), problems);
    problems.throwIfAny();
    return book;
  }

  private void buildVoices() {
    Console console = System.console();
    VoiceBuilder.Report report =
        new VoiceBuilder(prompts(), VoicePlaces.of(home, data, config.voice()))
            .build(VoiceProgress.on(out, console != null && console.isTerminal()));
    if (!report.problems().isEmpty()) {
      throw new ProblemsException(report.problems());
    }
    out.println("      " + report.made() + " made, " + report.kept() + " there already");
  }

  private DemoPeople.Credentials fillStore() {
    try (Database database = Database.open(config.store().file(data))) {
      new DirectoryStore(database)
          .addMissing(SourceDirectory.places(), SourceDirectory.organisations());
      importContacts(database);
      DemoLists.fill(database, config.site().languages(), Clock.system(config.site().timeZone()));
      return new DemoPeople(data, database, Clock.systemUTC())
          .ensure(config.pbx().operators(), secrets);
    }
  }

  private void importContacts(Database database) {
    try (InputStream in = Demo.class.getResourceAsStream("contacts.csv")) {
      if (in == null) {
        throw new IllegalStateException("no contacts.csv on the class path");
      }
      new ContactImport(
              database,
              new NumberReader(),
              config.site().languages(),
              config.site().defaultLanguage(),
              config.site().timeZone(),
              Clock.systemUTC())
          .take("contacts.csv", in.readAllBytes(), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void startSmsc() {
    SmppConfig smpp = config.sms().routes().getFirst().smpp();
    if (smpp == null) {
      return; // the site's own carrier, over HTTP or a modem
    }
    running.push(
        SimulatedSmsc.start(
            smpp.port(),
            smpp.systemId(),
            smpp.password(),
            SmscBehaviour.lifelike(),
            System.nanoTime(),
            submit -> LOG.debug("event=simulated-submit")));
  }

  /// Calls to our own public number come back to us; nobody else lives at this carrier.
  private void startCarrier() {
    InetSocketAddress sip =
        new InetSocketAddress(config.pbx().sip().host(), config.pbx().sip().port());
    config
        .pretendedCarrier()
        .ifPresent(
            trunk -> {
              Map<String, String> lines = new HashMap<>();
              config.proving().outside().forEach((ours, world) -> lines.put(world, ours));
              String port = trunk.host().replaceFirst(".*:", "");
              try {
                running.push(PretendedCarrier.start(Integer.parseInt(port), sip, lines));
              } catch (UncheckedIOException e) {
                throw new ProblemsException(
                    Problem.of(
                        "UDP port " + port,
                        "is taken, and the pretended carrier " + trunk.name() + " needs it",
                        "stop what listens there, or set HAMROH_CARRIER_PORT"));
              }
            });
  }

  private void printAddresses(DemoPeople.Credentials people) {
    String web = "http://" + config.web().host() + ":" + config.web().port();
    String sip = config.pbx().sip().host() + ":" + config.pbx().sip().port();
    out.println();
    out.println("  console    " + web + "/");
    people
        .users()
        .forEach((login, password) -> out.printf("             %-11s %s%n", login, password));
    out.println("  API        " + web + "/api/v1/openapi.yaml");
    people.tokens().forEach((name, token) -> out.println("             token " + token));
    out.println("  hotline    any SIP phone: dial 700 at " + sip + " (UDP)");
    out.println("  operators  register at " + sip + " as");
    people
        .operators()
        .forEach((name, password) -> out.printf("             %-11s %s%n", name, password));
    out.println("  kept in    " + data.resolve("demo-credentials.json"));
    out.println();
  }

  /// Places the demonstration call and prints it as it is heard.
  ///
  /// @throws TelephoneException when the line does not do what it should
  public void placeCall() {
    out.println("A call, as it is heard by a telephone at the other end:");
    InetSocketAddress sip =
        new InetSocketAddress(config.pbx().sip().host(), config.pbx().sip().port());
    PromptEar ear;
    try {
      ear = PromptEar.of(data.resolve("sounds"), Codec.ALAW);
    } catch (UncheckedIOException e) {
      throw new TelephoneException("the built sounds cannot be read: " + e.getMessage());
    }
    String password = secrets.ensure("HAMROH_OP1_PASSWORD");
    try (Telephone caller = Telephone.open(sip, ear);
        Telephone operator = Telephone.register(sip, "op1", password, PromptEar.deaf(Codec.ALAW))) {
      new DemoCall(caller, operator, prompts(), out).run();
    }
    out.println();
  }

  /// Sends a small broadcast to the sample contacts and prints its receipts.
  ///
  /// @throws IOException when the server refuses it
  public void sendBroadcast() throws IOException, InterruptedException {
    out.println("A broadcast to the sample contacts (a number that ends in 9 is switched off):");
    URI api = URI.create("http://" + config.web().host() + ":" + config.web().port() + "/api/v1/");
    new DemoBroadcast(api, token, out, Clock.systemUTC()).run();
    out.println();
  }

  /// Stops in reverse order whatever was started.
  @Override
  public void close() {
    while (!running.isEmpty()) {
      AutoCloseable part = running.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.error("event=stop-failed part={}", part.getClass().getSimpleName(), e);
      }
    }
  }
}
