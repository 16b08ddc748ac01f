package org.hamroh.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.audit.AuditTrail;
import org.hamroh.call.CallId;
import org.hamroh.store.Database;
import org.hamroh.training.PracticeRun.End;
import org.hamroh.web.Principal;
import org.hamroh.web.Refusal;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.TestClock;
import org.hamroh.wellbeing.HardCallRules;
import org.hamroh.yaml.Problems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scores, and the permission that rests on them, on a real store.
final class TrainingTest {

  private static final Instant NOON = Instant.parse("2026-11-22T07:00:00Z");

  @TempDir private Path folder;
  private Database database;
  private Training training;
  private ScoreSheet sheet;
  private int runs;

  private final TestClock clock = new TestClock();

  @BeforeEach
  void open() {
    clock.set(NOON);
    database = Database.open(folder.resolve("hamroh.db"));
    Problems problems = new Problems();
    sheet = ScoreSheet.read(Path.of("."), problems).orElseThrow();
    training =
        new Training(
            database,
            PracticeScripts.read(Path.of("."), problems),
            sheet,
            new HardCallRules.Permission(2, 70, 12, 6),
            new AuditTrail(clock),
            topic -> {},
            ZoneOffset.UTC,
            clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private PracticeRun run(String script, boolean answered) {
    runs++;
    PracticeRun run =
        new PracticeRun(
            "p-" + runs,
            CallId.ofPractice(clock.instant(), runs),
            "zarina",
            "op1",
            script,
            "tg",
            clock.instant(),
            Optional.empty(),
            Optional.empty(),
            End.NONE,
            List.of(),
            Optional.empty());
    database.write(
        handle -> {
          TrainingStore.add(handle, run);
          if (answered) {
            TrainingStore.answered(handle, run.id(), clock.instant());
          }
          return TrainingStore.ended(handle, run.id(), End.DONE, clock.instant());
        });
    return training.find(run.id()).orElseThrow();
  }

  private Map<String, Integer> points(boolean all) {
    Map<String, Integer> points = new LinkedHashMap<>();
    sheet.criteria().forEach(one -> points.put(one.id(), all ? one.most() : 0));
    return points;
  }

  private static Request by(String login) {
    return new Request() {
      @Override
      public Principal principal() {
        return new Principal(login, Set.of(Role.SUPERVISOR));
      }

      @Override
      public String path(String name) {
        return "";
      }

      @Override
      public Optional<String> query(String name) {
        return Optional.empty();
      }

      @Override
      public Optional<String> form(String name) {
        return Optional.empty();
      }

      @Override
      public byte[] body() {
        return new byte[0];
      }

      @Override
      public <T> T json(Class<T> type) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Optional<String> header(String name) {
        return Optional.empty();
      }

      @Override
      public String language() {
        return "en";
      }
    };
  }

  private int granted() {
    return database.read(
        handle ->
            handle
                .createQuery("select count(*) from audit where kind = 'hard-calls'")
                .mapTo(Integer.class)
                .one());
  }

  @Test
  void permissionNeedsTwoDifferentCallsThatASupervisorHasPassed() {
    training.score(run("unpaid-wages", true), "malika", points(true), "");
    training.score(run("unpaid-wages", true), "malika", points(true), "");
    training.score(run("angry-caller", true), "zarina", points(true), "the learner alone");
    training.score(run("passport-taken", true), "malika", points(false), "not passed");
    training.score(run("yes-or-no", false), "malika", points(true), "never answered");

    assertThatThrownBy(() -> training.grant("zarina", by("malika"))).isInstanceOf(Refusal.class);
    assertThat(training.granted()).isEmpty();
    assertThat(granted()).as("nothing was granted").isZero();
    training.score(run("passport-taken", true), "malika", points(true), "");
    Grant grant = training.grant("zarina", by("malika"));

    assertThat(grant.runs()).hasSize(2);
    assertThat(training.granted()).containsExactly("zarina");
    assertThat(granted()).isEqualTo(1);
  }

  @Test
  void permissionEndsByItselfAndWhenItIsWithdrawn() {
    training.score(run("unpaid-wages", true), "malika", points(true), "");
    training.score(run("angry-caller", true), "malika", points(true), "");
    training.grant("zarina", by("malika"));

    training.withdraw("zarina", by("malika"));
    assertThat(training.granted()).isEmpty();
    training.grant("zarina", by("malika"));
    clock.set(NOON.plus(Duration.ofDays(200)));

    assertThat(training.granted()).as("six months are over").isEmpty();
    assertThat(training.standing("zarina").mayBeGranted()).isTrue();
    clock.set(NOON.plus(Duration.ofDays(400)));
    assertThat(training.standing("zarina").mayBeGranted())
        .as("what was passed is older than a year")
        .isFalse();
  }

  @Test
  void nobodyGrantsItToOneself() {
    training.score(run("unpaid-wages", true), "malika", points(true), "");
    training.score(run("angry-caller", true), "malika", points(true), "");

    assertThatThrownBy(() -> training.grant("zarina", by("zarina"))).isInstanceOf(Refusal.class);
  }

  @Test
  void scoreNeedsEveryCriterionAndNoMorePointsThanThereAre() {
    PracticeRun run = run("unpaid-wages", true);
    Map<String, Integer> tooMany = points(true);
    tooMany.merge("safety-first", 1, Integer::sum);

    assertThatThrownBy(() -> training.score(run, "malika", tooMany, ""))
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> training.score(run, "malika", Map.of("safety-first", 1), ""))
        .isInstanceOf(Refusal.class);
    training.score(run, "zarina", points(false), "");
    training.score(run, "malika", points(true), "good");

    assertThat(training.scores(run.id()))
        .extracting(Score::own, Score::percent)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(true, 0),
            org.assertj.core.groups.Tuple.tuple(false, 100));
  }
}
