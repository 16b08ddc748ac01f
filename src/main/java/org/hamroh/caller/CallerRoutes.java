package org.hamroh.caller;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.call.Callers;
import org.hamroh.phone.NumberReader;
import org.hamroh.phone.NumberReading;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// What is remembered of callers, over HTTP: only its erasure. Nobody can look a caller up.
public final class CallerRoutes implements Routes {

  private static final Set<Role> ROLES = Set.of(Role.ADMIN);

  private final NumberReader numbers;
  private final Callers callers;
  private final CallerMemory memory;

  public CallerRoutes(NumberReader numbers, Callers callers, CallerMemory memory) {
    this.numbers = numbers;
    this.callers = callers;
    this.memory = memory;
  }

  @Override
  public void mount(Mount mount) {
    mount.post("/api/v1/callers/forget", ROLES, this::forget);
  }

  /// Whom to forget.
  ///
  /// @param number as people write it
  /// @param region whose national way it is written in; `TJ` when absent
  public record Whom(@Nullable String number, @Nullable String region) {}

  private Reply forget(Request request) {
    Whom whom = request.json(Whom.class);
    String raw = Optional.ofNullable(whom.number).orElse("");
    return switch (numbers.read(raw, Optional.ofNullable(whom.region).orElse("TJ"))) {
      case NumberReading.Read(var number) ->
          Reply.json(Map.of("forgotten", memory.forget(callers.of(number).key())));
      case NumberReading.Unreadable(var reason) ->
          throw new Refusal(422, "The number " + reason + ".");
    };
  }
}
