package org.hamroh.callback.booking;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamroh.call.CallId;
import org.hamroh.callback.Callback;
import org.hamroh.callback.CallbackState;
import org.hamroh.callback.CallbackStore;
import org.hamroh.ivr.outside.Callbacks.When;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.web.LiveFeed;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// Calls that we owe, over HTTP: `/api/v1/callbacks`. Only a supervisor sees whole numbers.
public final class CallbackRoutes implements Routes {

  static final Set<Role> READERS = Set.of(Role.OPERATOR, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
  static final Set<Role> EDITORS = Set.of(Role.OPERATOR, Role.SUPERVISOR);

  private static final int USUAL_PAGE = 50;
  private static final int LARGEST_PAGE = 200;

  private final Bookings bookings;
  private final Database database;
  private final LiveFeed feed;
  private final Clock clock;

  public CallbackRoutes(Bookings bookings, Database database, LiveFeed feed, Clock clock) {
    this.bookings = bookings;
    this.database = database;
    this.feed = feed;
    this.clock = clock;
  }

  /// One call that we owe.
  ///
  /// @param kind      `queue`, `booked`, `danger`, `missed_call`, `line_lost` or `self`
  /// @param number    masked but for supervisors; empty when it has been forgotten
  /// @param queue     empty for the main menu
  /// @param state     `waiting`, `dialling`, `connected`, `done`, `failed`, `texted`, `cancelled`,
  ///                  `expired`
  /// @param why       of the last change, in one word; may be empty
  /// @param fromCall  in which it was asked for, null when it was not in a call
  /// @param nextTryAt null when it has ended
  public record CallbackView(
      long id,
      String receipt,
      String kind,
      String number,
      String language,
      String queue,
      int priority,
      boolean safe,
      @Nullable String fromCall,
      Instant askedAt,
      Instant notBefore,
      Instant until,
      String state,
      String why,
      int attempts,
      @Nullable Instant nextTryAt,
      Instant changedAt) {

    /// How the state looks on the page.
    public String tone() {
      return switch (state) {
        case "dialling", "connected" -> "busy";
        case "done", "texted" -> "good";
        case "failed", "expired" -> "warn";
        default -> "";
      };
    }
  }

  /// @param next cursor of the next page, null on the last
  public record CallbackList(List<CallbackView> callbacks, @Nullable String next) {}

  /// @param when     `soonest`, `morning`, `day`, `evening`, `tomorrow`
  /// @param language null when unknown
  /// @param queue    null for anybody
  /// @param safe     whether our name is to be kept back; so it is when left out
  public record NewCallback(
      @Nullable String number,
      @Nullable String when,
      @Nullable String language,
      @Nullable String queue,
      @Nullable Boolean safe) {}

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/callbacks", READERS, request -> Reply.json(list(request)));
    mount.post("/api/v1/callbacks", EDITORS, this::add);
    mount.get("/api/v1/callbacks/{id}", READERS, request -> Reply.json(view(find(request))));
    mount.post("/api/v1/callbacks/{id}/cancel", EDITORS, request -> Reply.json(cancel(request)));
    mount.post("/api/v1/callbacks/{id}/now", EDITORS, request -> Reply.json(now(request)));
  }

  CallbackList list(Request request) {
    int limit = limit(request);
    Optional<CallbackState> state =
        request.query("state").filter(one -> !one.isEmpty()).map(CallbackRoutes::state);
    long before = cursor(request);
    List<Callback> found =
        database.read(handle -> CallbackStore.page(handle, state, before, limit + 1));
    List<Callback> page = found.size() > limit ? found.subList(0, limit) : found;
    return new CallbackList(
        page.stream().map(one -> view(one)).toList(),
        found.size() > limit ? Long.toString(page.getLast().id()) : null);
  }

  private static int limit(Request request) {
    String text = request.query("limit").orElse(String.valueOf(USUAL_PAGE));
    if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > LARGEST_PAGE) {
      throw new Refusal(400, "limit is a number from 1 to " + LARGEST_PAGE + ".");
    }
    return Integer.parseInt(text);
  }

  private static long cursor(Request request) {
    String text = request.query("cursor").orElse("");
    if (text.isEmpty()) {
      return Long.MAX_VALUE;
    }
    if (!text.matches("[1-9][0-9]{0,17}")) {
      throw new Refusal(400, "cursor is not one that an earlier page gave.");
    }
    return Long.parseLong(text);
  }

  private static CallbackState state(String word) {
    return Arrays.stream(CallbackState.values())
        .filter(one -> one.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    400,
                    "state is one of "
                        + Arrays.stream(CallbackState.values())
                            .map(CallbackState::word)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  private static CallbackView view(Callback one) {
    return new CallbackView(
        one.id(),
        one.receipt(),
        one.kind().word(),
        one.number().map(PhoneNumber::masked).orElse(""),
        one.language(),
        one.queue(),
        one.priority(),
        one.safe(),
        one.fromCall().map(CallId::value).orElse(null),
        one.askedAt(),
        one.notBefore(),
        one.until(),
        one.state().word(),
        one.why(),
        one.attempts(),
        one.state().isLive() ? one.nextTryAt() : null,
        one.changedAt());
  }

  private Reply add(Request request) {
    NewCallback wanted = request.json(NewCallback.class);
    return Reply.created(
        order(
            request,
            text(wanted.number()),
            text(wanted.when()),
            text(wanted.language()),
            text(wanted.queue()),
            wanted.safe() == null || wanted.safe()));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value.strip();
  }

  /// @throws Refusal 422 with what is wrong with the wish
  CallbackView order(
      Request request, String number, String when, String language, String queue, boolean safe) {
    if (!language.matches("([a-z]{2})?")) {
      throw new Refusal(422, "language is two letters such as tg, or left out.");
    }
    if (!queue.matches("(queue-[a-z]{2,20})?")) {
      throw new Refusal(422, "queue is a queue's name such as queue-wages, or left out.");
    }
    return switch (bookings.order(
        new Bookings.Order(number, moment(when), language, queue, safe))) {
      case Bookings.Taken.Booked booked -> view(booked.callback());
      case Bookings.Taken.Refused refused -> throw new Refusal(422, refused.reason());
    };
  }

  private static When moment(String word) {
    return Arrays.stream(When.values())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () -> new Refusal(422, "when is one of soonest, morning, day, evening, tomorrow."));
  }

  private Callback find(Request request) {
    long id = id(request);
    return database
        .read(handle -> CallbackStore.find(handle, id))
        .orElseThrow(() -> Refusal.notFound("call-back " + id));
  }

  private static long id(Request request) {
    String text = request.path("id");
    if (!text.matches("[1-9][0-9]{0,17}")) {
      throw Refusal.notFound("call-back " + text);
    }
    return Long.parseLong(text);
  }

  /// @throws Refusal 409 when it rings, talks or has ended
  CallbackView cancel(Request request) {
    Callback one = find(request);
    boolean done =
        database.write(
            handle ->
                CallbackStore.find(handle, one.id())
                        .filter(now -> now.state() == CallbackState.WAITING)
                        .isPresent()
                    && CallbackStore.settle(
                        handle,
                        one.id(),
                        CallbackState.CANCELLED,
                        "by-"
                            + (request.principal().hasAny(Set.of(Role.SUPERVISOR))
                                ? "supervisor"
                                : "operator"),
                        clock.instant()));
    return changed(request, done);
  }

  /// @throws Refusal 409 when it rings, talks or has ended
  CallbackView now(Request request) {
    Callback one = find(request);
    Instant now = clock.instant();
    boolean done =
        database.write(
            handle -> CallbackStore.soon(handle, one.id(), now.plus(BookingHours.SOON_LASTS), now));
    CallbackView view = changed(request, done);
    bookings.hurry();
    return view;
  }

  private CallbackView changed(Request request, boolean done) {
    Callback now = find(request);
    if (!done) {
      throw new Refusal(409, "It does not wait any more: " + now.state().word() + ".");
    }
    feed.changed("callbacks");
    return view(now);
  }
}
