package org.hamroh;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hamroh.alarm.AlarmKind;
import org.hamroh.alarm.Alarms;
import org.hamroh.callback.Callback;
import org.hamroh.callback.CallbackKind;
import org.hamroh.callback.WishStore;
import org.hamroh.casework.contact.ContactRecords;
import org.hamroh.inbox.InboxRoom;
import org.hamroh.inbox.Watch;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.web.Routes;
import org.jdbi.v3.core.Handle;

/// What people write to us.
final class InboxWing {

  final InboxRoom room;

  InboxWing(Ground ground, OutgoingWing outgoing, Alarms alarms) {
    room =
        new InboxRoom(
            new InboxRoom.Parts(
                ground.config.writtenTo(),
                ground.database,
                ground.secrets.ensure("HAMROH_RECORD_KEY"),
                ground.callers,
                outgoing.sms,
                outgoing.prices,
                outgoing.facts,
                ground.config.site().defaultLanguage(),
                new Watching(alarms, ground.database),
                ground.live,
                ground.clock));
    outgoing.sms.keepBy(room.keeper());
  }

  List<Routes> routes(UnaryOperator<String> nameOf) {
    return room.routes(nameOf, ContactRecords::newId);
  }

  private record Watching(Alarms alarms, Database database) implements Watch {

    /// Who asks for a call and is reached much later has forgotten why.
    private static final Duration TOO_LATE = Duration.ofHours(3);

    @Override
    public void cry(Handle handle, String about, Instant at) {
      alarms.raise(handle, AlarmKind.TEXT_HELP, about, at);
    }

    @Override
    public void flood(Handle handle, String range, Instant at) {
      alarms.raise(handle, AlarmKind.TEXT_FLOOD, range, at);
    }

    @Override
    public void announce() {
      // The store's one writer gets to this after the transaction that raised it.
      Thread.ofVirtual()
          .name("inbox-alarm")
          .start(
              () -> {
                database.write(handle -> true);
                alarms.announce();
              });
    }

    @Override
    public void callBack(
        Handle handle, PhoneNumber number, CallerKey key, String language, Instant at) {
      WishStore.keep(
          handle,
          new Callback.Wish(
              CallbackKind.MISSED_CALL,
              key,
              number,
              language,
              "",
              0,
              false,
              Optional.empty(),
              at,
              at.plus(Duration.ofSeconds(2)),
              at.plus(TOO_LATE)),
          at);
    }
  }
}
