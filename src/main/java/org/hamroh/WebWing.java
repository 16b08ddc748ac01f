package org.hamroh;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamroh.alarm.AlarmRoutes;
import org.hamroh.audit.AuditRoutes;
import org.hamroh.audit.WatchedDoors;
import org.hamroh.authoring.CheckRoutes;
import org.hamroh.authoring.DraftRoutes;
import org.hamroh.authoring.NoticePages;
import org.hamroh.authoring.Publisher;
import org.hamroh.authoring.ScriptPages;
import org.hamroh.authoring.ScriptRoutes;
import org.hamroh.authoring.ScriptStages;
import org.hamroh.authoring.SoundRoutes;
import org.hamroh.authoring.Traffic;
import org.hamroh.call.CallRoutes;
import org.hamroh.callback.booking.CallbackPages;
import org.hamroh.callback.booking.CallbackRoutes;
import org.hamroh.campaign.CalendarPages;
import org.hamroh.campaign.CampaignPages;
import org.hamroh.campaign.CampaignRoutes;
import org.hamroh.campaign.EditorPages;
import org.hamroh.campaign.ReadyTexts;
import org.hamroh.campaign.TestTexts;
import org.hamroh.console.AnswerBook;
import org.hamroh.console.Answers;
import org.hamroh.console.CallCards;
import org.hamroh.console.ConsolePages;
import org.hamroh.console.DeskPages;
import org.hamroh.console.OpenMatterStore;
import org.hamroh.contact.AudienceCounts;
import org.hamroh.contact.ContactImport;
import org.hamroh.contact.ContactRoutes;
import org.hamroh.contact.FilterForm;
import org.hamroh.contact.ImportRoutes;
import org.hamroh.contact.Imports;
import org.hamroh.day.DayRoutes;
import org.hamroh.directory.DirectoryPages;
import org.hamroh.directory.DirectoryRoutes;
import org.hamroh.directory.DirectoryStore;
import org.hamroh.gate.SafetyRoutes;
import org.hamroh.handset.HandsetRoutes;
import org.hamroh.handset.Handsets;
import org.hamroh.listing.ListingPages;
import org.hamroh.listing.ListingRoutes;
import org.hamroh.operator.LoginKey;
import org.hamroh.operator.SecondFactors;
import org.hamroh.operator.Tokens;
import org.hamroh.operator.User;
import org.hamroh.operator.UserAccounts;
import org.hamroh.operator.UserRoutes;
import org.hamroh.queue.PlayRoutes;
import org.hamroh.queue.QueueRoutes;
import org.hamroh.recording.Recording;
import org.hamroh.roster.RosterPages;
import org.hamroh.roster.RosterRoutes;
import org.hamroh.selftest.SelfTestRoutes;
import org.hamroh.sms.MessageRoutes;
import org.hamroh.sms.SendingMetrics;
import org.hamroh.sms.SendingRoutes;
import org.hamroh.store.Database;
import org.hamroh.voicemail.VoicemailPages;
import org.hamroh.voicemail.VoicemailRoutes;
import org.hamroh.web.Guard;
import org.hamroh.web.Limits;
import org.hamroh.web.ReadyCheck;
import org.hamroh.web.Routes;
import org.hamroh.web.Rules;
import org.hamroh.web.Texts;
import org.hamroh.web.WebServer;

/// Pages and the API: everything that the other wings show.
final class WebWing {

  /// Words of the pages, `messages/<book>_<language>.properties`.
  private static final List<String> BOOKS =
      List.of(
          "console",
          "alarm",
          "campaign",
          "twin",
          "routes",
          "reach",
          "poll",
          "surge",
          "contact",
          "listing",
          "script",
          "recording",
          "callback",
          "voicemail",
          "softphone",
          "login",
          "talk",
          "casework",
          "screening",
          "cases",
          "claims",
          "roster",
          "day",
          "audit",
          "retention",
          "erasure",
          "wellbeing",
          "training",
          "referral",
          "inbox",
          "sms");

  private final List<Routes> more = new ArrayList<>();
  private final Ground ground;
  private final ScriptWing scripts;
  private final OutgoingWing outgoing;
  private final CallWing calls;
  private final StaffWing staff;
  private final WatchWing watch;
  private final Texts texts;
  private final CaseworkWing casework;
  private final CasesWing cases;
  private final ReferralWing referrals;

  WebWing(
      Ground ground,
      ScriptWing scripts,
      OutgoingWing outgoing,
      CallWing calls,
      StaffWing staff,
      WatchWing watch,
      Texts texts,
      CaseworkWing casework,
      CasesWing cases,
      ReferralWing referrals) {
    this.ground = ground;
    this.scripts = scripts;
    this.outgoing = outgoing;
    this.calls = calls;
    this.staff = staff;
    this.watch = watch;
    this.texts = texts;
    this.casework = casework;
    this.cases = cases;
    this.referrals = referrals;
  }

  /// Routes of wings that nothing else here needs.
  WebWing with(List<Routes> routes) {
    more.addAll(routes);
    return this;
  }

  /// The words of all pages.
  static Texts texts(Ground ground) {
    return Texts.load(ground.config.site().timeZone(), BOOKS);
  }

  /// @return the port
  int start() {
    List<Routes> routes = new ArrayList<>(SoftphoneWing.routes(ground, staff));
    routes.addAll(aboutCalls());
    routes.addAll(aboutTexts());
    routes.addAll(aboutScripts());
    TalkWing talk = new TalkWing(ground, outgoing, calls, staff, casework);
    routes.addAll(talk.routes());
    routes.addAll(casework.routes(calls, staff));
    routes.addAll(more);
    routes.addAll(new ScreeningWing(ground, calls, staff, watch, casework, cases).routes());
    routes.addAll(cases.routes(staff, calls, watch.alarms));
    routes.addAll(referrals.routes(staff, talk.keys(), talk.out()));
    ClaimsWing claims = new ClaimsWing(ground, cases.desk, watch);
    claims.start();
    routes.addAll(claims.routes(texts, this::nameOf));
    UserAccounts accounts =
        new UserAccounts(staff.users, new Tokens(ground.database, ground.clock), staff.passwords);
    WebServer web =
        ground.keep(
            new WebServer(
                ground.config.web(),
                ground.config.site().name(),
                accounts,
                guard(),
                ground.database,
                texts,
                ground.live,
                metrics(),
                ground.clock,
                List.of(
                    new ReadyCheck("pbx", staff::trouble),
                    new ReadyCheck("smsc", outgoing::trouble),
                    new ReadyCheck(
                        "line", watch.selfTests()::trouble, watch.selfTests()::lastProven)),
                routes,
                Limits.STANDARD));
    web.start();
    return web.port();
  }

  private Guard guard() {
    WatchedDoors watched = new WatchedDoors(ground.database, ground.trail);
    LoginKey key = new LoginKey(ground.secrets.ensure("HAMROH_LOGIN_KEY"));
    return new Guard(
        new SecondFactors(
            ground.config.loggingIn(),
            ground.config.site().name(),
            ground.database,
            key,
            ground.clock),
        Rules.read(Hotline.rules(ground.home)),
        room -> watched.over(ground.sight.over(room)));
  }

  private PrometheusMeterRegistry metrics() {
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    for (String number : ground.config.answeredNumbers()) {
      Gauge.builder("hamroh.line.proven", () -> watch.selfTests().provenAt(number))
          .description("When a number of ours was last proven to work, epoch seconds; 0 is never")
          .tag("number", number)
          .register(metrics);
    }
    SendingMetrics.register(outgoing.sms, metrics);
    return metrics;
  }

  private List<Routes> aboutCalls() {
    CallbackRoutes callbacks =
        new CallbackRoutes(calls.back.bookings, ground.database, ground.live, ground.clock);
    RosterRoutes roster =
        new RosterRoutes(
            staff.roster,
            staff::operators,
            languages(),
            ground.numbers,
            Ground.HOME_REGION,
            ground.clock);
    return List.of(
        roster,
        new RosterPages(
            roster,
            staff.board,
            staff.desk,
            staff,
            ground.config.staffing().reasons(),
            ground.config.site().timeZone(),
            ground.clock),
        new CallRoutes(calls.records),
        callbacks,
        new CallbackPages(callbacks),
        new QueueRoutes(staff.board, staff.desk, calls.keys, ground.clock),
        new AlarmRoutes(watch.alarms, ground.clock),
        new SelfTestRoutes(watch.selfTests()),
        new PlayRoutes(staff.plays, ground.clock),
        new ConsolePages(
            staff.board,
            staff.desk,
            calls.records,
            calls.keys,
            staff.users,
            texts,
            ground.config.site().timeZone(),
            ground.clock),
        desk(),
        new VoicemailRoutes(calls.voicemail.messages),
        new VoicemailPages(calls.voicemail.messages, this::nameOf, texts, ground.clock),
        new DayRoutes(calls.day, this::nameOf, texts, ground.clock),
        new SafetyRoutes(
            outgoing.safety,
            call -> calls.records.find(call).flatMap(one -> Optional.ofNullable(one.caller()))),
        new UserRoutes(staff.users, language()),
        new AuditRoutes(ground.database, staff.users::everAtDesk, this::nameOf, ground.clock));
  }

  private DeskPages desk() {
    Answers answers = new Answers(ground.home.resolve(AnswerBook.FOLDER), ground.clock);
    CallCards cards =
        new CallCards(
            calls.records,
            answers,
            outgoing.safety,
            List.of(new OpenMatterStore(ground.database), cases.matters),
            ground.config.site().timeZone(),
            ground.clock);
    return new DeskPages(
        staff.desks,
        cards,
        answers,
        scripts.publisher::texts,
        staff.users,
        ground.config.site().timeZone(),
        ground.clock);
  }

  private String nameOf(String login) {
    return staff.users.find(login).map(User::displayName).orElse(login);
  }

  private List<Routes> aboutTexts() {
    Database database = ground.database;
    ContactImport contacts =
        new ContactImport(
            database,
            ground.numbers,
            languages(),
            language(),
            ground.config.site().timeZone(),
            ground.clock);
    AudienceCounts counts = new AudienceCounts(database, ground.clock);
    FilterForm audience = new FilterForm(database, languages(), ground.config.site().timeZone());
    Imports imports =
        ground.keep(
            new Imports(
                    database,
                    ground.numbers,
                    languages(),
                    language(),
                    ground.config.site().timeZone(),
                    ground.data.resolve("imports"),
                    ground.clock)
                .start());
    ReadyTexts ready = ReadyTexts.load();
    TestTexts tests =
        new TestTexts(database, outgoing.sms::send, ground.numbers, outgoing.facts, ground.clock);
    return List.of(
        new ContactRoutes(database, contacts, audience, counts, imports),
        new ImportRoutes(imports, imports.folder()),
        new CampaignRoutes(outgoing.campaigns, outgoing.forecasts, tests, database),
        new CampaignPages(outgoing.campaigns, outgoing.forecasts, tests, database, this::nameOf),
        new EditorPages(
            outgoing.campaigns,
            database,
            ready,
            audience,
            languages(),
            outgoing.facts,
            outgoing.prices,
            ground.clock),
        new CalendarPages(database, ready, ground.clock),
        new SendingRoutes(outgoing.sms, database, ground.clock),
        new MessageRoutes(outgoing.sms, database, ground.numbers, language()));
  }

  private List<Routes> aboutScripts() {
    Path sounds = ground.data.resolve("sounds");
    Publisher publisher = scripts.publisher;
    DirectoryStore directory = new DirectoryStore(ground.database);
    DirectoryRoutes organisations =
        new DirectoryRoutes(
            ground.database, ground.numbers, Ground.HOME_REGION, ground.trail, ground.clock);
    Handsets handsets =
        ground.keep(
            new Handsets(
                new ScriptStages(scripts.readings, scripts.voices, sounds, scripts.sentences),
                languages(),
                language(),
                scripts.lists,
                ground.clock));
    return List.of(
        new ScriptRoutes(
            scripts.versions,
            scripts.readings,
            scripts.publishing,
            scripts.notices,
            new Traffic(ground.database, ground.clock),
            language()),
        new CheckRoutes(scripts.versions, scripts.readings, scripts.voices, ground.clock),
        new DraftRoutes(scripts.versions, publisher, scripts.publishing, scripts.notices),
        new SoundRoutes(scripts.readings, scripts.voices, sounds),
        new ScriptPages(),
        new NoticePages(scripts.notices),
        new HandsetRoutes(handsets),
        calls.recording.routes(() -> publisher.shelf().current().sounds(), texts),
        calls.recording.pages(texts, ground.config.numberOf(Recording.NUMBER)),
        organisations,
        new DirectoryPages(organisations, ground.database, texts),
        new ListingRoutes(scripts.lists, texts),
        new ListingPages(scripts.lists, directory, texts));
  }

  private List<String> languages() {
    return ground.config.site().languages();
  }

  private String language() {
    return ground.config.site().defaultLanguage();
  }
}
