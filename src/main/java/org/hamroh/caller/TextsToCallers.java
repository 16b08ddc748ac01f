package org.hamroh.caller;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.CallId;
import org.hamroh.campaign.ReadyTexts;
import org.hamroh.campaign.TextTemplate;
import org.hamroh.contact.Subscriptions;
import org.hamroh.gate.Errand;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.gate.Purpose;
import org.hamroh.gate.Verdict;
import org.hamroh.ivr.outside.TextSender;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.sms.MessageStore;
import org.hamroh.sms.SmsGateway;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.hamroh.yaml.ProblemsException;

/// Texts that a caller asks for in the middle of a call, to the telephone that calls. They go the
/// way of every text: through the gate, into the tables, and out by the route's sender.
public final class TextsToCallers implements TextSender {

  private static final String OWN_TEXTS = "/org/hamroh/caller/caller-texts.csv";

  /// Some topics in a day; more is a game with the keys, and each costs money.
  static final int MOST_A_DAY = 6;

  private static final Duration DAY = Duration.ofDays(1);

  private static final Logger LOG = LogManager.getLogger(TextsToCallers.class);

  private final CallersOnLine onLine;
  private final OutgoingGate gate;
  private final SmsGateway gateway;
  private final Database database;
  private final Subscriptions subscriptions;
  private final Map<String, String> facts;
  private final Clock clock;
  private final List<ReadyTexts> texts;

  /// @param facts values that are the same for everybody: `TEL`
  public TextsToCallers(
      CallersOnLine onLine,
      OutgoingGate gate,
      SmsGateway gateway,
      Database database,
      Subscriptions subscriptions,
      Map<String, String> facts,
      Clock clock) {
    this.onLine = onLine;
    this.gate = gate;
    this.gateway = gateway;
    this.database = database;
    this.subscriptions = subscriptions;
    this.facts = facts;
    this.clock = clock;
    this.texts = List.of(ReadyTexts.load(), ReadyTexts.load(OWN_TEXTS));
  }

  /// What scripts may name: the ready texts that need no values but ours and the call's.
  public static Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (ReadyTexts one : List.of(ReadyTexts.load(), ReadyTexts.load(OWN_TEXTS))) {
      one.all().forEach(text -> names.add(text.id()));
    }
    return names;
  }

  @Override
  public boolean canSend(CallId call) {
    try {
      return onLine
          .number(call)
          .filter(number -> gate.ask(Errand.text(number, Purpose.SERVICE)) instanceof Verdict.Open)
          .isPresent();
    } catch (StoreException e) {
      LOG.error("event=gate-not-asked call={}", call, e);
      return false; // an operator can still help
    }
  }

  @Override
  public Outcome send(CallId call, String text, String language, Map<String, String> values) {
    if (!canSend(call)) {
      return Outcome.NO_NUMBER;
    }
    PhoneNumber number = onLine.number(call).orElseThrow();
    Optional<String> words = words(text, language, values);
    if (words.isEmpty()) {
      LOG.error("event=caller-text-missing text={} language={}", text, language);
      return Outcome.UNAVAILABLE;
    }
    try {
      Instant since = clock.instant().minus(DAY);
      if (database.read(handle -> MessageStore.countSingle(handle, number, since)) >= MOST_A_DAY) {
        LOG.warn("event=caller-text-refused call={} reason=\"{} today\"", call, MOST_A_DAY);
        return Outcome.REFUSED;
      }
      long id = gateway.send(number, language, words.get());
      LOG.info("event=caller-text call={} text={} message={}", call, text, id);
      return Outcome.ACCEPTED;
    } catch (ProblemsException e) {
      LOG.warn("event=caller-text-refused call={} text={}", call, text);
      return Outcome.REFUSED;
    } catch (StoreException e) {
      LOG.error("event=caller-text-lost call={} text={}", call, text, e);
      return Outcome.UNAVAILABLE;
    }
  }

  private Optional<String> words(String name, String language, Map<String, String> answers) {
    Map<String, String> values = new HashMap<>();
    answers.forEach(
        (key, value) -> values.put(key.toUpperCase(Locale.ROOT).replace('-', '_'), value));
    values.putAll(facts);
    return texts.stream()
        .flatMap(some -> some.find(name).stream())
        .findFirst()
        .map(text -> text.texts().getOrDefault(language, ""))
        .filter(words -> !words.isEmpty())
        .map(TextTemplate::new)
        .filter(template -> template.missing(values).isEmpty())
        .map(template -> template.fill(values));
  }

  @Override
  public Outcome subscribe(CallId call, String group, String language) {
    if (!canSend(call)) {
      return Outcome.NO_NUMBER;
    }
    try {
      subscriptions.add(
          onLine.number(call).orElseThrow(), language, onLine.of(call).country(), group);
      return Outcome.ACCEPTED;
    } catch (StoreException e) {
      LOG.error("event=subscription-lost call={} group={}", call, group, e);
      return Outcome.UNAVAILABLE;
    }
  }
}
