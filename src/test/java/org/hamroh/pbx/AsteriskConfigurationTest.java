package org.hamroh.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.hamroh.agi.AgiConfig;
import org.hamroh.ami.AmiConfig;
import org.hamroh.yaml.ProblemsException;
import org.hamroh.yaml.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From settings to Asterisk's files; no Asterisk needed.
final class AsteriskConfigurationTest {

  @TempDir private Path folder;
  private AsteriskInstallation installation;
  private final AsteriskConfiguration configuration =
      new AsteriskConfiguration(Path.of("deploy/asterisk"));

  @BeforeEach
  void anInstallation() throws IOException {
    Path modules = Files.createDirectories(folder.resolve("modules"));
    Path documentation = Files.createDirectories(folder.resolve("documentation"));
    installation =
        new AsteriskInstallation(List.of("/usr/sbin/asterisk"), modules, documentation, "20.6.0");
  }

  private AsteriskSettings settings(String data, String sipHost, Map<String, String> numbers) {
    return new AsteriskSettings(
        new PbxConfig(
            true,
            new PbxConfig.Listen(sipHost, 5060),
            new PbxConfig.PortRange(20000, 20999),
            List.of(new PbxConfig.Trunk("carrier", "192.0.2.7:5060")),
            2),
        new AgiConfig("127.0.0.1", 4573),
        new AmiConfig("127.0.0.1", 5038, "hamroh", new Secret("ami-secret")),
        numbers,
        List.of("tg", "ru"),
        "tg",
        List.of(new Secret("secret-of-op1"), new Secret("secret-of-op2")),
        DialplanTiming.standard(),
        new AsteriskFolders(folder.resolve(data)));
  }

  private String written(AsteriskSettings settings, String file) throws IOException {
    return Files.readString(settings.folders().etc().resolve(file));
  }

  @Test
  void everyTemplateIsFilledAndTheSecondTimeNothingChanges() throws IOException {
    AsteriskSettings settings = settings("data", "192.0.2.1", Map.of("700", "hotline"));

    assertThat(configuration.write(settings, installation)).contains("pjsip.conf", "queues.conf");
    assertThat(configuration.write(settings, installation)).isEmpty();

    assertThat(written(settings, "pjsip.conf"))
        .contains("bind = 192.0.2.1:5060", "match = 192.0.2.7\n", "password = secret-of-op2")
        .doesNotContain("{{");
    assertThat(written(settings, "queues.conf")).contains("member => PJSIP/op2,0,op2,PJSIP/op2");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(settings.folders().etc().resolve("pjsip.conf"))))
        .isEqualTo("rw-------");
  }

  @Test
  void fileWhoseTemplateIsGoneGoesToo() throws IOException {
    AsteriskSettings settings = settings("data", "127.0.0.1", Map.of("700", "hotline"));
    configuration.write(settings, installation);
    Path old = Files.writeString(settings.folders().etc().resolve("iax.conf"), "[general]\n");

    configuration.write(settings, installation);

    assertThat(old).doesNotExist();
  }

  @Test
  void moduleThatThisAsteriskDoesNotHaveIsNotRequired() throws IOException {
    AsteriskSettings settings = settings("data", "127.0.0.1", Map.of("700", "hotline"));

    configuration.write(settings, installation);
    assertThat(written(settings, "modules.conf")).doesNotContain("res_cdrel_custom");

    Files.createFile(installation.modules().resolve("res_cdrel_custom.so"));
    configuration.write(settings, installation);
    assertThat(written(settings, "modules.conf")).contains("require => res_cdrel_custom.so");
  }

  private static String context(String dialplan, String name) {
    int begin = dialplan.indexOf("\n[" + name + "]\n") + 1;
    assertThat(begin).as(name).isPositive();
    int end = dialplan.indexOf("\n[", begin);
    return end < 0 ? dialplan.substring(begin) : dialplan.substring(begin, end);
  }

  @Test
  void onlyOurNumbersAreInTheDialplanAndThatOfMissedCallsOnlyRings() throws IOException {
    AsteriskSettings settings =
        settings("data", "127.0.0.1", Map.of("700", "hotline", "701", "missed-call"));

    configuration.write(settings, installation);

    String dialplan = written(settings, "extensions.conf");
    assertThat(dialplan)
        .contains(
            "exten => 700,1,Set(HAMROH_NUMBER=700)",
            "exten => 701,1,Set(HAMROH_LINE=missed-call)\n same => n,Goto(missed,s,1)");
    assertThat(context(dialplan, "inbound")).doesNotContain("exten => _");
  }

  @Test
  void dialplanRingsOurOwnPagesAndMobilesOnCallWhenTheServerSays() throws IOException {
    AsteriskSettings settings = settings("data", "127.0.0.1", Map.of("700", "hotline"));

    configuration.write(settings, installation);

    String dialplan = written(settings, "extensions.conf");
    String onCall = context(dialplan, "on-call");
    assertThat(dialplan.split("Dial\\(", -1)).as("two diallings in all").hasSize(3);
    assertThat(context(dialplan, "resume")).contains("Dial(PJSIP/${EXTEN}/${EXTEN}-web,");
    assertThat(onCall.indexOf("AGI(agi://")).isPositive().isLessThan(onCall.indexOf("Dial("));
    assertThat(onCall)
        .contains("GotoIf($[\"${HAMROH_MOBILE}\" = \"\"]?gone)")
        .contains("Dial(PJSIP/+${FILTER(0-9,${HAMROH_MOBILE})}@");
  }

  @Test
  void everyTopicHasAQueueForEachNeedAndASiteChoosesTheStrategy() throws IOException {
    AsteriskSettings settings = settings("data", "127.0.0.1", Map.of("700", "hotline"));

    configuration.write(settings, installation);

    assertThat(written(settings, "queues.conf"))
        .contains(
            "[queue-wages](hotline)",
            "[queue-wages-woman](hotline)",
            "[queue-wages-woman-ru](hotline)",
            "[queue-high-woman](high)",
            "[queue-on-call-woman-ru](on-call)",
            "[queue-first-op1](first)",
            "[queue-danger](danger)\nstrategy = ringall\n",
            "[queue-on-call-ru](on-call)\nstrategy = ringall\n",
            "[queue-wages-ru](hotline)\nstrategy = rrmemory\n")
        .doesNotContain("[queue-danger-");
  }

  @Test
  void folderThatAsteriskCannotNameIsRefused() {
    AsteriskSettings settings = settings("da,ta", "127.0.0.1", Map.of("700", "hotline"));

    assertThatThrownBy(() -> configuration.write(settings, installation))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("da,ta: has a letter that Asterisk's files cannot hold");
  }

  @Test
  void everyAddressAtOnceIsRefusedForSound() {
    AsteriskSettings settings = settings("data", "0.0.0.0", Map.of("700", "hotline"));

    assertThatThrownBy(() -> configuration.write(settings, installation))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("pbx.sip.host");
  }

  @Test
  void misspeltNameInATemplateIsReportedWithItsFile() throws IOException {
    Path templates = Files.createDirectories(folder.resolve("templates"));
    Files.writeString(templates.resolve("rtp.conf"), "[general]\nrtpstart = {{rtp.form}}\n");
    AsteriskSettings settings = settings("data", "127.0.0.1", Map.of("700", "hotline"));

    assertThatThrownBy(() -> new AsteriskConfiguration(templates).write(settings, installation))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("rtp.conf")
        .hasMessageContaining("line 2");
    assertThat(settings.folders().etc()).doesNotExist();
  }

  @Test
  void controlSocketOfADeepFolderLiesElsewhere() {
    AsteriskFolders near = new AsteriskFolders(Path.of("/srv/hamroh"));
    AsteriskFolders deep = new AsteriskFolders(Path.of("/srv/" + "long-name/".repeat(12)));

    assertThat(near.run()).isEqualTo(Path.of("/srv/hamroh/asterisk/run"));
    assertThat(deep.run().toString()).hasSizeLessThan(60).isEqualTo(deep.run().toString());
    assertThat(deep.run()).isNotEqualTo(new AsteriskFolders(Path.of("/other" + deep)).run());
  }

  @Test
  void cutShortCopyIsNotTakenForAnAsterisk() throws IOException {
    Path loader = folder.resolve("copy/usr/lib64/ld-linux-x86-64.so.2");
    Files.createDirectories(loader.getParent());
    Files.writeString(loader, "");
    assertThat(AsteriskInstallation.ofCopy(folder.resolve("copy"))).isEmpty();
    assertThat(AsteriskInstallation.ofSystem(folder.toString())).isEmpty();
  }
}
