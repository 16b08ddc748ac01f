package org.hamroh.talk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hamroh.phone.CallerKey;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// `/api/v1/records/{id}/call`, `/api/v1/callers/{key}/call`, and the panel with the button for
/// both. There is no way to call a number that somebody types.
public final class CallOutRoutes implements Routes {

  /// @param onBehalf for programs with a token: the operator whose telephone it is
  record Whose(@Nullable String onBehalf) {}

  /// @param record null when made from the person's page
  /// @param reason why it was refused
  public record OutView(
      String call,
      @Nullable String record,
      String operator,
      Instant at,
      String state,
      @Nullable String reason) {
    static OutView of(OutCall one) {
      return new OutView(
          one.call().value(),
          one.record().isEmpty() ? null : one.record(),
          one.operator(),
          one.at(),
          one.state().word(),
          one.reason().isEmpty() ? null : one.reason());
    }
  }

  /// What the panel shows.
  ///
  /// @param record  empty on a person's page
  /// @param caller  empty when nobody knows who it is: then there is nothing to be called
  /// @param current the call that was just made
  /// @param refused [CallsOut.Refused], empty when it was not
  public record OutPanel(
      String record,
      String caller,
      Optional<OutCall> current,
      String refused,
      List<OutCall> earlier) {

    /// Whether the page has to look again.
    public boolean goesOn() {
      return current.filter(one -> one.state().goesOn()).isPresent();
    }

    public boolean talking() {
      return current.filter(one -> one.state() == OutCall.State.TALKING).isPresent();
    }
  }

  private final CallsOut calls;
  private final TalkRoutes talk;
  private final Function<String, Optional<CallerKey>> callerOf;

  /// @param talk     knows whose telephone is whose
  /// @param callerOf who a record, or a call that has none yet, is about
  public CallOutRoutes(
      CallsOut calls, TalkRoutes talk, Function<String, Optional<CallerKey>> callerOf) {
    this.calls = calls;
    this.talk = talk;
    this.callerOf = callerOf;
  }

  @Override
  public void mount(Mount mount) {
    mount.post("/api/v1/records/{id}/call", TalkRoutes.ROLES, this::fromRecord);
    mount.post("/api/v1/callers/{key}/call", TalkRoutes.ROLES, this::fromCaller);
    mount.get(
        "/api/v1/calls/{id}/out",
        TalkRoutes.ROLES,
        request -> Reply.json(OutView.of(known(request))));
    mount.get("/panels/call-out", TalkRoutes.ROLES, request -> panel(asked(request), "", ""));
    mount.post("/panels/call-out", TalkRoutes.ROLES, this::begin);
    mount.get(
        "/panels/call-out/{id}",
        TalkRoutes.ROLES,
        request -> panel(asked(request), known(request).call().value(), ""));
  }

  private Reply fromRecord(Request request) {
    String record = record(request.path("id"));
    CallerKey caller =
        callerOf
            .apply(record)
            .orElseThrow(() -> new Refusal(409, "Nobody knows the number of this person."));
    return answered(calls.begin(record, caller, operator(request)));
  }

  private Reply fromCaller(Request request) {
    return answered(calls.begin("", key(request.path("key")), operator(request)));
  }

  private String operator(Request request) {
    return talk.operator(
        request, request.body().length == 0 ? null : request.json(Whose.class).onBehalf());
  }

  private Reply answered(CallsOut.Begun begun) {
    return switch (begun) {
      case CallsOut.Begun.Started started ->
          Reply.created(OutView.of(calls.find(started.call().value()).orElseThrow()));
      case CallsOut.Refused refused -> throw new Refusal(409, refused.sentence());
    };
  }

  private OutCall known(Request request) {
    return calls.find(request.path("id")).orElseThrow(() -> Refusal.notFound("call"));
  }

  private static String record(String id) {
    if (!id.matches("[A-Za-z0-9._-]{1,80}")) {
      throw Refusal.notFound("record");
    }
    return id;
  }

  private static CallerKey key(String hex) {
    try {
      return new CallerKey(hex);
    } catch (IllegalArgumentException e) {
      throw Refusal.notFound("caller");
    }
  }

  /// @param record empty on a person's page
  private record Asked(String record, Optional<CallerKey> caller) {}

  private Asked asked(Request request) {
    return asked(request.query("record").orElse(""), request.query("caller").orElse(""));
  }

  private Asked asked(String record, String caller) {
    return record.isEmpty()
        ? new Asked("", Optional.of(key(caller)))
        : new Asked(record(record), callerOf.apply(record));
  }

  private Reply begin(Request request) {
    Asked asked = asked(request.form("record").orElse(""), request.form("caller").orElse(""));
    if (asked.caller().isEmpty()) {
      return panel(asked, "", "number-gone");
    }
    return switch (calls.begin(
        asked.record(), asked.caller().get(), talk.operator(request, null))) {
      case CallsOut.Begun.Started started -> panel(asked, started.call().value(), "");
      case CallsOut.Refused refused -> panel(asked, "", refused.word());
    };
  }

  private Reply panel(Asked asked, String call, String refused) {
    return Reply.page(
        "talk/out.jte",
        Map.of(
            "out",
            new OutPanel(
                asked.record(),
                asked.caller().map(CallerKey::hex).orElse(""),
                calls.find(call),
                refused,
                calls.ofRecord(asked.record()))));
  }
}
