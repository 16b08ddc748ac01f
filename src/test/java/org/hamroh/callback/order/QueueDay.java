package org.hamroh.callback.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// One day of a small hotline, by chance: callers come, wait, hang up or let go and are rung; some
/// do not answer; operators come and go, talk, and work on after the talk. The PBX is as ours: it
/// gives a free operator to the first who waits on the telephone, unless the operator is held.
final class QueueDay {

  private static final Instant MORNING = Instant.parse("2026-11-22T03:00:00Z");
  private static final int DAY_SECONDS = 4 * 3_600;
  private static final int MOST_TRIES = 3;
  private static final int RETRY_SECONDS = 300;

  /// Somebody who wants an operator.
  private static final class Person {
    final Place place;
    Stage stage = Stage.ON_THE_LINE;
    long letGoAt;
    long dueAt;
    long rungAt;
    int tries;
    boolean wasRung;

    Person(Place place) {
      this.place = place;
    }
  }

  private enum Stage {
    ON_THE_LINE,
    TO_RING,
    RINGING,
    PAUSING,
    SERVED,
    GONE
  }

  private static final class Desk {
    final String name;
    boolean on;
    boolean leaves;
    boolean held;
    Work work = Work.IDLE;

    Desk(String name) {
      this.name = name;
    }
  }

  private enum Work {
    IDLE,
    TALKING,
    WRAP_UP
  }

  private record Event(long at, long nth, Runnable what) {}

  /// What a day came to.
  ///
  /// @param rungAndServed of those who were served, after a call-back
  /// @param danger        of those who were served
  /// @param unreached     did not answer any of our calls
  /// @param faults        sentences; none on a good day
  record Outcome(int served, int rungAndServed, int danger, int unreached, List<String> faults) {}

  private final Random chance;
  private final FairOrder order;
  private final boolean holds;
  private final PriorityQueue<Event> coming =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::nth));
  private final Map<String, Person> people = new HashMap<>();
  private final Map<String, Desk> desks = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private long now;
  private long events;
  private int served;
  private int rungAndServed;
  private int danger;
  private int unreached;

  /// @param fair  decides by which places
  /// @param holds false for a PBX that gives away every operator at once
  QueueDay(long seed, FairOrder fair, boolean holds) {
    this.chance = new Random(seed);
    this.order = fair;
    this.holds = holds;
  }

  Outcome run() {
    int operators = 1 + chance.nextInt(3);
    for (int i = 1; i <= operators; i++) {
      Desk desk = new Desk("op" + i);
      desks.put(desk.name, desk);
      long from = i == 1 ? 0 : chance.nextInt(DAY_SECONDS / 2);
      at(from, () -> desk.on = true);
      if (i > 1) { // the first stays until everybody has been served
        at(from + 1_800 + chance.nextInt(DAY_SECONDS), () -> desk.leaves = true);
      }
    }
    int callers = operators * (8 + chance.nextInt(18));
    for (int i = 0; i < callers; i++) {
      String id = "p" + i;
      at(chance.nextInt(DAY_SECONDS), () -> arrive(id));
    }
    while (!coming.isEmpty()) {
      Event next = coming.poll();
      now = next.at();
      next.what().run();
      if (coming.isEmpty() || coming.peek().at() > now) {
        settle();
      }
    }
    people.values().stream()
        .filter(one -> one.stage != Stage.SERVED && one.stage != Stage.GONE)
        .forEach(one -> faults.add(one.place + " was forgotten, " + one.stage));
    return new Outcome(served, rungAndServed, danger, unreached, faults);
  }

  private void at(long second, Runnable what) {
    coming.add(new Event(second, events++, what));
  }

  private long about(double mean) {
    return 1 + (long) (-mean * Math.log(1 - chance.nextDouble()));
  }

  private void arrive(String id) {
    double kind = chance.nextDouble();
    Place place = new Place(kind < 0.02, kind > 0.95 ? 10 : 0, MORNING.plusSeconds(now), id);
    Person person = new Person(place);
    person.dueAt = now;
    people.put(id, person);
    if (chance.nextDouble() < 0.5) {
      at(now + 20 + about(30), () -> letGo(person)); // hears the offer and takes it
    } else {
      at(now + about(400), () -> hangUp(person));
    }
  }

  private void letGo(Person person) {
    if (person.stage == Stage.ON_THE_LINE) {
      person.stage = Stage.TO_RING;
      person.letGoAt = now;
    }
  }

  private void hangUp(Person person) {
    if (person.stage == Stage.ON_THE_LINE) {
      person.stage = Stage.GONE;
    }
  }

  /// Until nothing changes any more at this second.
  private void settle() {
    for (int turn = 0; turn < 1_000; turn++) {
      desks.values().forEach(this::goHome);
      boolean changed = false;
      Plan plan = order.plan(line(), operators());
      for (Desk desk : desks.values()) {
        boolean wanted = holds && plan.hold().contains(desk.name);
        changed |= wanted != desk.held;
        desk.held = wanted;
      }
      changed |= pbxGivesOperators();
      if (!changed) {
        List<Operator> seen = operators();
        if (!holds) {
          seen = seen.stream().map(one -> new Operator(one.name(), one.idle(), true)).toList();
        }
        List<String> dial = order.plan(line(), seen).dial();
        dial.forEach(id -> ring(person(id)));
        if (dial.isEmpty()) {
          return;
        }
      }
    }
    throw new IllegalStateException("this second never ends");
  }

  private void goHome(Desk desk) {
    if (desk.leaves && desk.work == Work.IDLE && !desk.held) {
      desk.on = false;
    }
  }

  private Person person(String id) {
    Person person = people.get(id);
    if (person == null) {
      throw new IllegalStateException("nobody is " + id);
    }
    return person;
  }

  private List<InLine> line() {
    List<InLine> line = new ArrayList<>();
    for (Person one : people.values()) {
      switch (one.stage) {
        case ON_THE_LINE ->
            line.add(
                one.wasRung ? new InLine.Answered(one.place) : new InLine.OnTheLine(one.place));
        case TO_RING -> line.add(new InLine.ToRing(one.place));
        case RINGING -> line.add(new InLine.Ringing(one.place));
        case PAUSING, SERVED, GONE -> {}
      }
    }
    return line;
  }

  /// For an order that is told when somebody let go instead of when they came.
  Place letGo(Place place) {
    long at = person(place.id()).letGoAt;
    return at == 0
        ? place
        : new Place(place.danger(), place.priority(), MORNING.plusSeconds(at), place.id());
  }

  private List<Operator> operators() {
    return desks.values().stream()
        .filter(one -> one.on && one.work != Work.TALKING)
        .map(one -> new Operator(one.name, one.work == Work.IDLE, one.held))
        .toList();
  }

  private boolean pbxGivesOperators() {
    boolean gave = false;
    for (Desk desk : desks.values()) {
      if (desk.on && desk.work == Work.IDLE) {
        Person first =
            people.values().stream()
                .filter(one -> one.stage == Stage.ON_THE_LINE)
                .filter(one -> !desk.held || one.place.danger() || one.wasRung)
                .min(Comparator.comparing(one -> one.place))
                .orElse(null);
        if (first != null) {
          serve(desk, first);
          gave = true;
        }
      }
    }
    return gave;
  }

  private void serve(Desk desk, Person person) {
    long kept =
        desks.values().stream()
            .filter(one -> one != desk && one.on && one.work == Work.IDLE && one.held)
            .count();
    if (ahead(person, Stage.ON_THE_LINE) > 0 || ahead(person, Stage.TO_RING) > kept) {
      faults.add("seconds=" + now + " " + person.place + " overtook somebody");
    }
    person.stage = Stage.SERVED;
    served++;
    rungAndServed += person.wasRung ? 1 : 0;
    danger += person.place.danger() ? 1 : 0;
    desk.work = Work.TALKING;
    desk.held = false;
    at(now + about(240), () -> talkEnds(desk));
  }

  /// How many before this person wait, and waited already when the person was rung: who was rung in
  /// their turn and answers is not sent away again because somebody has come since who is before
  /// them. And danger on the telephone waits for nobody: not for a telephone either that may not be
  /// answered.
  private long ahead(Person person, Stage stage) {
    if (person.place.danger() && !person.wasRung) {
      return 0;
    }
    return people.values().stream()
        .filter(one -> one.stage == stage && one.place.compareTo(person.place) < 0)
        .filter(one -> !person.wasRung || one.dueAt < person.rungAt)
        .count();
  }

  private void talkEnds(Desk desk) {
    desk.work = Work.WRAP_UP;
    at(now + 10 + about(30), () -> desk.work = Work.IDLE);
  }

  private void ring(Person person) {
    long ready = desks.values().stream().filter(one -> one.on && one.work == Work.IDLE).count();
    person.stage = Stage.RINGING;
    person.rungAt = now;
    person.tries++;
    long ringing = people.values().stream().filter(one -> one.stage == Stage.RINGING).count();
    if (ringing > ready) {
      faults.add(ringing + " call-backs for " + ready + " free operators");
    }
    boolean answers = chance.nextDouble() < 0.65;
    at(now + 5 + chance.nextInt(25), () -> rang(person, answers));
  }

  private void rang(Person person, boolean answers) {
    if (answers) {
      person.wasRung = true;
      person.stage = Stage.ON_THE_LINE;
    } else if (person.tries >= MOST_TRIES) {
      person.stage = Stage.GONE;
      unreached++;
    } else {
      person.stage = Stage.PAUSING;
      at(now + RETRY_SECONDS, () -> isDueAgain(person));
    }
  }

  private void isDueAgain(Person person) {
    person.stage = Stage.TO_RING;
    person.dueAt = now;
  }

  /// The names of the operators, for a message.
  @Override
  public String toString() {
    return Set.copyOf(desks.keySet()) + " with " + people.size() + " callers";
  }
}
