package org.hamroh.referral;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.audit.Act;
import org.hamroh.audit.AuditTrail;
import org.hamroh.audit.Look;
import org.hamroh.cases.CaseDoor;
import org.hamroh.cases.CaseId;
import org.hamroh.directory.DirectoryStore;
import org.hamroh.directory.Organisation;
import org.hamroh.referral.Referral.Consent;
import org.hamroh.referral.Referral.How;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.hamroh.web.LiveFeed;
import org.hamroh.web.Refusal;
import org.hamroh.web.Texts;
import org.jdbi.v3.core.Handle;

/// What staff do with referrals. Each act and its row in the audit are one transaction; who may not
/// see the case finds no referral.
public final class Referrals {

  /// A week: a partner's people are on the road, too.
  static final Duration LINK_LASTS = Duration.ofDays(7);

  /// Once accepted, the same browser can tell for a while how it goes.
  static final Duration LINK_LASTS_ACCEPTED = Duration.ofDays(30);

  private static final int MOST_NOTE = 1000;
  private static final SecureRandom CHANCE = new SecureRandom();
  private static final int MOST_TRIES = 50;
  private static final Logger LOG = LogManager.getLogger(Referrals.class);

  /// When the person of a case first spoke with us of this matter.
  @FunctionalInterface
  public interface FirstContacts {
    Optional<Instant> of(Handle handle, CaseId caseId);
  }

  private final Database database;
  private final CaseDoor cases;
  private final AuditTrail audit;
  private final SharedWords words;
  private final Steps steps;
  private final Links links;
  private final FirstContacts firstContacts;
  private final Texts texts;
  private final boolean mailThere;
  private final LiveFeed feed;
  private final Clock clock;

  /// @param texts     with the book `referral`
  /// @param mailThere whether the site has a mail server
  /// @param feed      is told `referrals`
  Referrals(
      Database database,
      CaseDoor cases,
      AuditTrail audit,
      SharedWords words,
      Steps steps,
      Links links,
      FirstContacts firstContacts,
      Texts texts,
      boolean mailThere,
      LiveFeed feed,
      Clock clock) {
    this.database = database;
    this.cases = cases;
    this.audit = audit;
    this.words = words;
    this.steps = steps;
    this.links = links;
    this.firstContacts = firstContacts;
    this.texts = texts;
    this.mailThere = mailThere;
    this.feed = feed;
    this.clock = clock;
  }

  /// @param words what may be told; what the person does not want told stays here
  public record Offer(
      String partner, String service, boolean urgent, Map<SharedField, String> words) {}

  /// Begins a referral: from now on the case waits for the person's yes.
  ///
  /// @throws Refusal 409 when this partner has one of this case already: a button pressed twice
  public ReferralId offer(Actor who, CaseId caseId, Offer offer) {
    return change(
        handle -> {
          checkCase(handle, who, caseId, Act.CHANGE);
          partner(handle, offer.partner());
          if (offer.service().isBlank()) {
            throw new Refusal(422, "referral.refused.service", "Say what help is asked for.");
          }
          Map<SharedField, String> told = told(offer.words());
          for (Referral other : ReferralStore.ofCase(handle, caseId)) {
            if (!other.state().isOver() && other.partner().equals(offer.partner())) {
              throw new Refusal(
                  409,
                  "referral.refused.twice",
                  "Referral " + other.id() + " goes to this partner already.");
            }
            if (other.state() == ReferralState.DECLINED && other.followUp().isPresent()) {
              steps.make(handle, other, Step.FOLLOWED_UP, who.login(), "reached", "");
            }
          }
          Instant now = clock.instant();
          ReferralId id = new ReferralId(caseId, ReferralStore.nextNumber(handle, caseId));
          Referral one =
              new Referral(
                  id,
                  offer.partner(),
                  offer.service(),
                  ReferralState.OFFERED,
                  offer.urgent(),
                  who.login(),
                  now,
                  firstContacts.of(handle, caseId).orElse(now),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  "",
                  code(handle),
                  0,
                  Optional.empty());
          ReferralStore.insert(handle, one, words.sealed(id, told));
          steps.tell(handle, one, Step.OFFERED, who.login(), "", "", now);
          return id;
        });
  }

  /// Changes what may be told, before the person was asked.
  public void reword(Actor who, ReferralId id, Map<SharedField, String> told) {
    change(
        handle -> {
          Referral one = open(handle, who, id, Act.CHANGE, "");
          steps.make(handle, one, Step.CHANGED, who.login(), "", "");
          ReferralStore.keepWords(handle, id, words.sealed(id, told(told)));
          return true;
        });
  }

  /// The person has said yes, to exactly these fields.
  ///
  /// @param how      by voice or by key
  /// @param language that the sentence was read in
  /// @param call     in which it was said; empty for none
  public void consent(
      Actor who, ReferralId id, How how, String language, Set<SharedField> fields, String call) {
    change(
        handle -> {
          Referral one = open(handle, who, id, Act.CHANGE, "consent");
          Set<SharedField> asked = asked(handle, one, fields);
          keepConsent(
              handle,
              one,
              how,
              language,
              asked,
              sentence(handle, one, language, asked),
              call,
              who,
              "");
          steps.make(handle, one, Step.CONSENTED, who.login(), how.word(), "");
          return true;
        });
  }

  private void keepConsent(
      Handle handle,
      Referral one,
      How how,
      String language,
      Set<SharedField> fields,
      String sentence,
      String call,
      Actor who,
      String reason) {
    int number = ReferralStore.consent(handle, one.id()).map(Consent::number).orElse(0) + 1;
    Consent consent =
        new Consent(
            number,
            how,
            language,
            fields,
            sentence,
            call,
            who.login(),
            "",
            clock.instant(),
            Optional.empty());
    ReferralStore.insert(handle, one.id(), consent, steps.sealed(one.id(), reason));
  }

  /// What is read out to the person before the yes.
  public String sentence(Actor who, ReferralId id, String language, Set<SharedField> fields) {
    return look(
        handle -> {
          Referral one = open(handle, who, id, Act.OPEN, "");
          return sentence(handle, one, language, asked(handle, one, fields));
        });
  }

  private String sentence(Handle handle, Referral one, String language, Set<SharedField> fields) {
    return ConsentSentence.of(texts.in(language), partner(handle, one.partner()), fields);
  }

  private Set<SharedField> asked(Handle handle, Referral one, Set<SharedField> fields) {
    if (fields.isEmpty() || !words.of(handle, one.id()).keySet().containsAll(fields)) {
      throw new Refusal(
          422, "referral.refused.fields", "Consent is asked for fields that have words in them.");
    }
    return fields;
  }

  /// A life is at risk and the person cannot be asked: the first of two names, and why.
  public void nameRisk(Actor who, ReferralId id, Set<SharedField> fields, String reason) {
    change(
        handle -> {
          Referral one = open(handle, who, id, Act.CHANGE, "life-at-risk");
          if (reason.isBlank() || reason.length() > MOST_NOTE) {
            throw new Refusal(
                422, "referral.refused.reason", "Say in some words why nobody can be asked.");
          }
          Set<SharedField> asked = asked(handle, one, fields);
          keepConsent(handle, one, How.RISK, "", asked, "", "", who, reason);
          steps.make(handle, one, Step.RISK_NAMED, who.login(), "life-at-risk", reason);
          return true;
        });
  }

  /// The second name: it is sent without the person's yes, at once and by an alarm.
  ///
  /// @throws Refusal 409 for the one who has named the risk
  public void confirmRisk(Actor who, ReferralId id, String way) {
    change(
        handle -> {
          Referral one = open(handle, who, id, Act.CHANGE, "life-at-risk");
          Consent named =
              ReferralStore.consent(handle, id)
                  .filter(last -> last.how() == How.RISK && last.withdrawn().isEmpty())
                  .filter(last -> last.secondBy().isEmpty())
                  .orElseThrow(
                      () ->
                          new Refusal(
                              409, "referral.refused.no-risk", "Nobody has named a risk here."));
          if (named.givenBy().equals(who.login())) {
            throw new Refusal(
                409,
                "referral.refused.same-person",
                "Somebody else must confirm it: two people answer for this.");
          }
          ReferralStore.second(handle, id, named.number(), who.login());
          Referral urgent =
              steps.make(handle, urgent(one), Step.CONSENTED, who.login(), "life-at-risk", "");
          send(handle, urgent, who, way);
          LOG.warn("event=referral-without-consent referral={}", id);
          return true;
        });
  }

  private static Referral urgent(Referral one) {
    return new Referral(
        one.id(),
        one.partner(),
        one.service(),
        one.state(),
        true,
        one.offeredBy(),
        one.offeredAt(),
        one.firstContact(),
        one.due(),
        one.late(),
        one.followUp(),
        one.sentAt(),
        one.startedAt(),
        one.outcome(),
        one.code(),
        one.link(),
        one.linkUntil());
  }

  /// Sends it: what is written down now leaves in a moment, once, also after a crash.
  ///
  /// @param way `mail`, `sms`, `phone` when the partner has been told by telephone, or empty for
  ///            the best one there is
  public void send(Actor who, ReferralId id, String way) {
    change(
        handle -> {
          send(handle, open(handle, who, id, Act.CHANGE, "send"), who, way);
          return true;
        });
  }

  private void send(Handle handle, Referral one, Actor who, String wish) {
    if (ReferralStore.consent(handle, one.id()).filter(Consent::holds).isEmpty()) {
      throw new Refusal(
          409, "referral.refused.consent", "The person has not said yes to this yet.");
    }
    String way = way(handle, one, wish);
    if (way.equals("phone")) {
      steps.make(handle, one, Step.SENT, who.login(), "phone", "");
      return;
    }
    steps.make(handle, one, Step.SENDING, who.login(), way, "");
    newLink(handle, one, "offer", way);
  }

  private String way(Handle handle, Referral one, String wish) {
    Organisation partner = partner(handle, one.partner());
    boolean mail = mailThere && !partner.email().isEmpty();
    boolean sms = !partner.phone().isEmpty();
    String way = wish.isEmpty() ? mail ? "mail" : "sms" : wish;
    boolean can =
        switch (way) {
          case "phone" -> true;
          case "mail" -> mail;
          case "sms" -> sms;
          default -> throw new Refusal(422, "A way is mail, sms or phone.");
        };
    if (!can) {
      throw new Refusal(
          409,
          "referral.refused.unreachable",
          "Nobody has noted how this partner is written to. Call, and say that you did.");
    }
    return way;
  }

  private void newLink(Handle handle, Referral one, String kind, String way) {
    int number = one.link() + 1;
    Instant now = clock.instant();
    String hash = Links.hash(links.token(one.id(), number));
    ReferralStore.link(handle, one.id(), number, hash, now.plus(LINK_LASTS));
    LetterStore.add(handle, one.id(), kind, way, number, now);
  }

  /// A new link for a partner who has lost it; the old one is dead from now on.
  public void sendAgain(Actor who, ReferralId id, String wish) {
    change(
        handle -> {
          Referral one = open(handle, who, id, Act.CHANGE, "send");
          String way = way(handle, one, wish);
          if (way.equals("phone")) {
            throw new Refusal(422, "A link goes by mail or sms.");
          }
          if (one.state() == ReferralState.ACCEPTED || one.state() == ReferralState.STARTED) {
            steps.tell(handle, one, Step.SENT_AGAIN, who.login(), way, "", clock.instant());
          } else {
            steps.make(handle, one, Step.SENT_AGAIN, who.login(), way, "");
          }
          newLink(handle, one, "again", way);
          return true;
        });
  }

  /// What the partner has told us by telephone, or we know.
  ///
  /// @param step   ACCEPTED, DECLINED, STARTED or FINISHED
  /// @param reason of a decline, or the outcome
  public void note(Actor who, ReferralId id, Step step, String reason, String note) {
    checkReason(step, reason, note);
    change(
        handle -> {
          Referral one = open(handle, who, id, Act.CHANGE, step.word());
          steps.make(handle, one, step, who.login(), reason, note);
          return true;
        });
  }

  /// @throws Refusal 422 when a step that needs a reason has none
  static void checkReason(Step step, String reason, String note) {
    boolean right =
        switch (step) {
          case DECLINED -> Reasons.DECLINE.contains(reason);
          case FINISHED -> Reasons.OUTCOMES.contains(reason);
          case WITHDRAWN -> Reasons.WITHDRAW.contains(reason);
          case FOLLOWED_UP -> Reasons.FOLLOW_UP.contains(reason);
          case ACCEPTED, STARTED -> reason.isEmpty();
          default -> throw new Refusal(422, "There is no such step.");
        };
    if (!right) {
      throw new Refusal(
          422, "referral.refused.choose." + step.word(), "Choose a reason or outcome of the list.");
    }
    if (note.length() > MOST_NOTE) {
      throw new Refusal(422, "A note has at most " + MOST_NOTE + " letters.");
    }
  }

  /// Takes it back at once, whatever the partner is doing: its link is dead when this returns.
  ///
  /// @param reason of [Reasons#WITHDRAW]
  public void withdraw(Actor who, ReferralId id, String reason) {
    checkReason(Step.WITHDRAWN, reason, "");
    change(
        handle -> {
          Referral one = open(handle, who, id, Act.CHANGE, reason);
          Instant now = clock.instant();
          steps.make(handle, one, Step.WITHDRAWN, who.login(), reason, "");
          ReferralStore.withdraw(handle, id, who.login(), now);
          if (one.state().isWithPartner() && one.link() > 0) {
            tellPartner(handle, one, now);
          }
          return true;
        });
  }

  /// On the way by which it came, and without a link.
  private static void tellPartner(Handle handle, Referral one, Instant now) {
    LetterStore.of(handle, one.id()).stream()
        .reduce((first, last) -> last)
        .ifPresent(last -> LetterStore.add(handle, one.id(), "withdrawn", last.way(), 0, now));
  }

  /// The person was called, or tried.
  public void followUp(Actor who, ReferralId id, String result, String note) {
    note(who, id, Step.FOLLOWED_UP, result, note);
  }

  // Looking

  /// One with all that is known of it; what may be told of the person is not among it.
  public Picture find(Actor who, ReferralId id) {
    return look(handle -> Picture.of(handle, open(handle, who, id, Act.OPEN, ""), words));
  }

  /// What the partner sees, or will see: the consented fields, before the consent all with words.
  public SharedWords.Sheet preview(Actor who, ReferralId id) {
    return look(
        handle -> {
          Referral one = open(handle, who, id, Act.OPEN, "preview");
          Map<SharedField, String> told = words.of(handle, id);
          Set<SharedField> fields =
              ReferralStore.consent(handle, id)
                  .filter(given -> given.withdrawn().isEmpty())
                  .map(Consent::fields)
                  .orElse(told.keySet());
          return SharedWords.sheet(one, told, fields);
        });
  }

  /// What was written down to be told, for a form that changes it.
  public Map<SharedField, String> words(Actor who, ReferralId id) {
    return look(
        handle -> {
          open(handle, who, id, Act.OPEN, "words");
          return words.of(handle, id);
        });
  }

  /// The words that came with the last step that has some: of a partner who declines.
  public String lastNote(Actor who, ReferralId id) {
    return look(
        handle -> {
          open(handle, who, id, Act.OPEN, "note");
          return ReferralStore.lastNote(handle, id).map(note -> steps.opened(id, note)).orElse("");
        });
  }

  /// @throws Refusal 404 when the case is not open to this person
  public List<Picture> ofCase(Actor who, CaseId caseId) {
    return look(
        handle -> {
          checkCase(handle, who, caseId, Act.OPEN);
          return ReferralStore.ofCase(handle, caseId).stream()
              .map(one -> Picture.of(handle, one, words))
              .toList();
        });
  }

  /// All that are not over, of cases that this person may see.
  public List<Picture> board(Actor who) {
    return look(
        handle -> {
          audit.add(handle, new Look(who.login(), Act.SEARCH, "referral", "", "", who.from()));
          return ReferralStore.open(handle).stream()
              .filter(one -> cases.isOpenTo(handle, one.id().caseId(), who.login()))
              .map(one -> Picture.of(handle, one, words))
              .toList();
        });
  }

  private void checkCase(Handle handle, Actor who, CaseId caseId, Act act) {
    if (cases.find(handle, caseId).isEmpty() || !cases.isOpenTo(handle, caseId, who.login())) {
      throw Refusal.notFound("case");
    }
    audit.add(handle, new Look(who.login(), act, "case-referrals", caseId.value(), "", who.from()));
  }

  /// Finds it for somebody who may see its case, and writes the look down.
  private Referral open(Handle handle, Actor who, ReferralId id, Act act, String why) {
    Referral one =
        ReferralStore.find(handle, id)
            .filter(found -> cases.isOpenTo(handle, id.caseId(), who.login()))
            .orElseThrow(() -> Refusal.notFound("referral"));
    audit.add(handle, new Look(who.login(), act, "referral", id.toString(), why, who.from()));
    return one;
  }

  private static Organisation partner(Handle handle, String id) {
    return DirectoryStore.organisation(handle, id)
        .orElseThrow(() -> new Refusal(422, "The directory has no organisation " + id + "."));
  }

  private static Map<SharedField, String> told(Map<SharedField, String> given) {
    Map<SharedField, String> told = new EnumMap<>(SharedField.class);
    given.forEach(
        (field, text) -> {
          if (text.length() > SharedField.MOST_LETTERS) {
            throw new Refusal(422, "A field has at most " + SharedField.MOST_LETTERS + " letters.");
          }
          if (!text.isBlank()) {
            told.put(field, text.strip());
          }
        });
    return told;
  }

  private static String code(Handle handle) {
    for (int i = 0; i < MOST_TRIES; i++) {
      String code = Integer.toString(CHANCE.nextInt(1000, 10_000));
      if (!ReferralStore.isCodeTaken(handle, code)) {
        return code;
      }
    }
    throw new Refusal(503, "Too many referrals are open to give this one a code. Close some.");
  }

  private <T> T change(Database.Work<T> work) {
    T result = look(work);
    feed.changed("referrals");
    return result;
  }

  /// A look is a write, too: its row in the audit.
  private <T> T look(Database.Work<T> work) {
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
