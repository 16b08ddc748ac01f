package org.hamroh.casework.form;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One version of the contact record's form. A union changes it without us: `forms/contact.json`.
///
/// @param schema for editors only
/// @param form   always `contact`
public record ContactForm(
    @JsonProperty("$schema") @Nullable String schema,
    String form,
    long version,
    List<CallType> callTypes,
    List<Choice> channels,
    List<ReasonGroup> reasons,
    List<Choice> dispositions,
    List<NextAction> nextActions,
    List<Field> fields,
    List<Flag> flags,
    List<Choice> unmaskReasons) {

  /// More than three reasons say that nobody has decided which one it was.
  public static final int MOST_REASONS = 3;

  /// The field that every record needs beside its reason.
  public static final String LANGUAGE = "language";

  /// What kind of contact it was, by one key.
  ///
  /// @param reason with one, nothing more is asked and the record is closed
  /// @param flag   that the caller gets
  public record CallType(
      String id,
      String key,
      Label label,
      @Nullable String reason,
      @Nullable String flag,
      @Nullable Boolean retired) {

    public boolean closes() {
      return reason != null;
    }

    public boolean offered() {
      return retired == null || !retired;
    }
  }

  /// @param risk    `emergency`, `high`, `medium`, `low`: of a contact about it, before anybody
  /// judges
  /// @param service whether it is the line's own affair
  public record ReasonGroup(
      String id,
      Label label,
      String risk,
      @Nullable Boolean service,
      List<Choice> children,
      @Nullable Boolean retired) {

    public boolean offered() {
      return retired == null || !retired;
    }
  }

  /// @param days from today, as a proposal; absent: there is nothing to do, and no date
  public record NextAction(
      String id, Label label, @Nullable Integer days, @Nullable Boolean retired) {

    public boolean offered() {
      return retired == null || !retired;
    }
  }

  /// @param profile whether the answer is about the person and holds for the next contact
  /// @param most    letters of a text
  /// @param values  of a choice
  public record Field(
      String id,
      Label label,
      Type type,
      @Nullable Boolean required,
      @Nullable Boolean profile,
      @Nullable Integer most,
      @Nullable List<Choice> values,
      @Nullable Boolean retired) {

    private static final int USUAL_MOST = 200;

    public enum Type {
      @JsonProperty("choice")
      CHOICE,
      @JsonProperty("text")
      TEXT,
      @JsonProperty("note")
      NOTE
    }

    public boolean isRequired() {
      return required != null && required;
    }

    public boolean ofPerson() {
      return profile != null && profile;
    }

    public boolean offered() {
      return retired == null || !retired;
    }

    public boolean isChoice() {
      return type == Type.CHOICE;
    }

    public int longest() {
      return most == null ? USUAL_MOST : most;
    }

    public List<Choice> choices() {
      return values == null ? List.of() : values;
    }

    public Optional<Choice> choice(String id) {
      return choices().stream().filter(one -> one.id().equals(id)).findFirst();
    }
  }

  /// @param days   after which it ends by itself
  /// @param slower whether who has it waits longer
  public record Flag(
      String id, Label label, int days, @Nullable Boolean slower, @Nullable Boolean retired) {

    public boolean isSlower() {
      return slower != null && slower;
    }

    public boolean offered() {
      return retired == null || !retired;
    }
  }

  public ContactForm {
    callTypes = List.copyOf(callTypes);
    channels = List.copyOf(channels);
    reasons = List.copyOf(reasons);
    dispositions = List.copyOf(dispositions);
    nextActions = List.copyOf(nextActions);
    fields = List.copyOf(fields);
    flags = List.copyOf(flags);
    unmaskReasons = List.copyOf(unmaskReasons);
  }

  public Optional<CallType> callType(String id) {
    return callTypes.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  public Optional<Field> field(String id) {
    return fields.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  public Optional<NextAction> nextAction(String id) {
    return nextActions.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  public Optional<Flag> flag(String id) {
    return flags.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /// The group of a second-level reason.
  public Optional<ReasonGroup> groupOf(String reason) {
    return reasons.stream()
        .filter(group -> group.children().stream().anyMatch(one -> one.id().equals(reason)))
        .findFirst();
  }

  public Optional<Choice> reason(String id) {
    return reasons.stream()
        .flatMap(group -> group.children().stream())
        .filter(one -> one.id().equals(id))
        .findFirst();
  }

  /// What an id of this form is called, or the bare id.
  public static String name(List<Choice> choices, String id, String language) {
    return choices.stream()
        .filter(one -> one.id().equals(id))
        .map(one -> one.label().in(language))
        .findFirst()
        .orElse(id);
  }

  /// Every id with the list in which it stands, `dispositions/referred`: what must never vanish.
  Stream<String> ids() {
    return Stream.of(
            named("callTypes", callTypes.stream().map(CallType::id)),
            named("channels", channels.stream().map(Choice::id)),
            named("reasons", reasons.stream().map(ReasonGroup::id)),
            named(
                "reasons",
                reasons.stream().flatMap(group -> group.children().stream()).map(Choice::id)),
            named("dispositions", dispositions.stream().map(Choice::id)),
            named("nextActions", nextActions.stream().map(NextAction::id)),
            named("fields", fields.stream().map(Field::id)),
            fields.stream()
                .flatMap(
                    field ->
                        named("fields/" + field.id(), field.choices().stream().map(Choice::id))),
            named("flags", flags.stream().map(Flag::id)),
            named("unmaskReasons", unmaskReasons.stream().map(Choice::id)))
        .flatMap(one -> one);
  }

  private static Stream<String> named(String list, Stream<String> ids) {
    return ids.map(id -> list + "/" + id);
  }
}
