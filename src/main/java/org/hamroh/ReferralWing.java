package org.hamroh;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.CallId;
import org.hamroh.config.Config;
import org.hamroh.day.FollowUps;
import org.hamroh.directory.DirectoryStore;
import org.hamroh.directory.SourceDirectory;
import org.hamroh.mail.Post;
import org.hamroh.mail.SmtpPost;
import org.hamroh.operator.User;
import org.hamroh.queue.TalkingCaller;
import org.hamroh.referral.KeyConsents;
import org.hamroh.referral.ReferralFollowUps;
import org.hamroh.referral.ReferralRoom;
import org.hamroh.store.Database;
import org.hamroh.talk.CallsOut;
import org.hamroh.talk.KeyAsks;
import org.hamroh.web.Routes;
import org.hamroh.web.Texts;

/// Sending people on to organisations that help.
final class ReferralWing {

  private static final Logger LOG = LogManager.getLogger(ReferralWing.class);

  final ReferralRoom room;

  private final CasesWing cases;
  private final Database database;

  ReferralWing(
      Ground ground,
      ScriptWing scripts,
      OutgoingWing outgoing,
      WatchWing watch,
      CasesWing cases,
      Texts texts) {
    this.cases = cases;
    this.database = ground.database;
    Config config = ground.config;
    Optional<Post> post = Optional.ofNullable(config.mail()).map(SmtpPost::new);
    room =
        ground.keep(
            new ReferralRoom(
                new ReferralRoom.Parts(
                    ground.database,
                    cases.desk,
                    ground.trail,
                    ground.secrets.ensure("HAMROH_REFERRAL_KEY"),
                    ground.secrets.ensure("HAMROH_LINK_KEY"),
                    texts,
                    () -> scripts.publisher.shelf().current().hours(),
                    config.sendingOn().hours(),
                    config.site().timeZone(),
                    config.site().name(),
                    config.site().defaultLanguage(),
                    address(config),
                    post,
                    outgoing.sms::queueToPartner,
                    (kind, about, since) -> watch.alarms.raise(kind, about, since),
                    ground.live,
                    ground.clock)));
    outgoing.sms.readBy(room::read);
  }

  private static URI address(Config config) {
    URI named = config.sendingOn().address();
    if (named != null) {
      return named;
    }
    String scheme = config.web().tls() == null ? "http" : "https";
    URI own = URI.create(scheme + "://" + config.web().host() + ":" + config.web().port());
    LOG.warn(
        "event=partner-links-stay-here address={} reason=\"referrals.address is not set\"", own);
    return own;
  }

  void start() {
    int added =
        new DirectoryStore(database)
            .addMissing(SourceDirectory.places(), SourceDirectory.organisations());
    if (added > 0) {
      LOG.info("event=directory-filled organisations={}", added);
    }
    room.start();
  }

  /// What there is to do today: of records, of cases, and calls to people who were sent on.
  FollowUps followUps() {
    return ReferralFollowUps.both(cases.followUps(), room.followUps());
  }

  List<Routes> routes(StaffWing staff, KeyAsks keys, CallsOut out) {
    return room.routes(
        login -> staff.users.find(login).map(User::displayName).orElse(login),
        new Talk(staff, keys, out));
  }

  /// Where the people of the desk talk now.
  private record Talk(StaffWing staff, KeyAsks keys, CallsOut out) implements KeyConsents.TalkKeys {

    @Override
    public Optional<String> talkOf(String login) {
      return staff
          .users
          .find(login)
          .flatMap(User::extension)
          .flatMap(telephone -> ofQueue(telephone).or(() -> out.talkOf(telephone)))
          .map(CallId::value);
    }

    private Optional<CallId> ofQueue(String telephone) {
      return staff.board.snapshot().talkingInOrder().stream()
          .filter(one -> one.operator().equals(telephone))
          .findFirst()
          .map(TalkingCaller::call);
    }

    @Override
    public void ask(String call, String login, KeyConsents.Asker asker) {
      String telephone = staff.users.find(login).flatMap(User::extension).orElse("");
      keys.ask(new CallId(call), telephone, asker::answered);
    }
  }
}
