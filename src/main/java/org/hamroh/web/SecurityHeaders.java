package org.hamroh.web;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CSPHandler;

/// What every answer tells browsers: nothing from elsewhere runs in our pages, and no other site
/// shows them in a frame or reads them.
final class SecurityHeaders {

  private SecurityHeaders() {}

  static CSPHandler contentPolicy() {
    return CSPHandler.create()
        .setDirective("default-src", "'self'")
        .setDirective("base-uri", "'none'")
        .setDirective("form-action", "'self'")
        .setDirective("frame-ancestors", "'none'")
        .setDirective("object-src", "'none'");
  }

  static void add(RoutingContext context) {
    context
        .response()
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(self)");
    context.next();
  }
}
