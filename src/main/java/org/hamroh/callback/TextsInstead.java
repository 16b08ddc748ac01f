package org.hamroh.callback;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.campaign.ReadyTexts;
import org.hamroh.campaign.TextTemplate;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.sms.SmsGateway;
import org.jdbi.v3.core.Handle;

/// The text to somebody whom no call reaches: neutral, for others may read it. It goes the way of
/// every text, through the gate.
public final class TextsInstead implements Dialer.Texting {

  private static final String OWN_TEXTS = "/org/hamroh/callback/callback-texts.csv";
  private static final String COULD_NOT_RING = "could-not-ring";
  private static final Logger LOG = LogManager.getLogger(TextsInstead.class);

  private final SmsGateway gateway;
  private final Map<String, String> facts;
  private final List<String> languages;
  private final ReadyTexts texts = ReadyTexts.load(OWN_TEXTS);

  /// @param facts     `TEL`: the number to ring
  /// @param languages for those of whom none is known, the first choice first
  public TextsInstead(SmsGateway gateway, Map<String, String> facts, List<String> languages) {
    this.gateway = gateway;
    this.facts = Map.copyOf(facts);
    this.languages = List.copyOf(languages);
  }

  @Override
  public boolean couldNotRing(Handle handle, PhoneNumber number, String language) {
    Optional<TextTemplate> template =
        texts
            .find(COULD_NOT_RING)
            .map(text -> text.texts().getOrDefault(wanted(language), ""))
            .filter(words -> !words.isEmpty())
            .map(TextTemplate::new)
            .filter(one -> one.missing(facts).isEmpty());
    if (template.isEmpty()) {
      LOG.error("event=callback-text-missing language={}", language);
      return false;
    }
    Optional<String> refused =
        gateway.queueOwed(handle, number, wanted(language), template.get().fill(facts));
    refused.ifPresent(
        why -> LOG.info("event=callback-text-refused to={} reason=\"{}\"", number, why));
    return refused.isEmpty();
  }

  private String wanted(String language) {
    return language.isEmpty() ? languages.getFirst() : language;
  }
}
