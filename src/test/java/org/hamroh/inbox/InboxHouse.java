package org.hamroh.inbox;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hamroh.call.Callers;
import org.hamroh.gate.OptOuts;
import org.hamroh.gate.SafetyCard;
import org.hamroh.gate.SafetyCards;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.NumberReader;
import org.hamroh.phone.NumberReading;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.sms.IncomingText;
import org.hamroh.sms.Prices;
import org.hamroh.sms.SmsHouse;
import org.hamroh.web.LiveFeed;
import org.jdbi.v3.core.Handle;

/// The inbox over a real store, gate, gateway and SMPP server, for tests.
final class InboxHouse implements AutoCloseable {

  static final PhoneNumber SOMEBODY = new PhoneNumber("+992900000001");
  private static final InboxConfig CONFIG =
      new InboxConfig(3, 40, 500, new BigDecimal("10"), 20, List.of("+992", "+7"));

  final SmsHouse sms;
  final List<String> alarms = new CopyOnWriteArrayList<>();
  final List<PhoneNumber> callBacks = new CopyOnWriteArrayList<>();
  final Callers callers;
  private final LiveFeed live;
  InboxRoom room;

  private InboxHouse(Path folder, LiveFeed live) {
    this.live = live;
    sms = SmsHouse.open(folder, SmscBehaviour.polite());
    callers =
        new Callers(
            shown ->
                new NumberReader().read(shown, "TJ") instanceof NumberReading.Read(var number)
                    ? Optional.of(number)
                    : Optional.empty(),
            "a key of this test site".getBytes(StandardCharsets.UTF_8));
    room = openRoom();
  }

  static InboxHouse open(Path folder) {
    return open(folder, topic -> {});
  }

  /// @param live is told of what changes
  static InboxHouse open(Path folder, LiveFeed live) {
    InboxHouse house = new InboxHouse(folder, live);
    house.sms.gateway.start();
    return house;
  }

  /// As after a restart.
  InboxRoom openRoom() {
    room =
        new InboxRoom(
            new InboxRoom.Parts(
                CONFIG,
                sms.database,
                "a secret of this site, long enough",
                callers,
                sms.gateway,
                new Prices(Map.of("+992", new BigDecimal("0.05"), "+7", new BigDecimal("6"))),
                Map.of("TEL", "700"),
                "tg",
                new Alarms(),
                live,
                Clock.systemUTC()));
    sms.gateway.keepBy(room.keeper());
    return room;
  }

  private final class Alarms implements Watch {
    @Override
    public void cry(Handle handle, String about, Instant at) {
      alarms.add("cry " + about.split("-", 2)[0]);
    }

    @Override
    public void flood(Handle handle, String range, Instant at) {
      if (!alarms.contains("flood " + range)) { // as the alarms room does
        alarms.add("flood " + range);
      }
    }

    @Override
    public void announce() {
      // no pages to tell
    }

    @Override
    public void callBack(
        Handle handle, PhoneNumber number, CallerKey key, String language, Instant at) {
      callBacks.add(number);
    }
  }

  /// Somebody writes, past the SMSC.
  long write(PhoneNumber from, String text) {
    return sms.database.write(
        handle ->
            room.keeper()
                .keep(
                    handle,
                    new IncomingText(
                        "main",
                        Optional.of(from),
                        "700",
                        text,
                        false,
                        Optional.empty(),
                        Instant.now())));
  }

  void card(PhoneNumber of, SafetyCard.Texts texts, boolean shared) {
    sms.database.write(
        handle -> {
          SafetyCards.keep(
              handle,
              callers.key(of),
              new SafetyCard(SafetyCard.Calls.NO, texts, Optional.empty(), shared, Instant.now()),
              "op1");
          return true;
        });
  }

  boolean isSilent(PhoneNumber number) {
    return sms.database.read(handle -> OptOuts.since(handle, number).isPresent());
  }

  Conversation thread(PhoneNumber number) {
    return sms.database.read(handle -> InboxStore.of(handle, callers.key(number))).orElseThrow();
  }

  /// What was queued to a number by now.
  List<String> sentTo(PhoneNumber number) {
    return new ArrayList<>(
        sms.database.<List<String>>read(
            handle ->
                handle
                    .createQuery("select text from message where number = ? order by id")
                    .bind(0, number.e164())
                    .mapTo(String.class)
                    .list()));
  }

  int count(String sql) {
    return sms.database.read(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
  }

  static Duration patience() {
    return Duration.ofSeconds(20);
  }

  @Override
  public void close() {
    sms.close();
  }
}
