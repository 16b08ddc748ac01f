package org.hamroh.authoring;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hamroh.ivr.ScriptReading;
import org.hamroh.ivr.check.CallPaths;
import org.hamroh.ivr.check.ValidityCheck;
import org.hamroh.voice.SoundBook;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Routes;
import org.hamroh.yaml.Problem;

/// The linter over HTTP: what is wrong with a state of the scripts, and how far its callers are
/// from a person.
public final class CheckRoutes implements Routes {

  private final Versions versions;
  private final Readings readings;
  private final SoundWorks voices;
  private final Clock clock;

  /// @param clock at the site
  public CheckRoutes(Versions versions, Readings readings, SoundWorks voices, Clock clock) {
    this.versions = versions;
    this.readings = readings;
    this.voices = voices;
    this.clock = clock;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/scripts/check", ScriptRoutes.READERS, request -> Reply.json(check(request)));
    mount.get("/api/v1/scripts/paths", ScriptRoutes.READERS, request -> Reply.json(paths(request)));
  }

  /// @param revision of the draft
  /// @param problems errors first
  record Check(String of, long revision, int errors, int warnings, List<ProblemView> problems) {}

  /// @param paths empty while there is an error
  record Paths(String of, List<CallPaths.Path> paths) {}

  private Check check(Request request) {
    Of of = ScriptRoutes.of(request.query("of").orElse("draft"));
    long revision = versions.draft().revision(); // first: a change in between is then seen as one
    ScriptReading reading = reading(of);
    LocalDate today = LocalDate.now(clock);
    List<Problem> all = new ArrayList<>(reading.problems());
    all.addAll(ValidityCheck.problems(reading, today));
    reading.book().ifPresent(book -> all.addAll(book.hours().warnings(today)));
    List<ProblemView> problems =
        all.stream().sorted(Comparator.comparing(Problem::severity)).map(ProblemView::of).toList();
    int errors = (int) all.stream().filter(Problem::isError).count();
    return new Check(of.word(), revision, errors, problems.size() - errors, problems);
  }

  private Paths paths(Request request) {
    Of of = ScriptRoutes.of(request.query("of").orElse("draft"));
    ScriptReading reading = reading(of);
    SoundBook made = voices.find(reading.prompts());
    return new Paths(
        of.word(),
        CallPaths.of(
            reading,
            readings.rules(),
            (language, prompt) -> made.find(language, prompt).map(SoundBook.Playable::length)));
  }

  private ScriptReading reading(Of of) {
    return readings.of(of).orElseThrow(() -> Refusal.notFound("version " + of.word()));
  }
}
