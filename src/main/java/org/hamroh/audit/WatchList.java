package org.hamroh.audit;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Behind which doors something of a person stands, and what going through one is called. Rooms
/// that write their own rows (they know more of the look than its address) are not here.
final class WatchList {

  /// One door.
  ///
  /// @param door   method and address, as the rule file has them
  /// @param id     the variable of the address that names what is looked at; with `?` of its
  ///               query, with `=` of what was sent; empty when nothing single is
  /// @param before the row is kept first and the work done after it: long lists, and work that
  ///               waits for others, must not hold the store's one writer
  /// @param once   again within minutes is the same look
  record Line(String door, Act act, String kind, String id, boolean before, boolean once) {}

  private static final List<Line> LINES =
      List.of(
          open("GET /records/{id}", "record", "id"),
          open("GET /api/v1/records/{id}", "record", "id"),
          open("GET /panels/casework/record", "record", "?call"),
          open("GET /panels/casework/caller", "call", "?call"),
          open("GET /callers/{key}", "caller", "key"),
          open("GET /api/v1/callers/{key}", "caller", "key"),
          open("GET /callers/{key}/safety", "safety-card", "key"),
          open("GET /api/v1/callers/{key}/safety", "safety-card", "key"),
          open("GET /calls/{id}", "call", "id"),
          open("GET /api/v1/calls/{id}", "call", "id"),
          again("GET /panels/console/call", Act.OPEN, "call", "?call"),
          open("GET /voicemail/{id}", "voice-message", "id"),
          open("GET /api/v1/recordings/{id}", "voice-message", "id"),
          open("GET /api/v1/callbacks/{id}", "callback", "id"),
          open("GET /api/v1/messages/{id}", "message", "id"),
          new Line(
              "GET /api/v1/recordings/{id}/audio", Act.LISTEN, "voice-message", "id", false, true),
          together("POST /callers/{key}/number", Act.UNMASK, "caller", "key"),
          together("POST /api/v1/callers/{key}/number", Act.UNMASK, "caller", "key"),
          search("GET /records", "record", "?caller"),
          search("GET /api/v1/records", "record", "?caller"),
          search("GET /api/v1/records/due", "record", ""),
          search("GET /api/v1/calls", "call", ""),
          search("GET /api/v1/recordings", "voice-message", ""),
          search("GET /api/v1/callbacks", "callback", ""),
          search("GET /contacts", "contact", ""),
          search("GET /api/v1/contacts", "contact", ""),
          again("GET /contacts/imports/{id}", Act.OPEN, "import", "id"),
          search("GET /contacts/imports/{id}/refused", "import", "id"),
          again("GET /api/v1/contacts/imports/{id}", Act.OPEN, "import", "id"),
          search("GET /api/v1/contacts/imports/{id}/refused", "import", "id"),
          search("GET /api/v1/campaigns/{id}/messages", "message", "id"),
          again("GET /audit", Act.SEARCH, "audit", ""),
          again("GET /api/v1/audit", Act.SEARCH, "audit", ""),
          again("GET /voicemail", Act.SEARCH, "voice-message", ""),
          again("GET /voicemail/lines", Act.SEARCH, "voice-message", ""),
          again("GET /inbox/{id}", Act.OPEN, "inbox", "id"),
          again("GET /inbox/{id}/lines", Act.OPEN, "inbox", "id"),
          again("GET /api/v1/inbox/{id}", Act.OPEN, "inbox", "id"),
          again("GET /inbox", Act.SEARCH, "inbox", ""),
          again("GET /inbox/lines", Act.SEARCH, "inbox", ""),
          again("GET /api/v1/inbox", Act.SEARCH, "inbox", ""),
          change("POST /inbox/{id}/answer", "inbox", "id"),
          change("POST /inbox/{id}/claim", "inbox", "id"),
          change("POST /inbox/{id}/close", "inbox", "id"),
          change("POST /inbox/{id}/record", "inbox", "id"),
          change("POST /inbox/{id}/start", "inbox", "id"),
          change("POST /inbox/{id}/stop", "inbox", "id"),
          change("POST /inbox/stops", "inbox", ""),
          change("POST /api/v1/inbox/{id}/answer", "inbox", "id"),
          change("POST /api/v1/inbox/{id}/claim", "inbox", "id"),
          change("POST /api/v1/inbox/{id}/close", "inbox", "id"),
          change("POST /api/v1/inbox/{id}/start", "inbox", "id"),
          change("POST /api/v1/inbox/{id}/stop", "inbox", "id"),
          change("POST /api/v1/stops", "inbox", ""),
          again("GET /callbacks", Act.SEARCH, "callback", ""),
          again("GET /callbacks/rows", Act.SEARCH, "callback", ""),
          again("GET /console/calls", Act.SEARCH, "call", ""),
          again("GET /day", Act.SEARCH, "day", ""),
          again("GET /day/rows", Act.SEARCH, "day", ""),
          again("GET /panels/day", Act.SEARCH, "day", ""),
          again("GET /api/v1/day", Act.SEARCH, "day", ""),
          together("POST /callers/{key}/safety", Act.CHANGE, "safety-card", "key"),
          together("POST /api/v1/callers/{key}/safety", Act.CHANGE, "safety-card", "key"),
          change("POST /callers/{key}/flags", "caller-flag", "key"),
          change("POST /api/v1/callers/{key}/flags", "caller-flag", "key"),
          change("POST /callers/{key}/flags/{id}/lift", "caller-flag", "key"),
          change("POST /api/v1/callers/{key}/flags/{id}/lift", "caller-flag", "key"),
          again("POST /api/v1/records/{id}/draft", Act.CHANGE, "record", "id"),
          change("POST /api/v1/records/{id}/save", "record", "id"),
          change("POST /api/v1/records/{id}/next-done", "record", "id"),
          change("POST /api/v1/records/{id}/asides/{page}/drop", "record", "id"),
          change("POST /voicemail/{id}/state", "voice-message", "id"),
          change("POST /api/v1/recordings/{id}/state", "voice-message", "id"),
          change("POST /voicemail/{id}/callback", "voice-message", "id"),
          change("POST /api/v1/recordings/{id}/callback", "voice-message", "id"),
          change("POST /callbacks", "callback", ""),
          change("POST /api/v1/callbacks", "callback", ""),
          change("POST /callbacks/{id}/cancel", "callback", "id"),
          change("POST /callbacks/{id}/now", "callback", "id"),
          change("POST /api/v1/callbacks/{id}/cancel", "callback", "id"),
          change("POST /api/v1/callbacks/{id}/now", "callback", "id"),
          change("POST /contacts", "contact", ""),
          change("POST /api/v1/contacts/import", "contact", ""),
          change("POST /contacts/imports", "import", ""),
          change("POST /contacts/imports/{id}/plan", "import", "id"),
          change("POST /contacts/imports/{id}/start", "import", "id"),
          change("POST /contacts/imports/{id}/give-up", "import", "id"),
          change("POST /api/v1/contacts/imports", "import", ""),
          change("POST /api/v1/contacts/imports/{id}/plan", "import", "id"),
          change("POST /api/v1/contacts/imports/{id}/start", "import", "id"),
          change("POST /api/v1/contacts/imports/{id}/give-up", "import", "id"),
          change("POST /retention/clock", "clock", ""),
          change("POST /api/v1/retention/clock", "clock", ""),
          rights("POST /api/v1/users", "=login"),
          rights("POST /account/people/{login}/reset", "login"),
          rights("POST /api/v1/users/{login}/reset", "login"),
          rights("POST /account/code/remove", ""),
          rights("POST /recording/pins", "=login"),
          rights("POST /api/v1/recording/pins", "=login"),
          rights("POST /recording/pins/remove", "=login"),
          rights("POST /api/v1/recording/pins/remove", "=login"));

  private WatchList() {}

  static Map<String, Line> byDoor() {
    return LINES.stream().collect(Collectors.toUnmodifiableMap(Line::door, Function.identity()));
  }

  private static Line open(String door, String kind, String id) {
    return together(door, Act.OPEN, kind, id);
  }

  private static Line together(String door, Act act, String kind, String id) {
    return new Line(door, act, kind, id, false, false);
  }

  private static Line search(String door, String kind, String id) {
    return new Line(door, Act.SEARCH, kind, id, true, false);
  }

  private static Line again(String door, Act act, String kind, String id) {
    return new Line(door, act, kind, id, true, true);
  }

  private static Line change(String door, String kind, String id) {
    return new Line(door, Act.CHANGE, kind, id, true, false);
  }

  private static Line rights(String door, String id) {
    return new Line(door, Act.RIGHTS, "user", id, true, false);
  }
}
