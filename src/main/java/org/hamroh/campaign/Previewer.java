package org.hamroh.campaign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hamroh.campaign.Audience.Place;
import org.hamroh.contact.Contact;
import org.hamroh.sms.Encoding;
import org.hamroh.sms.MessageStore;
import org.hamroh.sms.SmsText;
import org.hamroh.store.Database;

/// Counts what a campaign would do, person by person, and lists everything that keeps it from being
/// started.
final class Previewer {

  private static final int CONTACTS_A_READ = 1_000;
  private static final int MOST_LETTERS = 20;

  /// Fields that a contact may have; any other has to be the site's.
  private static final Set<String> PERSONAL = Set.of("NAME", "PLACE");

  private final Database database;
  private final Map<String, String> siteFields;

  Previewer(Database database, Map<String, String> siteFields) {
    this.database = database;
    this.siteFields = siteFields;
  }

  Preview preview(Campaign campaign, Audience audience) {
    Count count = new Count();
    long after = 0;
    List<Contact> contacts;
    do {
      long from = after;
      contacts = database.read(handle -> Concerned.page(handle, campaign, from, CONTACTS_A_READ));
      audience.places(contacts).forEach(count::add);
      after = contacts.isEmpty() ? after : contacts.getLast().id();
    } while (contacts.size() == CONTACTS_A_READ);
    boolean mayBeNobody = campaign.schedule().repeat() == Schedule.Repeat.DATE;
    return count.preview(textMistakes(campaign), samples(campaign), mayBeNobody);
  }

  /// Who checks it need not read anybody's name.
  private Map<String, String> samples(Campaign campaign) {
    Map<String, String> values = Samples.of(siteFields);
    Map<String, String> samples = new HashMap<>();
    campaign
        .texts()
        .forEach(
            (language, text) -> {
              TextTemplate template = new TextTemplate(text);
              if (template.mistakes().isEmpty() && template.missing(values).isEmpty()) {
                samples.put(language, template.fill(values));
              }
            });
    return samples;
  }

  private static boolean isPersonal(String field) {
    return PERSONAL.contains(field)
        || (field.startsWith(TextTemplate.DATE)
            && Schedule.DATE_KINDS.contains(field.substring(TextTemplate.DATE.length())));
  }

  private List<String> textMistakes(Campaign campaign) {
    List<String> mistakes = new ArrayList<>();
    if (campaign.texts().isEmpty()) {
      mistakes.add("There is no text in any language.");
    }
    new TreeMap<>(campaign.texts())
        .forEach(
            (language, text) -> {
              TextTemplate template = new TextTemplate(text);
              template.mistakes().forEach(what -> mistakes.add(language + ": " + what + "."));
              for (String field : template.fields()) {
                if (!isPersonal(field) && !siteFields.containsKey(field)) {
                  mistakes.add(
                      "%s: {%s} is no field; write its value into the text, or use {TEL}, {NAME}, {PLACE}, {DATE:patent}."
                          .formatted(language, field));
                }
              }
            });
    return mistakes;
  }

  /// The running sums of one preview.
  private static final class Count {
    private final Map<String, PerLanguage> languages = new TreeMap<>();
    private final Map<String, Long> withoutText = new TreeMap<>();
    private final Map<String, Long> withoutFields = new TreeMap<>();
    private long optedOut;
    private long withoutConsent;
    private long withoutRoute;

    void add(Place place) {
      switch (place) {
        case Place.In(var message) ->
            languages
                .computeIfAbsent(message.language(), language -> new PerLanguage())
                .add(message);
        case Place.OptedOut() -> optedOut++;
        case Place.WithoutConsent() -> withoutConsent++;
        case Place.WithoutRoute() -> withoutRoute++;
        case Place.WithoutText(var language) -> withoutText.merge(language, 1L, Long::sum);
        case Place.WithoutFields(var language, var fields) ->
            fields.forEach(
                field -> withoutFields.merge(language + ": {" + field + "}", 1L, Long::sum));
      }
    }

    Preview preview(List<String> textMistakes, Map<String, String> samples, boolean mayBeNobody) {
      List<String> problems = new ArrayList<>(textMistakes);
      withoutText.forEach(
          (language, people) ->
              problems.add(
                  "There is no text in %s, the language of %d recipients."
                      .formatted(language, people)));
      withoutFields.forEach(
          (field, people) -> {
            if (isPersonal(field.substring(field.indexOf('{') + 1, field.length() - 1))) {
              problems.add(
                  "%s has no value for %d recipients; fill it in in their contacts or take it out."
                      .formatted(field, people));
            }
          });
      Map<String, Preview.PerLanguage> figures = new HashMap<>();
      long recipients = 0;
      long segments = 0;
      for (Map.Entry<String, PerLanguage> one : languages.entrySet()) {
        PerLanguage sums = one.getValue();
        recipients += sums.recipients;
        segments += sums.segments;
        if (sums.most > SmsText.MAX_SEGMENTS) {
          problems.add(
              "%s: the text needs %d segments; shorten it to %d."
                  .formatted(one.getKey(), sums.most, SmsText.MAX_SEGMENTS));
        }
        figures.put(one.getKey(), sums.figures(samples.getOrDefault(one.getKey(), "")));
      }
      if (recipients == 0 && problems.isEmpty() && !mayBeNobody) {
        problems.add(
            "Nobody would get it: no contact fits, or all of them are left out. See the reasons.");
      }
      return new Preview(
          recipients,
          segments,
          figures,
          new Campaign.LeftOut(optedOut, withoutConsent, withoutRoute, 0),
          problems);
    }
  }

  private static final class PerLanguage {
    private final Set<String> forcing = new LinkedHashSet<>();
    private Encoding encoding = Encoding.GSM_7;
    private long recipients;
    private long segments;
    private int fewest = Integer.MAX_VALUE;
    private int most;

    void add(MessageStore.Draft message) {
      SmsText text = message.text();
      int parts = text.segments().size();
      recipients++;
      segments += parts;
      fewest = Math.min(fewest, parts);
      most = Math.max(most, parts);
      if (text.encoding() == Encoding.UCS_2) {
        encoding = Encoding.UCS_2;
        if (forcing.size() < MOST_LETTERS) {
          forcing.addAll(text.forcing());
        }
      }
    }

    Preview.PerLanguage figures(String sample) {
      return new Preview.PerLanguage(
          recipients,
          segments,
          encoding.label(),
          fewest,
          most,
          forcing.stream().limit(MOST_LETTERS).toList(),
          sample);
    }
  }
}
