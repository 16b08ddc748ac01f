package org.hamroh.referral;

import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.hamroh.audit.AuditTrail;
import org.hamroh.cases.CaseDoor;
import org.hamroh.day.FollowUps;
import org.hamroh.hours.HoursBook;
import org.hamroh.mail.Post;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.seal.Seal;
import org.hamroh.store.Database;
import org.hamroh.web.LiveFeed;
import org.hamroh.web.Routes;
import org.hamroh.web.Texts;
import org.jdbi.v3.core.Handle;

/// The parts of this room, put together.
public final class ReferralRoom implements AutoCloseable {

  /// What the room needs of the house.
  ///
  /// @param secret        of this site, that words are sealed with
  /// @param linkSecret    that links follow from; it never changes, or a letter that is written
  ///                      again would carry another link
  /// @param texts         with the book `referral`
  /// @param hours         for what is due; `schedule` is one of its names
  /// @param site          the hotline's name, and the language of partners of whom none is known
  /// @param address       where partners reach our pages
  public record Parts(
      Database database,
      CaseDoor cases,
      AuditTrail audit,
      String secret,
      String linkSecret,
      Texts texts,
      Supplier<HoursBook> hours,
      String schedule,
      ZoneId zone,
      String site,
      String language,
      URI address,
      Optional<Post> post,
      Letters.PartnerTexts sms,
      ReferralWatch.Alarm alarms,
      LiveFeed feed,
      Clock clock) {}

  final Referrals referrals;
  final Sendings sendings;
  public final Consents consents;
  final ReferralLooks looks;
  final Letters letters;
  final ReferralWatch watch;
  final PartnerDesk partners;
  private final Parts parts;

  public ReferralRoom(Parts parts) {
    this.parts = parts;
    Seal seal = Seal.ofSite("referrals", parts.secret());
    SharedWords words = new SharedWords(seal);
    DueTimes due = new DueTimes(parts.hours(), parts.schedule(), parts.zone());
    Steps steps = new Steps(parts.cases(), seal, due, parts.clock());
    Links links = new Links(parts.linkSecret(), parts.address());
    Access access = new Access(parts.database(), parts.cases(), parts.audit(), parts.feed());
    referrals = new Referrals(access, words, steps, parts.clock());
    sendings = new Sendings(access, steps, links, parts.post().isPresent(), parts.clock());
    consents = new Consents(access, words, steps, sendings, parts.texts(), parts.clock());
    looks = new ReferralLooks(access, words, steps);
    letters =
        new Letters(
            parts.database(),
            parts.post(),
            parts.sms(),
            links,
            steps,
            parts.texts(),
            parts.site(),
            parts.language(),
            parts.feed(),
            parts.clock());
    watch = new ReferralWatch(parts.database(), steps, parts.alarms(), parts.feed(), parts.clock());
    partners =
        new PartnerDesk(parts.database(), words, steps, parts.audit(), parts.feed(), parts.clock());
  }

  /// From now on letters leave, and who is late is told.
  public void start() {
    letters.start();
    watch.start();
  }

  /// A text that somebody wrote to us; says thanks for an answer.
  public void read(Handle handle, PhoneNumber from, String text) {
    partners
        .bySms(handle, from, text)
        .ifPresent(
            one ->
                parts
                    .sms()
                    .queue(
                        handle,
                        from,
                        parts.language(),
                        parts
                            .texts()
                            .in(parts.language())
                            .of("referral.sms.thanks", parts.site(), one.code())));
  }

  /// The calls that are to be made to people, for the lists of the day.
  public FollowUps followUps() {
    return new ReferralFollowUps(parts.database(), parts.cases(), parts.texts(), parts.zone());
  }

  /// Whether a case has a referral whose outcome is not known.
  public static boolean hasOpen(Handle handle, org.hamroh.cases.CaseId caseId) {
    return ReferralStore.hasOpen(handle, caseId);
  }

  /// @param nameOf a login's name as colleagues know it
  /// @param talk   where the people of the desk talk now
  public List<Routes> routes(UnaryOperator<String> nameOf, KeyConsents.TalkKeys talk) {
    KeyConsents keys = new KeyConsents(consents, talk);
    return List.of(
        new ReferralRoutes(referrals, consents, keys, sendings, looks, parts.clock()),
        new ReferralPages(
            referrals,
            consents,
            keys,
            sendings,
            looks,
            parts.database(),
            parts.texts(),
            nameOf,
            parts.clock()),
        new PartnerPages(partners, parts.texts(), parts.clock()));
  }

  @Override
  public void close() {
    letters.close();
    watch.close();
  }
}
