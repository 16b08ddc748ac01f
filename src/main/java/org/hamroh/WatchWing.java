package org.hamroh;

import java.util.Optional;
import org.hamroh.alarm.AlarmWords;
import org.hamroh.alarm.Alarms;
import org.hamroh.config.Config;
import org.hamroh.danger.DangerWatch;
import org.hamroh.mail.Post;
import org.hamroh.mail.SmtpPost;
import org.hamroh.web.Texts;

/// What watches over the line, and tells staff when something is wrong.
final class WatchWing {

  final Alarms alarms;

  private final Ground ground;

  WatchWing(Ground ground, OutgoingWing outgoing, Texts texts) {
    this.ground = ground;
    Config config = ground.config;
    String language = config.site().defaultLanguage();
    Optional<Post> post = Optional.ofNullable(config.mail()).map(SmtpPost::new);
    alarms =
        ground.keep(
            new Alarms(
                config.toBeAlarmed(),
                ground.database,
                post,
                (handle, number, text) -> outgoing.sms.queueAlarm(handle, number, language, text),
                new AlarmWords(config.site().name(), texts.in(language)),
                ground.live,
                ground.clock));
  }

  void start(CallWing calls, StaffWing staff) {
    alarms.start();
    ground
        .keep(
            new DangerWatch(
                ground.database,
                calls.records,
                call -> staff.board.snapshot().talking().containsKey(call),
                alarms,
                ground.clock))
        .start();
  }
}
