package org.hamroh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hamroh.call.CallId;
import org.hamroh.callback.PbxLine;
import org.hamroh.callback.Ways;
import org.hamroh.caller.CallersOnLine;
import org.hamroh.ivr.Conversation;
import org.hamroh.pbx.PbxConfig;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.poll.PollAnswers;
import org.hamroh.queue.WaitingCaller;
import org.hamroh.store.Database;
import org.hamroh.twin.CallRetries;
import org.hamroh.twin.CampaignDialer;
import org.hamroh.twin.CampaignResults;
import org.hamroh.twin.TwinDesk;
import org.hamroh.twin.TwinOnCalls;
import org.hamroh.twin.TwinPoll;
import org.hamroh.twin.TwinRings;
import org.hamroh.twin.TwinRoutes;
import org.hamroh.twin.TwinSounds;
import org.hamroh.twin.TwinTexts;
import org.hamroh.voice.Speaker;
import org.hamroh.web.Routes;
import org.hamroh.witness.Overheard;
import org.hamroh.witness.Witness;

/// Texts that are heard: by who rings, and by whom campaigns ring.
final class TwinWing {

  final TwinTexts texts;
  final TwinSounds sounds;

  private final Ground ground;
  private final OutgoingWing outgoing;

  TwinWing(Ground ground, ScriptWing scripts, OutgoingWing outgoing) {
    this.ground = ground;
    this.outgoing = outgoing;
    Database database = ground.database;
    texts = new TwinTexts(outgoing.facts);
    sounds =
        ground.keep(
            new TwinSounds(
                new Speaker(scripts.places),
                ground.data.resolve("sounds"),
                () -> database.read(texts::soon),
                ground.clock));
  }

  /// For the scripts.
  TwinOnCalls onCalls(CallersOnLine onLine) {
    PollAnswers answers = new PollAnswers(ground.database, ground.callers::key, ground.live);
    return new TwinOnCalls(
        ground.database, texts, sounds, onLine::number, poll(answers), ground.clock);
  }

  /// Questions of campaigns. One of more answers than a menu has keys is asked by text alone: 8 is
  /// the language everywhere, and 9 the cover.
  private TwinPoll poll(PollAnswers answers) {
    return new TwinPoll() {
      @Override
      public Optional<String> question(long campaign, String language) {
        return answers
            .question(campaign)
            .filter(poll -> poll.options().size() <= Conversation.CHOICES.size())
            .filter(poll -> poll.question().containsKey(language))
            .map(poll -> poll.text(language));
      }

      @Override
      public void answer(PhoneNumber number, long campaign, char key) {
        answers.take(number, campaign, key - '0', "voice", ground.clock.instant());
      }
    };
  }

  /// For the console.
  Routes routes() {
    Map<String, BigDecimal> prices = new HashMap<>();
    for (PbxConfig.Trunk trunk : ground.config.pbx().trunks()) {
      if (trunk.out() != null) {
        prices.put(trunk.name(), trunk.out().pricePerMinute());
      }
    }
    return new TwinRoutes(
        new TwinDesk(ground.database, texts, sounds, prices, ground.clock), ground.callers::number);
  }

  /// How to begin with somebody whom we call back.
  Optional<String> hello(CallId call) {
    return TwinRings.hello(ground.database, call);
  }

  /// From now on people are rung, and texts are spoken ahead.
  void start(CampaignResults results, Ways ways, StaffWing staff, Witness witness) {
    sounds.start();
    ground
        .keep(
            new CampaignDialer(
                new CampaignDialer.Parts(
                    ground.database,
                    outgoing.gate,
                    new PbxLine(staff.ami),
                    ways,
                    results,
                    ground.config.callingBack(),
                    () -> longestWait(staff),
                    (campaign, message, language) ->
                        texts.ready(ground.database, sounds, campaign, message, language),
                    outgoing.campaigns::changed,
                    outgoing.clockDoubt::isDoubted,
                    () -> catchUp(witness),
                    ground.clock)))
        .start();
  }

  private Duration longestWait(StaffWing staff) {
    Instant now = ground.clock.instant();
    return staff.board.snapshot().waitingInOrder().stream()
        .map(WaitingCaller::since)
        .map(since -> Duration.between(since, now))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /// What campaigns' rings come to, before everybody else's.
  static CampaignResults results(Overheard others, Ways ways) {
    return new CampaignResults(others, ways, CallRetries.STANDARD);
  }

  private static void catchUp(Witness witness) {
    try {
      witness.catchUp();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
