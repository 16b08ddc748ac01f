package org.hamroh.inbox;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.hamroh.sms.Prices;
import org.hamroh.sms.SmsText;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;

/// The pages "Texts": who wrote and waits, and one thread to be answered.
public final class InboxPages implements Routes {

  private static final int MOST_OPEN = 100;
  private static final int LAST_DONE = 30;

  private final Inbox inbox;
  private final InboxRoutes routes;
  private final UnaryOperator<String> nameOf;
  private final Supplier<String> recordId;
  private final Prices prices;

  /// @param nameOf   a login's name as colleagues know it
  /// @param recordId of a new record
  InboxPages(
      Inbox inbox,
      InboxRoutes routes,
      UnaryOperator<String> nameOf,
      Supplier<String> recordId,
      Prices prices) {
    this.inbox = inbox;
    this.routes = routes;
    this.nameOf = nameOf;
    this.recordId = recordId;
    this.prices = prices;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/inbox", InboxRoutes.DESK, request -> list(request, "list"));
    mount.get("/inbox/lines", InboxRoutes.DESK, request -> list(request, "lines"));
    mount.post("/inbox/stops", InboxRoutes.DESK, this::stop);
    mount.get("/inbox/{id}", InboxRoutes.DESK, request -> show(request, "show", "", ""));
    mount.get("/inbox/{id}/lines", InboxRoutes.DESK, request -> show(request, "talk", "", ""));
    mount.post("/inbox/{id}/claim", InboxRoutes.DESK, r -> act(r, () -> claim(r)));
    mount.post("/inbox/{id}/answer", InboxRoutes.DESK, this::answer);
    mount.post(
        "/inbox/{id}/close",
        InboxRoutes.DESK,
        r -> act(r, () -> inbox.close(InboxRoutes.id(r), r.principal().name())));
    mount.post("/inbox/{id}/stop", InboxRoutes.DESK, r -> act(r, () -> silence(r, true)));
    mount.post("/inbox/{id}/start", InboxRoutes.DESK, r -> act(r, () -> silence(r, false)));
    mount.post("/inbox/{id}/record", InboxRoutes.DESK, this::record);
  }

  /// One row of the list.
  ///
  /// @param whose who answers, empty when nobody does
  public record Row(Conversation thread, String whose) {}

  /// One thread.
  ///
  /// @param own  whether it is the reader's, or nobody's
  /// @param prices of a segment, for the counter
  /// @param seen goes back with an answer: has a colleague been quicker?
  public record Thread(
      Conversation one,
      String whose,
      boolean own,
      List<Conversation.Line> lines,
      List<Conversation.Deed> deeds,
      boolean unsafe,
      boolean silent,
      long seen,
      String prices) {}

  private Reply list(Request request, String page) {
    return list(page, request.query("stopped").map(one -> "inbox.stopped").orElse(""));
  }

  private Reply list(String page, String notice) {
    return Reply.page(
        "inbox/" + page + ".jte",
        Map.of(
            "open", rows(inbox.list(true, MOST_OPEN)),
            "done", rows(inbox.list(false, LAST_DONE)),
            "notice", notice));
  }

  private List<Row> rows(List<Conversation> threads) {
    return threads.stream().map(one -> new Row(one, name(one.claimedBy()))).toList();
  }

  private String name(String login) {
    return login.isEmpty() ? "" : nameOf.apply(login);
  }

  /// @param written  what was to be sent and was not
  /// @param trouble  why not, as a key of the book
  private Reply show(Request request, String page, String written, String trouble) {
    Inbox.Story story = inbox.story(InboxRoutes.id(request));
    Conversation one = story.thread();
    boolean own = one.claimedBy().isEmpty() || one.claimedBy().equals(request.principal().name());
    Thread thread =
        new Thread(
            one,
            name(one.claimedBy()),
            own,
            story.lines().stream().map(this::named).toList(),
            story.deeds().stream()
                .map(
                    deed ->
                        new Conversation.Deed(
                            name(deed.who()), deed.what(), deed.about(), deed.at()))
                .toList(),
            story.unsafe(),
            story.silent(),
            story.seen(),
            prices.json(one.number()));
    return Reply.page(
        "inbox/" + page + ".jte", Map.of("thread", thread, "written", written, "trouble", trouble));
  }

  private Conversation.Line named(Conversation.Line line) {
    return new Conversation.Line(
        line.ours(),
        line.text(),
        line.state(),
        line.partial(),
        line.answered(),
        name(line.who()),
        line.at());
  }

  private void claim(Request request) {
    inbox.claim(
        InboxRoutes.id(request),
        request.principal().name(),
        request.principal().hasAny(java.util.Set.of(Role.SUPERVISOR)));
  }

  private void silence(Request request, boolean stop) {
    inbox.silence(InboxRoutes.id(request), request.principal().name(), stop);
  }

  private Reply act(Request request, Runnable deed) {
    try {
      deed.run();
      return back(request);
    } catch (Refusal e) {
      return refused(request, e, "");
    }
  }

  private static Reply back(Request request) {
    return new Reply.Redirect("/inbox/" + InboxRoutes.id(request));
  }

  private Reply refused(Request request, Refusal e, String written) {
    if (e.key().isEmpty()) {
      throw e;
    }
    return show(request, "show", written, e.key());
  }

  private Reply answer(Request request) {
    String text = request.form("text").orElse("").replace("\r\n", "\n");
    long seen =
        request
            .form("seen")
            .filter(one -> one.matches("[0-9]{1,18}"))
            .map(Long::parseLong)
            .orElse(0L);
    try {
      long message = InboxRoutes.send(inbox, request, SmsText.of(text).text(), seen);
      return new Reply.Redirect("/inbox/" + InboxRoutes.id(request) + "#sent-" + message);
    } catch (Refusal e) {
      return refused(request, e, text);
    }
  }

  private Reply record(Request request) {
    String id = recordId.get();
    inbox.record(InboxRoutes.id(request), request.principal().name(), id);
    return new Reply.Redirect("/records/new?id=" + id);
  }

  private Reply stop(Request request) {
    try {
      inbox.silence(routes.number(request.form("number").orElse("")), request.principal().name());
      return new Reply.Redirect("/inbox?stopped=1");
    } catch (Refusal e) {
      if (e.key().isEmpty()) {
        throw e;
      }
      return list("list", e.key());
    }
  }
}
