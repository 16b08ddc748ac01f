package org.hamroh.casework.contact;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hamroh.call.CallId;
import org.hamroh.casework.contact.ContactRecord.Deed;
import org.hamroh.casework.form.ContactForm;
import org.hamroh.phone.CallerKey;
import org.hamroh.seal.Seal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Turns contact records into lines of their tables and back. What people wrote by hand goes in and
/// out through the site's seal, bound to its record; what was chosen from lists stays countable.
final class RecordSeal {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<TreeMap<String, String>> VALUES = new TypeReference<>() {};

  private final Seal seal;

  RecordSeal(Seal seal) {
    this.seal = seal;
  }

  /// What both writing statements of a record bind.
  Map<String, @Nullable Object> values(ContactRecord one, ContactForm form) {
    Content content = one.content();
    Map<String, String> choices = new TreeMap<>();
    Map<String, String> texts = new TreeMap<>();
    content
        .values()
        .forEach(
            (field, value) ->
                (form.field(field).filter(ContactForm.Field::isChoice).isPresent()
                        ? choices
                        : texts)
                    .put(field, value));
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", one.id());
    values.put("caller", one.caller().map(CallerKey::hex).orElse(null));
    values.put("form", one.formVersion());
    values.put("version", one.version());
    values.put("state", one.isSaved() ? "saved" : "draft");
    values.put("type", content.callType());
    values.put("disposition", content.disposition());
    values.put("next", content.nextAction());
    values.put("on", content.nextOn().isEmpty() ? null : content.nextOn());
    values.put("nextBy", one.nextBy());
    values.put("choices", JSON.writeValueAsString(choices));
    values.put("texts", texts.isEmpty() ? null : seal(one.id(), texts));
    values.put("changedAt", one.changed().at().toEpochMilli());
    values.put("changedBy", one.changed().by());
    values.put("savedAt", one.saved().map(deed -> deed.at().toEpochMilli()).orElse(null));
    values.put("savedBy", one.saved().map(Deed::by).orElse(null));
    return values;
  }

  /// @param reasons in their order
  ContactRecord record(RecordRow row, List<String> reasons) {
    Map<String, String> values = new TreeMap<>(JSON.readValue(row.choices(), VALUES));
    if (row.texts() != null) {
      values.putAll(JSON.readValue(open(row.id(), row.texts()), VALUES));
    }
    return new ContactRecord(
        row.id(),
        Optional.ofNullable(row.call()).map(CallId::new),
        row.channel(),
        Optional.ofNullable(row.caller()).map(CallerKey::new),
        row.form(),
        row.version(),
        new Content(
            row.type(),
            new ArrayList<>(reasons),
            values,
            row.disposition(),
            row.next(),
            row.on() == null ? "" : row.on()),
        row.nextBy() == null ? "" : row.nextBy(),
        row.doneAt() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(row.doneAt())),
        new Deed(row.createdBy(), Instant.ofEpochMilli(row.createdAt())),
        new Deed(row.changedBy(), Instant.ofEpochMilli(row.changedAt())),
        Optional.ofNullable(row.savedBy())
            .map(by -> new Deed(by, Instant.ofEpochMilli(row.savedAt()))));
  }

  /// What could not go into a record, as it lies beside it.
  String sealed(String record, Content content) {
    return seal(record, content);
  }

  Content opened(String record, String sealed) {
    return JSON.readValue(open(record, sealed), Content.class);
  }

  private String seal(String record, Object value) {
    return seal.sealText(
        name(record), JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8));
  }

  private String open(String record, String sealed) {
    return new String(seal.openText(name(record), sealed), StandardCharsets.UTF_8);
  }

  private static String name(String record) {
    return "record " + record;
  }
}
