package org.hamroh.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hamroh.intent.IntentReader;
import org.hamroh.intent.Reading;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.yaml.ProblemsException;
import org.jspecify.annotations.Nullable;

/// Threads over HTTP: `GET /api/v1/inbox`, one, and what an operator does about it.
final class InboxRoutes implements Routes {

  static final Set<Role> DESK = Set.of(Role.OPERATOR, Role.SUPERVISOR);

  /// Who may take over what a colleague has claimed.
  private static final Set<Role> OVER_OTHERS = Set.of(Role.SUPERVISOR);

  static final int MOST = 200;
  static final int LONGEST_TEXT = 1_000;

  private final Inbox inbox;
  private final IntentReader intents;
  private final Function<String, Optional<PhoneNumber>> numbers;

  InboxRoutes(Inbox inbox, IntentReader intents, Function<String, Optional<PhoneNumber>> numbers) {
    this.inbox = inbox;
    this.intents = intents;
    this.numbers = numbers;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/inbox", DESK, this::list);
    mount.get(
        "/api/v1/inbox/{id}", DESK, request -> Reply.json(Details.of(inbox.story(id(request)))));
    mount.post("/api/v1/inbox/{id}/claim", DESK, this::claim);
    mount.post("/api/v1/inbox/{id}/answer", DESK, this::answer);
    mount.post("/api/v1/inbox/{id}/close", DESK, this::close);
    mount.post("/api/v1/inbox/{id}/stop", DESK, request -> silence(request, true));
    mount.post("/api/v1/inbox/{id}/start", DESK, request -> silence(request, false));
    mount.post("/api/v1/stops", DESK, this::stop);
    mount.post("/api/v1/intents", DESK, this::intent);
  }

  /// A thread as the API shows it.
  ///
  /// @param number masked
  record View(
      long id,
      String number,
      String caller,
      String language,
      String state,
      boolean urgent,
      boolean maybeStop,
      String claimedBy,
      Instant lastAt) {

    static View of(Conversation one) {
      return new View(
          one.id(),
          one.number().masked(),
          one.key().hex(),
          one.language(),
          one.state().word(),
          one.urgent(),
          one.maybeStop(),
          one.claimedBy(),
          one.lastAt());
    }
  }

  record Threads(List<View> threads) {}

  record Details(
      View thread,
      List<Conversation.Line> lines,
      List<Conversation.Deed> deeds,
      boolean unsafe,
      boolean silent) {

    static Details of(Inbox.Story story) {
      return new Details(
          View.of(story.thread()), story.lines(), story.deeds(), story.unsafe(), story.silent());
    }
  }

  record Order(@Nullable String text) {}

  record Sent(long message) {}

  record Number(@Nullable String number) {}

  record Taken(String intent, String why, boolean urgent, String language) {}

  private Reply list(Request request) {
    boolean open = !request.query("state").orElse("open").equals("done");
    return Reply.json(new Threads(inbox.list(open, MOST).stream().map(View::of).toList()));
  }

  static long id(Request request) {
    String id = request.path("id");
    if (!id.matches("[0-9]{1,18}")) {
      throw Refusal.notFound("thread");
    }
    return Long.parseLong(id);
  }

  private Reply claim(Request request) {
    inbox.claim(id(request), request.principal().name(), request.principal().hasAny(OVER_OTHERS));
    return details(request);
  }

  private Reply details(Request request) {
    return Reply.json(Details.of(inbox.story(id(request))));
  }

  private Reply answer(Request request) {
    String text = Optional.ofNullable(request.json(Order.class).text).orElse("");
    return Reply.created(new Sent(send(inbox, request, text, 0)));
  }

  /// @throws Refusal 422 when the text may not leave, in words that say nothing of the person
  static long send(Inbox inbox, Request request, String text, long seen) {
    if (text.isBlank() || text.length() > LONGEST_TEXT) {
      throw new Refusal(
          422, "inbox.refused.length", "A text has 1 to " + LONGEST_TEXT + " letters.");
    }
    try {
      return inbox.answer(id(request), request.principal().name(), text, seen);
    } catch (ProblemsException e) {
      throw new Refusal(422, "inbox.refused.gate", String.valueOf(e.getMessage()));
    }
  }

  private Reply close(Request request) {
    inbox.close(id(request), request.principal().name());
    return details(request);
  }

  private Reply silence(Request request, boolean stop) {
    inbox.silence(id(request), request.principal().name(), stop);
    return details(request);
  }

  private Reply stop(Request request) {
    String raw = Optional.ofNullable(request.json(Number.class).number).orElse("");
    inbox.silence(number(raw), request.principal().name());
    return new Reply.NoContent();
  }

  PhoneNumber number(String raw) {
    return numbers
        .apply(raw)
        .orElseThrow(() -> new Refusal(422, "inbox.refused.number", "This is no number."));
  }

  private Reply intent(Request request) {
    Reading reading = intents.read(Optional.ofNullable(request.json(Order.class).text).orElse(""));
    return Reply.json(
        new Taken(reading.intent().word(), reading.why(), reading.urgent(), reading.language()));
  }
}
