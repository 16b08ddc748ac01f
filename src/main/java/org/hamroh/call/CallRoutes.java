package org.hamroh.call;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/calls`: the records, newest first, a page at a time. `GET /api/v1/calls/totals`:
/// what they come to. `GET /api/v1/calls/{id}`: one record and its events. Nowhere a telephone
/// number: the caller's key stands for it.
public final class CallRoutes implements Routes {

  private static final Set<Role> READERS =
      Set.of(Role.OPERATOR, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);

  private static final int USUAL_PAGE = 50;
  private static final int LARGEST_PAGE = 200;

  private final CallRecords records;

  public CallRoutes(CallRecords records) {
    this.records = records;
  }

  /// @param next the cursor of the next page, absent on the last
  record CallList(List<CallView> calls, @Nullable String next) {}

  record CallDetails(CallView call, List<EventView> events) {}

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/calls", READERS, request -> Reply.json(list(request)));
    mount.get("/api/v1/calls/totals", READERS, request -> Reply.json(totals(request)));
    mount.get("/api/v1/calls/{id}", READERS, request -> Reply.json(details(request)));
  }

  private CallList list(Request request) {
    int limit = limit(request);
    List<CallRecord> found =
        records.list(
            new CallRecordStore.Wanted(
                time(request, "from", CallRecordStore.Wanted.EVER),
                time(request, "to", CallRecordStore.Wanted.NEVER),
                ending(request),
                request.query("language").orElse(""),
                request.query("operator").orElse(""),
                cursor(request),
                limit + 1));
    boolean more = found.size() > limit;
    List<CallRecord> page = more ? found.subList(0, limit) : found;
    return new CallList(
        page.stream().map(CallView::of).toList(), more ? cursorAfter(page.getLast()) : null);
  }

  /// @param paidPerResolvedMillis what a resolved call cost its caller on average
  record TotalsView(
      long calls,
      long resolved,
      long paidMillis,
      long paidPerResolvedMillis,
      long withoutKeys,
      long withoutKeysServed) {}

  private TotalsView totals(Request request) {
    CallTotals totals =
        records.totals(
            time(request, "from", CallRecordStore.Wanted.EVER),
            time(request, "to", CallRecordStore.Wanted.NEVER));
    return new TotalsView(
        totals.calls(),
        totals.resolved(),
        totals.paid().toMillis(),
        totals.paidPerResolved().toMillis(),
        totals.withoutKeys(),
        totals.withoutKeysServed());
  }

  private CallDetails details(Request request) {
    String id = request.path("id");
    CallRecord record = records.find(id).orElseThrow(() -> Refusal.notFound("call " + id));
    return new CallDetails(
        CallView.of(record), records.events(record.call()).stream().map(EventView::of).toList());
  }

  private static int limit(Request request) {
    String text = request.query("limit").orElse(String.valueOf(USUAL_PAGE));
    if (!text.matches("[0-9]{1,3}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > LARGEST_PAGE) {
      throw new Refusal(400, "limit is a number from 1 to " + LARGEST_PAGE + ".");
    }
    return Integer.parseInt(text);
  }

  private static Instant time(Request request, String name, Instant otherwise) {
    String text = request.query(name).orElse("");
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      return java.time.OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new Refusal(400, name + " is a time such as 2026-11-22T08:00:00Z.");
    }
  }

  private static String ending(Request request) {
    String wanted = request.query("ending").orElse("");
    if (!wanted.isEmpty()
        && Arrays.stream(Ending.values()).noneMatch(one -> one.name().equals(wanted))) {
      throw new Refusal(
          400,
          "ending is one of "
              + Arrays.stream(Ending.values()).map(Enum::name).collect(Collectors.joining(", "))
              + ".");
    }
    return wanted;
  }

  private static CallRecordStore.Cursor cursor(Request request) {
    String text = request.query("cursor").orElse("");
    if (text.isEmpty()) {
      return CallRecordStore.Cursor.BEGINNING;
    }
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
      return new CallRecordStore.Cursor(
          Instant.ofEpochMilli(Long.parseLong(parts[0])), new CallId(parts[1]).value());
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new Refusal(400, "cursor is not one that an earlier page gave.");
    }
  }

  private static String cursorAfter(CallRecord last) {
    String place = last.startedAt().toEpochMilli() + " " + last.call();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }
}
