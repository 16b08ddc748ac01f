package org.hamroh;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hamroh.config.Config;
import org.hamroh.config.ConfigReader;
import org.hamroh.config.Secrets;
import org.hamroh.operator.Tokens;
import org.hamroh.pbx.Asterisk;
import org.hamroh.pbx.AsteriskConfiguration;
import org.hamroh.pbx.AsteriskFinder;
import org.hamroh.pbx.AsteriskInstallation;
import org.hamroh.pbx.PbxConfig;
import org.hamroh.pbx.TestPbx;
import org.hamroh.pbx.TestPorts;
import org.hamroh.sip.Codec;
import org.hamroh.sip.PretendedCarrier;
import org.hamroh.sip.PromptEar;
import org.hamroh.sip.Telephone;
import org.hamroh.smpp.SmppConfig;
import org.hamroh.smpp.simulator.SimulatedSmsc;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.smpp.simulator.TakenSubmit;
import org.hamroh.store.Database;
import org.hamroh.voice.BuiltVoices;
import org.hamroh.voice.PromptBook;
import org.hamroh.web.Role;
import org.hamroh.yaml.Problems;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The product as it is shipped, on free ports and in a folder of its own: the real settings, the
/// real scripts with their real sounds, a real Asterisk, and the server as a process that can be
/// killed.
final class TestHotline implements AutoCloseable {

  /// Several start at once, on a machine that builds beside them.
  private static final Duration READY_WITHIN = Duration.ofSeconds(120);

  private static final Duration BETWEEN_ASKS = Duration.ofMillis(100);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path data;
  private final Path file;
  private final Map<String, String> ports;
  private final Config config;
  private final Secrets secrets;
  private final Asterisk pbx;
  private final PromptEar ear;
  private final String token;
  private final List<TakenSubmit> before = new ArrayList<>();
  private SimulatedSmsc smsc;
  private final HttpClient http = HttpClient.newHttpClient();
  private Process server;

  private TestHotline(Path data, UnaryOperator<String> settings) throws IOException {
    this.data = data;
    this.ports = freePorts();
    this.secrets = Secrets.open(data);
    this.file = data.resolve("hamroh.yaml");
    Files.writeString(file, settings.apply(Files.readString(Path.of("deploy/hamroh.yaml"))));
    this.config = new ConfigReader(secrets, ports).read(file);
    copyVoices(data);
    this.ear = PromptEar.of(data.resolve("sounds"), Codec.ALAW);
    AsteriskInstallation asterisk =
        new AsteriskFinder(System.getenv()).findOrInstall(System.out::println);
    this.token = token();
    this.pbx = new Asterisk(asterisk, config.asterisk(data, secrets));
    new AsteriskConfiguration(Path.of("deploy/asterisk"))
        .write(config.asterisk(data, secrets), asterisk);
    pbx.start();
    this.smsc = smsc();
  }

  private SimulatedSmsc smsc() {
    SmppConfig smpp = config.sms().routes().getFirst().smpp();
    return SimulatedSmsc.start(
        smpp.port(), smpp.systemId(), smpp.password(), SmscBehaviour.polite(), 1, submit -> {});
  }

  /// What the server sends now waits for it.
  void stopSmsc() {
    before.addAll(smsc.taken());
    smsc.close();
  }

  void startSmsc() {
    smsc = smsc();
  }

  /// Everything runs when it returns.
  static TestHotline start(Path data) throws Exception {
    return start(data, UnaryOperator.identity());
  }

  /// The same with other settings.
  ///
  /// @param settings changes the text of `deploy/hamroh.yaml`
  static TestHotline start(Path data, UnaryOperator<String> settings) throws Exception {
    TestHotline hotline = new TestHotline(data, settings);
    try {
      hotline.startServer();
      return hotline;
    } catch (Exception e) {
      hotline.close();
      throw e;
    }
  }

  static Map<String, String> freePorts() {
    Map<String, String> ports = new HashMap<>();
    for (String name : List.of("WEB", "AGI", "AMI", "SMSC", "WS")) {
      ports.put("HAMROH_" + name + "_PORT", Integer.toString(TestPbx.freeTcpPort()));
    }
    for (String name : List.of("SIP", "CARRIER")) {
      ports.put("HAMROH_" + name + "_PORT", Integer.toString(TestPbx.freeUdpPort()));
    }
    PbxConfig.PortRange sound = TestPorts.forHotline();
    ports.put("HAMROH_RTP_PORTS", sound.from() + "-" + sound.to());
    return ports;
  }

  /// The shipped prompts in the voices that are kept between runs, in a data folder of their own.
  static void copyVoices(Path data) throws IOException {
    Problems problems = new Problems();
    PromptBook book = PromptBook.read(Path.of("ivr-scripts"), List.of("tg", "ru"), problems);
    problems.throwIfAny();
    BuiltVoices.build(book);
    copy(BuiltVoices.FOLDER.resolve("sounds"), data.resolve("sounds"));
    copy(BuiltVoices.FOLDER.resolve("voices"), data.resolve("voices"));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private String token() {
    try (Database database = Database.open(config.store().file(data))) {
      return new Tokens(database, Clock.systemUTC()).add("test", Set.of(Role.values()));
    }
  }

  /// The product's own program, as the launcher runs it; but one that lives for a minute is not
  /// worth the thorough compiler, which takes the processor from everything beside it.
  static List<String> program(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dhamroh.home=.",
                "-cp",
                System.getProperty("java.class.path"),
                "org.hamroh.Main"));
    command.addAll(List.of(arguments));
    return command;
  }

  void startServer() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(program("serve", "--config", file.toString(), "--data", data.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("server.log").toFile()));
    builder.environment().putAll(ports);
    server = builder.start();
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (!isReady()) {
      if (!server.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("the server is not ready:\n" + log());
      }
      server.waitFor(BETWEEN_ASKS); // asking takes time from who is asked
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      return get("/ready").statusCode() == 200;
    } catch (IOException e) {
      return false; // nobody listens yet
    }
  }

  /// As a power cut would do it.
  void killServer() throws InterruptedException {
    server.destroyForcibly().waitFor();
  }

  void stopPbx() {
    pbx.stop(Duration.ZERO);
  }

  void startPbx() {
    pbx.start();
  }

  /// What `/ready` answers, whatever its status.
  JsonNode ready() {
    try {
      return JSON.readTree(get("/ready").body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String log() throws IOException {
    return Files.readString(data.resolve("server.log"));
  }

  Path data() {
    return data;
  }

  /// What the pretended carrier has taken for its subscribers so far.
  List<TakenSubmit> texts() {
    List<TakenSubmit> all = new ArrayList<>(before);
    all.addAll(smsc.taken());
    return all;
  }

  /// Somebody writes to us.
  void writesToUs(String from, String text) {
    smsc.writeToUs(from, "1414", text);
  }

  /// Another program with all rights: a second person for what needs two.
  String secondToken() {
    try (Database database = Database.open(config.store().file(data))) {
      return new Tokens(database, Clock.systemUTC()).add("second", Set.of(Role.values()));
    }
  }

  Path settings() {
    return file;
  }

  Map<String, String> ports() {
    return ports;
  }

  /// Where its pages are.
  String address() {
    return "http://127.0.0.1:" + config.web().port();
  }

  InetSocketAddress sip() {
    return new InetSocketAddress("127.0.0.1", config.pbx().sip().port());
  }

  Telephone caller() {
    return Telephone.open(sip(), ear);
  }

  /// The pretended carrier, to whom calls out come.
  Telephone carrier() {
    return Telephone.listen(
        Integer.parseInt(ports.getOrDefault("HAMROH_CARRIER_PORT", "0")), sip(), ear);
  }

  /// A pretended carrier that brings calls back to us.
  ///
  /// @param lines our number for each public one
  PretendedCarrier bringingBack(Map<String, String> lines) {
    return PretendedCarrier.start(
        Integer.parseInt(ports.getOrDefault("HAMROH_CARRIER_PORT", "0")), sip(), lines);
  }

  Telephone operator(int number) {
    return operator(number, ear);
  }

  /// One that knows other sounds.
  Telephone operator(int number, PromptEar known) {
    return Telephone.register(
        sip(), "op" + number, secrets.ensure("HAMROH_OP" + number + "_PASSWORD"), known);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + config.web().port() + path);
    return http.send(
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofSeconds(10))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// Adds something over the API, which must answer 201.
  void add(String path, String json) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + config.web().port() + "/api/v1" + path);
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
  }

  /// The answer of the API, which must be 200.
  JsonNode api(String path) {
    try {
      HttpResponse<String> answer = get("/api/v1" + path);
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// A sound of the API, which must be there.
  byte[] sound(String path) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + config.web().port() + "/api/v1" + path);
    HttpResponse<byte[]> answer =
        http.send(
            HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(10))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + answer.statusCode());
    }
    return answer.body();
  }

  /// The answer of the API to a wish, whatever it is.
  ///
  /// @param once the Idempotency-Key; empty for none
  HttpResponse<String> wish(String path, String contentType, String body, String once) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address() + "/api/v1" + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", contentType)
            .timeout(Duration.ofSeconds(60))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!once.isEmpty()) {
      request.header("Idempotency-Key", once);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// The answer of the API to a change, which must be good.
  JsonNode post(String path, String body) {
    return post(path, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  /// The same for a body of any kind.
  JsonNode post(String path, String contentType, byte[] body) {
    URI address = URI.create("http://127.0.0.1:" + config.web().port() + "/api/v1" + path);
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(address)
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", contentType)
                  .timeout(Duration.ofSeconds(60))
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// The records of all calls, the newest first.
  List<JsonNode> calls() {
    List<JsonNode> calls = new ArrayList<>();
    api("/calls?limit=200").path("calls").forEach(calls::add);
    return calls;
  }

  @Override
  public void close() throws InterruptedException {
    if (server != null) {
      server.destroy();
      if (!server.waitFor(20, java.util.concurrent.TimeUnit.SECONDS)) {
        server.destroyForcibly().waitFor();
      }
    }
    smsc.close();
    pbx.stop(Duration.ZERO);
  }
}
