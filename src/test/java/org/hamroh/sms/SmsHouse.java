package org.hamroh.sms;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.hamroh.gate.SiteGate;
import org.hamroh.gate.TestGate;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.SmppConfig;
import org.hamroh.smpp.Smsc;
import org.hamroh.smpp.simulator.SimulatedSmsc;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.smpp.simulator.TakenSubmit;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// The SMS room with a real store and a real SMPP server, for tests.
public final class SmsHouse implements AutoCloseable {

  private final Path file;
  private final SmsConfig config;
  private final List<Long> running = new CopyOnWriteArrayList<>();
  public final SimulatedSmsc smsc;
  public final Database database;
  public final SiteGate gate;
  public final SmsGateway gateway;

  /// What people wrote to us.
  public final List<IncomingText> received = new CopyOnWriteArrayList<>();

  private SmsHouse(Path folder, SimulatedSmsc smsc, SmsConfig config) {
    this.file = folder.resolve("hamroh.db");
    this.smsc = smsc;
    this.config = config;
    this.database = Database.open(file);
    this.gate = TestGate.open(database, new RouteTable(config).prefixes());
    this.gateway =
        new SmsGateway(config, Smsc.timers(), database, gate, broadcasts(), Clock.systemUTC());
    gateway.keepBy(
        (handle, text) -> {
          received.add(text);
          return received.size();
        });
  }

  /// @param folder for the store
  public static SmsHouse open(Path folder, SmscBehaviour behaviour) {
    SimulatedSmsc smsc = Smsc.start(behaviour);
    return new SmsHouse(folder, smsc, config(Smsc.account(smsc.port(), 10, 1_000)));
  }

  /// Over an SMSC that somebody else closes.
  static SmsHouse open(Path folder, SimulatedSmsc smsc) {
    return new SmsHouse(folder, smsc, config(Smsc.account(smsc.port(), 10, 1_000)));
  }

  public static SmsHouse open(Path folder, SimulatedSmsc smsc, SmsConfig config) {
    return new SmsHouse(folder, smsc, config);
  }

  /// Nobody is told of campaigns.
  static final class Nobody implements Broadcasts {
    @Override
    public List<Long> running(Handle handle) {
      return List.of();
    }

    @Override
    public void changed(long campaignId) {
      // no pages to tell
    }
  }

  static SmsConfig config(SmppConfig account) {
    return new SmsConfig(
        "HAMROH", List.of(new SmsConfig.Route("main", List.of("+992", "+7"), account)));
  }

  private Broadcasts broadcasts() {
    return new Broadcasts() {
      @Override
      public List<Long> running(Handle handle) {
        return List.copyOf(running);
      }

      @Override
      public void changed(long campaignId) {
        // no pages to tell
      }
    };
  }

  /// Queues a text to many numbers as one campaign, which does not run yet.
  public void queue(long campaign, int people, String text) {
    List<MessageStore.Draft> drafts = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      drafts.add(new MessageStore.Draft(number(i), "tg", SmsText.of(text), "main"));
    }
    database.write(
        handle -> MessageStore.queue(handle, campaign, drafts, Clock.systemUTC().instant()));
  }

  static PhoneNumber number(int i) {
    return new PhoneNumber("+99290%07d".formatted(i));
  }

  public void run(long campaign) {
    running.add(campaign);
  }

  void pause(long campaign) {
    running.remove(campaign);
  }

  public Map<SmsState, Long> counts(long campaign) {
    return database.read(handle -> MessageStore.messageCounts(handle, campaign));
  }

  SmsMessage message(long id) {
    return database.read(handle -> MessageStore.find(handle, id)).orElseThrow();
  }

  public SmsState state(long id) {
    return message(id).state();
  }

  /// Of each part, in their order.
  public List<SmsState> partStates(long id) {
    return database.read(
        handle ->
            handle
                .createQuery("select state from segment where message_id = :id order by part")
                .bind("id", id)
                .map((row, context) -> SmsState.of(row.getString(1)))
                .list());
  }

  static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(30));
  }

  /// What a telephone would show: the taken segments of one number, joined.
  static String onTelephone(List<TakenSubmit> taken, PhoneNumber number) {
    StringBuilder text = new StringBuilder();
    taken.stream()
        .filter(submit -> submit.destination().equals(number.e164().substring(1)))
        .sorted(Comparator.comparingInt(submit -> submit.joined() ? submit.octets()[5] : 1))
        .forEach(
            submit -> {
              String hex = HexFormat.of().formatHex(submit.octets());
              byte[] letters = HexFormat.of().parseHex(submit.joined() ? hex.substring(12) : hex);
              Encoding encoding = submit.dataCoding() == 8 ? Encoding.UCS_2 : Encoding.GSM_7;
              text.append(encoding.decode(letters));
            });
    return text.toString();
  }

  /// As when the process dies: what was marked stays marked, and the SMSC lives on.
  void crash() {
    database.close();
    gateway.close();
  }

  @Override
  public void close() {
    gateway.close();
    smsc.close();
    database.close();
  }
}
