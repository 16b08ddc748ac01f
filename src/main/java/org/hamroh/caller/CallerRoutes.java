package org.hamroh.caller;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.call.CallRecord;
import org.hamroh.call.CallRecords;
import org.hamroh.phone.CallerKey;
import org.hamroh.web.LiveFeed;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// What is known of callers, over HTTP: by the key in their calls' records, never by the number.
/// Nobody can look a number up. A whole number is shown to supervisors who say why, and each look
/// is written down.
public final class CallerRoutes implements Routes {

  /// Who talks with callers.
  public static final Set<Role> CARE = Set.of(Role.OPERATOR, Role.SUPERVISOR);

  public static final Set<Role> UNMASKERS = Set.of(Role.SUPERVISOR);

  /// Calls in a history; who rings more often is known by then.
  private static final int LAST_CALLS = 20;

  private final CallerMemory memory;
  private final CallRecords records;
  private final NumberBook book;
  private final CallerProfiles profiles;
  private final CallerFlags flags;
  private final FlagKinds kinds;
  private final LiveFeed feed;

  /// @param kinds which flags and reasons there are
  /// @param feed  is told `callers` when flags changed
  public CallerRoutes(
      CallerMemory memory,
      CallRecords records,
      NumberBook book,
      CallerProfiles profiles,
      CallerFlags flags,
      FlagKinds kinds,
      LiveFeed feed) {
    this.memory = memory;
    this.records = records;
    this.book = book;
    this.profiles = profiles;
    this.flags = flags;
    this.kinds = kinds;
    this.feed = feed;
  }

  /// Which flags may be set and for which reasons a number may be looked at: the site's form says
  /// so.
  public interface FlagKinds {

    /// @param holds at most so long
    record Kind(boolean slower, Duration holds) {}

    Optional<Kind> flag(String id);

    boolean isReason(String id);
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/callers/{key}", CARE, this::show);
    mount.post("/api/v1/callers/{key}/number", UNMASKERS, this::unmask);
    mount.post("/api/v1/callers/{key}/flags", CARE, this::setFlag);
    mount.post("/api/v1/callers/{key}/flags/{id}/lift", CARE, this::liftFlag);
  }

  /// A caller as the API shows it.
  ///
  /// @param number   masked; absent when no longer kept
  /// @param language chosen last, absent when none was
  /// @param profile  last answers, by field of the form
  /// @param calls    the last ones, newest first
  record View(
      String key,
      @Nullable String number,
      String country,
      @Nullable String language,
      Map<String, String> profile,
      List<CallerFlag> flags,
      List<PastCall> calls) {}

  record PastCall(String id, Instant startedAt, @Nullable String ending, String operator) {}

  private Reply show(Request request) {
    CallerKey key = key(request);
    List<CallRecord> calls = records.ofCaller(key, LAST_CALLS);
    return Reply.json(
        new View(
            key.hex(),
            book.masked(key).orElse(null),
            calls.isEmpty() ? "" : calls.getFirst().country(),
            memory.recall(key).flatMap(CallerMemory.Remembered::language).orElse(null),
            profiles.of(key),
            flags.of(key),
            calls.stream()
                .map(
                    call ->
                        new PastCall(
                            call.call().value(),
                            call.startedAt(),
                            call.ending() == null ? null : call.ending().name(),
                            call.operator()))
                .toList()));
  }

  record Why(@Nullable String reason) {}

  record Whole(String number) {}

  private Reply unmask(Request request) {
    String reason = or(request.json(Why.class).reason);
    return new Reply.Fleeting(new Whole(unmasked(request, reason)));
  }

  /// The whole number, once the look is written down.
  ///
  /// @throws Refusal 422 without a good reason, 404 when the number is no longer kept
  public String unmasked(Request request, String reason) {
    if (!kinds.isReason(reason)) {
      throw new Refusal(422, "Say why: the form has the list of reasons (unmaskReasons).");
    }
    return book.unmask(key(request), reason, request.principal().name())
        .orElseThrow(() -> Refusal.notFound("number of this caller any more"))
        .e164();
  }

  /// @param days how long it holds; the form's time when left out, and at most that
  record Wish(@Nullable String flag, @Nullable Integer days) {}

  private Reply setFlag(Request request) {
    Wish wish = request.json(Wish.class);
    return Reply.created(set(request, or(wish.flag), Optional.ofNullable(wish.days)));
  }

  /// @throws Refusal 422 when there is no such flag, or not for so long
  public CallerFlag set(Request request, String flag, Optional<Integer> days) {
    FlagKinds.Kind kind =
        kinds.flag(flag).orElseThrow(() -> new Refusal(422, "The form has no such flag."));
    Duration holds = days.map(Duration::ofDays).orElse(kind.holds());
    if (!holds.isPositive() || holds.compareTo(kind.holds()) > 0) {
      throw new Refusal(422, "This flag holds for 1 to " + kind.holds().toDays() + " days.");
    }
    CallerFlag made =
        flags.set(key(request), flag, kind.slower(), holds, request.principal().name());
    feed.changed("callers");
    return made;
  }

  private Reply liftFlag(Request request) {
    lift(request);
    return new Reply.NoContent();
  }

  /// @throws Refusal 404 when it holds no longer
  public void lift(Request request) {
    if (!flags.lift(key(request), request.path("id"), request.principal().name())) {
      throw Refusal.notFound("such flag");
    }
    feed.changed("callers");
  }

  /// @throws Refusal 404 when the path holds none
  public static CallerKey key(Request request) {
    try {
      return new CallerKey(request.path("key"));
    } catch (IllegalArgumentException e) {
      throw new Refusal(404, "A caller is named by the 32 digits and letters of a call's record.");
    }
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }
}
