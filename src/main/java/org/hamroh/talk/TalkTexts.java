package org.hamroh.talk;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.ami.AmiClient;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.CallJournal;
import org.hamroh.campaign.ReadyTexts;
import org.hamroh.campaign.TextTemplate;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.sms.SmsGateway;
import org.hamroh.web.Refusal;

/// A text to the person on the line, while the talk goes on. It is a text to one, and so goes ahead
/// of every broadcast. The number is asked from the PBX for this moment and kept by nobody here.
public final class TalkTexts {

  private static final Logger LOG = LogManager.getLogger(TalkTexts.class);

  /// How a text is called in the record that the operator wrote.
  private static final String FREE = "free";

  /// @param id    names it: `sms-10`
  /// @param words by language, ready to be sent
  public record Ready(String id, String title, Map<String, String> words) {}

  private final AmiClient ami;
  private final SmsGateway gateway;
  private final CallJournal journal;
  private final Clock clock;
  private final List<Ready> ready;

  /// @param facts values that are the same for everybody: `TEL`
  public TalkTexts(
      AmiClient ami,
      SmsGateway gateway,
      CallJournal journal,
      Map<String, String> facts,
      Clock clock) {
    this.ami = ami;
    this.gateway = gateway;
    this.journal = journal;
    this.clock = clock;
    this.ready =
        Stream.of(ReadyTexts.load(), ReadyTexts.load("/org/hamroh/caller/caller-texts.csv"))
            .flatMap(some -> some.all().stream())
            .filter(
                text ->
                    text.texts().values().stream()
                        .allMatch(words -> new TextTemplate(words).missing(facts).isEmpty()))
            .map(text -> new Ready(text.id(), text.title(), filled(text.texts(), facts)))
            .toList();
  }

  private static Map<String, String> filled(Map<String, String> texts, Map<String, String> facts) {
    Map<String, String> filled = new java.util.TreeMap<>();
    texts.forEach((language, words) -> filled.put(language, new TextTemplate(words).fill(facts)));
    return Map.copyOf(filled);
  }

  List<Ready> ready() {
    return ready;
  }

  /// @param template names a ready text; empty for a free one
  /// @return the message's id
  /// @throws Refusal 409 when the number is withheld, 422 when there is no such text
  /// @throws org.hamroh.yaml.ProblemsException when the gate is closed or the text too long
  long send(CallId call, String callerChannel, String language, String template, String free) {
    String words = template.isEmpty() ? free : words(template, language);
    PhoneNumber number =
        number(callerChannel)
            .orElseThrow(
                () ->
                    new Refusal(409, "talk.refused.withheld", "The caller's number is withheld."));
    String named = template.isEmpty() ? FREE : template;
    try {
      long id = gateway.send(number, language, words);
      journal.tell(call, clock.instant(), new CallEvent.TextSent(named, "accepted"));
      LOG.info("event=talk-text call={} text={} message={}", call, named, id);
      return id;
    } catch (org.hamroh.yaml.ProblemsException refused) {
      journal.tell(call, clock.instant(), new CallEvent.TextSent(named, "refused"));
      throw refused;
    }
  }

  private String words(String template, String language) {
    return ready.stream()
        .filter(one -> one.id().equals(template))
        .findFirst()
        .map(one -> one.words().getOrDefault(language, ""))
        .filter(words -> !words.isEmpty())
        .orElseThrow(() -> new Refusal(422, "There is no text " + template + " in " + language));
  }

  private Optional<PhoneNumber> number(String callerChannel) {
    return ami.actions().variable(callerChannel, "HAMROH_CALLER")
                instanceof AmiAnswer.Done<String> done
            && done.value().matches("\\+[1-9][0-9]{6,14}")
        ? Optional.of(new PhoneNumber(done.value()))
        : Optional.empty();
  }
}
