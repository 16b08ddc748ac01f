package org.hamroh;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hamroh.agi.AgiEntry;
import org.hamroh.agi.AgiServer;
import org.hamroh.call.CallId;
import org.hamroh.call.CallJournal;
import org.hamroh.call.CallLog;
import org.hamroh.call.CallRecords;
import org.hamroh.callback.booking.Bookings;
import org.hamroh.caller.CallerFlags;
import org.hamroh.caller.CallerMemory;
import org.hamroh.caller.CallersOnLine;
import org.hamroh.caller.DroppedCalls;
import org.hamroh.caller.FreeCalls;
import org.hamroh.caller.NumberBook;
import org.hamroh.caller.TextsToCallers;
import org.hamroh.config.Config;
import org.hamroh.contact.Subscriptions;
import org.hamroh.danger.WatchedKeys;
import org.hamroh.day.DayBoard;
import org.hamroh.day.FollowUps;
import org.hamroh.day.LostCallers;
import org.hamroh.inbox.InboxRoom;
import org.hamroh.ivr.CallLine;
import org.hamroh.ivr.ScriptRunner;
import org.hamroh.ivr.ScriptShelf;
import org.hamroh.ivr.Services;
import org.hamroh.line.CallsToScripts;
import org.hamroh.line.HotlineCalls;
import org.hamroh.line.LineFiles;
import org.hamroh.line.Rehearsal;
import org.hamroh.line.SelfTestCalls;
import org.hamroh.line.StaffCalls;
import org.hamroh.lookup.WebLookups;
import org.hamroh.pbx.AsteriskFolders;
import org.hamroh.pbx.AsteriskSettings;
import org.hamroh.recording.Recording;
import org.hamroh.roster.OnCallLine;
import org.hamroh.selftest.OutsideWalk;
import org.hamroh.store.Database;
import org.hamroh.training.PracticeCalls;
import org.hamroh.twin.CampaignResults;
import org.hamroh.witness.StrayCalls;
import org.hamroh.witness.Witness;

/// Calls: who calls, what is said to them, what is kept of it.
final class CallWing {

  final CallerMemory memory;
  final NumberBook numbers;
  final CallerFlags flags;
  final CallRecords records;
  final CallLog journal;
  final Recording recording;
  final WatchedKeys keys;
  final AgiServer agi;
  final MessageWing voicemail;
  final Witness witness;
  final CallbackWing back;
  final CampaignResults campaigns;
  final DayBoard day;

  /// Who speaks on practice calls; until then the dialplan hangs up.
  private volatile AgiEntry practice = leg -> {};

  private final Ground ground;
  private final TwinWing twin;
  final LineFiles files;

  /// Accepts calls when it returns.
  ///
  CallWing(
      Ground ground,
      ScriptWing scripts,
      OutgoingWing outgoing,
      StaffWing people,
      WatchWing watch,
      CasesWing cases,
      FollowUps followUps,
      InboxRoom inbox,
      TwinWing twin) {
    this.ground = ground;
    this.twin = twin;
    Config config = ground.config;
    Database database = ground.database;
    Clock clock = ground.clock;
    memory = new CallerMemory(database, clock);
    numbers = new NumberBook(database, ground.secrets.ensure("HAMROH_RECORD_KEY"), clock);
    flags = new CallerFlags(database, clock);
    journal = ground.keep(new CallLog(database));
    records = ground.keep(new CallRecords(database, ground.live));
    records.start();
    CallersOnLine onLine =
        new CallersOnLine(
            Optional.of(memory).filter(kept -> config.privacy().rememberLanguage()),
            Optional.of(new DroppedCalls(records, outgoing.safety::isShared, clock)),
            new FreeCalls(outgoing.gate, config.numberOf(AsteriskSettings.MISSED_CALL)),
            CallId::weRang,
            // Where others use the telephone, somebody else may be calling.
            caller -> flags.slower(caller) && !outgoing.safety.isShared(caller),
            cases.matters::hasOpen,
            Optional.of(numbers));
    back = new CallbackWing(ground, outgoing, new Bookings.Calls(onLine::number, records::events));
    files = new LineFiles(ground.data.resolve("sounds"), ground.data.resolve("messages"));
    voicemail = new MessageWing(ground, scripts, outgoing, onLine, files);
    LostCallers lost = new LostCallers(database, numbers::number, clock);
    day =
        ground.keep(
            new DayBoard(
                database,
                () -> people.board.snapshot().waitingInOrder(),
                voicemail.messages,
                back.bookings,
                lost,
                followUps,
                ground.live,
                clock));
    Services services =
        new Services(
            scripts.sentences,
            onLine,
            new TextsToCallers(
                onLine,
                outgoing.gate,
                outgoing.sms,
                database,
                new Subscriptions(database, clock),
                outgoing.facts,
                clock),
            ground.keep(new WebLookups(config.lookups())),
            scripts.lists,
            back.callbacks,
            cases.telephone(onLine::key),
            people::waitBefore,
            voicemail.messages,
            twin.onCalls(onLine));
    keys = new WatchedKeys(journal, records, people.board, watch.alarms, ground.live);
    recording =
        Recording.open(
            database,
            people.users,
            people.passwords,
            scripts.publisher::texts,
            scripts.places,
            scripts.publisher::soundsChanged,
            ground.live,
            clock);
    StaffCalls staff =
        new StaffCalls(
            files,
            recording.telephone(
                    services.sentences(), files.messages(), config.site().defaultLanguage())
                ::run);
    ScriptShelf shelf = scripts.publisher.shelf();
    CallJournal told =
        (call, at, event) -> {
          journal.tell(call, at, event);
          keys.told(call, event);
        };
    HotlineCalls calls = calls(told, shelf, onLine, services, people.firstChoices::of);
    OnCallLine mobiles = new OnCallLine(people.roster, outgoing.gate, database, mobileWays(config));
    SelfTestCalls tests = watch.testCalls;
    HotlineCalls ofTheLine = testCalls(tests, shelf, services);
    agi =
        ground.keep(
            new AgiServer(
                config.agi(),
                leg -> {
                  if (leg.request().script().equals(StaffCalls.PATH)) {
                    staff.serve(leg);
                  } else if (leg.request().script().equals(OnCallLine.PATH)) {
                    mobiles.serve(leg);
                  } else if (leg.request().script().equals(OutsideWalk.PATH)) {
                    watch.proof(leg);
                  } else if (leg.request().script().equals(PracticeCalls.PATH)) {
                    practice.serve(leg);
                  } else {
                    (HotlineCalls.isTest(leg, tests) ? ofTheLine : calls).serve(leg);
                  }
                }));
    if (files.has(new CallLine.Sound(config.site().defaultLanguage(), "welcome"))) {
      // The first callers then meet warm code. It tells nobody, and reaches nothing of the house.
      CallersOnLine nobody = new CallersOnLine(Optional.empty(), Optional.empty());
      new Rehearsal(
              calls(
                  (call, at, event) -> {},
                  shelf,
                  nobody,
                  Services.none(),
                  HotlineCalls.FirstAsked.NOBODY))
          .run();
    }
    agi.start();
    campaigns = TwinWing.results(inbox.over(watch.over(back.missed)), back.ways);
    AsteriskFolders pbx = new AsteriskFolders(ground.data);
    witness =
        ground.keep(
            new Witness(
                database,
                pbx.channelEvents(),
                pbx.queueLog(),
                pbx.log().resolve("damaged-lines"),
                clock,
                config.staffNumbers(),
                files::messageLength,
                campaigns,
                voicemail.messages::netBegins));
  }

  private HotlineCalls calls(
      CallJournal journal,
      ScriptShelf scripts,
      CallersOnLine onLine,
      Services services,
      HotlineCalls.FirstAsked first) {
    ScriptRunner runner =
        new ScriptRunner(journal, ground.clock, ground.config.site().defaultLanguage(), services);
    return new HotlineCalls(
        journal,
        ground.clock,
        files,
        ground.callers,
        onLine,
        new CallsToScripts(scripts, runner, twin::hello),
        first);
  }

  /// By which carriers the mobiles of those on call are rung, the cheapest first.
  private static List<OnCallLine.Way> mobileWays(Config config) {
    return config.pbx().trunks().stream()
        .flatMap(
            trunk ->
                Optional.ofNullable(trunk.out()).stream().map(out -> Map.entry(trunk.name(), out)))
        .sorted(Comparator.comparing(way -> way.getValue().pricePerMinute()))
        .map(
            way ->
                new OnCallLine.Way(
                    way.getKey(), way.getValue().prefixes(), way.getValue().callerId()))
        .toList();
  }

  /// For calls that the line makes to itself: the scripts, and nothing that is kept of callers.
  private HotlineCalls testCalls(SelfTestCalls tests, ScriptShelf scripts, Services services) {
    ScriptRunner runner =
        new ScriptRunner(
            tests.journal(), ground.clock, ground.config.site().defaultLanguage(), services);
    return new HotlineCalls(
        tests.journal(),
        ground.clock,
        files,
        ground.callers,
        new CallersOnLine(Optional.empty(), Optional.empty()),
        tests.over(new CallsToScripts(scripts, runner)));
  }

  void practiseWith(AgiEntry entry) {
    practice = entry;
  }

  /// From now on the PBX's own files are followed.
  ///
  /// @param alive the calls that the PBX has now; empty when it cannot be asked
  void start(Supplier<Optional<Set<CallId>>> alive) {
    witness.start();
    voicemail.start();
    day.start();
    ground.keep(new StrayCalls(ground.database, witness, records, alive, ground.clock)).start();
  }
}
