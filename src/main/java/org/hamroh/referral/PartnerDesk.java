package org.hamroh.referral;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.audit.Act;
import org.hamroh.audit.AuditTrail;
import org.hamroh.audit.Look;
import org.hamroh.directory.DirectoryStore;
import org.hamroh.directory.Organisation;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.referral.Referral.Consent;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.hamroh.web.LiveFeed;
import org.hamroh.web.Refusal;
import org.jdbi.v3.core.Handle;

/// What partners do, without an account: by the link of a letter, or by SMS. A link shows nothing
/// of a person until somebody there says who they are; from then on it opens for that browser
/// alone.
public final class PartnerDesk {

  private static final Logger LOG = LogManager.getLogger(PartnerDesk.class);

  /// What a link opens.
  public sealed interface Landing {

    /// Dead, or never a link of ours: nobody is told which.
    record Gone() implements Landing {}

    /// Somebody has opened it in another browser.
    record Elsewhere() implements Landing {}

    /// Nothing of the person yet.
    record Ask(Organisation partner, String code) implements Landing {}

    record Open(
        Organisation partner, ReferralState state, SharedWords.Sheet sheet, Optional<Instant> until)
        implements Landing {}

    /// An answer was taken that ends it.
    record Thanks(String code, Step step) implements Landing {}
  }

  private final Database database;
  private final SharedWords words;
  private final Steps steps;
  private final AuditTrail audit;
  private final LiveFeed feed;
  private final Clock clock;

  PartnerDesk(
      Database database,
      SharedWords words,
      Steps steps,
      AuditTrail audit,
      LiveFeed feed,
      Clock clock) {
    this.database = database;
    this.words = words;
    this.steps = steps;
    this.audit = audit;
    this.feed = feed;
    this.clock = clock;
  }

  /// Looks, and changes nothing but the audit: mail servers follow links before people do.
  Landing look(String token, String browser, String from) {
    return write(handle -> landing(handle, token, browser, from));
  }

  /// Somebody there says that they are the partner.
  Landing confirm(String token, String browser, String from) {
    return write(
        handle -> {
          Optional<Referral> one = find(handle, token);
          if (one.isEmpty()) {
            return new Landing.Gone();
          }
          if (ReferralStore.reader(handle, one.get().id()).isEmpty()) {
            ReferralStore.keepReader(handle, one.get().id(), Links.hash(browser));
            String who = who(one.get());
            if (one.get().state() == ReferralState.SENDING
                || one.get().state() == ReferralState.SENT) {
              steps.make(handle, one.get(), Step.READ, who, "", "");
            } else {
              steps.tell(handle, one.get(), Step.READ, who, "", "", clock.instant());
            }
          }
          return landing(handle, token, browser, from);
        });
  }

  /// @param step ACCEPTED, DECLINED, STARTED or FINISHED
  /// @throws Refusal 409 or 422
  Landing answer(String token, String browser, Step step, String reason, String note, String from) {
    Referrals.checkReason(step, reason, note);
    if (step == Step.WITHDRAWN || step == Step.FOLLOWED_UP) {
      throw new Refusal(422, "There is no such answer.");
    }
    Landing landing =
        write(
            handle -> {
              if (!(landing(handle, token, browser, from) instanceof Landing.Open)) {
                return landing(handle, token, browser, from);
              }
              Referral one = find(handle, token).orElseThrow();
              audit.add(
                  handle,
                  new Look(who(one), Act.CHANGE, "referral", one.id().toString(), "", from));
              Referral after = steps.make(handle, one, step, who(one), reason, note);
              if (step == Step.ACCEPTED) {
                Instant until = clock.instant().plus(Sendings.LINK_LASTS_ACCEPTED);
                ReferralStore.linkLives(handle, one.id(), until);
              }
              return after.state().isOver()
                  ? new Landing.Thanks(one.code(), step)
                  : landing(handle, token, browser, from);
            });
    feed.changed("referrals");
    return landing;
  }

  /// An answer by SMS, from the partner's own telephone.
  ///
  /// @return which referral was answered; empty when it was no such answer
  Optional<Referral> bySms(Handle handle, PhoneNumber from, String text) {
    Optional<PartnerWords> read = PartnerWords.read(text);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    Optional<Referral> one =
        ReferralStore.byCode(handle, read.get().code())
            .filter(found -> found.state().allows(read.get().step()))
            .filter(
                found ->
                    DirectoryStore.organisation(handle, found.partner())
                        .filter(partner -> partner.phone().equals(from.e164()))
                        .isPresent());
    if (one.isEmpty()) {
      LOG.info("event=partner-text-unknown number={}", from.masked());
      return Optional.empty();
    }
    String who = who(one.get());
    Step step = read.get().step();
    String reason = step == Step.DECLINED ? "other" : "";
    audit.add(handle, new Look(who, Act.CHANGE, "referral", one.get().id().toString(), "sms", ""));
    Referral after = steps.make(handle, one.get(), step, who, reason, read.get().more());
    LOG.info("event=partner-text referral={} step={}", after.id(), step.word());
    feed.changed("referrals");
    return Optional.of(after);
  }

  private Landing landing(Handle handle, String token, String browser, String from) {
    Optional<Referral> found = find(handle, token);
    if (found.isEmpty()) {
      return new Landing.Gone();
    }
    Referral one = found.get();
    Optional<String> reader = ReferralStore.reader(handle, one.id());
    Organisation partner = DirectoryStore.organisation(handle, one.partner()).orElseThrow();
    if (reader.isEmpty()) {
      return new Landing.Ask(partner, one.code());
    }
    if (!reader.get().equals(Links.hash(browser))) {
      return new Landing.Elsewhere();
    }
    Optional<Consent> consent = ConsentStore.newest(handle, one.id()).filter(Consent::holds);
    if (consent.isEmpty()) {
      return new Landing.Gone();
    }
    audit.add(handle, new Look(who(one), Act.OPEN, "referral", one.id().toString(), "", from));
    return new Landing.Open(
        partner,
        one.state(),
        SharedWords.sheet(one, words.of(handle, one.id()), consent.get().fields()),
        one.linkUntil());
  }

  private Optional<Referral> find(Handle handle, String token) {
    return ReferralStore.byLink(handle, Links.hash(token))
        .filter(one -> one.state().isWithPartner())
        .filter(one -> one.linkUntil().filter(until -> until.isAfter(clock.instant())).isPresent());
  }

  private static String who(Referral one) {
    return "partner:" + one.partner();
  }

  private <T> T write(Database.Work<T> work) {
    try {
      return database.write(work);
    } catch (StoreException e) {
      if (e.getCause() instanceof Refusal refused) {
        throw refused; // everything of it was undone
      }
      throw e;
    }
  }
}
