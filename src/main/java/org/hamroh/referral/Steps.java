package org.hamroh.referral;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hamroh.cases.CaseDoor;
import org.hamroh.referral.Referral.Deed;
import org.hamroh.seal.Seal;
import org.hamroh.web.Refusal;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Makes a step of a referral: its state, what is due now, its own story and the case's timeline,
/// all in the caller's transaction.
final class Steps {

  /// The person is called while a partner makes up its mind, and to hear how it goes.
  static final Duration CALL_WHILE_WAITING = Duration.ofDays(2);

  static final Duration CALL_WHILE_HELPED = Duration.ofDays(7);

  /// Who was not reached is tried again tomorrow.
  static final Duration CALL_AGAIN = Duration.ofDays(1);

  private final CaseDoor cases;
  private final Seal seal;
  private final DueTimes due;
  private final Clock clock;

  Steps(CaseDoor cases, Seal seal, DueTimes due, Clock clock) {
    this.cases = cases;
    this.seal = seal;
    this.due = due;
    this.clock = clock;
  }

  /// @param who    a login, `partner:fitt`, or `hamroh`
  /// @param reason an id; of a finish the outcome
  /// @param note   what somebody wrote to it; may be empty
  /// @throws Refusal 409 when it cannot be made where the referral stands
  Referral make(Handle handle, Referral one, Step step, String who, String reason, String note) {
    ReferralState next =
        one.state()
            .after(step)
            .orElseThrow(
                () ->
                    new Refusal(
                        409,
                        "referral.refused.state",
                        "This referral is " + one.state().word() + "; that cannot be done now."));
    Instant now = clock.instant();
    Referral after = after(one, step, next, reason, now);
    ReferralStore.keep(handle, after);
    if (next.isOver()) {
      ReferralStore.linkDies(handle, one.id());
    }
    tell(handle, after, step, who, reason, note, now);
    return after;
  }

  private Referral after(Referral one, Step step, ReferralState next, String reason, Instant now) {
    Optional<Instant> dueAt = one.due();
    Optional<Instant> late = one.late();
    Optional<Instant> call = one.followUp();
    Optional<Instant> sent = one.sentAt();
    Optional<Instant> started = one.startedAt();
    switch (step) {
      case SENDING, SENT, SENT_AGAIN -> {
        if (step != Step.SENT || one.state() == ReferralState.CONSENTED) {
          dueAt = Optional.of(due.answer(now, one.urgent()));
          call = Optional.of(now.plus(CALL_WHILE_WAITING));
          late = Optional.empty();
        }
        sent = step == Step.SENT ? Optional.of(now) : sent;
      }
      case ACCEPTED -> {
        dueAt = Optional.of(due.start(now, one.urgent()));
        late = Optional.empty();
        call = Optional.of(now.plus(CALL_WHILE_WAITING));
        sent = sent.or(() -> Optional.of(now));
      }
      case STARTED -> {
        dueAt = Optional.empty();
        late = Optional.empty();
        call = Optional.of(now.plus(CALL_WHILE_HELPED));
        started = Optional.of(now);
      }
      case DECLINED -> {
        dueAt = Optional.empty();
        call = Optional.of(now);
      }
      case FINISHED, WITHDRAWN -> {
        dueAt = Optional.empty();
        call = Optional.empty();
      }
      case FOLLOWED_UP -> call = nextCall(next, reason, now);
      case LATE -> late = Optional.of(now);
      case OFFERED, CHANGED, CONSENTED, REFUSED, RISK_NAMED, READ, PERHAPS_TWICE -> {}
    }
    return new Referral(
        one.id(),
        one.partner(),
        one.service(),
        next,
        one.urgent(),
        one.offeredBy(),
        one.offeredAt(),
        one.firstContact(),
        dueAt,
        late,
        call,
        sent,
        started,
        step == Step.FINISHED ? reason : one.outcome(),
        one.code(),
        one.link(),
        one.linkUntil());
  }

  private static Optional<Instant> nextCall(ReferralState state, String result, Instant now) {
    if (!result.equals("reached")) {
      return Optional.of(now.plus(CALL_AGAIN));
    }
    return switch (state) {
      case SENDING, SENT, ACCEPTED -> Optional.of(now.plus(CALL_WHILE_WAITING));
      case STARTED -> Optional.of(now.plus(CALL_WHILE_HELPED));
      case OFFERED, CONSENTED, DECLINED, FINISHED, WITHDRAWN -> Optional.empty();
    };
  }

  /// The step's own line, and the case's.
  void tell(
      Handle handle, Referral one, Step step, String who, String reason, String note, Instant now) {
    ReferralStore.tell(
        handle,
        one.id(),
        new Deed(step, who, now, reason, !note.isEmpty()),
        sealed(one.id(), note));
    Map<String, String> facts = new TreeMap<>();
    facts.put("referral", one.id().toString());
    facts.put("partner", one.partner());
    if (!reason.isEmpty()) {
      facts.put("reason", reason);
    }
    cases.tell(
        handle,
        one.id().caseId(),
        new CaseDoor.Happening("referral-" + step.word(), who, now, Map.copyOf(facts)));
  }

  /// Nothing for nothing.
  @Nullable String sealed(ReferralId id, String note) {
    return note.isEmpty()
        ? null
        : seal.sealText("referral note " + id, note.getBytes(StandardCharsets.UTF_8));
  }

  String opened(ReferralId id, String sealed) {
    return new String(seal.openText("referral note " + id, sealed), StandardCharsets.UTF_8);
  }
}
