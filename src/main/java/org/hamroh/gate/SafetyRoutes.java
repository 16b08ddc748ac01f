package org.hamroh.gate;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hamroh.gate.SafetyBook.Answers;
import org.hamroh.gate.SafetyBook.Asker;
import org.hamroh.gate.SafetyBook.Known;
import org.hamroh.gate.SafetyBook.Mistake;
import org.hamroh.gate.SafetyBook.Whole;
import org.hamroh.gate.SafetyCard.Calls;
import org.hamroh.gate.SafetyCard.Texts;
import org.hamroh.phone.CallerKey;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// The safety card of a caller: over HTTP, and as a piece of the page of each of their calls.
public final class SafetyRoutes implements Routes {

  private static final Set<Role> ROLES = Set.of(Role.OPERATOR, Role.SUPERVISOR);

  private final SafetyBook book;
  private final Function<String, Optional<CallerKey>> callerOf;

  /// @param callerOf who rings in a call; empty when withheld, or there is no such call
  public SafetyRoutes(SafetyBook book, Function<String, Optional<CallerKey>> callerOf) {
    this.book = book;
    this.callerOf = callerOf;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/callers/{key}/safety", ROLES, r -> Reply.json(view(open(r, key(r)))));
    mount.post("/api/v1/callers/{key}/safety", ROLES, this::keep);
    mount.get("/callers/{key}/safety", ROLES, r -> page(r, key(r), false, List.of()));
    mount.post("/callers/{key}/safety", ROLES, this::keepForm);
    mount.get("/panels/safety/{call}", ROLES, this::panel);
  }

  /// In the first minute of a talk: the questions, where they are due.
  private Reply panel(Request request) {
    CallerKey caller =
        callerOf.apply(request.path("call")).orElseThrow(() -> Refusal.notFound("caller"));
    return page(request, caller, false, List.of());
  }

  private Whole open(Request request, CallerKey caller) {
    return book.open(caller, asker(request));
  }

  private static Asker asker(Request request) {
    return new Asker(request.principal().name(), request.from());
  }

  /// What a caller has told, as JSON has it; what is left out is the careful answer.
  public record Told(
      @Nullable String calls,
      @Nullable String texts,
      @Nullable String hoursFrom,
      @Nullable String hoursUntil,
      @Nullable Boolean shared,
      @Nullable String zone,
      @Nullable String otherAnswers,
      @Nullable String mayAnswer,
      @Nullable String neutralName,
      @Nullable String safeWord) {}

  private Reply keep(Request request) {
    Told told = request.json(Told.class);
    Answers answers =
        new Answers(
            calls(or(told.calls, "no")),
            texts(or(told.texts, "no")),
            or(told.hoursFrom, ""),
            or(told.hoursUntil, ""),
            told.shared != null && told.shared,
            or(told.zone, ""),
            other(
                or(told.otherAnswers, OtherAnswers.Then.HANG_UP.word()),
                or(told.mayAnswer, ""),
                or(told.neutralName, ""),
                or(told.safeWord, "")));
    List<Mistake> mistakes = book.keep(key(request), answers, asker(request));
    if (!mistakes.isEmpty()) {
      throw new Refusal(
          422,
          mistakes.stream().map(Mistake::sentence).collect(Collectors.joining("; ", "The ", ".")));
    }
    return Reply.json(view(open(request, key(request))));
  }

  private Reply keepForm(Request request) {
    Answers answers =
        new Answers(
            calls(request.form("calls").orElse("no")),
            texts(request.form("texts").orElse("no")),
            request.form("hoursFrom").orElse(""),
            request.form("hoursUntil").orElse(""),
            request.form("shared").isPresent(),
            request.form("zone").orElse(""),
            other(
                request.form("otherAnswers").orElse(OtherAnswers.Then.HANG_UP.word()),
                request.form("mayAnswer").orElse(""),
                request.form("neutralName").orElse(""),
                request.form("safeWord").orElse("")));
    List<Mistake> mistakes = book.keep(key(request), answers, asker(request));
    return page(request, key(request), mistakes.isEmpty(), mistakes);
  }

  private static OtherAnswers other(String then, String mayAnswer, String name, String word) {
    OtherAnswers.Then chosen =
        Arrays.stream(OtherAnswers.Then.values())
            .filter(one -> one.word().equals(then))
            .findAny()
            .orElseThrow(
                () -> new Refusal(422, "otherAnswers is hang_up, wrong_number or neutral_name."));
    return new OtherAnswers(chosen, mayAnswer.strip(), name.strip(), word.strip());
  }

  private Reply page(Request request, CallerKey caller, boolean kept, List<Mistake> mistakes) {
    Whole whole = open(request, caller);
    return Reply.page(
        "gate/safety.jte",
        Map.of(
            "caller",
            caller.hex(),
            "known",
            whole.card(),
            "other",
            whole.other(),
            "zones",
            Whereabouts.KNOWN.stream().map(ZoneId::getId).toList(),
            "kept",
            kept,
            "mistakes",
            mistakes));
  }

  private static Map<String, Object> view(Whole whole) {
    Known known = whole.card();
    OtherAnswers other = whole.other();
    Map<String, Object> view = new LinkedHashMap<>();
    Optional<SafetyCard> card = known.card();
    view.put("calls", card.map(one -> word(one.calls())).orElse(null));
    view.put("texts", card.map(one -> word(one.texts())).orElse(null));
    view.put(
        "hoursFrom",
        card.flatMap(SafetyCard::hours).map(hours -> hours.from().toString()).orElse(null));
    view.put(
        "hoursUntil",
        card.flatMap(SafetyCard::hours).map(hours -> hours.until().toString()).orElse(null));
    view.put("shared", card.map(SafetyCard::shared).orElse(null));
    view.put("zone", known.zone().map(ZoneId::getId).orElse(null));
    view.put("otherAnswers", card.map(one -> other.then().word()).orElse(null));
    view.put("mayAnswer", card.map(one -> other.mayAnswer()).orElse(null));
    view.put("neutralName", card.map(one -> other.neutralName()).orElse(null));
    view.put("safeWord", card.map(one -> other.safeWord()).orElse(null));
    view.put("askedAt", card.map(SafetyCard::asked).map(Instant::toString).orElse(null));
    view.put("due", known.due());
    return view;
  }

  private static CallerKey key(Request request) {
    try {
      return new CallerKey(request.path("key"));
    } catch (IllegalArgumentException e) {
      throw new Refusal(404, "A caller is named by the 32 digits and letters of a call's record.");
    }
  }

  private static Calls calls(String word) {
    return switch (word) {
      case "no" -> Calls.NO;
      case "in_hours" -> Calls.IN_HOURS;
      case "yes" -> Calls.YES;
      default -> throw new Refusal(422, "Calls are no, in_hours or yes.");
    };
  }

  private static Texts texts(String word) {
    return switch (word) {
      case "no" -> Texts.NO;
      case "neutral" -> Texts.NEUTRAL;
      case "yes" -> Texts.YES;
      default -> throw new Refusal(422, "Texts are no, neutral or yes.");
    };
  }

  private static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }

  private static String or(@Nullable String text, String other) {
    return text == null ? other : text;
  }
}
