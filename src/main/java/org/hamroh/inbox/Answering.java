package org.hamroh.inbox;

import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.campaign.ReadyTexts;
import org.hamroh.campaign.TextTemplate;
import org.hamroh.gate.SafetyCard;
import org.hamroh.gate.SafetyCards;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.sms.SmsText;
import org.jdbi.v3.core.Handle;

/// What the line answers by itself, within its caps, through the gate, and never to a telephone
/// that others read: these texts say who we are.
final class Answering {

  private static final String TEXTS = "/org/hamroh/inbox/inbox-texts.csv";
  static final String SENT = "sent";
  private static final Logger LOG = LogManager.getLogger(Answering.class);

  /// The gateway's way for what somebody is owed.
  @FunctionalInterface
  interface Owed {
    /// @return why it cannot be sent; empty when it is queued
    Optional<String> queue(Handle handle, PhoneNumber number, String language, String text);
  }

  private final AnswerCaps caps;
  private final Owed owed;
  private final Map<String, String> facts;
  private final String defaultLanguage;
  private final ReadyTexts texts = ReadyTexts.load(TEXTS);

  /// @param facts values that are the same for everybody: `TEL`
  Answering(AnswerCaps caps, Owed owed, Map<String, String> facts, String defaultLanguage) {
    this.caps = caps;
    this.owed = owed;
    this.facts = Map.copyOf(facts);
    this.defaultLanguage = defaultLanguage;
  }

  /// Whether others may read what we write there, or nothing may be written.
  static boolean isUnsafe(Handle handle, CallerKey key) {
    return SafetyCards.of(handle, key)
        .map(card -> card.shared() || card.texts() != SafetyCard.Texts.YES)
        .orElse(false);
  }

  /// Queues an answer in the caller's transaction.
  ///
  /// @param id       of the text: `opt-out`
  /// @param language empty when none is known
  /// @return `sent`, or why not in a word: `unsafe`, `number`, `range`, `day`, `money`, `gate`
  String answer(Handle handle, PhoneNumber number, CallerKey key, String id, String language) {
    if (isUnsafe(handle, key)) {
      return "unsafe";
    }
    String spoken = language.isEmpty() ? defaultLanguage : language;
    String text =
        texts
            .find(id)
            .map(one -> new TextTemplate(one.texts().getOrDefault(spoken, "")).fill(facts))
            .orElseThrow(() -> new IllegalStateException("there is no text " + id));
    int segments = SmsText.of(text).segments().size();
    String full = caps.full(handle, number, key, segments);
    if (full.isEmpty()) {
      Optional<String> closed = owed.queue(handle, number, spoken, text);
      if (closed.isEmpty()) {
        caps.count(handle, number, key, segments);
        return SENT;
      }
      full = "gate";
    }
    LOG.info("event=answer-kept-back text={} reason={}", id, full);
    return full;
  }

  boolean has(String id) {
    return texts.find(id).isPresent();
  }
}
