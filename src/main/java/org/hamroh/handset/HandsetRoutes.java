package org.hamroh.handset;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamroh.ivr.ScriptBook;
import org.hamroh.ivr.outside.KnownCallers.Known;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// `/api/v1/handset`: a telephone in the browser. The page asks for signs again and again, each
/// time waiting until there is one, and posts what its person does.
public final class HandsetRoutes implements Routes {

  private static final Set<Role> ROLES =
      Set.of(Role.OPERATOR, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);

  /// Shorter than the deadline of a request.
  private static final Duration WAIT = Duration.ofSeconds(8);

  private static final int LONGEST_NAME = 200;

  /// @param of        `published` when left out
  /// @param start     `hotline` when left out
  /// @param language  chosen earlier in the call
  /// @param country   of the number, `RU`
  /// @param time      at the site, `2026-11-22T20:30`
  /// @param returning whether the caller has called before
  /// @param openCase  whether a case of theirs is open
  record Ring(
      @Nullable String of,
      @Nullable String start,
      @Nullable String language,
      @Nullable String country,
      @Nullable String time,
      @Nullable Boolean returning,
      @Nullable Boolean openCase) {}

  record Rung(String id) {}

  /// @param signs the last is `Over` when the call is
  record Signs(List<Mailbox.Numbered> signs) {}

  /// @param does `key`, `ended`, `skip`, `speak` or `hangup`
  /// @param key  with `key`
  /// @param turn with `ended`, `skip` and `speak`
  record Done(String does, @Nullable String key, @Nullable Integer turn) {}

  private final Handsets handsets;

  public HandsetRoutes(Handsets handsets) {
    this.handsets = handsets;
  }

  @Override
  public void mount(Mount mount) {
    mount.post("/api/v1/handset", ROLES, this::ring);
    mount.get("/api/v1/handset/{id}/signs", ROLES, this::signs);
    mount.post("/api/v1/handset/{id}/moves", ROLES, this::move);
  }

  private Reply ring(Request request) {
    Ring ring = request.json(Ring.class);
    String country = Optional.ofNullable(ring.country).orElse("");
    if (!country.matches("([A-Z]{2})?")) {
      throw new Refusal(422, "country has two capital letters, such as RU.");
    }
    Handsets.Wish wish =
        new Handsets.Wish(
            Optional.ofNullable(ring.of).orElse("published"),
            Optional.ofNullable(ring.start).orElse(ScriptBook.DEFAULT_SCRIPT),
            Optional.ofNullable(ring.language).filter(language -> !language.isEmpty()),
            new Known(
                country,
                Boolean.TRUE.equals(ring.returning),
                Boolean.TRUE.equals(ring.openCase),
                Optional.empty()),
            time(ring.time));
    if (wish.start().length() > LONGEST_NAME) {
      throw new Refusal(422, "start names a step, such as hotline/main.");
    }
    return Reply.created(new Rung(handsets.open(owner(request), wish).id()));
  }

  private static Optional<LocalDateTime> time(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDateTime.parse(text));
    } catch (DateTimeException e) {
      throw new Refusal(422, "time is a day and time at the site, such as 2026-11-22T20:30.");
    }
  }

  private Reply signs(Request request) throws InterruptedException {
    HandsetCall call = handsets.find(owner(request), request.path("id"));
    return Reply.json(new Signs(call.signs(after(request), WAIT)));
  }

  private static int after(Request request) {
    String text = request.query("after").orElse("0");
    if (!text.matches("[0-9]{1,6}")) {
      throw new Refusal(400, "after is the number of the last sign that you have.");
    }
    return Integer.parseInt(text);
  }

  private Reply move(Request request) {
    HandsetCall call = handsets.find(owner(request), request.path("id"));
    Done done = request.json(Done.class);
    int turn = Optional.ofNullable(done.turn).orElse(0);
    Move move =
        switch (done.does) {
          case "key" -> new Move.Press(key(done));
          case "ended" -> new Move.Ended(turn);
          case "skip" -> new Move.Skip(turn);
          case "speak" -> new Move.Speak(turn);
          case "hangup" -> new Move.HangUp();
          default -> throw new Refusal(422, "does is key, ended, skip, speak or hangup.");
        };
    if (!call.does(move)) {
      throw new Refusal(429, "Too many keys at once.");
    }
    return new Reply.NoContent();
  }

  private static char key(Done done) {
    String key = Optional.ofNullable(done.key).orElse("");
    if (!key.matches("[0-9*#]")) {
      throw new Refusal(422, "key is one of 0-9, * and #.");
    }
    return key.charAt(0);
  }

  private static String owner(Request request) {
    return request.principal().name();
  }
}
