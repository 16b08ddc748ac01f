package org.hamroh.sms;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.aggregator.HttpTransport;
import org.hamroh.gate.Errand;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.gate.Purpose;
import org.hamroh.gate.Verdict;
import org.hamroh.modem.SpoolTransport;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.FromSmsc;
import org.hamroh.smpp.LinkState;
import org.hamroh.smpp.ReceiptIds;
import org.hamroh.smpp.SmppConfig;
import org.hamroh.smpp.SmppPair;
import org.hamroh.smpp.SmppSession;
import org.hamroh.smpp.SmppTimers;
import org.hamroh.smpp.SmsTransport;
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
  private final SmsConfig config;
  private final RouteTable routes;
  private final OurNames names;
  private final Clock clock;
  private final Receipts receipts;
  private final IncomingTexts incomingTexts;
  private final RouteLedger ledger;
  private final RouteRounds rounds;
  private final Map<String, SmsSender> senders = new LinkedHashMap<>();
  private final Map<String, RouteWatch> watches = new LinkedHashMap<>();

  public SmsGateway(
      SmsConfig config,
      SmppTimers timers,
      Database database,
      OutgoingGate gate,
      Broadcasts broadcasts,
      Clock clock) {
    this(config, new RouteTable(config), timers, database, gate, broadcasts, clock);
  }

  /// @param routes     of the same settings, with the site's prices
  /// @param gate       asked before anything leaves
  /// @param broadcasts says which campaigns may send
  public SmsGateway(
      SmsConfig config,
      RouteTable routes,
      SmppTimers timers,
      Database database,
      OutgoingGate gate,
      Broadcasts broadcasts,
      Clock clock) {
    this.database = database;
    this.gate = gate;
    this.config = config;
    this.routes = routes;
    this.names = new OurNames(config.senderId());
    this.clock = clock;
    this.receipts = new Receipts(database, clock, broadcasts);
    this.incomingTexts = new IncomingTexts(database, clock);
    this.ledger = new RouteLedger(database, clock);
    for (SmsConfig.Route route : config.routes()) {
      senders.put(route.name(), sender(route, timers, broadcasts));
    }
    Map<String, RouteHealth> health = new LinkedHashMap<>();
    senders.forEach((name, sender) -> health.put(name, sender.health()));
    this.rounds = new RouteRounds(config, database, health, watches, ledger, clock);
  }

  private SmsSender sender(SmsConfig.Route route, SmppTimers timers, Broadcasts broadcasts) {
    RouteWatch watch = new RouteWatch();
    watches.put(route.name(), watch);
    String told = Optional.ofNullable(route.receiptsFor()).orElse(route.name());
    ReceiptIds ids = route.receiptIds();
    FromSmsc.Taker taker =
        delivered -> {
          switch (delivered) {
            case FromSmsc.Receipt receipt -> receipts.take(told, ids, receipt, watch);
            case FromSmsc.Incoming incoming -> incomingTexts.take(route.name(), incoming);
          }
        };
    SmsTransport transport = transport(route, timers, taker);
    return new SmsSender(
        route,
        config,
        database,
        transport,
        gate,
        receipts,
        broadcasts,
        new RouteHealth(),
        watch,
        () -> fallenBeside(route),
        clock);
  }

  private static SmsTransport transport(
      SmsConfig.Route route, SmppTimers timers, FromSmsc.Taker taker) {
    if (route.http() != null) {
      return new HttpTransport(route.name(), route.http(), timers, taker);
    }
    if (route.modem() != null) {
      return new SpoolTransport(route.name(), route.modem(), taker);
    }
    SmppConfig smpp = Objects.requireNonNull(route.smpp());
    return smpp.bind().equals("both")
        ? new SmppPair(route.name(), smpp, timers, taker)
        : new SmppSession(route.name(), smpp, timers, taker);
  }

  /// Routes in trouble whose numbers this one serves too, while it is well itself.
  private List<String> fallenBeside(SmsConfig.Route route) {
    Instant now = clock.instant();
    return config.routes().stream()
        .filter(other -> !other.name().equals(route.name()))
        .filter(other -> shareNumbers(route, other))
        .filter(
            other ->
                Optional.ofNullable(senders.get(other.name()))
                    .filter(sender -> sender.health().hasFallen(other.failover(), now))
                    .isPresent())
        .map(SmsConfig.Route::name)
        .toList();
  }

  private boolean shareNumbers(SmsConfig.Route one, SmsConfig.Route other) {
    List<String> served = config.prefixes(one);
    return config.prefixes(other).stream()
        .anyMatch(
            prefix ->
                served.stream()
                    .anyMatch(mine -> prefix.startsWith(mine) || mine.startsWith(prefix)));
  }

  /// Somebody who reads what people write to us.
  @FunctionalInterface
  public interface TextReader {

    /// Runs in the transaction that keeps the text: whatever comes of it is done exactly once.
    void read(Handle handle, PhoneNumber from, String text);
  }

  /// To be said before [#start].
  public void tellTroubles(RouteRounds.Troubles told) {
    rounds.tell(told);
  }

  /// To be said before [#start].
  public void readBy(TextReader reader) {
    incomingTexts.readBy(reader);
  }

  /// Who keeps what people write to us. To be said before [#start].
  public void keepBy(IncomingKeeper keeper) {
    incomingTexts.keepBy(keeper);
  }

  /// Settles what a crash left open, then links up and sends. Returns at once.
  public void start() {
    int open = database.write(handle -> settleAfterCrash(handle));
    if (open > 0) {
      LOG.warn("event=messages-unknown count={} reason=\"the server stopped in mid-send\"", open);
    }
    incomingTexts.start();
    for (SmsSender sender : senders.values()) {
      sender.transport().start();
      sender.start();
    }
    rounds.start();
  }

  private int settleAfterCrash(Handle handle) throws SQLException {
    Instant now = clock.instant();
    List<PhoneNumber> numbers =
        SegmentStore.markUnknown(
            handle, "The server stopped before the SMSC's answer was known.", now);
    for (SmsConfig.Route route : config.routes()) {
      ReceiptIds ids = route.receiptIds();
      receipts.settle(
          handle, route.name(), ids, numbers.stream().map(PhoneNumber::e164).distinct().toList());
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
    SmsConfig.Route route =
        routes
            .of(number)
            .orElseThrow(() -> refuse("number", "no route serves this country", "see sms.routes"));
    SmsText sms = SmsText.of(text, route.joined());
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
    MessageStore.Draft draft = new MessageStore.Draft(number, language, sms, route.name());
    long id =
        database.write(
            handle ->
                MessageStore.queue(handle, 0, List.of(draft), purpose, until(), clock.instant())
                    .getFirst());
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
    Optional<SmsConfig.Route> route = routes.of(number);
    if (route.isEmpty()) {
      return Optional.of("no route serves this country");
    }
    SmsText sms = SmsText.of(text, route.get().joined());
    Errand errand = Errand.text(number, purpose).of(sms.segments().size());
    if (gate.ask(errand) instanceof Verdict.Closed(var reason, var again)) {
      return Optional.of(reason.sentence());
    }
    MessageStore.Draft draft = new MessageStore.Draft(number, language, sms, route.get().name());
    long id =
        MessageStore.queue(handle, 0, List.of(draft), purpose, until(), clock.instant()).getFirst();
    LOG.info("event=text-queued message={} purpose={}", id, purpose);
    return Optional.empty();
  }

  private Optional<Instant> until() {
    return Optional.of(clock.instant().plus(Duration.ofHours(config.valid().single())));
  }

  private static ProblemsException refuse(String key, String what, String remedy) {
    return new ProblemsException(Problem.of(key, what, remedy));
  }

  /// One route for the health page.
  ///
  /// @param cost              of a segment; two when it depends on the number
  /// @param segmentsPerSecond that the SMSC bears at present
  /// @param totals            since the start
  public record RouteState(
      String name,
      LinkState link,
      Optional<Instant> troubledSince,
      List<String> prefixes,
      String cost,
      Joining joining,
      double segmentsPerSecond,
      int inFlight,
      int window,
      RouteTotals totals) {}

  /// @param refused by the refusal's name
  public record RouteTotals(
      long accepted, long unknown, long receipts, long unmatched, Map<String, Long> refused) {}

  public List<RouteState> routes() {
    return config.routes().stream().map(this::state).toList();
  }

  private RouteState state(SmsConfig.Route route) {
    SmsSender sender = Objects.requireNonNull(senders.get(route.name()));
    RouteWatch.Totals totals = Objects.requireNonNull(watches.get(route.name())).totals();
    Map<String, Long> refused = new TreeMap<>();
    totals.refused().forEach((name, times) -> refused.put(name.word(), times));
    return new RouteState(
        route.name(),
        sender.transport().state(),
        sender.health().troubledSince(),
        config.prefixes(route),
        routes.cost(route),
        route.joined(),
        sender.transport().window().pace(),
        sender.transport().window().inFlight(),
        sender.transport().window().size(),
        new RouteTotals(
            totals.accepted(), totals.unknown(), totals.receipts(), totals.unmatched(), refused));
  }

  /// What nobody knows.
  public UnknownTexts unknown() {
    return new UnknownTexts(database, clock, Duration.ofHours(config.valid().single()));
  }

  /// What routes did, minute by minute.
  public RouteLedger ledger() {
    return ledger;
  }

  @Override
  public void close() {
    incomingTexts.close();
    rounds.close();
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
    receipts.close();
  }
}
