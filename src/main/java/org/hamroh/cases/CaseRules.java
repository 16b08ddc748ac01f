package org.hamroh.cases;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.hamroh.cases.CaseFile.Deed;
import org.hamroh.cases.CaseGraph.Status;
import org.jspecify.annotations.Nullable;

/// What may become of a case. Touches no table.
final class CaseRules {

  /// A name or a place; more is a note.
  static final int LONGEST_NAME = 120;

  private final CaseGraph graph;
  private final Predicate<String> worksOnCases;
  private final Predicate<String> isTopic;

  CaseRules(CaseGraph graph, Predicate<String> worksOnCases, Predicate<String> isTopic) {
    this.graph = graph;
    this.worksOnCases = worksOnCases;
    this.isTopic = isTopic;
  }

  /// What a change makes of a case, and what the timeline says.
  sealed interface Verdict {
    record Next(CaseFile file, String kind, Map<String, String> facts) implements Verdict {}

    record Wrong(String why) implements Verdict {}
  }

  Verdict apply(CaseFile old, CaseChange change, Deed deed) {
    return switch (change) {
      case CaseChange.Move move -> move(old, move, deed);
      case CaseChange.Give(var owner) ->
          worksOnCases.test(owner)
              ? next(
                  with(old, owner, plus(old, owner), old.sealed(), old.topic(), old.about(), deed),
                  "given",
                  Map.of("to", owner))
              : new Verdict.Wrong("person");
      case CaseChange.Assign(var login) ->
          worksOnCases.test(login)
              ? next(
                  with(
                      old,
                      old.owner(),
                      plus(old, login),
                      old.sealed(),
                      old.topic(),
                      old.about(),
                      deed),
                  "assigned",
                  Map.of("to", login))
              : new Verdict.Wrong("person");
      case CaseChange.Dismiss(var login) -> dismiss(old, login, deed);
      case CaseChange.Sealing(var sealed) ->
          next(
              with(old, old.owner(), old.people(), sealed, old.topic(), old.about(), deed),
              sealed ? "sealed" : "unsealed",
              Map.of());
      case CaseChange.Describe(var about, var topic) -> describe(old, about, topic, deed);
    };
  }

  private Verdict move(CaseFile old, CaseChange.Move move, Deed deed) {
    if (!graph.statusOrBare(old.status()).moves().contains(move.status())) {
      return new Verdict.Wrong("move");
    }
    Status to = graph.statusOrBare(move.status());
    if (to.isClosed() && !graph.hasOutcome(move.outcome())) {
      return new Verdict.Wrong("outcome");
    }
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("from", old.status());
    facts.put("to", to.id());
    if (to.isClosed()) {
      facts.put("outcome", move.outcome());
    }
    return next(moved(old, to, move.outcome(), deed), "moved", facts);
  }

  /// What becomes of a case whose time in its status is over; null when nothing does.
  @Nullable CaseFile movedByTime(CaseFile old, Instant now) {
    CaseGraph.After after = graph.statusOrBare(old.status()).after();
    return after == null
        ? null
        : moved(old, graph.statusOrBare(after.to()), "", new Deed(CaseDesk.ITSELF, now));
  }

  private static CaseFile moved(CaseFile old, Status to, String outcome, Deed deed) {
    return new CaseFile(
        old.id(),
        old.caller(),
        old.record(),
        old.topic(),
        old.owner(),
        old.people(),
        old.sealed(),
        to.id(),
        deed.at(),
        to.movesAt(deed.at()),
        to.isClosed() ? outcome : "",
        old.about(),
        old.version() + 1,
        old.opened(),
        deed,
        to.isClosed() ? deed.at() : null,
        old.mergedInto());
  }

  private static Verdict dismiss(CaseFile old, String login, Deed deed) {
    if (login.equals(old.owner()) || !old.people().contains(login)) {
      return new Verdict.Wrong("person");
    }
    Set<String> people = new HashSet<>(old.people());
    people.remove(login);
    return next(
        with(old, old.owner(), people, old.sealed(), old.topic(), old.about(), deed),
        "dismissed",
        Map.of("to", login));
  }

  private Verdict describe(CaseFile old, CaseFile.About about, String topic, Deed deed) {
    if (!topic.equals(old.topic()) && !isTopic.test(topic)) {
      return new Verdict.Wrong("topic");
    }
    if (isTooLong(about)) {
      return new Verdict.Wrong("long");
    }
    return next(
        with(old, old.owner(), old.people(), old.sealed(), topic, about, deed),
        "described",
        topic.equals(old.topic()) ? Map.of() : Map.of("topic", topic));
  }

  static boolean isTooLong(CaseFile.About about) {
    return about.name().length() > LONGEST_NAME || about.place().length() > LONGEST_NAME;
  }

  private static Verdict next(CaseFile file, String kind, Map<String, String> facts) {
    return new Verdict.Next(file, kind, facts);
  }

  private static Set<String> plus(CaseFile old, String login) {
    Set<String> people = new HashSet<>(old.people());
    people.add(login);
    return people;
  }

  private static CaseFile with(
      CaseFile old,
      String owner,
      Set<String> people,
      boolean sealed,
      String topic,
      CaseFile.About about,
      Deed deed) {
    return new CaseFile(
        old.id(),
        old.caller(),
        old.record(),
        topic,
        owner,
        people,
        sealed,
        old.status(),
        old.since(),
        old.movesAt(),
        old.outcome(),
        about,
        old.version() + 1,
        old.opened(),
        deed,
        old.closedAt(),
        old.mergedInto());
  }
}
