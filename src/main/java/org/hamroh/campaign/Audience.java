package org.hamroh.campaign;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hamroh.contact.Contact;
import org.hamroh.gate.Errand;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.gate.Purpose;
import org.hamroh.gate.Verdict;
import org.hamroh.sms.MessageStore;
import org.hamroh.sms.RouteTable;
import org.hamroh.sms.SmsConfig;
import org.hamroh.sms.SmsText;

/// Judges each contact that fits a campaign's filter: who gets a message, with which words, and why
/// the others get none. The same for the preview and for freezing, so that the one promises what
/// the other does.
final class Audience {

  /// What becomes of one contact.
  sealed interface Place {

    record In(MessageStore.Draft message) implements Place {}

    record OptedOut() implements Place {}

    record WithoutConsent() implements Place {}

    record WithoutRoute() implements Place {}

    /// The campaign has no text in this person's language.
    record WithoutText(String language) implements Place {}

    /// The text has fields that this person has no value for.
    record WithoutFields(String language, Set<String> fields) implements Place {}
  }

  /// As people in our countries write it.
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");

  private final Map<String, TextTemplate> templates = new HashMap<>();
  private final Map<String, String> siteFields;
  private final OutgoingGate gate;
  private final RouteTable routes;
  private final Function<Contact, Map<String, Long>> dates;

  /// @param siteFields values that are the same for everybody: `TEL`
  /// @param dates      days of a contact (since 1970) by their kind; asked for those texts alone
  ///                   that say one
  Audience(
      Campaign campaign,
      Map<String, String> siteFields,
      OutgoingGate gate,
      RouteTable routes,
      Function<Contact, Map<String, Long>> dates) {
    campaign.texts().forEach((language, text) -> templates.put(language, new TextTemplate(text)));
    this.dates = dates;
    this.siteFields = siteFields;
    this.gate = gate;
    this.routes = routes;
  }

  /// One by one in their order; the gate is asked once for all.
  List<Place> places(List<Contact> contacts) {
    List<Verdict> verdicts =
        gate.askAll(
            contacts.stream().map(one -> Errand.text(one.number(), Purpose.BROADCAST)).toList());
    List<Place> places = new ArrayList<>(contacts.size());
    for (int i = 0; i < contacts.size(); i++) {
      places.add(place(contacts.get(i), verdicts.get(i)));
    }
    return places;
  }

  private Place place(Contact contact, Verdict verdict) {
    if (contact.consent().isEmpty()) {
      return new Place.WithoutConsent();
    }
    Optional<SmsConfig.Route> route = routes.of(contact.number());
    if (route.isEmpty()) {
      return new Place.WithoutRoute();
    }
    if (verdict instanceof Verdict.Closed closed
        && closed.again().isEmpty()) { // a late hour is the sender's business
      return new Place.OptedOut();
    }
    TextTemplate template = templates.get(contact.language());
    if (template == null) {
      return new Place.WithoutText(contact.language());
    }
    Map<String, String> values = values(contact, template);
    Set<String> missing = template.missing(values);
    if (!missing.isEmpty() || !template.mistakes().isEmpty()) {
      return new Place.WithoutFields(contact.language(), missing);
    }
    return new Place.In(
        new MessageStore.Draft(
            contact.number(),
            contact.language(),
            SmsText.of(template.fill(values), route.get().joined()),
            route.get().name()));
  }

  private Map<String, String> values(Contact contact, TextTemplate template) {
    Map<String, String> values = new HashMap<>(siteFields);
    values.put("NAME", contact.name());
    values.put("PLACE", contact.place());
    if (template.fields().stream().anyMatch(field -> field.startsWith(TextTemplate.DATE))) {
      dates
          .apply(contact)
          .forEach(
              (kind, day) ->
                  values.put(TextTemplate.DATE + kind, DAY.format(LocalDate.ofEpochDay(day))));
    }
    return values;
  }
}
