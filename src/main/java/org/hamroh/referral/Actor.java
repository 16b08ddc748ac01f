package org.hamroh.referral;

import org.hamroh.web.Request;

/// Who of the staff does something, for the audit.
///
/// @param from the browser's address
public record Actor(String login, String from) {

  static Actor of(Request request) {
    return new Actor(request.principal().name(), request.from());
  }
}
