package org.hamroh.casework.contact;

import java.util.ArrayList;
import java.util.List;
import org.hamroh.casework.form.Choice;
import org.hamroh.casework.form.ContactForm;

/// What the form says of a record's content: which answers there are, and what must not be missing
/// when it is saved. Nothing is compulsory but the language, the topic, what came of it and what is
/// next.
final class ContentRules {

  private ContentRules() {}

  /// Answers that the form does not have. A draft may be incomplete, never wrong.
  ///
  /// @return sentences; empty when all is well
  static List<String> mistakes(ContactForm form, Content content) {
    List<String> wrong = new ArrayList<>();
    if (!content.callType().isEmpty() && form.callType(content.callType()).isEmpty()) {
      wrong.add("callType: the form has no " + content.callType());
    }
    if (content.reasons().size() > ContactForm.MOST_REASONS) {
      wrong.add("reasons: at most " + ContactForm.MOST_REASONS);
    }
    content.reasons().stream()
        .filter(one -> form.reason(one).isEmpty())
        .forEach(one -> wrong.add("reasons: the form has no " + one));
    one(form.dispositions(), content.disposition(), "disposition", wrong);
    if (!content.nextAction().isEmpty() && form.nextAction(content.nextAction()).isEmpty()) {
      wrong.add("nextAction: the form has no " + content.nextAction());
    }
    if (!content.nextOn().isEmpty() && content.nextDay().isEmpty()) {
      wrong.add("nextOn: a day such as 2026-11-23");
    }
    content.values().forEach((field, value) -> value(form, field, value, wrong));
    return wrong;
  }

  private static void one(List<Choice> choices, String id, String name, List<String> wrong) {
    if (!id.isEmpty() && choices.stream().noneMatch(one -> one.id().equals(id))) {
      wrong.add(name + ": the form has no " + id);
    }
  }

  private static void value(ContactForm form, String field, String value, List<String> wrong) {
    ContactForm.Field of = form.field(field).orElse(null);
    if (of == null) {
      wrong.add(field + ": the form has no such field");
    } else if (of.isChoice() && of.choice(value).isEmpty()) {
      wrong.add(field + ": the form has no " + value);
    } else if (!of.isChoice() && value.length() > of.longest()) {
      wrong.add(field + ": at most " + of.longest() + " letters");
    }
  }

  /// What is still missing for saving: `callType`, `reasons`, `disposition`, `nextAction`,
  /// `nextOn`, or a field's id.
  static List<String> missing(ContactForm form, Content content) {
    ContactForm.CallType type = form.callType(content.callType()).orElse(null);
    if (type == null) {
      return List.of("callType");
    }
    if (type.closes()) {
      return List.of();
    }
    List<String> missing = new ArrayList<>();
    if (content.reasons().isEmpty()) {
      missing.add("reasons");
    }
    form.fields().stream()
        .filter(field -> field.isRequired() && field.offered())
        .filter(field -> content.value(field.id()).isEmpty())
        .forEach(field -> missing.add(field.id()));
    if (content.disposition().isEmpty()) {
      missing.add("disposition");
    }
    ContactForm.NextAction next = form.nextAction(content.nextAction()).orElse(null);
    if (next == null) {
      missing.add("nextAction");
    } else if (next.days() != null && content.nextOn().isEmpty()) {
      missing.add("nextOn");
    }
    return missing;
  }

  /// What is kept: a type that closes has its own reason and nothing to do next.
  static Content settled(ContactForm form, Content content) {
    ContactForm.CallType type = form.callType(content.callType()).orElse(null);
    if (type != null && type.reason() != null) {
      return new Content(type.id(), List.of(type.reason()), content.values(), "", "", "");
    }
    ContactForm.NextAction next = form.nextAction(content.nextAction()).orElse(null);
    return next != null && next.days() == null
        ? new Content(
            content.callType(),
            content.reasons(),
            content.values(),
            content.disposition(),
            content.nextAction(),
            "")
        : content;
  }
}
