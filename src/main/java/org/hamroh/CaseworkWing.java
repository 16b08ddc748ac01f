package org.hamroh;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamroh.call.CallId;
import org.hamroh.caller.CallerProfiles;
import org.hamroh.caller.CallerRoutes;
import org.hamroh.casework.CaseworkPages;
import org.hamroh.casework.NextActions;
import org.hamroh.casework.WrapUps;
import org.hamroh.casework.contact.ContactRecords;
import org.hamroh.casework.contact.ContactRoutes;
import org.hamroh.casework.form.ContactForm;
import org.hamroh.casework.form.FormRoutes;
import org.hamroh.casework.form.FormShelf;
import org.hamroh.day.FollowUps;
import org.hamroh.operator.User;
import org.hamroh.queue.WantedState;
import org.hamroh.web.Routes;

/// What is written down of conversations, and what is known of callers.
final class CaseworkWing {

  /// The record of a call and the wrap-up after it are told by different parts of the PBX.
  private static final Duration APART = Duration.ofSeconds(30);

  /// What other wings may ask: the records, and whose next action is due.
  final ContactRecords records;

  private final Ground ground;
  private final FormShelf forms;

  CaseworkWing(Ground ground) {
    this.ground = ground;
    forms = new FormShelf(ground.database, ground.clock);
    records =
        new ContactRecords(
            ground.database,
            forms,
            ground.secrets.ensure("HAMROH_RECORD_KEY"),
            ground.live,
            ground.clock);
  }

  void start() {
    forms.start(ground.home);
  }

  /// The contact record's form as it is offered now.
  ContactForm form() {
    return forms.current();
  }

  /// The next actions of the records, for the lists of the day.
  FollowUps followUps() {
    return new NextActions(records, forms, ground.config.site().timeZone());
  }

  List<Routes> routes(CallWing calls, StaffWing staff) {
    CallerProfiles profiles = new CallerProfiles(ground.database);
    WrapUps wrapUps = new Pauses(calls, staff);
    ContactRoutes contacts = new ContactRoutes(records, wrapUps::done, ground.clock);
    CallerRoutes callers =
        new CallerRoutes(
            calls.memory,
            calls.records,
            calls.numbers,
            profiles,
            calls.flags,
            new Kinds(forms),
            ground.live);
    return List.of(
        new FormRoutes(forms),
        contacts,
        callers,
        new CaseworkPages(
            records,
            contacts,
            forms,
            calls.records,
            calls.numbers,
            profiles,
            calls.flags,
            callers,
            wrapUps,
            login -> staff.users.find(login).map(User::displayName).orElse(login),
            ground.clock));
  }

  private record Kinds(FormShelf forms) implements CallerRoutes.FlagKinds {

    @Override
    public Optional<Kind> flag(String id) {
      return forms
          .current()
          .flag(id)
          .filter(ContactForm.Flag::offered)
          .map(one -> new Kind(one.isSlower(), Duration.ofDays(one.days())));
    }

    @Override
    public boolean isReason(String id) {
      return forms.current().unmaskReasons().stream().anyMatch(one -> one.id().equals(id));
    }
  }

  /// The wrap-up of the queue's members.
  private record Pauses(CallWing calls, StaffWing staff) implements WrapUps {

    private Optional<WantedState> of(String login) {
      return staff
          .users
          .find(login)
          .flatMap(User::extension)
          .flatMap(staff.desk::state)
          .filter(state -> state.kind() == WantedState.Kind.WRAP_UP);
    }

    @Override
    public Optional<Instant> endsAt(String login) {
      return of(login).flatMap(state -> Optional.ofNullable(state.until()));
    }

    @Override
    public void done(String login, CallId call) {
      of(login)
          .filter(state -> isAfter(call, state))
          .ifPresent(state -> staff.desk.endWrapUp(state.operator()));
    }

    /// Whether the wrap-up is this call's: an older one had ended long before.
    private boolean isAfter(CallId call, WantedState wrapUp) {
      return calls
          .records
          .find(call.value())
          .filter(record -> record.operator().equals(wrapUp.operator()))
          .filter(
              record ->
                  record.endedAt() == null || record.endedAt().isAfter(wrapUp.since().minus(APART)))
          .isPresent();
    }
  }
}
