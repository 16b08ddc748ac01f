package org.hamroh.referral;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.directory.DirectoryStore;
import org.hamroh.directory.Organisation;
import org.hamroh.mail.Post;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.web.LiveFeed;
import org.hamroh.web.Texts;
import org.hamroh.web.Wording;
import org.jdbi.v3.core.Handle;

/// Letters and texts to partners. Each is in the store before it leaves and settled after; what a
/// crash caught on its way leaves again with the same link. None holds anything of a person: a
/// number of four digits, and the link.
public final class Letters implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

  /// Some nine hours; by then it is overdue, and a supervisor has been told.
  static final int MOST_ATTEMPTS = 45;

  private static final int AT_ONCE = 10;
  private static final Duration GOODBYE = Duration.ofSeconds(2);
  private static final Logger LOG = LogManager.getLogger(Letters.class);

  /// The SMS room's side of it: queues a text in the transaction of the one who asks.
  @FunctionalInterface
  public interface PartnerTexts {

    /// @return why it cannot be sent now; empty when it is on its way
    Optional<String> queue(Handle handle, PhoneNumber number, String language, String text);
  }

  /// @param name the same each time that it leaves
  private record Mail(String name, String to, String subject, String text) {}

  private final Database database;
  private final Optional<Post> post;
  private final PartnerTexts sms;
  private final Links links;
  private final Steps steps;
  private final Texts texts;
  private final String site;
  private final String siteLanguage;
  private final LiveFeed feed;
  private final Clock clock;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("referral-letters").daemon().factory());

  /// @param site         the hotline's name
  /// @param siteLanguage for partners of whom no language is known
  Letters(
      Database database,
      Optional<Post> post,
      PartnerTexts sms,
      Links links,
      Steps steps,
      Texts texts,
      String site,
      String siteLanguage,
      LiveFeed feed,
      Clock clock) {
    this.database = database;
    this.post = post;
    this.sms = sms;
    this.links = links;
    this.steps = steps;
    this.texts = texts;
    this.site = site;
    this.siteLanguage = siteLanguage;
    this.feed = feed;
    this.clock = clock;
  }

  public void start() {
    int open = database.write(LetterStore::again);
    if (open > 0) {
      LOG.warn("event=letters-sent-again count={}", open);
    }
    clockwork.scheduleWithFixedDelay(
        this::sendDue, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  void sendDue() {
    try {
      for (LetterStore.Due one :
          database.read(handle -> LetterStore.due(handle, clock.instant(), AT_ONCE))) {
        if (one.letter().way().equals("mail")) {
          mail(one);
        } else {
          database.write(handle -> text(handle, one));
        }
        feed.changed("referrals");
      }
    } catch (RuntimeException e) {
      LOG.error("event=letters-not-sent", e); // they stay in the table: again in a second
    }
  }

  private void mail(LetterStore.Due one) {
    Optional<Mail> mail = database.write(handle -> leaving(handle, one));
    if (mail.isEmpty()) {
      return;
    }
    String trouble = "no mail server is configured";
    if (post.isPresent()) {
      try {
        post.get()
            .send(mail.get().name(), mail.get().to(), mail.get().subject(), mail.get().text());
        trouble = "";
      } catch (Post.MailFailed e) {
        trouble = String.valueOf(e.getMessage());
      }
    }
    String why = trouble;
    database.write(handle -> why.isEmpty() ? left(handle, one) : again(handle, one, why));
  }

  /// Marks it, unless it must not leave any more.
  private Optional<Mail> leaving(Handle handle, LetterStore.Due one) {
    Optional<Referral> referral = wanted(handle, one);
    if (referral.isEmpty()) {
      return Optional.empty();
    }
    Organisation partner = partner(handle, referral.get());
    if (partner.email().isEmpty()) {
      again(handle, one, "the partner has no address any more");
      return Optional.empty();
    }
    mark(handle, one, "leaving", one.letter().attempts() + 1, "");
    Wording words = words(partner);
    String kind = one.letter().kind().equals("withdrawn") ? "withdrawn" : "offer";
    String code = referral.get().code();
    return Optional.of(
        new Mail(
            "letter-" + links.nameOf(one.id(), one.letter().seq()),
            partner.email(),
            words.of("referral.mail.subject." + kind, site, code),
            words.of("referral.mail.text." + kind, site, code, url(referral.get(), one, words))));
  }

  private boolean text(Handle handle, LetterStore.Due one) {
    Optional<Referral> referral = wanted(handle, one);
    if (referral.isEmpty()) {
      return false;
    }
    Organisation partner = partner(handle, referral.get());
    if (!partner.phone().matches("\\+[1-9][0-9]{6,14}")) {
      return again(handle, one, "the partner's telephone has not been confirmed");
    }
    Wording words = words(partner);
    String kind = one.letter().kind().equals("withdrawn") ? "withdrawn" : "offer";
    String text =
        words.of(
            "referral.sms." + kind, site, referral.get().code(), url(referral.get(), one, words));
    Optional<String> trouble =
        sms.queue(handle, new PhoneNumber(partner.phone()), words.language(), text);
    return trouble.isEmpty() ? left(handle, one) : again(handle, one, trouble.get());
  }

  private String url(Referral one, LetterStore.Due letter, Wording words) {
    return letter.letter().link() == 0
        ? ""
        : links.url(links.token(one.id(), letter.letter().link()), words.language());
  }

  /// A letter with a dead link, or of a referral that was taken back, stays here.
  private Optional<Referral> wanted(Handle handle, LetterStore.Due one) {
    Optional<Referral> found =
        ReferralStore.find(handle, one.id())
            .filter(
                referral ->
                    one.letter().kind().equals("withdrawn")
                        || referral.state().isWithPartner()
                            && referral.link() == one.letter().link());
    if (found.isEmpty()) {
      mark(handle, one, "dropped", one.letter().attempts(), "");
    }
    return found;
  }

  private boolean left(Handle handle, LetterStore.Due one) {
    mark(handle, one, "sent", one.letter().attempts() + 1, "");
    ReferralStore.find(handle, one.id())
        .filter(referral -> referral.state() == ReferralState.SENDING)
        .ifPresent(
            referral -> steps.make(handle, referral, Step.SENT, "hamroh", one.letter().way(), ""));
    if (one.letter().state().equals(LetterStore.REPEATING)) {
      ReferralStore.find(handle, one.id())
          .ifPresent(
              referral ->
                  steps.tell(
                      handle,
                      referral,
                      Step.PERHAPS_TWICE,
                      "hamroh",
                      one.letter().way(),
                      "",
                      clock.instant()));
    }
    LOG.info("event=letter-sent referral={} way={}", one.id(), one.letter().way());
    return true;
  }

  private boolean again(Handle handle, LetterStore.Due one, String why) {
    int attempts = one.letter().attempts() + 1;
    LOG.warn(
        "event=letter-not-sent referral={} attempts={} reason=\"{}\"", one.id(), attempts, why);
    mark(handle, one, attempts >= MOST_ATTEMPTS ? "given-up" : one.letter().state(), attempts, why);
    return false;
  }

  private void mark(Handle handle, LetterStore.Due one, String state, int attempts, String why) {
    Instant now = clock.instant();
    LetterStore.mark(handle, one, state, attempts, now.plus(pause(attempts)), why, now);
  }

  static Duration pause(int attempts) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 10));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private static Organisation partner(Handle handle, Referral one) {
    return DirectoryStore.organisation(handle, one.partner()).orElseThrow();
  }

  private Wording words(Organisation partner) {
    return texts.in(partner.letters().isEmpty() ? siteLanguage : partner.letters());
  }

  @Override
  public void close() {
    clockwork.shutdown();
    try {
      if (!clockwork.awaitTermination(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
        clockwork.shutdownNow(); // what was on its way leaves again after the next start
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
