package org.hamroh.referral;

import java.util.Optional;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.referral.Referral.How;
import org.hamroh.web.Refusal;

/// A person's yes by key, in the middle of the talk: the operator reads the sentence, the person
/// presses 1 or 2, and what was pressed is written down without a hand between.
public final class KeyConsents {

  private static final Logger LOG = LogManager.getLogger(KeyConsents.class);

  /// The talk's side of it.
  public interface TalkKeys {

    /// The call that this person of the staff talks on now, by the name of its record.
    Optional<String> talkOf(String login);

    /// Hears the caller's next 1 (yes) or 2 (no).
    ///
    /// @throws Refusal 409 when nobody can be asked now
    void ask(String call, String login, Asker asker);
  }

  /// Told the answer, on a thread that may wait.
  @FunctionalInterface
  public interface Asker {
    void answered(boolean yes);
  }

  private final Consents consents;
  private final TalkKeys keys;

  KeyConsents(Consents consents, TalkKeys keys) {
    this.consents = consents;
    this.keys = keys;
  }

  /// @throws Refusal 409 when this person talks with nobody now; else as [Consents#sentence]
  void ask(Actor who, ReferralId id, String language, Set<SharedField> fields) {
    consents.sentence(who, id, language, fields); // who may not, or asks for nothing, asks nobody
    String call =
        keys.talkOf(who.login())
            .orElseThrow(
                () ->
                    new Refusal(
                        409, "referral.refused.talk", "Your telephone is not on a call now."));
    keys.ask(call, who.login(), yes -> answered(who, id, language, fields, call, yes));
  }

  private void answered(
      Actor who,
      ReferralId id,
      String language,
      Set<SharedField> fields,
      String call,
      boolean yes) {
    try {
      if (yes) {
        consents.consent(who, id, How.KEY, language, fields, call);
      } else {
        consents.refused(who, id, How.KEY);
      }
    } catch (RuntimeException e) {
      // The page still shows that nobody has said yes, and the operator asks again.
      LOG.warn("event=key-not-kept referral={} reason=\"{}\"", id, e.getMessage());
    }
  }
}
