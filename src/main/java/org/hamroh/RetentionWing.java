package org.hamroh;

import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamroh.alarm.AlarmKind;
import org.hamroh.alarm.Alarms;
import org.hamroh.audit.OldLooks;
import org.hamroh.callback.CallbackStore;
import org.hamroh.cases.CaseGraph;
import org.hamroh.casework.contact.OldTexts;
import org.hamroh.erasure.Erasures;
import org.hamroh.erasure.OldCases;
import org.hamroh.gate.ClockDoubt;
import org.hamroh.pbx.AsteriskConsole;
import org.hamroh.pbx.AsteriskFolders;
import org.hamroh.poll.PollAnswers;
import org.hamroh.retention.OldRows;
import org.hamroh.retention.Retention;
import org.hamroh.retention.RetentionRoutes;
import org.hamroh.retention.Rule;
import org.hamroh.training.Training;
import org.hamroh.web.Routes;
import org.hamroh.wellbeing.HardCalls;
import org.hamroh.witness.PbxFiles;

/// The plan of what is kept how long, all of it in one list.
final class RetentionWing {

  /// Who may have to be rung back after a weekend.
  private static final Period NUMBERS = Period.ofDays(3);

  private static final Period CALLS = Period.ofDays(90);
  private static final Period TEXTS_IN = Period.ofDays(90);
  private static final Period TEXTS_OUT = Period.ofDays(30);
  private static final Period LOOKS = Period.ofMonths(24);

  /// Who works abroad for two seasons and rings again is still known.
  private static final Period CALLERS = Period.ofMonths(24);

  /// After closing: wages and papers of a season are settled by then.
  private static final Period CASES = Period.ofMonths(12);
  /// What operators carried and how they learned, longer than any permission rests on it.
  private static final Period CARE = Period.ofMonths(24);

  private static final Period PBX_FILES = Period.ofDays(3);

  private final Retention retention;

  /// @param graph says in which statuses a case is over
  RetentionWing(
      Ground ground,
      CallWing calls,
      Alarms alarms,
      ClockDoubt clock,
      Erasures erasures,
      CaseGraph graph) {
    List<Rule> all = new ArrayList<>(plan(ground, calls));
    all.addAll(ofCases(new OldCases(ground.database, erasures, graph.closedOnes())));
    retention =
        ground.keep(
            new Retention(
                ground.database, all, new Doubts(alarms), new Jumps(clock), ground.clock));
  }

  /// Copies go by age too, and not while the clock is doubted.
  RetentionWing with(Optional<Rule> backups) {
    backups.ifPresent(retention::add);
    return this;
  }

  void start() {
    retention.start();
  }

  List<Routes> routes() {
    return List.of(new RetentionRoutes(retention));
  }

  private static List<Rule> plan(Ground ground, CallWing calls) {
    OldRows rows = new OldRows(ground.database, ground.config.site().timeZone());
    OldTexts texts = new OldTexts(ground.database);
    OldLooks looks = new OldLooks(ground.database, ground.clock);
    PbxFiles pbx = pbxFiles(ground, calls);
    return List.of(
        // Each number says itself until when: three days after the last call, or what is to be
        // done.
        new Rule("caller-numbers", NUMBERS, before -> calls.numbers.forgetOld()),
        new Rule(
            "callback-numbers",
            NUMBERS,
            before -> ground.database.write(handle -> CallbackStore.forgetNumbers(handle, before))),
        new Rule("callbacks", CALLS, rows::callbacks),
        // Sounds by kind, as voicemail.keepDays says.
        new Rule("voice-messages", NUMBERS, calls.voicemail.keeper::eraseOld),
        new Rule("record-texts", ground.config.privacy().recordTexts(), texts::erase),
        new Rule("calls", CALLS, rows::calls),
        new Rule("callers", CALLERS, calls.memory::forgetUnseen),
        new Rule("texts-received", TEXTS_IN, rows::textsReceived),
        new Rule("texts-sent", TEXTS_OUT, rows::textsSent),
        new Rule("poll-answers", TEXTS_IN, before -> PollAnswers.letGo(ground.database, before)),
        new Rule("early-receipts", NUMBERS, rows::earlyReceipts),
        new Rule("refusals", CALLS, rows::refusals),
        new Rule("looks", LOOKS, before -> rows.looks(before) + looks.letGo(before)),
        new Rule("hard-calls", CARE, before -> HardCalls.letGo(ground.database, before)),
        new Rule("practice", CARE, before -> Training.letGo(ground.database, before)),
        new Rule("pbx-files", PBX_FILES, pbx::letGo));
  }

  private static List<Rule> ofCases(OldCases old) {
    return List.of(
        new Rule("cases", CASES, old::ordinary),
        new Rule("sealed-cases", OldCases.SEALED_KEPT, old::sealed),
        new Rule("screenings", CASES, old::screenings),
        new Rule("records", CALLERS, old::records),
        new Rule("safety-cards", CALLERS, old::safetyCards),
        new Rule("threads", TEXTS_IN, old::threads),
        new Rule("leftovers", CALLERS, old::leftovers),
        new Rule("erasures", LOOKS, old::erasures));
  }

  private static PbxFiles pbxFiles(Ground ground, CallWing calls) {
    AsteriskFolders folders = new AsteriskFolders(ground.data);
    Path socket = folders.run().resolve("asterisk.ctl");
    return new PbxFiles(
        calls.witness,
        List.of(folders.channelEvents()),
        List.of(folders.queueLog(), folders.asteriskLog()),
        () -> AsteriskConsole.ask(socket, "logger rotate"),
        ground.clock);
  }

  /// A clock that cannot be believed is told like a line that does not work.
  private record Doubts(Alarms alarms) implements Retention.Doubts {

    private static final String ABOUT = "clock";

    @Override
    public void began(Instant since) {
      alarms.raise(AlarmKind.CLOCK, ABOUT, since);
    }

    @Override
    public void over() {
      alarms.over(AlarmKind.CLOCK, ABOUT);
    }
  }

  /// Whoever sees the clock jump.
  private record Jumps(ClockDoubt clock) implements Retention.Jumps {

    @Override
    public boolean hasJumped() {
      return clock.hasJumped();
    }

    @Override
    public void believed() {
      clock.believed();
    }
  }
}
