package org.hamroh.sms;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.gate.Errand;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.gate.Purpose;
import org.hamroh.gate.Verdict;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.FromSmsc;
import org.hamroh.smpp.LinkState;
import org.hamroh.smpp.ReceiptIds;
import org.hamroh.smpp.SmppSession;
import org.hamroh.smpp.SmppTimers;
import org.hamroh.store.Database;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import org.jdbi.v3.core.Handle;

/// Text messages, in and out: a sender a route, the receipts and the inbox. An SMSC that is down is
/// no error here; whatever is queued waits for it.
public final class SmsGateway implements AutoCloseable {

  private static final Logger LOG = LogManager.getLogger(SmsGateway.class);

  private final Database database;
  private final OutgoingGate gate;
  private final RouteTable routes;
  private final OurNames names;
  private final Clock clock;
  private final Receipts receipts;
  private final Inbox inbox;
  private final Map<String, SmsSender> senders = new LinkedHashMap<>();

  /// @param gate       asked before anything leaves
  /// @param broadcasts says which campaigns may send
  public SmsGateway(
      SmsConfig config,
      SmppTimers timers,
      Database database,
      OutgoingGate gate,
      Broadcasts broadcasts,
      Clock clock) {
    this.database = database;
    this.gate = gate;
    this.routes = new RouteTable(config.routes());
    this.names = new OurNames(config.senderId());
    this.clock = clock;
    this.receipts = new Receipts(database, clock, broadcasts);
    this.inbox = new Inbox(database, clock);
    for (SmsConfig.Route route : config.routes()) {
      ReceiptIds ids = ReceiptIds.of(route.smpp().receiptIds());
      FromSmsc.Taker taker =
          delivered -> {
            switch (delivered) {
              case FromSmsc.Receipt receipt -> receipts.take(route.name(), ids, receipt);
              case FromSmsc.Incoming incoming -> inbox.take(route.name(), incoming);
            }
          };
      senders.put(
          route.name(),
          new SmsSender(
              route,
              config.senderId(),
              database,
              new SmppSession(route.name(), route.smpp(), timers, taker),
              gate,
              receipts,
              broadcasts,
              clock));
    }
  }

  /// Somebody who reads what people write to us.
  @FunctionalInterface
  public interface TextReader {

    /// Runs in the transaction that keeps the text: whatever comes of it is done exactly once.
    void read(Handle handle, PhoneNumber from, String text);
  }

  /// To be said before [#start].
  public void readBy(TextReader reader) {
    inbox.readBy(reader);
  }

  /// Who keeps what people write to us. To be said before [#start].
  public void keepBy(IncomingKeeper keeper) {
    inbox.keepBy(keeper);
  }

  /// Settles what a crash left open, then links up and sends. Returns at once.
  public void start() {
    int open = database.write(handle -> settleAfterCrash(handle));
    if (open > 0) {
      LOG.warn("event=messages-unknown count={} reason=\"the server stopped in mid-send\"", open);
    }
    inbox.start();
    for (SmsSender sender : senders.values()) {
      sender.session().start();
      sender.start();
    }
  }

  private int settleAfterCrash(Handle handle) {
    Instant now = clock.instant();
    List<PhoneNumber> numbers =
        SegmentStore.markUnknown(
            handle, "The server stopped before the SMSC's answer was known.", now);
    for (SmsConfig.Route route : routes.routes()) {
      ReceiptIds ids = ReceiptIds.of(route.smpp().receiptIds());
      numbers.forEach(number -> receipts.settle(handle, route.name(), ids, number.e164()));
    }
    return numbers.size();
  }

  /// Queues one text to one person, durably.
  ///
  /// @param language of the text: `tg`, `ru`
  /// @return the message's id
  /// @throws ProblemsException when the gate is closed, no route serves the number, or the text is
  ///                           empty or too long
  public long send(PhoneNumber number, String language, String text) {
    SmsText sms = SmsText.of(text);
    if (text.isBlank()) {
      throw refuse("text", "is empty", "write something");
    }
    if (sms.segments().size() > SmsText.MAX_SEGMENTS) {
      throw refuse(
          "text",
          "needs " + sms.segments().size() + " segments",
          "shorten it to " + SmsText.MAX_SEGMENTS);
    }
    Purpose purpose = owed(text);
    Errand errand = Errand.text(number, purpose).of(sms.segments().size());
    if (gate.ask(errand) instanceof Verdict.Closed(var reason, var again)) {
      throw refuse(
          "number",
          reason.sentence(),
          again.map(when -> "try again after " + when).orElse("see sms.routes and gate"));
    }
    SmsConfig.Route route =
        routes
            .of(number)
            .orElseThrow(() -> refuse("number", "no route serves this country", "see sms.routes"));
    MessageStore.Draft draft = new MessageStore.Draft(number, language, sms, route.name());
    long id =
        database.write(handle -> MessageStore.queueSingle(handle, draft, purpose, clock.instant()));
    Optional.ofNullable(senders.get(route.name())).ifPresent(SmsSender::wake);
    return id;
  }

  /// Queues a text to one of our own staff in the caller's transaction. No cap of the day holds it
  /// back, but the one for a single number does.
  ///
  /// @return why it cannot be sent; empty when it is queued
  public Optional<String> queueAlarm(
      Handle handle, PhoneNumber number, String language, String text) {
    return queue(handle, number, language, text, Purpose.ALARM);
  }

  /// Queues a text that somebody asked for, or is owed, in the caller's transaction: whatever that
  /// writes down besides is true exactly when the text will leave.
  ///
  /// @return why it cannot be sent; empty when it is queued
  public Optional<String> queueOwed(
      Handle handle, PhoneNumber number, String language, String text) {
    return queue(handle, number, language, text, owed(text));
  }

  private Purpose owed(String text) {
    return names.isIn(text) ? Purpose.SERVICE : Purpose.PLAIN;
  }

  /// Queues a text to an organisation that helps, in the caller's transaction.
  ///
  /// @return why it cannot be sent; empty when it is queued
  public Optional<String> queueToPartner(
      Handle handle, PhoneNumber number, String language, String text) {
    return queue(handle, number, language, text, Purpose.PARTNER);
  }

  private Optional<String> queue(
      Handle handle, PhoneNumber number, String language, String text, Purpose purpose) {
    SmsText sms = SmsText.of(text);
    Errand errand = Errand.text(number, purpose).of(sms.segments().size());
    if (gate.ask(errand) instanceof Verdict.Closed(var reason, var again)) {
      return Optional.of(reason.sentence());
    }
    Optional<SmsConfig.Route> route = routes.of(number);
    if (route.isEmpty()) {
      return Optional.of("no route serves this country");
    }
    MessageStore.Draft draft = new MessageStore.Draft(number, language, sms, route.get().name());
    long id = MessageStore.queueSingle(handle, draft, purpose, clock.instant());
    LOG.info("event=text-queued message={} purpose={}", id, purpose);
    return Optional.empty();
  }

  private static ProblemsException refuse(String key, String what, String remedy) {
    return new ProblemsException(Problem.of(key, what, remedy));
  }

  /// One route for the health page.
  ///
  /// @param segmentsPerSecond that the SMSC bears at present
  public record RouteState(String name, LinkState link, double segmentsPerSecond, int inFlight) {}

  public List<RouteState> routes() {
    List<RouteState> states = new ArrayList<>();
    senders.forEach(
        (name, sender) ->
            states.add(
                new RouteState(
                    name,
                    sender.session().state(),
                    sender.session().pace(),
                    sender.session().inFlight())));
    return states;
  }

  @Override
  public void close() {
    inbox.close();
    senders.values().stream()
        .map(sender -> Thread.ofVirtual().start(sender::close))
        .toList()
        .forEach(
            closing -> {
              try {
                closing.join();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }
}
