package org.hamroh;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.ami.AmiClient;
import org.hamroh.ami.AmiEvent;
import org.hamroh.ami.AmiState;
import org.hamroh.call.CallId;
import org.hamroh.console.Desks;
import org.hamroh.ivr.outside.Waits;
import org.hamroh.operator.Passwords;
import org.hamroh.operator.Users;
import org.hamroh.pbx.AsteriskFolders;
import org.hamroh.pbx.HoldPlaylist;
import org.hamroh.queue.HoldPlays;
import org.hamroh.queue.MemberStore;
import org.hamroh.queue.OperatorDesk;
import org.hamroh.queue.PlayStore;
import org.hamroh.queue.QueueBoard;
import org.hamroh.queue.WaitTimes;

/// The people who work here, and what the PBX says of them.
final class StaffWing {

  final Passwords passwords;
  final Users users;
  final AmiClient ami;
  final QueueBoard board;
  final OperatorDesk desk;
  final WaitTimes waits = new WaitTimes();
  final PlayStore plays;
  final Desks desks;

  private final Ground ground;

  StaffWing(Ground ground) {
    this.ground = ground;
    Clock clock = ground.clock;
    passwords = ground.keep(new Passwords());
    users = new Users(ground.database, passwords, clock);
    ami = new AmiClient(ground.config.ami(), clock);
    board = new QueueBoard(ground.live, ami::resyncSoon, clock.instant());
    plays = new PlayStore(ground.database, clock);
    desks = new Desks(board::snapshot, ground.live);
    desk =
        ground.keep(
            new OperatorDesk(
                new MemberStore(ground.database),
                (device, paused, reason) ->
                    ami.actions().pauseMember(Optional.empty(), device, paused, reason),
                board,
                ground.live,
                clock));
  }

  void start() {
    desk.start();
    ami.listen(board::accept);
    ami.listen(desks::accept);
    ami.listen(desk::accept);
    ami.listen(event -> waits.see(board.snapshot(), event.at()));
    AsteriskFolders folders = new AsteriskFolders(ground.data);
    ami.listen(new HoldPlays(language -> pieces(folders, language), plays)::accept);
    ground.keep(ami).start();
  }

  private static List<HoldPlays.Piece> pieces(AsteriskFolders folders, String language) {
    return HoldPlaylist.of(folders, language).stream()
        .map(piece -> new HoldPlays.Piece(piece.prompt(), piece.length()))
        .toList();
  }

  /// How long somebody waits who joins this queue now.
  Optional<Waits.Range> waitBefore(String queue) {
    return waits
        .before(queue, board.snapshot(), ground.clock.instant())
        .map(range -> new Waits.Range(range.from(), range.to()));
  }

  /// The calls that the PBX has now; empty when it cannot be asked.
  Optional<Set<CallId>> alive() {
    return ami.actions().coreShowChannels() instanceof AmiAnswer.Done<List<AmiEvent.Channel>> done
        ? Optional.of(
            done.value().stream()
                .map(channel -> new CallId(channel.leg().linkedId()))
                .collect(Collectors.toSet()))
        : Optional.empty();
  }

  Optional<String> trouble() {
    AmiState state = ami.state();
    if (state.connected()) {
      return Optional.empty();
    }
    return Optional.of(
        state.trouble() == null ? "not connected to the PBX yet" : state.trouble().toString());
  }
}
