package org.hamroh.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.util.Map;
import org.hamroh.yaml.ProblemsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigReaderTest {

  private static final Path EXAMPLE = Path.of("deploy/hamroh.yaml");
  private static final Map<String, String> SECRETS = Map.of("HAMROH_SMSC_PASSWORD", "secret");

  @TempDir Path data;

  private Config read(Path file, Map<String, String> environment) {
    return new ConfigReader(Secrets.open(data), environment).read(file);
  }

  private Path changed(String from, String to) throws Exception {
    String text = Files.readString(EXAMPLE);
    assertThat(text).contains(from);
    return Files.writeString(data.resolve("changed.yaml"), text.replace(from, to));
  }

  @Test
  void theExampleIsReadAsItStands() {
    Config config = read(EXAMPLE, SECRETS);

    assertThat(config.site().languages()).containsExactly("tg", "ru");
    assertThat(config.site().timeZone().getId()).isEqualTo("Asia/Dushanbe");
    assertThat(config.web().port()).isEqualTo(8080);
    assertThat(config.numbers()).containsEntry("700", "hotline");
    assertThat(config.privacy().recordTexts()).isEqualTo(Period.ofMonths(12));
    assertThat(config.sms().routes().getFirst().smpp().password().value()).isEqualTo("secret");
  }

  @Test
  void noSecretIsPrinted() {
    Config config = read(EXAMPLE, Map.of("HAMROH_SMSC_PASSWORD", "hush-now"));

    assertThat(config.toString()).doesNotContain("hush-now").contains("[hidden]");
    assertThat(config.toString()).doesNotContain(config.ami().secret().value());
  }

  @Test
  void portsAreOverriddenFromTheEnvironment() {
    Config config =
        read(
            EXAMPLE,
            Map.of(
                "HAMROH_SMSC_PASSWORD", "x",
                "HAMROH_WEB_PORT", "18080",
                "HAMROH_SIP_PORT", "15060",
                "HAMROH_RTP_PORTS", "30000-30199",
                "HAMROH_SMSC_PORT", "12775",
                "HAMROH_CARRIER_PORT", "15070"));

    assertThat(config.web().port()).isEqualTo(18080);
    assertThat(config.pbx().sip().port()).isEqualTo(15060);
    assertThat(config.pbx().rtp().to()).isEqualTo(30199);
    assertThat(config.sms().routes().getFirst().smpp().port()).isEqualTo(12775);
    assertThat(config.pbx().trunks().getFirst().host()).isEqualTo("127.0.0.1:15070");
  }

  @Test
  void allMistakesAreToldAtOnceWithFileLineAndKey() throws Exception {
    Path file = changed("port: 8080", "port: 99999");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("Asia/Dushanbe", "Asia/Nowhere")
            .replace("operators: 4", "operatrs: 4"));

    assertThatThrownBy(() -> read(file, SECRETS))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("changed.yaml:9: web.port")
        .hasMessageContaining("operatrs");
  }

  @Test
  void anUnknownTimeZoneIsNamedWithItsLine() throws Exception {
    Path file = changed("Asia/Dushanbe", "Asia/Nowhere");

    assertThatThrownBy(() -> read(file, SECRETS))
        .hasMessageContaining("changed.yaml:6: site.timeZone")
        .hasMessageContaining("Asia/Nowhere");
  }

  @Test
  void aMissingSecretSaysWhereToPutIt() throws Exception {
    Path file = changed("${HAMROH_SMSC_PASSWORD}", "${CARRIER_PASSWORD}");

    assertThatThrownBy(() -> read(file, Map.of()))
        .hasMessageContaining("CARRIER_PASSWORD")
        .hasMessageContaining("secrets.properties");
  }

  @Test
  void brokenYamlAndDuplicateKeysAreToldWithTheirLine() throws Exception {
    Path broken =
        Files.writeString(data.resolve("broken.yaml"), "site:\n  name: [Hamroh\nweb: 1\n");
    Path twice = Files.writeString(data.resolve("twice.yaml"), "site:\n  name: a\n  name: b\n");

    assertThatThrownBy(() -> read(broken, SECRETS)).hasMessageContaining("broken.yaml:3");
    assertThatThrownBy(() -> read(twice, SECRETS)).hasMessageContaining("twice.yaml:3");
  }

  private static final String SELF_TEST =
      "# selfTest: {everyMinutes: 15, through: demo, numbers: {700: \"+992900000700\"}}";

  @Test
  void selfTestGoesOutByATrunkToWhatTheWorldDials() throws Exception {
    Config config = read(changed(SELF_TEST, SELF_TEST.substring(2)), SECRETS);

    assertThat(config.proving().outside()).containsEntry("700", "+992900000700");
    assertThat(read(EXAMPLE, SECRETS).proving().outside()).isEmpty();
  }

  @Test
  void selfTestThatCouldNeverSucceedIsToldWithItsRemedy() throws Exception {
    assertMistake("selfTest: {through: demo}", "needs both");
    assertMistake(
        "selfTest: {through: other, numbers: {700: \"+992900000700\"}}", "names no trunk");
    assertMistake(
        "selfTest: {through: demo, numbers: {701: \"+992900000701\"}}", "no script answers");
    assertMistake(
        "selfTest: {through: demo, numbers: {700: \"+4930000000\"}}", "this trunk does not ring");
  }

  private void assertMistake(String selfTest, String sentence) throws Exception {
    Path file = changed(SELF_TEST, selfTest);
    assertThatThrownBy(() -> read(file, SECRETS))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void demonstrationRingsItselfThroughThePretendedCarrier() {
    Config config = read(EXAMPLE, SECRETS).forDemonstration();

    assertThat(config.proving().outside()).containsEntry("700", "+992900000700");
    assertThat(config.pretendedCarrier()).isPresent();
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> read(data.resolve("none.yaml"), SECRETS))
        .hasMessageContaining("none.yaml: there is no such file");
  }

  @Test
  void aSecretOfOursIsMadeOnceAndKeptForItsOwnerOnly() throws Exception {
    String first = read(EXAMPLE, SECRETS).ami().secret().value();
    String second = read(EXAMPLE, SECRETS).ami().secret().value();

    assertThat(first).hasSizeGreaterThanOrEqualTo(32).isEqualTo(second);
    assertThat(Files.getPosixFilePermissions(data.resolve("secrets.properties"))).hasSize(2);
  }

  @Test
  void everyLanguageIsSpokenOnThisMachineUnlessAServerIsNamed() throws Exception {
    Config example = read(EXAMPLE, SECRETS);
    Path file =
        changed(
            "  engine: espeak ",
            "  engine: http\n  url: http://127.0.0.1:5002/speak\n"
                + "  languages: {ru: {engine: espeak}} ");

    Config served = read(file, SECRETS);

    assertThat(example.voice().server("tg")).isEmpty();
    assertThat(served.voice().server("tg")).hasToString("Optional[http://127.0.0.1:5002/speak]");
    assertThat(served.voice().server("ru")).isEmpty();
  }

  @Test
  void voiceServerNeedsAnAddressAndAnAddressThatNobodyListensTo() throws Exception {
    Path without = changed("  engine: espeak ", "  engine: http ");

    assertThatThrownBy(() -> read(without, SECRETS)).hasMessageContaining("voice: has no url");

    Path open =
        changed("  engine: espeak ", "  engine: http\n  url: http://voices.example.org/tg ");

    assertThatThrownBy(() -> read(open, SECRETS))
        .hasMessageContaining("voice.url")
        .hasMessageContaining("use https");
  }
}
