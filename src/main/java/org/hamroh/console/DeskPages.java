package org.hamroh.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamroh.call.CallId;
import org.hamroh.operator.User;
import org.hamroh.operator.Users;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.PromptText;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// The operator's desk: the card of the call that rings, and the answers to its topic. Both are
/// pieces of the console's page, and can be opened alone.
public final class DeskPages implements Routes {

  private static final Set<Role> CARE = Set.of(Role.OPERATOR, Role.SUPERVISOR);

  /// A query that somebody typed.
  private static final int MOST_QUERY = 80;

  private final Desks desks;
  private final CallCards cards;
  private final Answers answers;
  private final Supplier<PromptBook> prompts;
  private final Users users;
  private final ZoneId zone;
  private final Clock clock;

  /// @param prompts the texts in force
  public DeskPages(
      Desks desks,
      CallCards cards,
      Answers answers,
      Supplier<PromptBook> prompts,
      Users users,
      ZoneId zone,
      Clock clock) {
    this.desks = desks;
    this.cards = cards;
    this.answers = answers;
    this.prompts = prompts;
    this.users = users;
    this.zone = zone;
    this.clock = clock;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/panels/console/call", CARE, this::card);
    mount.get("/panels/console/answers", CARE, this::answers);
    mount.get("/panels/console/topics", CARE, this::topics);
  }

  /// The card of the person's own desk, or of the call that is asked for. Nothing when it is the
  /// same as the one on the page.
  private Reply card(Request request) {
    Optional<CallCard> card;
    Optional<String> wanted = request.query("call");
    if (wanted.isPresent()) {
      card = callId(wanted.get()).flatMap(call -> cards.of(call, this::nameOf));
      if (card.isEmpty()) {
        throw Refusal.notFound("call");
      }
    } else {
      card =
          users
              .find(request.principal().name())
              .flatMap(User::extension)
              .flatMap(op -> desks.of(op).map(desk -> cards.of(desk, op, this::nameOf)));
    }
    String seen = card.map(CallCard::seen).orElse("none");
    if (request.query("seen").orElse("").equals(seen)) {
      return new Reply.NoContent();
    }
    Instant now = clock.instant();
    return Reply.page(
        "console/card.jte",
        Map.of(
            "card",
            card,
            "age",
            card.map(one -> age(one.since(), now)).orElse(Duration.ZERO),
            "words",
            new CardWords(request.language(), answers.book(), prompts.get())));
  }

  private static Duration age(Instant since, Instant now) {
    Duration age = Duration.between(since, now);
    return age.isNegative() ? Duration.ZERO : age;
  }

  private static Optional<CallId> callId(String text) {
    try {
      return Optional.of(new CallId(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private String nameOf(String extension) {
    return users.list().stream()
        .filter(user -> user.extension().filter(extension::equals).isPresent())
        .findFirst()
        .map(User::displayName)
        .orElse(extension);
  }

  /// The answers to a call's topic, to a topic that was picked, or what a search finds.
  private Reply answers(Request request) {
    AnswerBook book = answers.book();
    Optional<CallCard> card =
        request
            .query("call")
            .flatMap(DeskPages::callId)
            .flatMap(call -> onDesk(request, call).or(() -> cards.of(call, this::nameOf)));
    Optional<Topic> topic =
        request.query("topic").flatMap(book::topic).or(() -> card.flatMap(CallCard::topic));
    String spoken =
        request
            .query("in")
            .filter(prompts.get().languages()::contains)
            .or(() -> card.map(CallCard::language).filter(prompts.get().languages()::contains))
            .orElseGet(() -> spokenBy(request.language()));
    return Reply.page(
        "console/answers.jte",
        Map.of(
            "topics",
            book.topics(),
            "topic",
            topic,
            "lines",
            topic.map(one -> lines(one, spoken)).orElse(List.of()),
            "spoken",
            spoken,
            "languages",
            List.copyOf(prompts.get().languages()),
            "old",
            topic
                .filter(
                    one -> one.validUntil().isBefore(LocalDate.ofInstant(clock.instant(), zone)))
                .isPresent()));
  }

  private Optional<CallCard> onDesk(Request request, CallId call) {
    return users
        .find(request.principal().name())
        .flatMap(User::extension)
        .flatMap(
            op ->
                desks
                    .of(op)
                    .filter(desk -> desk.call().equals(call))
                    .map(desk -> cards.of(desk, op, this::nameOf)));
  }

  /// A spoken language for a reader of the page: its own, or the site's first.
  private String spokenBy(String language) {
    Set<String> spoken = prompts.get().languages();
    return spoken.contains(language) ? language : spoken.stream().findFirst().orElse("");
  }

  /// What the line says, to be read out.
  ///
  /// @param text  in the caller's language
  /// @param gloss in English, for staff who do not read it; absent when there is none
  /// @param unread whether a lawyer still has to read it
  /// @param old    whether its time is over
  public record Line(
      String prompt, String text, @Nullable String gloss, boolean unread, boolean old) {}

  private List<Line> lines(Topic topic, String language) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    List<Line> lines = new ArrayList<>();
    for (String prompt : topic.prompts()) {
      prompts
          .get()
          .text(language, prompt)
          .ifPresent(
              text ->
                  lines.add(
                      new Line(
                          prompt,
                          text.text(),
                          prompts.get().gloss(prompt).orElse(null),
                          text.legalReview() && text.reviewedOn().isEmpty(),
                          text.validUntil().filter(day -> day.isBefore(today)).isPresent())));
    }
    return lines;
  }

  /// What a search finds, for the command palette and the search field: `[{topic, label}]`.
  private Reply topics(Request request) {
    String query = request.query("q").orElse("");
    if (query.length() > MOST_QUERY) {
      throw new Refusal(422, "A query has at most " + MOST_QUERY + " letters.");
    }
    List<Map<String, String>> found =
        answers.book().search(query, this::spoken).stream()
            .map(
                topic -> {
                  Map<String, String> one = new LinkedHashMap<>();
                  one.put("topic", topic.id());
                  one.put("label", topic.label(request.language()));
                  return one;
                })
            .toList();
    return Reply.json(found);
  }

  private String spoken(String prompt) {
    PromptBook book = prompts.get();
    return Stream.concat(
            book.languages().stream()
                .flatMap(language -> book.text(language, prompt).map(PromptText::text).stream()),
            book.gloss(prompt).stream())
        .collect(Collectors.joining(" "));
  }
}
