package org.hamroh.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamroh.ami.AmiProbe;
import org.hamroh.config.Config;
import org.hamroh.pbx.Asterisk;
import org.hamroh.pbx.AsteriskFinder;
import org.hamroh.pbx.AsteriskInstallation;
import org.hamroh.pbx.AsteriskSettings;
import org.hamroh.pbx.PbxConfig;
import org.hamroh.smpp.SmppConfig;
import org.hamroh.sms.SmsConfig;
import org.hamroh.web.Certificate;
import org.hamroh.yaml.Problem;

/// What can be seen of those we work with: the PBX, its trunks, the carriers' message centres.
public final class PeerChecks {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);

  private PeerChecks() {}

  /// Asterisk: is it there, does it run, does it let us in, does it know the trunks.
  public static List<Finding> pbx(Config config, AsteriskSettings settings, AsteriskFinder finder) {
    List<Finding> findings = new ArrayList<>();
    Optional<AsteriskInstallation> installation = finder.find();
    if (installation.isEmpty()) {
      findings.add(Finding.bad("Asterisk", "there is none", "run ./hamroh pbx install"));
      return findings;
    }
    findings.add(Finding.good("Asterisk", "version " + installation.get().version()));
    Asterisk asterisk = new Asterisk(installation.get(), settings);
    Asterisk.Status status = asterisk.status();
    if (!status.isRunning()) {
      String host = config.pbx().sip().host();
      findings.add(
          Finding.warn(
              "PBX", "does not run", "start it with ./hamroh pbx start, or ./hamroh demo"));
      findings.add(
          MachineChecks.freeUdpPort(
              "SIP port", host, config.pbx().sip().port(), "HAMROH_SIP_PORT"));
      findings.add(
          MachineChecks.freeTcpPort(
              "AMI port", config.ami().host(), config.ami().port(), "HAMROH_AMI_PORT"));
      return findings;
    }
    findings.add(
        status.booted()
            ? Finding.good("PBX", "serves calls with " + status.modules() + " modules")
            : Finding.bad("PBX", "is not booted", "look at ./hamroh pbx status in a minute"));
    Optional<Problem> ami = AmiProbe.ask(config.ami());
    findings.add(
        ami.map(problem -> Finding.bad("AMI", problem.message(), problem.remedy()))
            .orElseGet(() -> Finding.good("AMI", "lets us in")));
    for (PbxConfig.Trunk trunk : config.pbx().trunks()) {
      findings.add(trunk(trunk, asterisk.ask("pjsip show endpoint " + trunk.name())));
    }
    return findings;
  }

  /// Whether operators may take calls in their browsers.
  public static Finding browsers(Config config) {
    if (config.pbx().browser() == null) {
      return Finding.good("browsers", "are no telephones here");
    }
    Optional<Problem> trouble = Certificate.trouble(config.web(), Clock.systemUTC());
    if (trouble.isPresent()) {
      return Finding.bad("browsers", trouble.get().message(), trouble.get().remedy());
    }
    if (config.web().tls() != null) {
      return Finding.good("browsers", "are telephones over https");
    }
    return config.web().host().startsWith("127.")
        ? Finding.good("browsers", "are telephones on this machine alone, or behind its proxy")
        : Finding.warn(
            "browsers",
            "get no microphone: the web port speaks plain http",
            "give web.tls a certificate for the name that operators open");
  }

  /// Whether whoever rings the line that is never answered can be called back.
  public static Finding callsOut(Config config) {
    List<String> ways =
        config.pbx().trunks().stream()
            .filter(trunk -> trunk.out() != null)
            .map(PbxConfig.Trunk::name)
            .toList();
    if (!ways.isEmpty()) {
      return Finding.good("calls out", "go by " + String.join(", ", ways));
    }
    String missed = config.numberOf("missed-call");
    return missed.isEmpty()
        ? Finding.good("calls out", "none, and no line promises any")
        : Finding.bad(
            "calls out",
            "no trunk takes any, and whoever rings " + missed + " waits for one",
            "give a trunk its part \"out\" under pbx.trunks");
  }

  private static Finding trunk(PbxConfig.Trunk trunk, String answer) {
    String about = "trunk " + trunk.name();
    if (!answer.contains("Endpoint:")) {
      return Finding.bad(
          about, "is not known to the PBX", "run ./hamroh pbx config, then restart it");
    }
    return answer.contains("Unavailable")
        ? Finding.bad(
            about, trunk.host() + " does not answer", "ask the carrier, check the address")
        : Finding.good(about, trunk.host() + " is known by its address");
  }

  /// Each message centre: does anybody listen there.
  public static List<Finding> messageCentres(SmsConfig sms) {
    List<Finding> findings = new ArrayList<>();
    for (SmsConfig.Route route : sms.routes()) {
      SmppConfig smpp = route.smpp();
      if (smpp == null) {
        continue; // an aggregator is asked with a text only, a modem has no door
      }
      String about = "SMSC " + route.name();
      String place = smpp.host() + ":" + smpp.port();
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(smpp.host(), smpp.port()), (int) CONNECT_WITHIN.toMillis());
        findings.add(Finding.good(about, place + " takes connections"));
      } catch (IOException e) {
        findings.add(
            Finding.warn(
                about,
                place + " takes no connection: " + e.getMessage(),
                "check the address; the built-in one runs with ./hamroh demo alone"));
      }
    }
    return findings;
  }
}
