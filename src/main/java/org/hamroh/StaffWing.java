package org.hamroh;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.ami.AmiClient;
import org.hamroh.ami.AmiEvent;
import org.hamroh.ami.AmiState;
import org.hamroh.call.CallId;
import org.hamroh.config.Config;
import org.hamroh.console.Desks;
import org.hamroh.hours.Holiday;
import org.hamroh.ivr.outside.Waits;
import org.hamroh.operator.Passwords;
import org.hamroh.operator.User;
import org.hamroh.operator.Users;
import org.hamroh.pbx.AsteriskFolders;
import org.hamroh.pbx.HoldPlaylist;
import org.hamroh.phone.CallerKey;
import org.hamroh.queue.HoldPlays;
import org.hamroh.queue.MemberStore;
import org.hamroh.queue.OnCallDesk;
import org.hamroh.queue.OperatorDesk;
import org.hamroh.queue.Overflow;
import org.hamroh.queue.OverflowWatch;
import org.hamroh.queue.Penalties;
import org.hamroh.queue.PlayStore;
import org.hamroh.queue.QueueBoard;
import org.hamroh.queue.QueueName;
import org.hamroh.queue.WaitTimes;
import org.hamroh.queue.WantedState;
import org.hamroh.roster.FirstChoices;
import org.hamroh.roster.LastOperator;
import org.hamroh.roster.Roster;
import org.hamroh.roster.RosterConfig;
import org.hamroh.roster.RosterPages;
import org.hamroh.wellbeing.HardCallRules;
import org.hamroh.wellbeing.HardTurns;

/// The people who work here, and what the PBX says of them.
final class StaffWing implements RosterPages.People {

  final Passwords passwords;
  final Users users;
  final AmiClient ami;
  final QueueBoard board;
  final OperatorDesk desk;
  final WaitTimes waits = new WaitTimes();
  final PlayStore plays;
  final Desks desks;
  final Roster roster;
  final HardCallRules hardCalls;
  final HardTurns turns;
  final Penalties penalties;
  final FirstChoices firstChoices;

  private final Ground ground;
  private final OnCallDesk onCall;
  private final OverflowWatch overflow;

  /// @param holidays as the scripts' files name them
  /// @param keeper   who keeps a caller's case, by login
  /// @throws org.hamroh.yaml.ProblemsException when what makes a call hard is written wrongly
  StaffWing(
      Ground ground,
      Supplier<List<Holiday>> holidays,
      Function<CallerKey, Optional<String>> keeper) {
    this.ground = ground;
    Clock clock = ground.clock;
    Config config = ground.config;
    RosterConfig rules = config.staffing();
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
                this::pause,
                board,
                ground.live,
                clock,
                rules.missed()));
    roster =
        new Roster(
            ground.database,
            config.site().timeZone(),
            config.site().defaultLanguage(),
            day ->
                holidays.get().stream()
                    .anyMatch(
                        one -> one.date().equals(day) && rules.closedOn().contains(one.country())),
            ground.live,
            clock);
    hardCalls = HardCallRules.read(ground.home);
    turns = new HardTurns(hardCalls.turns().queues());
    penalties =
        ground.keep(
            new Penalties(
                (queue, device, penalty) ->
                    ami.actions().penalty(Optional.of(queue), device, penalty).isDone(),
                roster::distance,
                turns));
    roster.onSkills(penalties::refresh);
    onCall = ground.keep(new OnCallDesk(new Mobiles(), this::onCallNow, roster::distance));
    overflow =
        ground.keep(
            new OverflowWatch(
                rules.overflow(),
                board::snapshot,
                roster::distance,
                this::onCallNow,
                (queue, channel, why) -> ami.actions().withdraw(queue, channel, why).isDone(),
                clock));
    firstChoices =
        new FirstChoices(
            List.of(
                caller -> keeper.apply(caller).flatMap(this::operatorOf),
                new LastOperator(ground.database, rules.known(), clock)),
            roster,
            board::snapshot,
            config.site().defaultLanguage(),
            turns::isSpared);
  }

  /// A person's telephone and mobile rest together.
  private AmiAnswer<String> pause(String device, boolean paused, String reason) {
    String mobile = OnCallDesk.device(device.substring(device.indexOf('/') + 1));
    if (board.snapshot().told().containsKey(mobile)) {
      ami.actions().pauseMember(Optional.empty(), mobile, paused, reason);
    }
    return ami.actions().pauseMember(Optional.empty(), device, paused, reason);
  }

  /// Who rests is not rung on the mobile either.
  private Set<String> onCallNow() {
    Set<String> people = new TreeSet<>(roster.onCall());
    people.removeIf(
        operator ->
            desk.state(operator)
                .filter(state -> state.kind() == WantedState.Kind.PAUSED)
                .isPresent());
    return people;
  }

  private final class Mobiles implements OnCallDesk.Pbx {

    @Override
    public boolean add(String queue, String device, String operator, int penalty) {
      return ami.actions().addMember(queue, device, operator, penalty).isDone();
    }

    @Override
    public boolean remove(String queue, String device) {
      return ami.actions().removeMember(queue, device).isDone();
    }
  }

  /// Whether an operator may ever be given those who wait for a queue.
  boolean canHelp(String queue, String language, String operator) {
    QueueName asked = QueueName.of(queue);
    String other = language.equals(ground.config.site().defaultLanguage()) ? "" : language;
    return roster.distance(new QueueName(asked.topic(), asked.woman(), other), operator)
        <= Overflow.FURTHEST;
  }

  void start() {
    desk.start();
    ami.listen(board::accept);
    ami.listen(desks::accept);
    ami.listen(desk::accept);
    ami.listen(penalties::accept);
    ami.listen(onCall::accept);
    ami.listen(event -> waits.see(board.snapshot(), event.at()));
    AsteriskFolders folders = new AsteriskFolders(ground.data);
    ami.listen(new HoldPlays(language -> pieces(folders, language), plays)::accept);
    ground.keep(ami).start();
    onCall.start();
    overflow.start();
  }

  private static List<HoldPlays.Piece> pieces(AsteriskFolders folders, String language) {
    return HoldPlaylist.of(folders, language).stream()
        .map(piece -> new HoldPlays.Piece(piece.prompt(), piece.length()))
        .toList();
  }

  /// Every telephone that the PBX's configuration has.
  List<String> operators() {
    return IntStream.rangeClosed(1, ground.config.pbx().operators())
        .mapToObj(i -> "op" + i)
        .toList();
  }

  @Override
  public Optional<String> operatorOf(String login) {
    return users.find(login).flatMap(User::extension);
  }

  @Override
  public String nameOf(String operator) {
    return users.list().stream()
        .filter(user -> user.extension().filter(operator::equals).isPresent())
        .findFirst()
        .map(User::displayName)
        .orElse(operator);
  }

  Instant now() {
    return ground.clock.instant();
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
                // Whom an operator called is in the room of the operator's own, older leg.
                .flatMap(channel -> Stream.of(channel.leg().linkedId(), channel.leg().uniqueId()))
                .map(CallId::new)
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
