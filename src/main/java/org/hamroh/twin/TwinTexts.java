package org.hamroh.twin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.campaign.TextTemplate;
import org.hamroh.ivr.outside.CampaignVoice.Text;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// Which texts somebody can hear, and their words. A text is named `m12` by the message that went
/// to this very person, or `c3` by the campaign whose words are the same for everybody. Every
/// method runs inside its caller's transaction.
public final class TwinTexts {

  /// Who rings wants the last one, or the one before; an older one is history.
  static final int MOST = 3;

  /// So many of the newest campaigns are looked at for one that is meant for everybody.
  private static final int LOOKED_AT = 20;

  private static final Map<String, String> SAMPLE =
      Map.of("NAME", "Абдураҳмон", "PLACE", "Ҷиликӯл");

  private final Map<String, String> siteFields;

  /// @param siteFields values that are the same for everybody: `TEL`
  public TwinTexts(Map<String, String> siteFields) {
    this.siteFields = Map.copyOf(siteFields);
  }

  /// What went to this number by text or by call, the newest first, one of each campaign.
  List<Text> sentTo(Handle handle, PhoneNumber number) {
    return handle
        .createQuery(
            """
            select max(m.id) as id, m.campaign_id as campaign_id from message m
            where m.number = :number and m.campaign_id > 0
              and (m.state in ('sending', 'unknown', 'given_up', 'accepted', 'delivered',
                  'undelivered', 'expired', 'rejected')
                or exists (select 1 from campaign_call c
                  where c.message_id = m.id and c.attempts > 0))
            group by m.campaign_id order by 1 desc limit :most
            """)
        .bind("number", number.e164())
        .bind("most", MOST)
        .map((row, context) -> new Text(row.getLong("campaign_id"), "m" + row.getLong("id")))
        .list();
  }

  /// The newest that are meant for everybody: begun, not stopped, without a personal field.
  List<Text> forEverybody(Handle handle) {
    List<Text> texts = new ArrayList<>();
    List<Long> newest =
        handle
            .createQuery(
                """
                select id from campaign where state in ('running', 'paused', 'finished')
                order by started_at desc, id desc limit :most
                """)
            .bind("most", LOOKED_AT)
            .mapTo(Long.class)
            .list();
    for (long campaign : newest) {
      if (texts.size() < MOST && isForEverybody(handle, campaign)) {
        texts.add(new Text(campaign, "c" + campaign));
      }
    }
    return texts;
  }

  private boolean isForEverybody(Handle handle, long campaign) {
    Map<String, String> texts = texts(handle, campaign);
    return !texts.isEmpty()
        && texts.values().stream()
            .map(TextTemplate::new)
            .allMatch(text -> text.mistakes().isEmpty() && text.missing(siteFields).isEmpty());
  }

  /// The words of a campaign by language, as they were written.
  static Map<String, String> texts(Handle handle, long campaign) {
    Map<String, String> texts = new HashMap<>();
    handle
        .createQuery("select language, text from campaign_text where campaign_id = ?")
        .bind(0, campaign)
        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(one -> texts.put(one.getKey(), one.getValue()));
    return texts;
  }

  /// The languages in which a campaign has words.
  static Set<String> languages(Database database, long campaign) {
    return database.read(handle -> texts(handle, campaign)).keySet();
  }

  /// The words of a text in a language; empty when the campaign has none in it, or a field of them
  /// has no value for this person.
  Optional<String> words(Handle handle, Text text, String language) {
    if (text.text().startsWith("m")) {
      long message = Long.parseLong(text.text().substring(1));
      Optional<Sent> sent =
          handle
              .createQuery("select number, language, text from message where id = ?")
              .bind(0, message)
              .map((row, context) -> new Sent(row.getString(1), row.getString(2), row.getString(3)))
              .findOne();
      Optional<String> own =
          sent.filter(one -> one.language.equals(language) && !one.words.isBlank())
              .map(Sent::words);
      return own.or(
          () ->
              fill(
                  handle,
                  text.campaign(),
                  language,
                  sent.map(one -> fields(handle, one.number)).orElse(siteFields)));
    }
    return fill(handle, text.campaign(), language, siteFields);
  }

  private record Sent(String number, String language, String words) {}

  /// The words as somebody hears them, with sample values where each person has their own.
  Optional<String> sample(Handle handle, long campaign, String language) {
    Map<String, String> fields = new HashMap<>(SAMPLE);
    fields.putAll(siteFields);
    return fill(handle, campaign, language, fields);
  }

  private Map<String, String> fields(Handle handle, String number) {
    Map<String, String> fields = new HashMap<>(siteFields);
    handle
        .createQuery("select name, place from contact where number = ?")
        .bind(0, number)
        .map((row, context) -> Map.of("NAME", row.getString(1), "PLACE", row.getString(2)))
        .forEach(fields::putAll);
    return fields;
  }

  private static Optional<String> fill(
      Handle handle, long campaign, String language, Map<String, String> fields) {
    return Optional.ofNullable(texts(handle, campaign).get(language))
        .map(TextTemplate::new)
        .filter(text -> text.mistakes().isEmpty() && text.missing(fields).isEmpty())
        .map(text -> text.fill(fields));
  }

  /// Whether somebody's words can be said at once; begins to make them otherwise. Words that nobody
  /// can say keep nobody from being rung: the script leads on.
  public boolean ready(
      Database database, TwinSounds sounds, long campaign, long message, String language) {
    if (database.read(handle -> CampaignVoiceStore.sound(handle, campaign, language)).isPresent()) {
      return true;
    }
    return database
        .read(handle -> words(handle, new Text(campaign, "m" + message), language))
        .map(words -> sounds.isReady(language, words))
        .orElse(true);
  }

  /// The words of campaigns that go out now or soon and are the same for everybody, by language: to
  /// be spoken before anybody rings.
  public List<Map.Entry<String, String>> soon(Handle handle) {
    List<Map.Entry<String, String>> words = new ArrayList<>();
    List<Long> campaigns =
        handle
            .createQuery(
                """
                select id from campaign where state not in ('stopping', 'stopped', 'draft')
                order by id desc limit :most
                """)
            .bind("most", LOOKED_AT)
            .mapTo(Long.class)
            .list();
    for (long campaign : campaigns) {
      for (String language : texts(handle, campaign).keySet()) {
        fill(handle, campaign, language, siteFields)
            .ifPresent(one -> words.add(Map.entry(language, one)));
      }
    }
    return words;
  }
}
