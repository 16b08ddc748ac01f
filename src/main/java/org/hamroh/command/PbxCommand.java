package org.hamroh.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.hamroh.Main;
import org.hamroh.pbx.Asterisk;
import org.hamroh.pbx.AsteriskConfiguration;
import org.hamroh.pbx.AsteriskFinder;
import org.hamroh.pbx.AsteriskInstallation;
import org.hamroh.pbx.AsteriskSettings;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `./hamroh pbx …`: gets Asterisk, writes its configuration from ours, runs it. Each can be said
/// twice without harm.
@Command(name = "pbx", description = "Get, configure and run Asterisk.")
public final class PbxCommand {

  @ParentCommand private Main main;

  @Command(description = "Get Asterisk, unless one is here already.")
  int install() {
    AsteriskInstallation found = finder().findOrInstall(System.err::println);
    System.out.println(
        "pbx: Asterisk " + found.version() + " (" + String.join(" ", found.command()) + ")");
    return 0;
  }

  @Command(description = "Write Asterisk's configuration from the settings and deploy/asterisk.")
  int config() {
    AsteriskSettings settings = settings();
    Set<String> changed = configuration().write(settings, installation());
    System.out.println(
        "pbx: configuration in "
            + settings.folders().etc()
            + (changed.isEmpty()
                ? ", nothing changed"
                : ", written: " + String.join(" ", changed)));
    return 0;
  }

  @Command(description = "Start Asterisk and leave it running; does nothing when it runs.")
  int start() {
    AsteriskSettings settings = settings();
    AsteriskInstallation installation = finder().findOrInstall(System.err::println);
    Asterisk asterisk = new Asterisk(installation, settings);
    boolean ran = asterisk.status().isRunning();
    Set<String> changed = configuration().write(settings, installation);
    long pid = asterisk.start();
    System.out.println("pbx: Asterisk " + installation.version() + " serves calls, pid " + pid);
    if (ran && !changed.isEmpty()) {
      System.out.println(
          "pbx: it ran already; to use what changed in "
              + String.join(" ", changed)
              + ", stop it and start it again");
    }
    return 0;
  }

  @Command(description = "Stop Asterisk: no new calls, then its end.")
  int stop(
      @Option(
              names = "--wait",
              paramLabel = "SECONDS",
              defaultValue = "10",
              description = "how long calls may go on (default: ${DEFAULT-VALUE})")
          int seconds) {
    Asterisk asterisk = new Asterisk(installation(), settings());
    boolean ran = asterisk.status().isRunning();
    asterisk.stop(Duration.ofSeconds(seconds));
    System.out.println(ran ? "pbx: stopped" : "pbx: was not running");
    return 0;
  }

  @Command(description = "Say whether Asterisk runs and serves calls; exit 1 when not.")
  int status() {
    Asterisk.Status status = new Asterisk(installation(), settings()).status();
    if (!status.isRunning()) {
      System.out.println("pbx: not running");
      return 1;
    }
    System.out.printf(
        "pbx: %s, pid %d, Asterisk %s, %d modules, %d calls, manager port %s%n",
        status.booted() ? "serves calls" : "is starting",
        status.pid(),
        status.version(),
        status.modules(),
        status.calls(),
        status.managerOpen() ? "open" : "closed");
    return status.booted() && status.managerOpen() ? 0 : 1;
  }

  private AsteriskSettings settings() {
    return main.config().asterisk(main.data(), main.secrets());
  }

  private static AsteriskFinder finder() {
    return new AsteriskFinder(System.getenv());
  }

  private static AsteriskInstallation installation() {
    return finder()
        .find()
        .orElseThrow(
            () ->
                new ProblemsException(
                    Problem.of("Asterisk", "there is none yet", "run ./hamroh pbx install")));
  }

  private static AsteriskConfiguration configuration() {
    return new AsteriskConfiguration(
        Path.of(System.getProperty("hamroh.home", "."), "deploy", "asterisk"));
  }
}
