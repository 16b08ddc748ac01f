package org.hamroh.training;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hamroh.audit.Act;
import org.hamroh.audit.AuditTrail;
import org.hamroh.audit.Look;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.hamroh.training.PracticeRun.Written;
import org.hamroh.web.LiveFeed;
import org.hamroh.web.Refusal;
import org.hamroh.web.Request;
import org.hamroh.wellbeing.HardCallRules;

/// Practice calls as a learner and a supervisor see them: what was written down, the scores, and
/// who may take hard calls because of them.
public final class Training {

  /// Practice calls on a page: a year of one learner.
  private static final int MOST = 200;

  private static final int LONGEST_NOTE = 2_000;

  private final Database database;
  private final Map<String, PracticeScript> scripts;
  private final ScoreSheet sheet;
  private final HardCallRules.Permission rule;
  private final AuditTrail trail;
  private final LiveFeed feed;
  private final ZoneId zone;
  private final Clock clock;

  public Training(
      Database database,
      Map<String, PracticeScript> scripts,
      ScoreSheet sheet,
      HardCallRules.Permission rule,
      AuditTrail trail,
      LiveFeed feed,
      ZoneId zone,
      Clock clock) {
    this.database = database;
    this.scripts = new TreeMap<>(scripts);
    this.sheet = sheet;
    this.rule = rule;
    this.trail = trail;
    this.feed = feed;
    this.zone = zone;
    this.clock = clock;
  }

  public Map<String, PracticeScript> scripts() {
    return scripts;
  }

  public Optional<PracticeScript> script(String name) {
    return Optional.ofNullable(scripts.get(name));
  }

  public ScoreSheet sheet() {
    return sheet;
  }

  /// @param login of whom; empty: everybody's
  List<PracticeRun> runs(String login) {
    return database.read(handle -> TrainingStore.newest(handle, login, MOST));
  }

  Optional<PracticeRun> find(String id) {
    return database.read(handle -> TrainingStore.find(handle, id));
  }

  List<Score> scores(String run) {
    return database.read(handle -> TrainingStore.scores(handle, run));
  }

  /// @throws Refusal 422 with what is wrong
  void write(PracticeRun run, Written written) {
    if (written.note().length() > LONGEST_NOTE) {
      throw new Refusal(422, "A note has at most " + LONGEST_NOTE + " letters.");
    }
    database.write(
        handle -> {
          TrainingStore.wrote(handle, run.id(), written);
          return true;
        });
    feed.changed(PracticeCalls.TOPIC);
  }

  /// @param by the learner, or a supervisor
  /// @throws Refusal 409 while the call goes on, 422 with what is wrong
  void score(PracticeRun run, String by, Map<String, Integer> points, String note) {
    if (!run.isOver()) {
      throw new Refusal(409, "training.score.early", "The practice call is not over yet.");
    }
    Optional<String> mistake = sheet.mistake(points);
    if (mistake.isPresent()) {
      throw new Refusal(422, mistake.get());
    }
    if (note.length() > LONGEST_NOTE) {
      throw new Refusal(422, "A note has at most " + LONGEST_NOTE + " letters.");
    }
    Score score =
        new Score(
            run.id(),
            by,
            by.equals(run.login()),
            points,
            sheet.percent(points),
            note,
            clock.instant());
    database.write(
        handle -> {
          TrainingStore.score(handle, score);
          return true;
        });
    feed.changed(PracticeCalls.TOPIC);
  }

  /// How somebody stands with the permission.
  ///
  /// @param grant  the last one; empty when there never was one
  /// @param passed scripts that were passed lately, and by which practice call
  public record Standing(
      String login, Optional<Grant> grant, Map<String, String> passed, int wanted) {

    public Standing {
      passed = Map.copyOf(passed);
    }

    boolean holds(Instant now) {
      return grant.filter(one -> one.holds(now)).isPresent();
    }

    boolean mayBeGranted() {
      return passed.size() >= wanted;
    }
  }

  Standing standing(String login) {
    return database.read(handle -> standing(handle, login));
  }

  private Standing standing(org.jdbi.v3.core.Handle handle, String login) {
    Instant since = clock.instant().atZone(zone).minus(rule.within()).toInstant();
    return new Standing(
        login,
        TrainingStore.lastGrant(handle, login),
        TrainingStore.passed(handle, login, rule.passingPercent(), since),
        rule.practiceCalls());
  }

  /// A supervisor lets somebody take hard calls before the others.
  ///
  /// @throws Refusal 409 when too few practice calls were passed, or for oneself
  Grant grant(String login, Request request) {
    String by = request.principal().name();
    if (by.equals(login)) {
      throw new Refusal(409, "training.grant.own", "Nobody grants it to oneself.");
    }
    Instant now = clock.instant();
    return written(
        handle -> {
          Standing standing = standing(handle, login);
          if (!standing.mayBeGranted()) {
            throw new Refusal(
                409, "training.grant.early", "Too few practice calls were passed for it.");
          }
          trail.add(handle, Look.of(request, Act.RIGHTS, "hard-calls", login, "granted"));
          Grant grant =
              new Grant(
                  "g-" + UUID.randomUUID(),
                  login,
                  now,
                  by,
                  now.atZone(zone).plus(rule.valid()).toInstant(),
                  List.copyOf(standing.passed().values()),
                  Optional.empty());
          TrainingStore.withdraw(handle, login, by, now);
          TrainingStore.grant(handle, grant);
          return grant;
        });
  }

  /// @throws Refusal 404 when there is nothing to withdraw
  void withdraw(String login, Request request) {
    written(
        handle -> {
          trail.add(handle, Look.of(request, Act.RIGHTS, "hard-calls", login, "withdrawn"));
          if (TrainingStore.withdraw(handle, login, request.principal().name(), clock.instant())
              == 0) {
            throw Refusal.notFound("permission that holds");
          }
          return true;
        });
  }

  /// Lets go of practice calls, their scores, and permissions that ended before.
  ///
  /// @return how many
  public static int letGo(Database database, Instant before) {
    return database.write(handle -> TrainingStore.letGo(handle, before));
  }

  /// A refusal in mid-transaction undoes it and is told as it is.
  private <T> T written(Database.Work<T> work) {
    try {
      return database.write(work);
    } catch (StoreException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw e;
    }
  }

  /// Logins of those who may take hard calls before the others.
  public Set<String> granted() {
    return database.read(handle -> TrainingStore.granted(handle, clock.instant())).stream()
        .collect(Collectors.toUnmodifiableSet());
  }
}
