package org.hamroh;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hamroh.call.CallRecord;
import org.hamroh.casework.contact.ContactRecord;
import org.hamroh.config.Config;
import org.hamroh.directory.DirectoryStore;
import org.hamroh.operator.User;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.queue.QueueMember;
import org.hamroh.talk.CallOutRoutes;
import org.hamroh.talk.CallsOut;
import org.hamroh.talk.KeyAsks;
import org.hamroh.talk.PartnerLine;
import org.hamroh.talk.Partners;
import org.hamroh.talk.TalkPages;
import org.hamroh.talk.TalkRoutes;
import org.hamroh.talk.TalkTexts;
import org.hamroh.talk.Talks;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// What operators do with a caller while they talk.
final class TalkWing {

  private final Ground ground;
  private final OutgoingWing outgoing;
  private final CallWing calls;
  private final StaffWing staff;

  private final CaseworkWing casework;
  private @Nullable KeyAsks keys;
  private @Nullable CallsOut out;

  TalkWing(
      Ground ground,
      OutgoingWing outgoing,
      CallWing calls,
      StaffWing staff,
      CaseworkWing casework) {
    this.casework = casework;
    this.ground = ground;
    this.outgoing = outgoing;
    this.calls = calls;
    this.staff = staff;
  }

  /// Questions that callers answer by key, once the routes are there.
  KeyAsks keys() {
    return Objects.requireNonNull(keys);
  }

  /// Calls to people, once the routes are there.
  CallsOut out() {
    return Objects.requireNonNull(out);
  }

  List<Routes> routes() {
    Config config = ground.config;
    PartnerLine line = new PartnerLine(staff.ami, ground.database, outgoing.gate, outs(config));
    Talks talks =
        ground.keep(new Talks(staff.ami, line, desk(), calls.journal, ground.live, ground.clock));
    staff.ami.listen(talks::accept);
    KeyAsks asks = ground.keep(new KeyAsks(staff.ami, talks));
    staff.ami.listen(asks::accept);
    calls.keys.except(asks::isAsked);
    keys = asks;
    staff.ami.resyncSoon(); // tells who talks already
    CallsOut calling =
        ground.keep(
            new CallsOut(
                staff.ami,
                line,
                talks,
                new People(),
                this::hasTelephone,
                staff.desk::talkOver,
                ground.database,
                calls.journal,
                ground.live,
                ground.clock));
    out = calling;
    TalkTexts texts =
        new TalkTexts(staff.ami, outgoing.sms, calls.journal, outgoing.facts, ground.clock);
    Partners partners =
        new Partners(new DirectoryStore(ground.database), ground.numbers, Ground.HOME_REGION);
    TalkRoutes api =
        new TalkRoutes(
            talks, texts, partners, login -> staff.users.find(login).flatMap(User::extension));
    return List.of(
        api,
        new TalkPages(api, texts, partners, this::idle, config.site().languages(), outgoing.prices),
        new CallOutRoutes(calling, api, this::callerOf));
  }

  private Talks.Desk desk() {
    return new Talks.Desk() {
      @Override
      public void goesOn(String operator) {
        staff.desk.talkGoesOn(operator);
      }

      @Override
      public void staysWithQueue(String operator) {
        staff.desk.talkStaysWithQueue(operator);
      }

      @Override
      public void over(String operator) {
        staff.desk.talkOver(operator);
      }
    };
  }

  private Optional<CallerKey> callerOf(String record) {
    return casework
        .records
        .find(record)
        .flatMap(ContactRecord::caller)
        .or(() -> calls.records.find(record).flatMap(one -> Optional.ofNullable(one.caller())));
  }

  private boolean hasTelephone(String operator) {
    return staff
        .board
        .snapshot()
        .operator(operator)
        .filter(member -> member.state() == QueueMember.State.UNREGISTERED)
        .isEmpty();
  }

  /// What is kept of those who have called.
  private final class People implements CallsOut.Book {

    @Override
    public Optional<PhoneNumber> number(CallerKey caller) {
      return calls.numbers.number(caller);
    }

    @Override
    public String country(PhoneNumber number) {
      return ground.callers.of(number).country();
    }

    @Override
    public String language(CallerKey caller) {
      return calls.records.ofCaller(caller, 1).stream()
          .map(CallRecord::language)
          .filter(language -> !language.isEmpty())
          .findFirst()
          .orElse(ground.config.site().defaultLanguage());
    }
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
