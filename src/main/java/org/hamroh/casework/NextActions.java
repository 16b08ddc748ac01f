package org.hamroh.casework;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.hamroh.call.CallId;
import org.hamroh.casework.contact.ContactRecord;
import org.hamroh.casework.contact.ContactRecords;
import org.hamroh.casework.form.ContactForm;
import org.hamroh.casework.form.FormShelf;
import org.hamroh.day.FollowUps;

/// The next actions of saved contact records, as the lists of the day want them. What the operator
/// noted stays in the record: a list tells the kind of action only.
public final class NextActions implements FollowUps {

  /// More of one list is not shown.
  private static final int MOST = 200;

  /// A date without an hour is kept until its day is over.
  private static final LocalTime END_OF_DAY = LocalTime.of(23, 59);

  private final ContactRecords records;
  private final FormShelf forms;
  private final ZoneId zone;

  /// @param zone of the site
  public NextActions(ContactRecords records, FormShelf forms, ZoneId zone) {
    this.records = records;
    this.forms = forms;
    this.zone = zone;
  }

  @Override
  public List<FollowUp> of(String login, LocalDate day, String language) {
    return records.due(login, day, MOST).stream()
        .flatMap(record -> followUp(record, language).stream())
        .toList();
  }

  private Optional<FollowUp> followUp(ContactRecord record, String language) {
    return record
        .content()
        .nextDay()
        .map(
            day ->
                new FollowUp(
                    record.id(),
                    words(record, language),
                    record.changed().at(),
                    day.atTime(END_OF_DAY).atZone(zone).toInstant(),
                    record.call().map(CallId::value),
                    "/records/" + record.id()));
  }

  private String words(ContactRecord record, String language) {
    String action = record.content().nextAction();
    return forms.of(record.formVersion()).nextActions().stream()
        .filter(one -> one.id().equals(action))
        .map(ContactForm.NextAction::label)
        .map(label -> label.in(language))
        .findFirst()
        .orElse(action);
  }
}
