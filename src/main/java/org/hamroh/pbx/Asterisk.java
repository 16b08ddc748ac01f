package org.hamroh.pbx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.program.Program;
import org.hamroh.program.Ran;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.ProblemsException;

/// The Asterisk that belongs to one data folder: started apart from us, so that it goes on with its
/// calls when the server dies, and found again by its process id.
public final class Asterisk {

  /// 0.7 s on an idle 2-core machine; a busy one may take many times that.
  private static final Duration BOOT_DEADLINE = Duration.ofSeconds(30);

  private static final Duration COMMAND_DEADLINE = Duration.ofSeconds(10);
  private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(2);
  private static final Duration TERM_DEADLINE = Duration.ofSeconds(10);
  private static final long LOOK_AGAIN_MILLIS = 20;

  private static final Logger LOG = LogManager.getLogger(Asterisk.class);

  private static final Pattern MODULES = Pattern.compile("(\\d+) modules loaded");
  private static final Pattern CALLS = Pattern.compile("(\\d+) active calls?");

  /// @param pid     0 when it does not run
  /// @param booted  whether it serves calls
  /// @param version of the program, empty when it does not run
  /// @param modules how many are loaded
  /// @param calls   how many are up
  /// @param managerOpen whether the server can reach it
  public record Status(
      long pid, boolean booted, String version, int modules, int calls, boolean managerOpen) {
    public boolean isRunning() {
      return pid != 0;
    }
  }

  private final AsteriskInstallation installation;
  private final AsteriskSettings settings;
  private final AsteriskFolders folders;

  public Asterisk(AsteriskInstallation installation, AsteriskSettings settings) {
    this.installation = installation;
    this.settings = settings;
    this.folders = settings.folders();
  }

  /// Starts it and waits until it serves calls; does nothing when it runs already.
  ///
  /// @return its process id
  /// @throws ProblemsException when a port is taken or it does not come up, with its own words
  public long start() {
    Optional<ProcessHandle> running = process();
    if (running.isPresent()) {
      awaitBoot(running.get(), new AsteriskLog(folders.consoleLog(), folders.asteriskLog(), 0));
      return running.get().pid();
    }
    checkPorts();
    try {
      Files.deleteIfExists(folders.run().resolve("asterisk.ctl"));
      AsteriskLog log = AsteriskLog.fromNowOn(folders);
      // A session of its own: a Ctrl-C in our terminal is not for it.
      List<String> command = new ArrayList<>(List.of("setsid"));
      command.addAll(installation.command());
      command.addAll(List.of("-C", folders.etc().resolve("asterisk.conf").toString(), "-f", "-n"));
      Process process =
          new ProcessBuilder(command)
              .directory(folders.spool().toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectErrorStream(true)
              .redirectOutput(folders.consoleLog().toFile())
              .start();
      Files.writeString(folders.pidFile(), Long.toString(process.pid()));
      awaitBoot(process.toHandle(), log);
      refuseDeaf(process.toHandle(), log);
      return process.pid();
    } catch (IOException e) {
      throw new ProblemsException(
          Problem.of(
              folders.data().toString(),
              "Asterisk cannot be started: " + e.getMessage(),
              "run ./hamroh pbx config, and check the folder's rights"));
    }
  }

  /// Lets calls end for as long as `patience` allows while no new ones are taken, then hangs up and
  /// ends the process; does nothing when it does not run.
  public void stop(Duration patience) {
    Optional<ProcessHandle> running = process();
    if (running.isEmpty()) {
      return;
    }
    ProcessHandle asterisk = running.get();
    if (!patience.isZero()) {
      command("core stop gracefully");
      awaitEnd(asterisk, patience);
    }
    asterisk.destroy();
    if (!awaitEnd(asterisk, TERM_DEADLINE)) {
      asterisk.destroyForcibly();
      awaitEnd(asterisk, TERM_DEADLINE);
    }
    try {
      Files.deleteIfExists(folders.pidFile());
      if (!folders.run().startsWith(folders.data())) {
        for (String left : List.of("asterisk.ctl", "asterisk.pid", "")) {
          Files.deleteIfExists(folders.run().resolve(left));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asks the process itself; nothing is remembered from earlier.
  public Status status() {
    Optional<ProcessHandle> running = process();
    if (running.isEmpty()) {
      return new Status(0, false, "", 0, 0, false);
    }
    boolean booted = isBooted();
    return new Status(
        running.get().pid(),
        booted,
        installation.version(),
        number(MODULES, command("module show").text()),
        number(CALLS, command("core show channels count").text()),
        isManagerOpen());
  }

  private boolean isManagerOpen() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(settings.ami().host(), settings.ami().port()),
          (int) CONNECT_DEADLINE.toMillis());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// Says something to the running Asterisk's own command line.
  ///
  /// @return what it answered, empty when it does not run
  public String ask(String command) {
    Ran answer = command(command);
    return answer.succeeded() ? answer.text() : "";
  }

  private static int number(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? Integer.parseInt(found.group(1)) : 0;
  }

  private Ran command(String text) {
    List<String> command = new ArrayList<>(installation.command());
    command.addAll(List.of("-C", folders.etc().resolve("asterisk.conf").toString(), "-rx", text));
    return Program.run(command, COMMAND_DEADLINE);
  }

  /// The process of our pid file, if it still is an Asterisk on our configuration: after a reboot
  /// the number may belong to anybody.
  private Optional<ProcessHandle> process() {
    try {
      if (!Files.exists(folders.pidFile())) {
        return Optional.empty();
      }
      long pid = Long.parseLong(Files.readString(folders.pidFile()).strip());
      String line = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
      return line.contains(folders.etc().resolve("asterisk.conf").toString())
          ? ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty(); // no such process, or a file cut short: nothing of ours runs
    }
  }

  private void checkPorts() {
    Problems problems = new Problems();
    PbxConfig.Listen sip = settings.pbx().sip();
    if (!isFree(sip)) {
      problems.add(taken("SIP", sip.host(), sip.port(), "pbx.sip.port", "HAMROH_SIP_PORT"));
    }
    String host = settings.ami().host();
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, settings.ami().port()));
    } catch (IOException e) {
      problems.add(taken("AMI", host, settings.ami().port(), "ami.port", "HAMROH_AMI_PORT"));
    }
    problems.throwIfAny();
  }

  private static boolean isFree(PbxConfig.Listen udp) {
    try (DatagramSocket socket = new DatagramSocket(null)) {
      socket.bind(new InetSocketAddress(udp.host(), udp.port()));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Problem taken(String what, String host, int port, String key, String variable) {
    return Problem.of(
        host + ":" + port,
        "another program has this " + what + " port",
        "stop it, or set " + variable + " or " + key + " to another port");
  }

  private boolean isBooted() {
    return Files.exists(folders.run().resolve("asterisk.ctl"))
        && command("core waitfullybooted").text().contains("fully booted");
  }

  private void awaitBoot(ProcessHandle asterisk, AsteriskLog log) {
    long deadline = System.nanoTime() + BOOT_DEADLINE.toNanos();
    while (asterisk.isAlive() && System.nanoTime() < deadline) {
      if (isBooted()) {
        return;
      }
      pause();
    }
    boolean alive = asterisk.isAlive();
    asterisk.destroyForcibly();
    throw failed(
        alive ? "did not come up in " + BOOT_DEADLINE.toSeconds() + " s" : "ended while starting",
        log);
  }

  /// Asterisk goes on without a port that it could not get; we do not.
  private void refuseDeaf(ProcessHandle asterisk, AsteriskLog log) {
    if (!isManagerOpen() || isFree(settings.pbx().sip())) {
      asterisk.destroy();
      awaitEnd(asterisk, TERM_DEADLINE);
      throw failed("does not listen", log);
    }
    if (!log.errors().isEmpty()) {
      LOG.warn("event=asterisk-complains errors=\"{}\"", String.join(" | ", log.errors()));
    }
  }

  private ProblemsException failed(String what, AsteriskLog log) {
    return new ProblemsException(
        Problem.of(
            "Asterisk",
            what + ": " + String.join(" | ", log.errors()),
            "see " + folders.consoleLog() + " and " + folders.asteriskLog()));
  }

  private static boolean awaitEnd(ProcessHandle process, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      pause();
    }
    return !process.isAlive();
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Asterisk", e);
    }
  }
}
