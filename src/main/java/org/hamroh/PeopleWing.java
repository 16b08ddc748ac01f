package org.hamroh;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.audit.AuditTrail;
import org.hamroh.call.CallRecord;
import org.hamroh.casework.contact.ContactRecord;
import org.hamroh.day.FollowUps;
import org.hamroh.operator.User;
import org.hamroh.operator.Users;
import org.hamroh.queue.TalkingCaller;
import org.hamroh.queue.WantedState;
import org.hamroh.screening.RulesReader;
import org.hamroh.screening.ScreeningRules;
import org.hamroh.training.PracticeCalls;
import org.hamroh.training.PracticeScript;
import org.hamroh.training.PracticeScripts;
import org.hamroh.training.PracticeVoice;
import org.hamroh.training.ScoreSheet;
import org.hamroh.training.Training;
import org.hamroh.training.TrainingPages;
import org.hamroh.training.TrainingRoutes;
import org.hamroh.voice.Speaker;
import org.hamroh.voice.VoicePlaces;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.web.Texts;
import org.hamroh.wellbeing.Debriefs;
import org.hamroh.wellbeing.HardCalls;
import org.hamroh.wellbeing.WellbeingPages;
import org.hamroh.wellbeing.WellbeingRoutes;
import org.hamroh.yaml.Problems;

/// The people at the desk as people: what hard calls do to them, and how they
/// practise.
final class PeopleWing {

  private static final Logger LOG = LogManager.getLogger(PeopleWing.class);
  private static final Set<Role> SPEAK_WITH_CALLERS = Set.of(Role.OPERATOR, Role.SUPERVISOR);

  private final Ground ground;
  private final StaffWing staff;
  private final CallWing calls;
  private final CaseworkWing casework;
  private final Debriefs debriefs;
  private final HardCalls hardCalls;
  private final PracticeCalls practice;
  private final Training training;

  /// @throws org.hamroh.yaml.ProblemsException when the score sheet is written wrongly
  PeopleWing(
      Ground ground, StaffWing staff, CallWing calls, CaseworkWing casework, Debriefs debriefs) {
    this.ground = ground;
    this.staff = staff;
    this.calls = calls;
    this.casework = casework;
    this.debriefs = debriefs;
    this.hardCalls =
        ground.keep(
            new HardCalls(
                ground.database,
                staff.hardCalls,
                new World(),
                staff.desk,
                staff.turns,
                staff.penalties::refresh,
                ground.live,
                ground.clock));
    Problems problems = new Problems();
    Map<String, PracticeScript> scripts = PracticeScripts.read(ground.home, problems);
    problems.list().forEach(one -> LOG.error("event=practice-call-not-taken why=\"{}\"", one));
    Problems inSheet = new Problems();
    Optional<ScoreSheet> sheet = ScoreSheet.read(ground.home, inSheet);
    inSheet.throwIfAny();
    practice =
        ground.keep(
            new PracticeCalls(
                ground.database,
                new LearnersDesk(staff),
                new PracticeVoice(
                    new Speaker(VoicePlaces.of(ground.home, ground.data, ground.config.voice())),
                    ground.data.resolve("practice")),
                ground.live,
                ground.clock));
    training =
        new Training(
            ground.database,
            scripts,
            sheet.orElseThrow(),
            staff.hardCalls.permission(),
            new AuditTrail(ground.clock),
            ground.live,
            ground.config.site().timeZone(),
            ground.clock);
    calls.practiseWith(practice);
  }

  void start() {
    practice.start();
    hardCalls.start();
  }

  List<Routes> routes() {
    WellbeingRoutes api =
        new WellbeingRoutes(
            hardCalls,
            debriefs,
            staff.desk,
            new WellbeingRoutes.Team(this::team, this::nameOf, staff::operatorOf),
            ground.database,
            new AuditTrail(ground.clock),
            ground.config.site().timeZone(),
            ground.clock);
    TrainingRoutes practising =
        new TrainingRoutes(
            training,
            practice,
            casework::form,
            screening(),
            new TrainingRoutes.Team(this::team, this::nameOf, staff::operatorOf),
            ground.clock);
    return List.of(api, new WellbeingPages(api), practising, new TrainingPages(practising));
  }

  /// The questions as they are shipped: practice needs no older version.
  private ScreeningRules screening() {
    Problems problems = new Problems();
    Optional<ScreeningRules> rules = RulesReader.read(ground.home, problems);
    problems.throwIfAny();
    return rules.orElseThrow();
  }

  /// Who would like to talk stands on the list of the day of every supervisor.
  static FollowUps withDebriefs(FollowUps others, Debriefs debriefs, StaffWing staff, Texts texts) {
    return (login, day, language) -> {
      List<FollowUps.FollowUp> all = new ArrayList<>(others.of(login, day, language));
      if (staff
          .users
          .find(login)
          .filter(one -> one.roles().contains(Role.SUPERVISOR))
          .isPresent()) {
        for (Debriefs.Wish wish : debriefs.open()) {
          String who = staff.users.find(wish.login()).map(User::displayName).orElse(wish.login());
          all.add(
              new FollowUps.FollowUp(
                  wish.id(),
                  texts.in(language).of("wellbeing.debriefs.follow", who),
                  wish.askedAt(),
                  wish.askedAt(),
                  Optional.empty(),
                  "/wellbeing"));
        }
        all.sort(Comparator.comparing(FollowUps.FollowUp::due));
      }
      return List.copyOf(all);
    };
  }

  private Set<String> team() {
    List<String> logins =
        ground.database.read(handle -> Users.loginsOf(handle, SPEAK_WITH_CALLERS));
    return new TreeSet<>(logins);
  }

  private String nameOf(String login) {
    return staff.users.find(login).map(User::displayName).orElse(login);
  }

  /// Talks and those who talk, as the rooms of calls, queues and records know them.
  private final class World implements HardCalls.World {

    @Override
    public Optional<HardCalls.Talk> ended(String contact) {
      return calls
          .records
          .find(contact)
          .flatMap(this::ended)
          .or(() -> casework.records.find(contact).flatMap(World::ended));
    }

    /// The talk may be over while the caller is still asked how it was.
    private Optional<HardCalls.Talk> ended(CallRecord call) {
      if (call.operator().isEmpty()) {
        return Optional.empty();
      }
      Optional<Instant> end =
          Optional.ofNullable(call.endedAt())
              .or(
                  () ->
                      staff
                          .desk
                          .state(call.operator())
                          .filter(one -> one.kind() == WantedState.Kind.WRAP_UP)
                          .filter(one -> !talks(call))
                          .map(WantedState::since));
      return end.map(at -> new HardCalls.Talk(loginOf(call.operator()), at, call.talked()));
    }

    private boolean talks(CallRecord call) {
      return staff.board.snapshot().talking().containsKey(call.call());
    }

    private static Optional<HardCalls.Talk> ended(ContactRecord record) {
      return record.call().isPresent()
          ? Optional.empty() // its call tells
          : record.saved().map(saved -> new HardCalls.Talk(saved.by(), saved.at(), Duration.ZERO));
    }

    private String loginOf(String operator) {
      return staff.users.list().stream()
          .filter(user -> user.extension().filter(operator::equals).isPresent())
          .findFirst()
          .map(User::login)
          .orElse(operator);
    }

    @Override
    public Optional<String> latest(String login, Instant since) {
      return operatorOf(login)
          .flatMap(
              operator ->
                  staff.board.snapshot().talkingInOrder().stream()
                      .filter(one -> one.operator().equals(operator))
                      .map(TalkingCaller::call)
                      .map(call -> call.value())
                      .findFirst()
                      .or(() -> last(operator, since)));
    }

    private Optional<String> last(String operator, Instant since) {
      return ground.database.read(
          handle ->
              handle
                  .createQuery(
                      """
                      select call_id from call_record
                      where started_at >= :since and operator = :operator
                      order by started_at desc limit 1
                      """)
                  .bind("since", since.toEpochMilli())
                  .bind("operator", operator)
                  .mapTo(String.class)
                  .findOne());
    }

    @Override
    public boolean isOf(String contact, String login) {
      return operatorOf(login).filter(operator -> talksOrTalked(contact, operator)).isPresent()
          || casework
              .records
              .find(contact)
              .filter(one -> one.created().by().equals(login))
              .isPresent();
    }

    private boolean talksOrTalked(String contact, String operator) {
      return calls.records.find(contact).filter(one -> one.operator().equals(operator)).isPresent()
          || staff.board.snapshot().talking().values().stream()
              .anyMatch(
                  one -> one.call().value().equals(contact) && one.operator().equals(operator));
    }

    @Override
    public Optional<String> operatorOf(String login) {
      return staff.operatorOf(login);
    }

    @Override
    public Set<String> operators() {
      return Set.copyOf(staff.operators());
    }

    @Override
    public Set<String> granted() {
      return training.granted().stream()
          .flatMap(login -> operatorOf(login).stream())
          .collect(Collectors.toUnmodifiableSet());
    }
  }
}
