package org.hamroh.cases.page;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.hamroh.cases.CaseAttachments;
import org.hamroh.cases.CaseDesk;
import org.hamroh.cases.CaseFile;
import org.hamroh.cases.CaseGraph;
import org.hamroh.casework.form.Choice;
import org.hamroh.casework.form.ContactForm;
import org.hamroh.web.Wording;
import org.jspecify.annotations.Nullable;

/// What the pages of cases show, in the reader's language.
public final class CaseShown {

  private CaseShown() {}

  /// The page of one case.
  ///
  /// @param topic      in words
  /// @param names      of logins
  /// @param candidates who could work on it, and does not
  /// @param doubles    cases that may be about the same person
  /// @param merged     what was merged into it
  /// @param files      papers and pictures
  /// @param today      of the site: tasks of earlier days are late
  /// @param trouble    what went wrong a moment ago; empty when nothing
  /// @param typed      a text that could not be kept, to be sent again
  /// @param glassUntil until when the reader sees it through broken glass; null without
  public record One(
      CaseFile file,
      CaseGraph graph,
      ContactForm form,
      String topic,
      List<Piece> sections,
      List<CaseFile.Task> tasks,
      List<Happened> events,
      Map<String, String> names,
      List<String> candidates,
      List<String> doubles,
      List<String> merged,
      List<CaseAttachments.Attachment> files,
      LocalDate today,
      String trouble,
      String typed,
      @Nullable Instant glassUntil) {

    public CaseGraph.Status status() {
      return graph.statusOrBare(file.status());
    }

    public List<CaseGraph.Status> moves() {
      return status().moves().stream().map(graph::statusOrBare).toList();
    }

    public String nameOf(String login) {
      return names.getOrDefault(login, login);
    }

    public String outcome(String language) {
      return ContactForm.name(graph.outcomes(), file.outcome(), language);
    }
  }

  /// All that a supervisor sees of a sealed case of others.
  ///
  /// @param reasons for which the glass can be broken
  /// @param minutes that it then stays open
  public record Title(Row row, List<String> reasons, long minutes, String trouble) {}

  /// A section with its kind in words.
  public record Piece(CaseFile.Section section, String kind) {}

  /// A line of the timeline.
  ///
  /// @param who in words; empty for the product's own work
  public record Happened(Instant at, String who, String what) {}

  /// @param show   which list
  /// @param query  what was searched for, empty when nothing was
  /// @param next   the address of the next page, empty on the last
  public record Listing(String show, String query, List<Row> rows, String next) {}

  /// @param topic in words; empty of a sealed case that the reader does not work on
  public record Row(
      String id,
      String topic,
      String owner,
      boolean sealed,
      String status,
      boolean late,
      Instant since,
      @Nullable LocalDate due,
      boolean open) {}

  /// The form of a new case.
  ///
  /// @param once   names this form
  /// @param record the contact record it comes from, empty when none
  /// @param caller the caller's key, empty when none
  /// @param topic  proposed
  /// @param there  cases of the same record, caller or name that the reader may see
  public record Fresh(
      ContactForm form,
      String once,
      String record,
      String caller,
      String topic,
      List<String> there,
      String name,
      String place,
      boolean sealed,
      String trouble) {}

  static String topic(ContactForm form, String id, String language) {
    return form.reason(id).map(one -> one.label().in(language)).orElse(id);
  }

  static String choice(List<Choice> choices, String id, String language) {
    return ContactForm.name(choices, id, language);
  }

  /// What happened, as a sentence. Other rooms' happenings stand in their own words, below
  /// `<room>.event.`, where the room is the first word of the kind; the facts fill the places
  /// in the order of their names.
  static Happened happened(
      CaseFile.Event event,
      CaseDesk desk,
      Wording words,
      UnaryOperator<String> nameOf,
      BinaryOperator<String> partnerName) {
    CaseGraph graph = desk.graph();
    String language = words.language();
    Map<String, String> facts = event.facts();
    List<String> values =
        switch (event.kind()) {
          case "moved" ->
              List.of(
                  graph.statusOrBare(facts.getOrDefault("from", "")).label().in(language),
                  graph.statusOrBare(facts.getOrDefault("to", "")).label().in(language));
          case "given", "assigned", "dismissed" ->
              List.of(nameOf.apply(facts.getOrDefault("to", "")));
          case "glass" ->
              List.of(
                  words.named("cases.glass.reason", facts.getOrDefault("reason", "")),
                  facts.getOrDefault("minutes", ""));
          case "wrote", "rewrote" ->
              List.of(choice(graph.sections(), facts.getOrDefault("section", ""), language));
          case "task" ->
              List.of(
                  nameOf.apply(facts.getOrDefault("to", "")),
                  words.day(LocalDate.parse(facts.getOrDefault("day", "1970-01-01"))));
          default -> {
            Map<String, String> named = new TreeMap<>(facts);
            named.computeIfPresent("partner", (fact, id) -> partnerName.apply(id, language));
            yield List.copyOf(named.values());
          }
        };
    String own = "cases.event." + event.kind();
    String foreign = event.kind().split("-", 2)[0] + ".event." + event.kind();
    String what =
        words.has(own)
            ? words.of(own, values.toArray())
            : words.has(foreign) ? words.of(foreign, values.toArray()) : event.kind();
    return new Happened(
        event.at(), event.who().equals(CaseDesk.ITSELF) ? "" : nameOf.apply(event.who()), what);
  }
}
