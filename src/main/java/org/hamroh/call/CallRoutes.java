package org.hamroh.call;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamroh.web.ListPage;
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
    int limit = ListPage.limit(request);
    List<CallRecord> found =
        records.list(
            new CallRecordStore.Wanted(
                time(request, "from", CallRecordStore.Wanted.EVER),
                time(request, "to", CallRecordStore.Wanted.NEVER),
                ending(request),
                request.query("language").orElse(""),
                request.query("operator").orElse(""),
                request
                    .query("cursor")
                    .filter(text -> !text.isEmpty())
                    .map(text -> ListPage.after(text, CallRoutes::place))
                    .orElse(CallRecordStore.Cursor.BEGINNING),
                limit + 1));
    ListPage<CallRecord> page =
        ListPage.of(found, limit, CallRecord::startedAt, one -> one.call().value());
    return new CallList(page.rows().stream().map(CallView::of).toList(), page.next());
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

  private static CallRecordStore.Cursor place(long millis, String call) {
    return new CallRecordStore.Cursor(Instant.ofEpochMilli(millis), new CallId(call).value());
  }
}
