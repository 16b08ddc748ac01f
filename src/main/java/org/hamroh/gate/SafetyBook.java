package org.hamroh.gate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hamroh.audit.Act;
import org.hamroh.audit.AuditTrail;
import org.hamroh.audit.Look;
import org.hamroh.gate.SafetyCard.Calls;
import org.hamroh.gate.SafetyCard.Hours;
import org.hamroh.gate.SafetyCard.Texts;
import org.hamroh.phone.CallerKey;
import org.hamroh.seal.Seal;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// What staff know of how a person may be contacted, and of where the person is now. The gate reads
/// the same rows, so what is kept here holds for the very next attempt.
public final class SafetyBook {

  /// Lives change: after this it is to be asked again, and holds until then.
  static final Duration ASKED_AGAIN_AFTER = Duration.ofDays(30);

  private static final String KIND = "safety-card";

  private final Database database;
  private final Seal seal;
  private final Clock clock;
  private final AuditTrail trail;

  /// @param seal of what is written by hand on a card
  public SafetyBook(Database database, Seal seal, Clock clock) {
    this.database = database;
    this.seal = seal;
    this.clock = clock;
    this.trail = new AuditTrail(clock);
  }

  /// Who asks.
  ///
  /// @param from the browser's address
  public record Asker(String login, String from) {}

  /// The whole card, with what is sealed in it.
  ///
  /// @param card what the gate reads, and when it was asked
  /// @param other what we do when somebody else answers
  public record Whole(Known card, OtherAnswers other) {}

  /// Opens the whole card for a person's eyes; the look is written down with it.
  public Whole open(CallerKey caller, Asker asker) {
    return database.write(
        handle -> {
          note(handle, Act.OPEN, caller, asker);
          return new Whole(known(handle, caller), SafetyCards.other(handle, caller, seal));
        });
  }

  private void note(Handle handle, Act act, CallerKey caller, Asker asker) {
    trail.add(handle, new Look(asker.login(), act, KIND, caller.hex(), "", asker.from()));
  }

  /// What is known of one person.
  ///
  /// @param card absent when nobody has asked yet
  /// @param zone absent when only the number's country tells
  /// @param due  whether the card is to be talked over again
  public record Known(Optional<SafetyCard> card, Optional<ZoneId> zone, boolean due) {}

  public Known of(CallerKey caller) {
    return database.read(handle -> known(handle, caller));
  }

  private Known known(Handle handle, CallerKey caller) {
    Optional<SafetyCard> card = SafetyCards.of(handle, caller);
    Instant old = clock.instant().minus(ASKED_AGAIN_AFTER);
    return new Known(
        card,
        Whereabouts.told(handle, caller),
        card.filter(one -> one.asked().isBefore(old)).isPresent());
  }

  /// Whether others use this telephone, as far as anybody has told.
  public boolean isShared(CallerKey caller) {
    return database
        .read(handle -> SafetyCards.of(handle, caller))
        .filter(SafetyCard::shared)
        .isPresent();
  }

  /// A person's answers, as typed; empty texts are none.
  ///
  /// @param hoursFrom `18:00`, where the person is
  /// @param zone      `Asia/Yekaterinburg`
  /// @param other     what we do when somebody else answers
  public record Answers(
      Calls calls,
      Texts texts,
      String hoursFrom,
      String hoursUntil,
      boolean shared,
      String zone,
      OtherAnswers other) {}

  /// Keeps the answers in place of the earlier ones.
  ///
  /// @return what is wrong with them; nothing was kept then
  public List<Mistake> keep(CallerKey caller, Answers answers, Asker asker) {
    List<Mistake> mistakes = new ArrayList<>();
    Optional<Hours> hours = Optional.empty();
    if (answers.calls() == Calls.IN_HOURS) {
      Optional<LocalTime> from = time(answers.hoursFrom());
      Optional<LocalTime> until = time(answers.hoursUntil());
      if (from.isEmpty() || until.isEmpty() || from.equals(until)) {
        mistakes.add(Mistake.HOURS);
      } else {
        hours = Optional.of(new Hours(from.get(), until.get()));
      }
    }
    Optional<ZoneId> zone = Optional.empty();
    if (!answers.zone().isEmpty()) {
      zone = Whereabouts.KNOWN.stream().filter(one -> one.getId().equals(answers.zone())).findAny();
      if (zone.isEmpty()) {
        mistakes.add(Mistake.ZONE);
      }
    }
    OtherAnswers other = answers.other();
    if (other.then() == OtherAnswers.Then.NEUTRAL_NAME && other.neutralName().isBlank()) {
      mistakes.add(Mistake.NAME);
    }
    if (Stream.of(other.mayAnswer(), other.neutralName(), other.safeWord())
        .anyMatch(text -> text.length() > OtherAnswers.LONGEST)) {
      mistakes.add(Mistake.LENGTH);
    }
    if (mistakes.isEmpty()) {
      Instant now = clock.instant();
      SafetyCard card =
          new SafetyCard(answers.calls(), answers.texts(), hours, answers.shared(), now);
      Optional<ZoneId> place = zone;
      database.write(
          handle -> {
            note(handle, Act.CHANGE, caller, asker);
            SafetyCards.keep(handle, caller, card, asker.login());
            SafetyCards.keepOther(handle, caller, other, seal);
            place.ifPresent(one -> Whereabouts.told(handle, caller, one, now));
            return true;
          });
    }
    return mistakes;
  }

  /// What can be wrong with the answers.
  public enum Mistake {
    HOURS("hours need two times such as 18:00 and 21:30, which differ"),
    NAME("say which name is safe to give"),
    LENGTH("who may answer, the name and the word have at most 80 letters each"),
    ZONE("the zone is none of those where our callers are, such as Europe/Moscow");

    private final String sentence;

    Mistake(String sentence) {
      this.sentence = sentence;
    }

    public String sentence() {
      return sentence;
    }
  }

  private static Optional<LocalTime> time(String text) {
    return text.matches("([01][0-9]|2[0-3]):[0-5][0-9]")
        ? Optional.of(LocalTime.parse(text))
        : Optional.empty();
  }
}
