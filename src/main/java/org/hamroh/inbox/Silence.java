package org.hamroh.inbox;

import java.time.Clock;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.contact.Subscriptions;
import org.hamroh.gate.OptOuts;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.jdbi.v3.core.Handle;

/// Who wants no more broadcasts, and who wants them again. It holds from the transaction on in
/// which it is said: the sender asks for each segment just before it leaves.
final class Silence {

  /// Contacts who asked by themselves.
  private static final String GROUP = "sms";

  private static final Logger LOG = LogManager.getLogger(Silence.class);

  private final Answering answering;
  private final Subscriptions subscriptions;
  private final Clock clock;

  Silence(Answering answering, Subscriptions subscriptions, Clock clock) {
    this.answering = answering;
    this.subscriptions = subscriptions;
    this.clock = clock;
  }

  /// @param way     `sms`, `missed-call`, `operator`
  /// @param confirm whether it is told; at most once to a person, and never to an unsafe telephone
  /// @return what became of the confirmation, empty when none was due
  String stop(
      Handle handle,
      PhoneNumber number,
      CallerKey key,
      String way,
      String language,
      boolean confirm) {
    OptOuts.add(handle, number, way, clock.instant());
    LOG.info("event=opted-out way={} who={}", way, key);
    if (!confirm || isConfirmed(handle, key)) {
      return "";
    }
    String answered = answering.answer(handle, number, key, "opt-out", language);
    if (answered.equals(Answering.SENT)) {
      handle.execute(
          "insert into stop_confirmed (caller_key, at) values (?, ?) on conflict do nothing",
          key.hex(),
          clock.instant().toEpochMilli());
    }
    return answered;
  }

  private static boolean isConfirmed(Handle handle, CallerKey key) {
    return handle
        .createQuery("select 1 from stop_confirmed where caller_key = ?")
        .bind(0, key.hex())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /// @param way how the person agreed, as the list of contacts shows it
  String start(
      Handle handle,
      PhoneNumber number,
      CallerKey key,
      String country,
      String way,
      String language) {
    subscriptions.add(handle, number, language, country, GROUP, way);
    LOG.info("event=opted-in way=\"{}\" who={}", way, key);
    return answering.answer(handle, number, key, "opt-in", language);
  }
}
