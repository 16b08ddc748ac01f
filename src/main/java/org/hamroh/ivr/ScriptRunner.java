package org.hamroh.ivr;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.CallJournal;
import org.hamroh.ivr.step.Next;
import org.hamroh.ivr.step.Step;
import org.hamroh.ivr.step.Target;

/// Takes one caller through a script: a step, what came of it, the next step, until people, a
/// good-bye or a hang-up. Knows nothing of Asterisk and of files. One runner serves all calls, each
/// on its own thread.
///
/// A caller is never dropped by our mistake: a step that breaks (a missing sound, a bug) leads to
/// where its script takes those who cannot go on, and in the end to a person; so does a call that
/// goes on for ever.
public final class ScriptRunner {

  /// A caller who hears every prompt of the tree needs about a hundred; this many is a game with
  /// the keys, or a script that turns in circles.
  public static final int MAX_STEPS = 500;

  /// One step that breaks may be a lost file, a second the apology for it; the third leads straight
  /// to a person.
  static final int MAX_TROUBLES = 3;

  /// Where a caller goes when nothing else works.
  public static final String LAST_RESORT_QUEUE = "queue-general";

  private static final Logger LOG = LogManager.getLogger(ScriptRunner.class);

  private final CallJournal journal;
  private final Clock clock;
  private final String defaultLanguage;
  private final Services services;

  /// @param clock           in the site's time zone
  /// @param defaultLanguage for those who have chosen none
  public ScriptRunner(CallJournal journal, Clock clock, String defaultLanguage, Services services) {
    this.journal = journal;
    this.clock = clock;
    this.defaultLanguage = defaultLanguage;
    this.services = services;
  }

  /// Runs a script from its entry to the end, telling the journal each event. When it returns, the
  /// line has been told what comes next, unless the caller left.
  ///
  /// @param language what the caller chose earlier in this call, before a queue
  /// @throws RuntimeException when the line itself is broken: the caller belongs to the safety net
  public WayOut run(CallId id, ScriptBook.Entry entry, Optional<String> language, CallLine line) {
    return run(id, entry, language, line, false);
  }

  /// The same.
  ///
  /// @param covered whether the cover key has brought the caller here
  public WayOut run(
      CallId id,
      ScriptBook.Entry entry,
      Optional<String> language,
      CallLine line,
      boolean covered) {
    Conversation call =
        new Conversation(
            id,
            line,
            journal,
            clock,
            language.orElse(defaultLanguage),
            language.isPresent(),
            entry.script().alreadySaid(),
            services.from(entry.book().prompts()),
            entry.book());
    try {
      if (covered) {
        call.cover();
      }
      WayOut out = walk(id, entry, language, line, call);
      call.tell(new CallEvent.ScriptEnded(out.word()));
      return out;
    } catch (HangupException gone) {
      WayOut out = new WayOut.CallerLeft();
      call.tell(new CallEvent.ScriptEnded(out.word()));
      return out;
    } catch (RuntimeException e) {
      call.tell(new CallEvent.ScriptEnded("failed"));
      throw e;
    }
  }

  private WayOut walk(
      CallId id,
      ScriptBook.Entry entry,
      Optional<String> language,
      CallLine line,
      Conversation call) {
    Set<String> scriptsMet = new HashSet<>();
    Script script = entry.script();
    Step step = entry.step();
    int troubles = 0;
    line.speakFrom(entry.book().sounds());
    line.answer();
    line.setLanguage(language.orElse(defaultLanguage));
    for (int count = 0; count < MAX_STEPS; count++) {
      if (scriptsMet.add(script.name())) {
        call.tell(new CallEvent.ScriptStarted(script.name(), script.version()));
        if (count == 0 && language.isEmpty()) {
          call.tell(new CallEvent.LanguageChosen(defaultLanguage, false));
        }
      }
      call.enter(script, step.name());
      Next next;
      try {
        next = step.take(call);
      } catch (HangupException gone) {
        throw gone;
      } catch (DetourException detour) {
        next =
            detour.key() == DetourException.REPEAT
                ? new Next.To(new Target(script.name(), step.name()))
                : new Next.To(script.everywhere().of(detour.key()));
      } catch (RuntimeException e) {
        complain(id, script, step, e, call);
        if (++troubles >= MAX_TROUBLES || call.covered()) {
          return lastResort(line, call);
        }
        next = new Next.To(step.ifBroken().orElse(script.everywhere().otherwise()));
      }
      switch (next) {
        case Next.Queue queue -> {
          return handOver(queue, line, call);
        }
        case Next.End end -> {
          line.hangUp();
          return new WayOut.Ended();
        }
        case Next.To to -> {
          ScriptBook.Entry place = entry.book().at(to.target());
          script = place.script();
          step = place.step();
        }
      }
    }
    LOG.warn("event=too-many-steps call={} script={} step={}", id, script.name(), step.name());
    call.failed("more than " + MAX_STEPS + " steps");
    return lastResort(line, call);
  }

  private static WayOut handOver(Next.Queue queue, CallLine line, Conversation call) {
    line.handToQueue(queue.queue(), queue.priority());
    call.tell(new CallEvent.HandedToQueue(queue.queue(), queue.priority(), queue.reason()));
    return new WayOut.ToQueue(queue);
  }

  /// A person, after an apology if it can be played. Somebody who must not hear what this line is
  /// about hears nothing more instead.
  private static WayOut lastResort(CallLine line, Conversation call) {
    if (!call.covered()) {
      try {
        call.sayIfPossible(
            List.of(SystemPrompt.PRIVACY.prompt(), SystemPrompt.TOO_MANY_ERRORS.prompt()),
            Set.of());
      } catch (DetourException impatient) {
        // Whatever the key asked for, a person comes now; after the cover key nobody does.
      }
    }
    if (call.covered()) {
      line.hangUp();
      return new WayOut.Ended();
    }
    return handOver(new Next.Queue(LAST_RESORT_QUEUE, 0, "technical"), line, call);
  }

  private static void complain(
      CallId id, Script script, Step step, RuntimeException e, Conversation call) {
    if (e instanceof MissingSoundException missing) {
      LOG.error(
          "event=missing-sound call={} script={} step={} sound={}",
          id,
          script.name(),
          step.name(),
          missing.sound());
      call.failed("no sound " + missing.sound());
    } else {
      LOG.error("event=step-failed call={} script={} step={}", id, script.name(), step.name(), e);
      call.failed(e.getClass().getSimpleName());
    }
  }
}
