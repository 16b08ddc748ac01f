package org.hamroh.audit;

import org.hamroh.web.Request;

/// One look at what is kept of persons, or one change of it. Never holds what was seen.
///
/// @param who  the login, or the name of a program's token
/// @param kind what was looked at: `case`, `record`, `caller`, `voice-message`
/// @param id   which of them; a search has none
/// @param why  the reason that was given; empty when none is asked for
/// @param from where it was asked from: the browser's address; empty for the product's own work
public record Look(String who, Act act, String kind, String id, String why, String from) {

  /// Who asks through a browser or the API.
  public static Look of(Request request, Act act, String kind, String id, String why) {
    return new Look(request.principal().name(), act, kind, id, why, request.from());
  }

  /// Somebody at the machine's own terminal.
  ///
  /// @param id whom or what it is about
  public static Look atTerminal(Act act, String kind, String id, String why) {
    return new Look(
        "terminal:" + System.getProperty("user.name", ""), act, kind, id, why, "terminal");
  }
}
