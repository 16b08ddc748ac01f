package org.hamroh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.hamroh.Main;
import org.hamroh.config.Config;
import org.hamroh.doctor.Finding;
import org.hamroh.doctor.LogChecks;
import org.hamroh.doctor.MachineChecks;
import org.hamroh.doctor.PeerChecks;
import org.hamroh.pbx.AsteriskFinder;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.VoiceCheck;
import org.hamroh.voice.VoicePlaces;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.ProblemsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// `./hamroh doctor`: what is wrong with this machine and its peers, each with a remedy. Exit 1
/// when something has to be mended.
@Command(name = "doctor", description = "This machine, PBX, ports, carriers: what is wrong.")
public final class DoctorCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Override
  public Integer call() {
    List<Finding> findings = new ArrayList<>();
    findings.add(MachineChecks.jdk());
    findings.add(MachineChecks.ownName());
    findings.add(MachineChecks.disk(main.data()));
    findings.add(MachineChecks.clock());
    findings.add(LogChecks.journal());
    try {
      look(main.config(), findings);
    } catch (ProblemsException e) {
      for (Problem problem : e.problems()) {
        findings.add(Finding.bad("settings", problem.toString(), ""));
      }
    }
    findings.forEach(System.out::println);
    return findings.stream().anyMatch(one -> one.state() == Finding.State.BAD) ? 1 : 0;
  }

  private void look(Config config, List<Finding> findings) {
    findings.add(MachineChecks.timeZones(config.site().timeZone()));
    findings.addAll(
        PeerChecks.pbx(
            config,
            config.asterisk(main.data(), main.secrets()),
            new AsteriskFinder(System.getenv())));
    findings.add(PeerChecks.callsOut(config));
    findings.add(PeerChecks.browsers(config));
    findings.add(
        MachineChecks.freeTcpPort(
            "web port", config.web().host(), config.web().port(), "HAMROH_WEB_PORT"));
    findings.add(
        MachineChecks.freeTcpPort(
            "FastAGI port", config.agi().host(), config.agi().port(), "HAMROH_AGI_PORT"));
    findings.add(sounds(config));
    findings.addAll(PeerChecks.messageCentres(config.sms()));
  }

  private Finding sounds(Config config) {
    Problems problems = new Problems();
    PromptBook book =
        PromptBook.read(Main.home().resolve("ivr-scripts"), config.site().languages(), problems);
    List<Problem> lacking =
        new VoiceCheck(book, VoicePlaces.of(Main.home(), main.data(), config.voice())).problems();
    return problems.isEmpty() && lacking.isEmpty()
        ? Finding.good("sounds", "every prompt can be heard in every language")
        : Finding.bad(
            "sounds",
            (problems.list().size() + lacking.size()) + " mistakes",
            "run ./hamroh check, which names them; ./hamroh voice build makes what is missing");
  }
}
