package org.hamroh.roster;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.ami.AmiEvent;
import org.hamroh.ami.AmiEvent.Device;
import org.hamroh.ami.AmiEvent.Member;
import org.hamroh.phone.NumberReader;
import org.hamroh.queue.MemberStore;
import org.hamroh.queue.OperatorDesk;
import org.hamroh.queue.QueueBoard;
import org.hamroh.web.TestSite;

/// The web server with the roster behind it, on a Monday at ten, and a PBX of two telephones that
/// does what it is told.
final class RosterHouse implements AutoCloseable {

  static final ZoneId SITE = ZoneId.of("Asia/Dushanbe");
  static final Instant MONDAY_AT_TEN = Instant.parse("2026-11-23T05:00:00Z");

  static final Map<String, String> NAMES = Map.of("op1", "Зарина", "op2", "Малика");

  final TestSite site;
  final Roster roster;
  final QueueBoard board;
  final OperatorDesk desk;

  RosterHouse(Path folder) {
    site = new TestSite(folder);
    Clock clock = Clock.fixed(MONDAY_AT_TEN, SITE);
    board = new QueueBoard(site.live, () -> {}, MONDAY_AT_TEN);
    desk = new OperatorDesk(new MemberStore(site.database), this::obey, board, site.live, clock);
    stands("op1", Device.IDLE, "");
    desk.start();
    roster = new Roster(site.database, SITE, "tg", day -> false, site.live, clock);
    RosterRoutes routes =
        new RosterRoutes(
            roster,
            () -> List.of("op1", "op2"),
            List.of("tg", "ru"),
            new NumberReader(),
            "TJ",
            clock);
    site.start(
        routes,
        new RosterPages(routes, board, desk, new Names(), List.of("lunch", "prayer"), SITE, clock));
  }

  private static final class Names implements RosterPages.People {
    @Override
    public Optional<String> operatorOf(String login) {
      return login.equals("zarina") ? Optional.of("op1") : Optional.empty();
    }

    @Override
    public String nameOf(String operator) {
      return NAMES.getOrDefault(operator, operator);
    }
  }

  /// What the PBX would tell of it.
  private AmiAnswer<String> obey(String device, boolean paused, String reason) {
    stands("op1", Device.IDLE, paused ? reason : "");
    return new AmiAnswer.Done<>("");
  }

  private void stands(String operator, Device status, String pausedFor) {
    List<Member> members = new ArrayList<>();
    members.add(member(operator, status, pausedFor));
    members.add(member("op2", Device.UNAVAILABLE, ""));
    board.accept(new AmiEvent.Resynced(MONDAY_AT_TEN, List.of(), members, List.of()));
  }

  private static Member member(String operator, Device status, String pausedFor) {
    return new Member(
        "queue-general",
        "PJSIP/" + operator,
        operator,
        status,
        !pausedFor.isEmpty(),
        pausedFor,
        false,
        null);
  }

  @Override
  public void close() {
    desk.close();
    site.close();
  }
}
