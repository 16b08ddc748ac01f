package org.hamroh;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.sip.Codec;
import org.hamroh.sip.PromptEar;
import org.hamroh.sip.Telephone;
import org.hamroh.sms.MessageStore;
import org.hamroh.sms.SmsText;
import org.hamroh.store.Database;
import org.hamroh.twin.CallPlans;

/// The whole product with campaigns that can be heard.
final class TwinLine implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(40);
  static final Map<String, String> TEXTS =
      Map.of(
          "tg", "Ҳамроҳ: дар моҳи март ҳуҷҷатҳои худро санҷед ва ба мо занг занед.",
          "ru", "Хамрох: проверьте в марте свои документы и позвоните нам, если нужна помощь.");

  final TestHotline hotline;
  private final Path folder;

  TwinLine(Path folder) throws Exception {
    this.folder = folder;
    hotline =
        TestHotline.start(
            folder,
            settings ->
                settings.replace(
                        "# callbacks: {lines: 8, reservedForInbound: 4, ringSeconds: 30}",
                        "callbacks: {lines: 8, reservedForInbound: 4, ringSeconds: 10}")
                    + """

                    gate:
                      hours: {from: "00:00", until: "23:59"}
                    """);
  }

  @Override
  public void close() throws Exception {
    hotline.close();
  }

  static String number(int nth) {
    return "+992900007%03d".formatted(nth);
  }

  /// A campaign to these people, of which the texts have left or, when it rings, wait.
  ///
  /// @param calls whether people are rung
  void campaign(long id, boolean calls, List<String> numbers) {
    try (Database store = Database.open(folder.resolve("hamroh.db"))) {
      Instant now = Instant.now();
      store.write(
          handle -> {
            handle.execute(
                """
                insert into campaign (id, name, state, audience, created_by, created_at, started_at,
                  frozen_from, frozen_until, asked, opted_out, without_consent, without_route,
                  without_text)
                values (?, 'March', 'paused', '{}', 'test', ?, ?, 0, 0, ?, 0, 0, 0, 0)
                """,
                id,
                now.toEpochMilli(),
                now.toEpochMilli(),
                numbers.size());
            TEXTS.forEach(
                (language, text) ->
                    handle.execute(
                        "insert into campaign_text (campaign_id, language, text) values (?, ?, ?)",
                        id,
                        language,
                        text));
            List<MessageStore.Draft> drafts =
                numbers.stream()
                    .map(
                        number ->
                            new MessageStore.Draft(
                                new PhoneNumber(number),
                                "tg",
                                SmsText.of(TEXTS.getOrDefault("tg", "")),
                                "main"))
                    .toList();
            MessageStore.queue(handle, id, drafts, now);
            if (calls) {
              CallPlans.set(handle, id, "calls", "", "test", now);
            } else {
              handle.execute("update message set state = 'accepted' where campaign_id = ?", id);
              handle.execute(
                  """
                  update segment set state = 'accepted'
                  where message_id in (select id from message where campaign_id = ?)
                  """,
                  id);
            }
            return true;
          });
      Awaitility.await().atMost(SOON).until(() -> spoken() >= TEXTS.size());
      if (calls) {
        state(id, "running");
      }
    }
  }

  void state(long campaign, String state) {
    try (Database store = Database.open(folder.resolve("hamroh.db"))) {
      store.write(
          handle -> handle.execute("update campaign set state = ? where id = ?", state, campaign));
    }
  }

  private long spoken() {
    return TEXTS.keySet().stream().filter(language -> !sounds(language).isEmpty()).count();
  }

  private List<Path> sounds(String language) {
    Path twins = folder.resolve("sounds").resolve(language).resolve("twin");
    if (!twins.toFile().isDirectory()) {
      return List.of();
    }
    try (Stream<Path> files = java.nio.file.Files.list(twins)) {
      return files.filter(file -> file.toString().endsWith(".alaw")).sorted().toList();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// The text in a language, as a telephone tells it.
  String text(String language) {
    String file = sounds(language).getFirst().getFileName().toString();
    return language + "/twin/" + file.replace(".alaw", "");
  }

  PromptEar ear() {
    return PromptEar.of(folder.resolve("sounds"), Codec.ALAW);
  }

  Telephone caller() {
    return Telephone.open(hotline.sip(), ear());
  }

  Telephone carrier() {
    return Telephone.listen(
        Integer.parseInt(hotline.ports().getOrDefault("HAMROH_CARRIER_PORT", "0")),
        hotline.sip(),
        ear());
  }

  List<String> ask(String question) {
    try (Database store = Database.open(folder.resolve("hamroh.db"))) {
      return store.read(handle -> handle.createQuery(question).mapTo(String.class).list());
    }
  }

  String person(String number) {
    return String.join(
        ",", ask("select state || ' ' || why from campaign_call where number = '" + number + "'"));
  }
}
