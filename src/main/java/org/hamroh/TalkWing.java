package org.hamroh;

import java.util.List;
import java.util.Objects;
import org.hamroh.config.Config;
import org.hamroh.directory.DirectoryStore;
import org.hamroh.operator.User;
import org.hamroh.queue.QueueMember;
import org.hamroh.talk.PartnerLine;
import org.hamroh.talk.Partners;
import org.hamroh.talk.TalkPages;
import org.hamroh.talk.TalkRoutes;
import org.hamroh.talk.TalkTexts;
import org.hamroh.talk.Talks;
import org.hamroh.web.Routes;

/// What operators do with a caller while they talk.
final class TalkWing {

  private final Ground ground;
  private final OutgoingWing outgoing;
  private final CallWing calls;
  private final StaffWing staff;

  TalkWing(Ground ground, OutgoingWing outgoing, CallWing calls, StaffWing staff) {
    this.ground = ground;
    this.outgoing = outgoing;
    this.calls = calls;
    this.staff = staff;
  }

  List<Routes> routes() {
    Config config = ground.config;
    Talks talks =
        ground.keep(
            new Talks(
                staff.ami,
                new PartnerLine(staff.ami, ground.database, outgoing.gate, outs(config)),
                calls.journal,
                ground.live,
                ground.clock));
    TalkTexts texts =
        new TalkTexts(staff.ami, outgoing.sms, calls.journal, outgoing.facts, ground.clock);
    Partners partners =
        new Partners(new DirectoryStore(ground.database), ground.numbers, Ground.HOME_REGION);
    TalkRoutes api =
        new TalkRoutes(
            talks, texts, partners, login -> staff.users.find(login).flatMap(User::extension));
    return List.of(api, new TalkPages(api, texts, partners, this::idle, config.site().languages()));
  }

  private static List<PartnerLine.Out> outs(Config config) {
    return config.pbx().trunks().stream()
        .filter(trunk -> trunk.out() != null)
        .map(
            trunk ->
                new PartnerLine.Out(
                    trunk.name(),
                    Objects.requireNonNull(trunk.out()).prefixes(),
                    Objects.requireNonNull(trunk.out()).callerId()))
        .toList();
  }

  private List<String> idle() {
    return staff.board.snapshot().operatorsInOrder().stream()
        .filter(member -> member.state() == QueueMember.State.IDLE)
        .map(QueueMember::operator)
        .toList();
  }
}
