package org.hamroh;

import org.hamroh.SeenHouse.Whose;

/// Puts into the house what is kept of those who work there.
final class SeenStaff {

  private final SeenHouse house;

  SeenStaff(SeenHouse house) {
    this.house = house;
  }

  /// A practice call with what the learner wrote and what a supervisor thinks of it; a hard call,
  /// and a wish to talk about it.
  void colleague(Whose whose) {
    String login = whose == Whose.MINE ? "operator" : "colleague";
    String run = "p-" + SeenHouse.word(whose, "run");
    String wrote = SeenHouse.word(whose, "practised");
    String thought = SeenHouse.word(whose, "thought");
    String wish = "d-" + SeenHouse.word(whose, "wish");
    String call = SeenHouse.call(whose).value();
    long now = System.currentTimeMillis();
    house.database.write(
        handle -> {
          handle.execute(
              """
              insert into practice_run (id, leg, login, operator, script, language, began_at,
                answered_at, ended_at, ended, path, record)
              values (?, ?, ?, ?, 'passport', 'tg', ?, ?, ?, 'done',
                '[{"scene":"begin","key":"1"}]', ?)
              """,
              run,
              "leg-" + run,
              login,
              whose == Whose.MINE ? "op1" : "op2",
              now,
              now,
              now,
              "{\"reason\":\"\",\"next\":\"\",\"note\":\"" + wrote + "\",\"answers\":{}}");
          handle.execute(
              """
              insert into practice_score (run_id, login, own, points, percent, note, scored_at)
              values (?, 'supervisor', 0, '{}', 50, ?, ?)
              """,
              run,
              thought,
              now);
          handle.execute(
              """
              insert into hard_call (contact, login, ended_at, talked_ms, why, offered_at, answer,
                minutes)
              values (?, ?, ?, 60000, 'said', ?, '', 0)
              """,
              call,
              login,
              now,
              now);
          return handle.execute(
              "insert into debrief (id, login, asked_at) values (?, ?, ?)", wish, login, now);
        });
    house.piece("practice-call", "id", whose, run);
    house.piece("practice-call", "written", whose, wrote);
    house.piece("practice-call", "scores", whose, thought);
    house.piece("wish-to-talk", "id", whose, wish);
    house.place("practice-call", "id", run);
  }
}
