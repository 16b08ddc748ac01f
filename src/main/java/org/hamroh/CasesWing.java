package org.hamroh;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hamroh.alarm.AlarmKind;
import org.hamroh.alarm.Alarms;
import org.hamroh.call.CallId;
import org.hamroh.cases.CaseAttachments;
import org.hamroh.cases.CaseClock;
import org.hamroh.cases.CaseDesk;
import org.hamroh.cases.CaseDoor;
import org.hamroh.cases.CaseGlass;
import org.hamroh.cases.CaseGraphReader;
import org.hamroh.cases.CaseId;
import org.hamroh.cases.CaseMatters;
import org.hamroh.cases.CaseMerges;
import org.hamroh.cases.CaseNeighbours;
import org.hamroh.cases.CaseNotes;
import org.hamroh.cases.CaseNumber;
import org.hamroh.cases.CaseSearch;
import org.hamroh.cases.CaseTelephone;
import org.hamroh.cases.Staff;
import org.hamroh.cases.page.CaseFileRoutes;
import org.hamroh.cases.page.CasePages;
import org.hamroh.cases.page.CaseRoutes;
import org.hamroh.day.FollowUps;
import org.hamroh.directory.DirectoryStore;
import org.hamroh.directory.PlaceFinder;
import org.hamroh.ivr.outside.Cases;
import org.hamroh.operator.User;
import org.hamroh.operator.Users;
import org.hamroh.phone.CallerKey;
import org.hamroh.referral.ReferralRoom;
import org.hamroh.screening.ScreenedCases;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.web.Texts;
import org.jdbi.v3.core.Handle;

/// Cases: what is done for a person until it is known how it ended.
final class CasesWing {

  /// What other wings may ask, and tell.
  final CaseDesk desk;

  final CaseMatters matters;

  private final Ground ground;
  private final CaseworkWing casework;
  private final Texts texts;

  CasesWing(Ground ground, CaseworkWing casework, Texts texts) {
    this.ground = ground;
    this.casework = casework;
    this.texts = texts;
    PlaceFinder places = PlaceFinder.ofSource();
    desk =
        new CaseDesk(
            ground.database,
            CaseGraphReader.read(ground.home),
            ground.secrets.ensure("HAMROH_CASE_KEY"),
            ground.trail,
            new People(),
            topic -> casework.form().reason(topic).isPresent(),
            place -> placeNames(places, place),
            ground.live,
            new Neighbours(),
            ground.clock);
    matters = new CaseMatters(desk, texts);
  }

  void start() {
    ground.keep(new CaseClock(desk)).start();
  }

  /// "Where is my case?" by telephone.
  ///
  /// @param callerOf who calls, while a script speaks with them
  Cases telephone(Function<CallId, Optional<CallerKey>> callerOf) {
    return new CaseTelephone(desk, callerOf);
  }

  /// What there is to do today: next actions of records, and tasks of cases.
  FollowUps followUps() {
    FollowUps records = casework.followUps();
    return (login, day, language) ->
        Stream.concat(
                matters.of(login, day, language).stream(),
                records.of(login, day, language).stream())
            .toList();
  }

  List<Routes> routes(StaffWing staff, CallWing calls, Alarms alarms) {
    CaseNotes notes = new CaseNotes(desk);
    CaseMerges merges = new CaseMerges(desk);
    CaseSearch search = new CaseSearch(desk);
    CaseAttachments files = new CaseAttachments(desk, ground.data.resolve("attachments"));
    CaseGlass glass = new CaseGlass(desk, new Told(alarms), ground.sight.limits().glass());
    CaseNumber number =
        new CaseNumber(
            desk,
            reason ->
                casework.form().unmaskReasons().stream()
                    .anyMatch(one -> one.offered() && one.id().equals(reason)),
            calls.numbers::unmask);
    return List.of(
        new CaseFileRoutes(files), // before the acts of a case, whose address would take its own
        new CaseRoutes(desk, notes, merges, search, files, glass, number),
        new CasePages(
            desk,
            notes,
            merges,
            search,
            files,
            glass,
            number,
            casework::form,
            record ->
                casework
                    .records
                    .find(record)
                    .map(
                        one ->
                            new CasePages.Origin(
                                one.caller().orElse(null),
                                one.content().reasons().stream().findFirst().orElse(""))),
            login -> staff.users.find(login).map(User::displayName).orElse(login),
            (id, language) ->
                ground
                    .database
                    .read(handle -> DirectoryStore.organisation(handle, id))
                    .map(one -> one.name(language))
                    .orElse(id),
            texts,
            ground.clock));
  }

  private static String placeNames(PlaceFinder places, String typed) {
    return places.find(typed).map(one -> one.nameTg() + " " + one.nameRu()).orElse("");
  }

  /// The others are told that a glass was broken.
  private record Told(Alarms alarms) implements CaseGlass.Alarm {

    @Override
    public void raise(Handle handle, String about, Instant at) {
      alarms.raise(handle, AlarmKind.BROKEN_GLASS, about, at);
    }

    @Override
    public void announce() {
      alarms.announce();
    }
  }

  /// Screenings made while somebody called, and where people were sent on.
  private static final class Neighbours implements CaseNeighbours {

    @Override
    public void opened(Handle handle, CaseDoor door, String record, CaseId id) {
      ScreenedCases.attach(handle, door, record, id);
    }

    @Override
    public boolean isReferred(Handle handle, CaseId id) {
      return ReferralRoom.hasOpen(handle, id);
    }
  }

  private static final class People implements Staff {

    private static final Set<Role> WORKERS =
        Set.of(Role.OPERATOR, Role.CASE_WORKER, Role.SUPERVISOR);

    @Override
    public boolean worksOnCases(Handle handle, String login) {
      return Users.rolesOf(handle, login).stream().anyMatch(WORKERS::contains);
    }

    @Override
    public boolean leads(Handle handle, String login) {
      return Users.rolesOf(handle, login).contains(Role.SUPERVISOR);
    }

    @Override
    public List<String> caseWorkers(Handle handle) {
      return Users.loginsOf(handle, WORKERS);
    }
  }
}
