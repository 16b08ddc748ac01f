package org.hamroh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.hamroh.callback.AnsweredCallbacks;
import org.hamroh.callback.Dialer;
import org.hamroh.callback.MissedCalls;
import org.hamroh.callback.PbxLine;
import org.hamroh.callback.Results;
import org.hamroh.callback.TextsInstead;
import org.hamroh.callback.Way;
import org.hamroh.callback.Ways;
import org.hamroh.callback.booking.BookingHours;
import org.hamroh.callback.booking.Bookings;
import org.hamroh.callback.order.FairTurn;
import org.hamroh.callback.order.Holds;
import org.hamroh.caller.CallerMemory;
import org.hamroh.config.Config;
import org.hamroh.ivr.outside.Callbacks;
import org.hamroh.pbx.PbxConfig;
import org.hamroh.twin.CampaignDialer;
import org.hamroh.twin.TwinRings;
import org.hamroh.witness.Witness;
import org.jspecify.annotations.Nullable;

/// Calls that we owe, and the dialer that makes them.
final class CallbackWing {

  /// What scripts need of it.
  final Callbacks callbacks;

  /// What the console needs of it.
  final Bookings bookings;

  /// What it needs of the PBX's files.
  final MissedCalls missed;

  private final Ground ground;
  private final OutgoingWing outgoing;
  /// By which carriers people are rung.
  final Ways ways;

  private final Results results;
  private volatile @Nullable Dialer dialer;

  /// @param calls what is known of a call in which a wish is heard
  CallbackWing(Ground ground, OutgoingWing outgoing, Bookings.Calls calls) {
    this.ground = ground;
    this.outgoing = outgoing;
    Config config = ground.config;
    ways = new Ways(ways(config));
    results = new Results(ways);
    boolean remembers = config.privacy().rememberLanguage();
    missed =
        new MissedCalls(
            ground.callers,
            (handle, key) -> remembers ? CallerMemory.languageOf(handle, key).orElse("") : "",
            results,
            TwinRings::wanted);
    bookings =
        new Bookings(
            ground.database,
            calls,
            ground.numbers,
            Ground.HOME_REGION,
            ground.callers::key,
            outgoing.gate,
            config.outgoing().whereabouts(config.site().timeZone()),
            new BookingHours(config.callingBack().hours()),
            ground.live,
            this::wake,
            ground.clock);
    callbacks = new AnsweredCallbacks(bookings, ground.database, ground.clock);
  }

  private static List<Way> ways(Config config) {
    return config.pbx().trunks().stream()
        .filter(trunk -> trunk.out() != null)
        .map(trunk -> way(trunk.name(), Objects.requireNonNull(trunk.out())))
        .toList();
  }

  private static Way way(String name, PbxConfig.Out out) {
    return new Way(name, out.prefixes(), out.callerId(), out.linesAtMost(), out.pricePerMinute());
  }

  /// From now on people are called back.
  void start(StaffWing staff, Witness witness) {
    Config config = ground.config;
    FairTurn turn =
        ground.keep(
            new FairTurn(staff.board::snapshot, new Holds(staff.penalties::hold), staff::canHelp));
    Dialer rings =
        ground.keep(
            new Dialer(
                ground.database,
                outgoing.gate,
                new PbxLine(staff.ami),
                turn,
                ways,
                results,
                new TextsInstead(outgoing.sms, outgoing.facts, config.site().languages()),
                config.callingBack(),
                () -> catchUp(witness),
                CampaignDialer::linesHeld,
                ground.clock));
    rings.start();
    dialer = rings;
  }

  private void wake() {
    Dialer now = dialer;
    if (now != null) {
      now.wake();
    }
  }

  private static void catchUp(Witness witness) {
    try {
      witness.catchUp();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
