package org.hamroh.callback.booking;

import java.util.List;
import java.util.Map;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Routes;

/// The page of the calls that we owe: who waits for one, why it has not come yet, and a form to owe
/// somebody one more.
public final class CallbackPages implements Routes {

  private static final List<String> TIMES =
      List.of("soonest", "morning", "day", "evening", "tomorrow");

  private static final List<String> QUEUES =
      List.of(
          "queue-general",
          "queue-wages",
          "queue-rights",
          "queue-documents",
          "queue-agency",
          "queue-jobs",
          "queue-family",
          "queue-union");

  private static final List<String> LANGUAGES = List.of("tg", "ru");

  private final CallbackRoutes callbacks;

  public CallbackPages(CallbackRoutes callbacks) {
    this.callbacks = callbacks;
  }

  /// What the form holds.
  ///
  /// @param trouble why it could not be kept, empty when it was or nothing was asked
  /// @param receipt of the call that was just booked, empty when none was
  public record Form(String number, String trouble, String receipt) {

    public List<String> times() {
      return TIMES;
    }

    public List<String> queues() {
      return QUEUES;
    }

    public List<String> languages() {
      return LANGUAGES;
    }
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/callbacks", CallbackRoutes.READERS, request -> page(request, new Form("", "", "")));
    mount.post("/callbacks", CallbackRoutes.EDITORS, this::add);
    mount.get("/callbacks/rows", CallbackRoutes.READERS, this::rows);
    mount.post(
        "/callbacks/{id}/cancel",
        CallbackRoutes.EDITORS,
        request -> after(request, callbacks::cancel));
    mount.post(
        "/callbacks/{id}/now", CallbackRoutes.EDITORS, request -> after(request, callbacks::now));
  }

  private Reply page(Request request, Form form) {
    return Reply.page(
        "callback/index.jte",
        Map.of(
            "callbacks",
            callbacks.list(request),
            "form",
            form,
            "state",
            request.query("state").orElse(""),
            "mayChange",
            mayChange(request)));
  }

  private static boolean mayChange(Request request) {
    return request.principal().hasAny(CallbackRoutes.EDITORS);
  }

  private Reply rows(Request request) {
    return Reply.page(
        "callback/rows.jte",
        Map.of("callbacks", callbacks.list(request), "mayChange", mayChange(request)));
  }

  private Reply add(Request request) {
    String number = request.form("number").orElse("").strip();
    try {
      CallbackRoutes.CallbackView booked =
          callbacks.order(
              request,
              number,
              request.form("when").orElse(""),
              request.form("language").orElse(""),
              request.form("queue").orElse(""),
              request.form("safe").isPresent());
      return page(request, new Form("", "", booked.receipt()));
    } catch (Refusal refusal) {
      return page(request, new Form(number, String.valueOf(refusal.getMessage()), ""));
    }
  }

  private interface Change {
    CallbackRoutes.CallbackView on(Request request);
  }

  /// The rows as they stand, also when the change came too late.
  private Reply after(Request request, Change change) {
    try {
      change.on(request);
    } catch (Refusal refusal) {
      if (refusal.status() != 409) {
        throw refusal;
      } // else it rings already, or is over: the rows say so
    }
    return rows(request);
  }
}
