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
import org.hamroh.operator.Passwords;
import org.hamroh.operator.Users;
import org.hamroh.queue.MemberStore;
import org.hamroh.queue.OperatorDesk;
import org.hamroh.queue.QueueBoard;

/// The people who work here, and what the PBX says of them.
final class StaffWing {

  final Passwords passwords;
  final Users users;
  final AmiClient ami;
  final QueueBoard board;
  final OperatorDesk desk;

  private final Ground ground;

  StaffWing(Ground ground) {
    this.ground = ground;
    Clock clock = ground.clock;
    passwords = ground.keep(new Passwords());
    users = new Users(ground.database, passwords, clock);
    ami = new AmiClient(ground.config.ami(), clock);
    board = new QueueBoard(ground.live, ami::resyncSoon, clock.instant());
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
    ami.listen(desk::accept);
    ground.keep(ami).start();
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
