package org.hamroh.inbox;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.hamroh.call.Callers;
import org.hamroh.contact.Subscriptions;
import org.hamroh.intent.IntentReader;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.seal.Seal;
import org.hamroh.sms.IncomingKeeper;
import org.hamroh.sms.Prices;
import org.hamroh.sms.SmsGateway;
import org.hamroh.store.Database;
import org.hamroh.web.LiveFeed;
import org.hamroh.web.Routes;
import org.hamroh.witness.Overheard;

/// The inbox with all that it consists of.
public final class InboxRoom {

  /// Purpose of its seal, and the column that it seals.
  public static final String SEAL = "incoming texts";

  private final Parts parts;
  private final IncomingDesk desk;
  private final Inbox inbox;
  private final IntentReader intents = IntentReader.load();

  /// What it needs of the house.
  ///
  /// @param recordKey of this site, for the seal
  /// @param prices    of a segment, in the currency of the caps
  /// @param facts     values that are the same for everybody: `TEL`
  /// @param clock     in the site's time zone
  public record Parts(
      InboxConfig config,
      Database database,
      String recordKey,
      Callers callers,
      SmsGateway gateway,
      Prices prices,
      Map<String, String> facts,
      String defaultLanguage,
      Watch watch,
      LiveFeed live,
      Clock clock) {}

  public InboxRoom(Parts parts) {
    this.parts = parts;
    InboxStore store = new InboxStore(Seal.ofSite(SEAL, parts.recordKey));
    AnswerCaps caps = new AnswerCaps(parts.config, parts.prices::of, parts.clock);
    parts.database.write(caps::forgetEarlierDays);
    Answering answering =
        new Answering(caps, parts.gateway::queueOwed, parts.facts, parts.defaultLanguage);
    Silence silence =
        new Silence(answering, new Subscriptions(parts.database, parts.clock), parts.clock);
    desk =
        new IncomingDesk(
            store,
            intents,
            parts.callers::of,
            caps,
            answering,
            silence,
            parts.watch,
            parts.live,
            parts.clock);
    inbox =
        new Inbox(
            parts.database,
            store,
            parts.gateway::send,
            silence,
            parts.callers::of,
            parts.defaultLanguage,
            parts.live,
            parts.clock);
  }

  /// As the seal knows a text, by its id.
  public static String sealedName(String id) {
    return InboxStore.name(id);
  }

  /// For the gateway.
  public IncomingKeeper keeper() {
    return desk;
  }

  /// Answers to polls are looked for from now on; danger and silence go before them.
  public void ask(Polls polls) {
    desk.ask(polls);
  }

  /// Hears the stop line ring besides.
  public Overheard over(Overheard others) {
    return new StopLine(others, parts.callers::number, desk);
  }

  /// @param nameOf   a login's name as colleagues know it
  /// @param recordId of a new record
  public List<Routes> routes(UnaryOperator<String> nameOf, Supplier<String> recordId) {
    Function<String, Optional<PhoneNumber>> numbers = parts.callers::number;
    InboxRoutes api = new InboxRoutes(inbox, intents, numbers);
    return List.of(api, new InboxPages(inbox, api, nameOf, recordId, parts.prices));
  }
}
