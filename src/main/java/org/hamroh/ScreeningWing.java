package org.hamroh;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.CallRecord;
import org.hamroh.cases.CaseDesk;
import org.hamroh.cases.CaseId;
import org.hamroh.casework.contact.ContactRecord;
import org.hamroh.operator.User;
import org.hamroh.queue.QueueName;
import org.hamroh.screening.CaseRoom;
import org.hamroh.screening.Contacts;
import org.hamroh.screening.RuleShelf;
import org.hamroh.screening.Screening;
import org.hamroh.screening.ScreeningPages;
import org.hamroh.screening.ScreeningRoutes;
import org.hamroh.screening.Screenings;
import org.hamroh.screening.Screenings.Asker;
import org.hamroh.seal.Seal;
import org.hamroh.web.Routes;
import org.jdbi.v3.core.Handle;

/// Screening for forced labour, beside calls, records and cases.
final class ScreeningWing {

  /// What a case is about that a screening leads to: the first of these signs that is there, by the
  /// reasons of the contact form.
  private static final Map<String, String> TOPICS =
      Map.of(
          "retention-of-documents", "passport-taken",
          "debt-bondage", "debt-bondage",
          "intimidation-threats", "threats-by-employer",
          "physical-sexual-violence", "threats-by-employer");

  /// Where none of them is.
  private static final String TOPIC = "cannot-leave";

  private final Ground ground;
  private final CallWing calls;
  private final StaffWing staff;
  private final WatchWing watch;
  private final CaseworkWing casework;
  private final CasesWing cases;

  ScreeningWing(
      Ground ground,
      CallWing calls,
      StaffWing staff,
      WatchWing watch,
      CaseworkWing casework,
      CasesWing cases) {
    this.ground = ground;
    this.calls = calls;
    this.staff = staff;
    this.watch = watch;
    this.casework = casework;
    this.cases = cases;
  }

  /// @throws org.hamroh.yaml.ProblemsException when there are no good rules to screen by
  List<Routes> routes() {
    RuleShelf shelf = new RuleShelf(ground.database, ground.clock);
    shelf.start(ground.home);
    String secret = ground.secrets.ensure("HAMROH_SCREENING_KEY");
    Screenings screenings =
        new Screenings(
            ground.database,
            shelf,
            Seal.ofSite("screenings", secret),
            new Conversations(),
            Optional.of(new CaseRoom(cases.desk, this::openCase, this::caseOf)),
            watch.alarms,
            ground.trail,
            ground.clock);
    ScreeningRoutes api = new ScreeningRoutes(screenings);
    return List.of(
        api,
        new ScreeningPages(
            screenings,
            api,
            secret,
            login -> staff.users.find(login).map(User::displayName).orElse(login)));
  }

  private CaseId openCase(Handle handle, String contact, Screening screening, Asker asker) {
    String topic =
        screening.result().signs().stream()
            .filter(TOPICS::containsKey)
            .findFirst()
            .map(TOPICS::get)
            .orElse(TOPIC);
    return cases.desk.openFor(
        handle,
        contact,
        screening.caller().orElse(null),
        topic,
        new CaseDesk.Asker(asker.login(), asker.from()));
  }

  private Optional<CaseId> caseOf(String contact, Asker asker) {
    return cases.desk.lists().ofRecord(contact, asker.login()).stream().findFirst();
  }

  /// Calls, and the records of who came without one.
  private final class Conversations implements Contacts {

    @Override
    public Optional<Contact> find(String id) {
      Optional<CallRecord> call = calls.records.find(id);
      return call.map(
              one ->
                  new Contact(
                      Optional.ofNullable(one.caller()), one.language(), isInDanger(one.call())))
          .or(() -> casework.records.find(id).map(one -> new Contact(one.caller(), "", false)));
    }

    private boolean isInDanger(CallId call) {
      return calls.records.events(call).stream()
          .anyMatch(
              told ->
                  switch (told.event()) {
                    case CallEvent.HandedToQueue handed -> handed.queue().equals(QueueName.DANGER);
                    case CallEvent.QueueEntered entered -> entered.queue().equals(QueueName.DANGER);
                    case CallEvent.HelpWanted help -> true;
                    default -> false;
                  });
    }

    @Override
    public boolean isOf(String id, String login) {
      return hasAnswered(id, login) || hasWritten(id, login);
    }

    private boolean hasAnswered(String call, String login) {
      return staff
          .users
          .find(login)
          .flatMap(User::extension)
          .filter(
              extension ->
                  calls
                      .records
                      .find(call)
                      .filter(one -> one.operator().equals(extension))
                      .isPresent())
          .isPresent();
    }

    private boolean hasWritten(String record, String login) {
      Optional<ContactRecord> found = casework.records.find(record);
      return found.filter(one -> one.created().by().equals(login)).isPresent()
          || found.filter(one -> one.changed().by().equals(login)).isPresent();
    }
  }
}
