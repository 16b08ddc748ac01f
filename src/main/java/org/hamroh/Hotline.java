package org.hamroh;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.agi.AgiServer;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.ami.AmiClient;
import org.hamroh.ami.AmiEvent;
import org.hamroh.ami.AmiState;
import org.hamroh.authoring.CheckRoutes;
import org.hamroh.authoring.DraftRoutes;
import org.hamroh.authoring.ExpiryWatch;
import org.hamroh.authoring.NoticePages;
import org.hamroh.authoring.Notices;
import org.hamroh.authoring.Publisher;
import org.hamroh.authoring.Publishing;
import org.hamroh.authoring.Readings;
import org.hamroh.authoring.ScriptPages;
import org.hamroh.authoring.ScriptRoutes;
import org.hamroh.authoring.ScriptStages;
import org.hamroh.authoring.SoundRoutes;
import org.hamroh.authoring.SoundWorks;
import org.hamroh.authoring.Traffic;
import org.hamroh.authoring.Versions;
import org.hamroh.call.CallId;
import org.hamroh.call.CallJournal;
import org.hamroh.call.CallLog;
import org.hamroh.call.CallRecords;
import org.hamroh.call.CallRoutes;
import org.hamroh.call.Callers;
import org.hamroh.caller.CallerMemory;
import org.hamroh.caller.CallerRoutes;
import org.hamroh.caller.CallersOnLine;
import org.hamroh.caller.TextsToCallers;
import org.hamroh.campaign.CampaignPages;
import org.hamroh.campaign.CampaignRoutes;
import org.hamroh.campaign.Campaigns;
import org.hamroh.campaign.ReadyTexts;
import org.hamroh.config.Config;
import org.hamroh.config.Secrets;
import org.hamroh.contact.ContactImport;
import org.hamroh.contact.ContactRoutes;
import org.hamroh.contact.Subscriptions;
import org.hamroh.directory.DirectoryRoutes;
import org.hamroh.directory.DirectoryStore;
import org.hamroh.gate.Errand;
import org.hamroh.gate.Purpose;
import org.hamroh.gate.SiteGate;
import org.hamroh.gate.Verdict;
import org.hamroh.handset.HandsetRoutes;
import org.hamroh.handset.Handsets;
import org.hamroh.ivr.BackFromQueue;
import org.hamroh.ivr.CallLine;
import org.hamroh.ivr.HangupException;
import org.hamroh.ivr.ScriptBook;
import org.hamroh.ivr.ScriptRunner;
import org.hamroh.ivr.ScriptShelf;
import org.hamroh.ivr.Services;
import org.hamroh.ivr.SiteRules;
import org.hamroh.ivr.WayOut;
import org.hamroh.ivr.outside.Callbacks;
import org.hamroh.ivr.outside.Cases;
import org.hamroh.ivr.outside.KnownCallers.FreeCall;
import org.hamroh.ivr.outside.Names;
import org.hamroh.ivr.step.PlayList;
import org.hamroh.line.Arrival;
import org.hamroh.line.HotlineCalls;
import org.hamroh.line.LineFiles;
import org.hamroh.line.Rehearsal;
import org.hamroh.line.StaffCalls;
import org.hamroh.listing.ListingPages;
import org.hamroh.listing.ListingRoutes;
import org.hamroh.listing.Lists;
import org.hamroh.lookup.WebLookups;
import org.hamroh.mail.Post;
import org.hamroh.mail.SmtpPost;
import org.hamroh.operator.ConsolePages;
import org.hamroh.operator.Passwords;
import org.hamroh.operator.Tokens;
import org.hamroh.operator.User;
import org.hamroh.operator.UserAccounts;
import org.hamroh.operator.UserRoutes;
import org.hamroh.operator.Users;
import org.hamroh.pbx.AsteriskFolders;
import org.hamroh.pbx.AsteriskSettings;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.NumberReader;
import org.hamroh.phone.NumberReading;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.queue.MemberStore;
import org.hamroh.queue.OperatorDesk;
import org.hamroh.queue.QueueBoard;
import org.hamroh.queue.QueueRoutes;
import org.hamroh.recording.Recording;
import org.hamroh.smpp.SmppTimers;
import org.hamroh.sms.MessageRoutes;
import org.hamroh.sms.RouteTable;
import org.hamroh.sms.SmsGateway;
import org.hamroh.store.Database;
import org.hamroh.voice.SentenceMaker;
import org.hamroh.voice.VoicePlaces;
import org.hamroh.voicemail.CallsBack;
import org.hamroh.voicemail.MessageKeeper;
import org.hamroh.voicemail.VoiceMessages;
import org.hamroh.voicemail.VoicemailPages;
import org.hamroh.voicemail.VoicemailRoutes;
import org.hamroh.web.LiveHub;
import org.hamroh.web.ReadyCheck;
import org.hamroh.web.Texts;
import org.hamroh.web.WebServer;
import org.hamroh.witness.StrayCalls;
import org.hamroh.witness.Witness;

/// The whole server, wired by hand: open the store, build the rooms, start them in order, stop them
/// in reverse. Callers come first: the line answers before the console is up.
public final class Hotline implements AutoCloseable {

  private static final Logger LOG = LogManager.getLogger(Hotline.class);

  /// Numbers without a country are read as Tajik: the line's home.
  private static final String HOME_REGION = "TJ";

  /// Words of the pages, `messages/<book>_<language>.properties`.
  private static final List<String> BOOKS =
      List.of("console", "campaign", "contact", "listing", "script", "recording", "voicemail");

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Config config;
  private final Clock clock;
  private final LiveHub live = new LiveHub();

  private Hotline(Config config) {
    this.config = config;
    this.clock = Clock.system(config.site().timeZone());
  }

  /// Starts everything. When a part fails, what already runs is stopped again.
  ///
  /// @param home the checkout, with `ivr-scripts` in it
  /// @param data the data folder
  /// @throws org.hamroh.yaml.ProblemsException when a script is wrong or a port is taken
  /// @throws org.hamroh.store.StoreException when the store cannot be opened
  public static Hotline start(Config config, Path home, Path data, Secrets secrets) {
    Hotline hotline = new Hotline(config);
    try {
      hotline.startRooms(home, data, secrets);
      return hotline;
    } catch (RuntimeException e) {
      hotline.close();
      throw e;
    }
  }

  private void startRooms(Path home, Path data, Secrets secrets) {
    Database database = keep(Database.open(config.store().file(data)));
    keep(live);
    SiteRules rules = rules(config);
    Versions versions = new Versions(database, clock);
    Notices notices = new Notices(live);
    Publishing publishing = new Publishing(notices, clock);
    VoicePlaces places = VoicePlaces.of(home, data, config.voice());
    SoundWorks voices = SoundWorks.at(places);
    Publisher publisher =
        keep(
            new Publisher(
                versions, rules, voices, home.resolve("ivr-scripts"), notices, publishing, clock));

    NumberReader numbers = new NumberReader();
    RouteTable routes = new RouteTable(config.sms().routes());
    byte[] secret = callerSecret(secrets);
    SiteGate gate =
        new SiteGate(
            database,
            config.outgoing().rules(routes.prefixes()),
            config.outgoing().whereabouts(config.site().timeZone()),
            number -> CallerKey.of(number, secret),
            clock);
    gate.forgetEarlierDays();
    List<String> languages = config.site().languages();
    String language = config.site().defaultLanguage();
    Map<String, String> facts = Map.of("TEL", hotlineNumber());
    Campaigns campaigns =
        keep(new Campaigns(database, gate, routes, facts, languages, live, clock));
    SmsGateway sms =
        keep(new SmsGateway(config.sms(), SmppTimers.usual(), database, gate, campaigns, clock));

    Callers callers = new Callers(shown -> number(numbers, shown), secret);
    CallerMemory memory = new CallerMemory(database, clock);
    CallersOnLine onLine =
        new CallersOnLine(
            Optional.of(memory).filter(kept -> config.privacy().rememberLanguage()),
            number -> freeCall(gate, number),
            call -> false); // no call is placed by us yet
    SentenceMaker sentences = keep(new SentenceMaker(publisher::texts, places, clock));
    LineFiles files = new LineFiles(data.resolve("sounds"), data.resolve("messages"));
    MessageKeeper keeper =
        keep(
            new MessageKeeper(
                database,
                files.messages(),
                secrets.ensure("HAMROH_MESSAGE_KEY"),
                config.messages(),
                files::messageLength,
                live,
                clock));
    VoiceMessages messages =
        new VoiceMessages(
            database,
            config.messages(),
            keeper,
            onLine::number,
            callers,
            () -> publisher.shelf().current().hours(),
            CallsBack.none(),
            live,
            clock);
    Lists lists =
        new Lists(
            database,
            languages,
            sentences,
            list -> itemPrompts(publisher.shelf().current(), list),
            clock);
    sentences.start();
    lists.start();
    Services services =
        new Services(
            sentences,
            onLine,
            new TextsToCallers(
                onLine, gate, sms, database, new Subscriptions(database, clock), facts, clock),
            keep(new WebLookups(config.lookups())),
            lists,
            Callbacks.none(),
            Cases.none(),
            messages);

    CallLog journal = keep(new CallLog(database));
    CallRecords records = keep(new CallRecords(database, live));
    records.start();
    ScriptShelf shelf = publisher.shelf();
    Passwords passwords = keep(new Passwords());
    Users users = new Users(database, passwords, clock);
    Recording recording =
        Recording.open(
            database,
            users,
            passwords,
            publisher::texts,
            places,
            publisher::soundsChanged,
            live,
            clock);
    StaffCalls staff =
        new StaffCalls(
            files,
            recording.telephone(
                    services.sentences(), files.messages(), config.site().defaultLanguage())
                ::run);
    HotlineCalls calls = calls(journal, shelf, files, callers, onLine, services);
    AgiServer agi =
        keep(
            new AgiServer(
                config.agi(),
                leg ->
                    (leg.request().script().equals(StaffCalls.PATH) ? staff : calls).serve(leg)));
    if (files.has(new CallLine.Sound(config.site().defaultLanguage(), "welcome"))) {
      // The first callers then meet warm code. It tells nobody, and reaches nothing of the house.
      CallersOnLine nobody = new CallersOnLine(Optional.empty());
      new Rehearsal(calls((c, at, e) -> {}, shelf, files, callers, nobody, Services.none())).run();
    }
    agi.start();

    AmiClient ami = new AmiClient(config.ami(), clock);
    QueueBoard board = new QueueBoard(live, ami::resyncSoon, clock.instant());
    OperatorDesk desk =
        keep(
            new OperatorDesk(
                new MemberStore(database),
                (device, paused, reason) ->
                    ami.actions().pauseMember(Optional.empty(), device, paused, reason),
                board,
                live,
                clock));
    desk.start();
    ami.listen(board::accept);
    ami.listen(desk::accept);
    keep(ami).start();

    Readings readings = new Readings(versions, rules);
    AsteriskFolders pbx = new AsteriskFolders(data);
    Witness witness =
        keep(
            new Witness(
                database,
                pbx.channelEvents(),
                pbx.queueLog(),
                pbx.log().resolve("damaged-lines"),
                clock,
                config.staffNumbers(),
                files::messageLength,
                messages::netBegins));
    witness.start();
    keeper.start(messages);
    keep(new StrayCalls(database, witness, records, () -> alive(ami), clock)).start();

    campaigns.start();
    sms.start();
    memory.start();
    DirectoryStore directory = new DirectoryStore(database);
    ContactImport contacts =
        new ContactImport(database, numbers, languages, language, config.site().timeZone(), clock);

    UserAccounts accounts = new UserAccounts(users, new Tokens(database, clock), passwords);
    Texts texts = Texts.load(config.site().timeZone(), BOOKS);
    Path sounds = data.resolve("sounds");
    Handsets handsets =
        keep(
            new Handsets(
                new ScriptStages(readings, voices, sounds, sentences),
                languages,
                language,
                lists,
                clock));
    WebServer web =
        keep(
            new WebServer(
                config.web(),
                config.site().name(),
                accounts,
                database,
                texts,
                live,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                clock,
                List.of(
                    new ReadyCheck("pbx", () -> trouble(ami)),
                    new ReadyCheck("smsc", () -> trouble(sms))),
                List.of(
                    new CallRoutes(records),
                    new QueueRoutes(board, desk, clock),
                    new ConsolePages(
                        board, desk, records, users, texts, config.site().timeZone(), clock),
                    new ContactRoutes(database, contacts),
                    new CampaignRoutes(campaigns, database),
                    new CampaignPages(campaigns, database, ReadyTexts.load(), languages, facts),
                    new MessageRoutes(sms, database, numbers, language),
                    new ScriptRoutes(
                        versions,
                        readings,
                        publishing,
                        notices,
                        new Traffic(database, clock),
                        language),
                    new CheckRoutes(versions, readings, voices, clock),
                    new DraftRoutes(versions, publisher, publishing, notices),
                    new SoundRoutes(readings, voices, sounds),
                    new ScriptPages(),
                    new NoticePages(notices),
                    new HandsetRoutes(handsets),
                    recording.routes(() -> publisher.shelf().current().sounds(), texts),
                    recording.pages(texts, numberOf(Recording.NUMBER)),
                    new UserRoutes(users, language),
                    new DirectoryRoutes(directory),
                    new ListingRoutes(lists, texts),
                    new ListingPages(lists, directory, texts),
                    new CallerRoutes(numbers, callers, memory),
                    new VoicemailRoutes(messages),
                    new VoicemailPages(
                        messages,
                        login -> users.find(login).map(User::displayName).orElse(login),
                        texts,
                        clock))));
    web.start();
    publisher.start();
    recording.start();
    Optional<Post> post = Optional.ofNullable(config.mail()).map(SmtpPost::new);
    keep(new ExpiryWatch(publisher::texts, notices, database, post, clock)).start();
    LOG.info("event=started web={} agi={}", web.port(), agi.port());
  }

  /// What this installation demands of its scripts.
  public static SiteRules rules(Config config) {
    return SiteRules.of(config.site().languages(), config.scriptNumbers())
        .with(Names.of(TextsToCallers.names(), config.lookups().keySet()));
  }

  /// The prompts with which any script says the items of a list.
  private static Set<String> itemPrompts(ScriptBook book, String list) {
    return book.names().stream()
        .flatMap(name -> book.script(name).orElseThrow().steps().values().stream())
        .filter(step -> step instanceof PlayList play && play.list().equals(list))
        .map(step -> ((PlayList) step).item().name())
        .collect(Collectors.toSet());
  }

  private HotlineCalls calls(
      CallJournal journal,
      ScriptShelf scripts,
      LineFiles files,
      Callers callers,
      CallersOnLine onLine,
      Services services) {
    ScriptRunner runner =
        new ScriptRunner(journal, clock, config.site().defaultLanguage(), services);
    return new HotlineCalls(
        journal,
        clock,
        files,
        callers,
        onLine,
        (call, line, arrival) -> {
          Optional<ScriptBook.Entry> entry = entry(scripts, call, arrival);
          if (entry.isEmpty()) {
            line.hangUp(); // the talk is over, and these scripts ask nothing after it
            return;
          }
          WayOut out = runner.run(call, entry.get(), language(arrival), line);
          if (out instanceof WayOut.CallerLeft) {
            throw new HangupException(); // nobody is there to be taken anywhere
          }
        });
  }

  /// Who may be rung gets a free call by a missed one, where the site has a line for that.
  private FreeCall freeCall(SiteGate gate, PhoneNumber number) {
    String missedCalls = numberOf(AsteriskSettings.MISSED_CALL);
    return missedCalls.isEmpty()
            || gate.ask(Errand.call(number, Purpose.CALLBACK, 1)) instanceof Verdict.Closed
        ? new FreeCall.None()
        : new FreeCall.MissedCall(missedCalls);
  }

  /// Callers are known by it, and only as long as it is kept.
  private static byte[] callerSecret(Secrets secrets) {
    return secrets.ensure("HAMROH_CALLER_KEY").getBytes(StandardCharsets.UTF_8);
  }

  /// Where a call comes in. Only what follows a talk may be missing: the check demands the others.
  private static Optional<ScriptBook.Entry> entry(
      ScriptShelf scripts, CallId call, Arrival arrival) {
    return switch (arrival) {
      case Arrival.Rang rang -> Optional.of(scripts.begin(call).forNumber(rang.dialedNumber()));
      case Arrival.PressedInQueue pressed ->
          Optional.of(
              scripts.goOn(call).entry(BackFromQueue.afterKey(pressed.key())).orElseThrow());
      case Arrival.LeftQueue left ->
          Optional.of(scripts.goOn(call).entry(BackFromQueue.unserved(left.queue())).orElseThrow());
      case Arrival.Talked talked -> scripts.goOn(call).entry(BackFromQueue.AFTER_TALK);
    };
  }

  private static Optional<String> language(Arrival arrival) {
    String chosen =
        switch (arrival) {
          case Arrival.Rang rang -> "";
          case Arrival.PressedInQueue pressed -> pressed.language();
          case Arrival.LeftQueue left -> left.language();
          case Arrival.Talked talked -> talked.language();
        };
    return Optional.of(chosen).filter(language -> !language.isEmpty());
  }

  private static Optional<PhoneNumber> number(NumberReader numbers, String shown) {
    return switch (numbers.read(shown, HOME_REGION)) {
      case NumberReading.Read read -> Optional.of(read.number());
      case NumberReading.Unreadable unreadable -> Optional.empty();
    };
  }

  private static Optional<String> trouble(AmiClient ami) {
    AmiState state = ami.state();
    if (state.connected()) {
      return Optional.empty();
    }
    return Optional.of(
        state.trouble() == null ? "not connected to the PBX yet" : state.trouble().toString());
  }

  private static Optional<String> trouble(SmsGateway sms) {
    return sms.routes().stream()
        .filter(route -> !route.link().up())
        .map(route -> route.link().sentence())
        .findFirst();
  }

  /// The number that texts ask people to ring: the first that leads to the hotline.
  private String hotlineNumber() {
    return numberOf(ScriptBook.DEFAULT_SCRIPT);
  }

  /// The first number that leads there, empty when none does.
  private String numberOf(String script) {
    return config.numbers().entrySet().stream()
        .filter(entry -> entry.getValue().equals(script))
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst()
        .orElse("");
  }

  /// The calls that the PBX has now; empty when it cannot be asked.
  private static Optional<Set<CallId>> alive(AmiClient ami) {
    return ami.actions().coreShowChannels() instanceof AmiAnswer.Done<List<AmiEvent.Channel>> done
        ? Optional.of(
            done.value().stream()
                .map(channel -> new CallId(channel.leg().linkedId()))
                .collect(Collectors.toSet()))
        : Optional.empty();
  }

  private <T extends AutoCloseable> T keep(T part) {
    running.push(part);
    return part;
  }

  /// Stops in reverse order; a part that fails does not keep the others running.
  @Override
  public void close() {
    while (!running.isEmpty()) {
      AutoCloseable part = running.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.error("event=stop-failed part={}", part.getClass().getSimpleName(), e);
      }
    }
  }
}
