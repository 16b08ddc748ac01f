package org.hamroh.reach;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.hamroh.audit.AuditTrail;
import org.hamroh.call.Callers;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.sms.SmsHouse;
import org.hamroh.web.LiveFeed;

/// Campaigns that are sent over a real SMPP session to the simulator, with their reports.
public final class ReachHouse implements AutoCloseable {

  public final SmsHouse sms;
  public final Callers callers =
      new Callers(
          shown -> Optional.of(new PhoneNumber(shown)),
          "a key of this test site".getBytes(StandardCharsets.UTF_8));
  final Reports reports;
  final AuditTrail trail;

  public ReachHouse(Path folder, SmscBehaviour behaviour, LiveFeed live) {
    sms = SmsHouse.open(folder, behaviour);
    java.time.Clock clock = java.time.Clock.systemUTC();
    reports = new Reports(sms.database, callers::key, live, clock);
    trail = new AuditTrail(clock);
  }

  /// A campaign that has begun.
  public void campaign(long id, int people, String text) {
    sms.database.write(
        handle ->
            handle.execute(
                """
                insert into campaign (id, name, state, audience, created_by, created_at,
                  started_at, frozen_from, frozen_until, asked, opted_out, without_consent,
                  without_route, without_text)
                values (?, 'Patents end', 'running', '{}', 'manija', ?, ?, 0, 0, ?, 0, 0, 0, 0)
                """,
                id,
                Instant.now().toEpochMilli(),
                Instant.now().minusSeconds(60).toEpochMilli(),
                people));
    sms.queue(id, people, text);
  }

  public static PhoneNumber number(int i) {
    return new PhoneNumber("+99290%07d".formatted(i));
  }

  public void lives(PhoneNumber number, String place, String sex) {
    sms.database.write(
        handle ->
            handle.execute(
                """
                insert into contact (id, number, name, language, country, place, consent_way,
                  created_at, changed_at, place_id, sex)
                select coalesce(max(id), 0) + 1, ?, '', 'tg', 'TJ', '', 'paper', 0, 0, ?, ?
                from contact
                """,
                number.e164(),
                place,
                sex));
  }

  void rang(PhoneNumber number, Instant at) {
    sms.database.write(
        handle ->
            handle.execute(
                """
                insert into call_record (call_id, started_at, caller, ending, told)
                select 'call-' || count(*), ?, ?, 'ANSWERED', 1 from call_record
                """,
                at.toEpochMilli(),
                callers.key(number).hex()));
  }

  /// A campaign's own call to a person leaves a record, too.
  void weRang(PhoneNumber number, Instant at) {
    rang(number, at);
    sms.database.write(
        handle -> {
          handle.execute(
              """
              insert into campaign_call (id, campaign_id, message_id, number, language, state, why,
                asks, attempts, next_at, heard_ms, changed_at)
              values (1, 1, 1, ?, 'tg', 'heard', '', 0, 1, 0, 9000, 0)
              """,
              number.e164());
          return handle.execute(
              """
              insert into campaign_call_attempt (campaign_call_id, nth, call_id, way, marked_at,
                result)
              select 1, 1, call_id, 'main', 0, 'confirmed' from call_record
              order by rowid desc limit 1
              """);
        });
  }

  @Override
  public void close() {
    reports.close();
    sms.close();
  }
}
