package org.hamroh.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamroh.pbx.PbxCalls.CALLER;
import static org.hamroh.pbx.PbxCalls.SOON;
import static org.hamroh.pbx.PbxCalls.caller;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamroh.sip.CallRefused;
import org.hamroh.sip.Caller;
import org.hamroh.sip.RegistrationRefused;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.yaml.ProblemsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Asterisk with our configuration: what it is, and what it is not.
final class AsteriskStartIT {

  private static final List<String> FORBIDDEN =
      List.of(
          "app_system",
          "func_shell",
          "func_env",
          "app_externalivr",
          "app_originate",
          "pbx_spool",
          "chan_iax2",
          "pbx_dundi",
          "res_phoneprov",
          "app_disa",
          "app_exec",
          "app_voicemail",
          "res_clioriginate",
          "cel_manager",
          "func_curl");

  @TempDir private Path folder;

  @Test
  void itStartsWithoutAComplaintAndStopsAndStartsAgain() {
    try (TestPbx pbx = TestPbx.in(folder).start()) {
      Asterisk.Status status = pbx.asterisk().status();
      assertThat(status.booted()).isTrue();
      assertThat(status.managerOpen()).isTrue();
      assertThat(status.calls()).isZero();
      assertThat(pbx.log()).doesNotContain("ERROR").doesNotContain("WARNING");

      assertThat(pbx.asterisk().start()).as("a second start").isEqualTo(status.pid());
      pbx.asterisk().stop(Duration.ofSeconds(5));
      pbx.asterisk().stop(Duration.ofSeconds(5));

      assertThat(pbx.asterisk().status().isRunning()).isFalse();
      assertThat(pbx.asterisk().start()).isNotEqualTo(status.pid());
    }
  }

  @Test
  void everyApplicationAndFunctionOfTheDialplanIsThere() throws IOException {
    try (TestPbx pbx = TestPbx.in(folder).number("701", "missed-call").start()) {
      String dialplan = Files.readString(pbx.folders().etc().resolve("extensions.conf"));

      for (String application : found(dialplan, "(?:=> ?n(?:\\([a-z-]+\\))?,|,1,)([A-Za-z]+)\\(")) {
        assertThat(pbx.ask("core show application " + application))
            .as(application)
            .doesNotContain("application(s) is (are) not registered");
      }
      for (String function : found(dialplan, "\\b([A-Z_]{2,})\\(")) {
        assertThat(pbx.ask("core show function " + function))
            .as(function)
            .doesNotContain("No function by that name");
      }
    }
  }

  private static Set<String> found(String text, String pattern) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    assertThat(names).isNotEmpty();
    names.remove("AGI"); // an application
    return names;
  }

  @Test
  void nothingIsLoadedThatRunsProgramsOrOpensDoors() throws IOException {
    try (TestPbx pbx = TestPbx.in(folder).start()) {

      String modules = pbx.ask("module show");

      assertThat(modules).contains("res_pjsip_authenticator_digest.so");
      for (String module : FORBIDDEN) {
        assertThat(modules).doesNotContain(module);
      }
      long pid = pbx.asterisk().status().pid();
      assertThat(OpenPorts.tcp(pid))
          .containsExactlyInAnyOrder(
              OpenPorts.loopback(pbx.ami().port()), OpenPorts.loopback(pbx.browserPort()));
      assertThat(OpenPorts.udp(pid))
          .contains(OpenPorts.loopback(pbx.sipPort()))
          .hasSizeLessThanOrEqualTo(3) // PJSIP's resolver has a socket for IPv4 and one for IPv6
          .noneMatch(address -> address.endsWith(":11D9")); // 4569, IAX2
    }
  }

  @Test
  void managerMaySteerQueuesAndCallsButNothingElse() throws IOException {
    try (TestPbx pbx = TestPbx.in(folder).start();
        TinyAmi ami = TinyAmi.login(pbx.ami())) {

      assertThat(ami.ask("QueueStatus")).contains("Response: Success");
      assertThat(ami.ask("CoreShowChannels")).contains("Response: Success");
      assertThat(ami.ask("QueuePause", "Interface: PJSIP/op1", "Paused: true"))
          .contains("Response: Success");
      assertThat(ami.ask("QueueAdd", "Queue: queue-general", "Interface: PJSIP/op9", "Penalty: 1"))
          .contains("Response: Success");
      for (String action :
          List.of("Command", "Originate", "GetConfig", "UpdateConfig", "ModuleLoad", "DBPut")) {
        assertThat(
                ami.ask(
                    action,
                    "Command: core show channels",
                    "Channel: PJSIP/op1",
                    "Application: System",
                    "Data: true",
                    "Filename: manager.conf"))
            .as(action)
            .contains("Response: Error")
            .containsAnyOf(
                "Permission denied", "Invalid/unknown command", "Originate Access Forbidden");
      }
    }
  }

  @Test
  void managerRefusesAWrongPassword() throws IOException {
    try (TestPbx pbx = TestPbx.in(folder).start()) {
      assertThatThrownBy(() -> TinyAmi.login(pbx.ami(), "wrong").close())
          .hasMessageContaining("Authentication failed");
    }
  }

  @Test
  void operatorNeedsTheRightPasswordAndMayDialNothing() {
    try (TestPbx pbx = TestPbx.in(folder).start()) {
      assertThatThrownBy(
              () ->
                  Telephone.register(PbxCalls.sip(pbx), "op1", "wrong", PbxCalls.ear(pbx)).close())
          .isInstanceOf(RegistrationRefused.class);

      try (Telephone op1 = PbxCalls.operator(pbx, 1)) {
        assertThatThrownBy(() -> op1.call("700")).isInstanceOf(CallRefused.class);
        assertThatThrownBy(() -> op1.call("900000001")).isInstanceOf(CallRefused.class);
      }
    }
  }

  @Test
  void numberThatIsNotOursIsNotAnswered() {
    try (TestPbx pbx = TestPbx.in(folder).start();
        Telephone phone = caller(pbx)) {

      assertThatThrownBy(() -> phone.call("709", CALLER))
          .isInstanceOf(CallRefused.class)
          .hasMessageContaining("404");
    }
  }

  @Test
  void missedCallLineRingsAndIsNeverAnswered() {
    try (TestPbx pbx = TestPbx.in(folder).number("701", "missed-call").start();
        Telephone phone = caller(pbx);
        TelephoneCall call = phone.dial("701", Caller.of(CALLER))) {
      call.awaitRinging(SOON);

      assertThatThrownBy(() -> call.awaitAnswer(Duration.ofSeconds(8)))
          .isInstanceOf(CallRefused.class);

      assertThat(pbx.channelEvents()).contains("CHAN_START").doesNotContain("\"ANSWER\"");
    }
  }

  @Test
  void whatTheNetworkSaysIsCleanedBeforeTheServerSeesIt() throws IOException {
    try (TinyAgi server = new TinyAgi(session -> session.handOver("end"));
        TestPbx pbx = TestPbx.in(folder).agiPort(server.port()).start();
        Telephone phone = caller(pbx)) {

      phone.call("700", new Caller("+992900000001x", "Robert; System(true)", false));
      await().atMost(SOON).until(() -> server.sessions().size() == 1);
      phone.call("700", Caller.anonymous());
      await().atMost(SOON).until(() -> server.sessions().size() == 2);

      assertThat(server.sessions().getFirst().said("agi_callerid")).isEqualTo("+992900000001");
      assertThat(server.sessions().getFirst().said("agi_calleridname")).isEqualTo("unknown");
      assertThat(server.sessions().getFirst().said("agi_extension")).isEqualTo("700");
      assertThat(server.sessions().getLast().said("agi_callerid")).isEqualTo("unknown");
    }
  }

  @Test
  void deepDataFolderDoesNotBreakTheControlSocket() throws IOException {
    Path deep = folder.resolve("a-folder-with-a-very-long-name".repeat(4));
    try (TestPbx pbx = TestPbx.in(deep).start()) {
      assertThat(pbx.asterisk().status().booted()).isTrue();
      assertThat(pbx.folders().run()).isDirectory();

      pbx.asterisk().stop(Duration.ZERO);

      assertThat(pbx.folders().run()).doesNotExist();
    }
  }

  @Test
  void takenPortsAreNamedWithTheirOverrides() throws IOException {
    try (TestPbx pbx = TestPbx.in(folder.resolve("first")).start()) {
      AsteriskSettings again = pbx.settings().in(new AsteriskFolders(folder.resolve("second")));
      AsteriskInstallation installation = new AsteriskFinder(System.getenv()).find().orElseThrow();
      new AsteriskConfiguration(Path.of("deploy/asterisk")).write(again, installation);

      assertThatThrownBy(() -> new Asterisk(installation, again).start())
          .isInstanceOf(ProblemsException.class)
          .hasMessageContaining("127.0.0.1:" + pbx.sipPort() + ": another program has this SIP")
          .hasMessageContaining("HAMROH_SIP_PORT")
          .hasMessageContaining("HAMROH_AMI_PORT");
    }
  }
}
