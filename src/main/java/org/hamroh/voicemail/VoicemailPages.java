package org.hamroh.voicemail;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Routes;
import org.hamroh.web.Texts;

/// The pages "Messages": what callers left, by due time, and one message to be heard and answered.
public final class VoicemailPages implements Routes {

  /// Who answers a hundred messages has no use for the next hundred on the same page.
  private static final int MOST_OPEN = 100;

  private static final int LAST_DONE = 20;

  private final VoiceMessages messages;
  private final UnaryOperator<String> nameOf;
  private final Texts texts;
  private final Clock clock;

  /// @param nameOf a login's name as colleagues know it
  /// @param clock  in the site's zone
  public VoicemailPages(
      VoiceMessages messages, UnaryOperator<String> nameOf, Texts texts, Clock clock) {
    this.messages = messages;
    this.nameOf = nameOf;
    this.texts = texts;
    this.clock = clock;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/voicemail", VoicemailRoutes.LISTENERS, request -> list("list"));
    mount.get("/voicemail/lines", VoicemailRoutes.LISTENERS, request -> list("lines"));
    mount.get("/voicemail/{id}", VoicemailRoutes.LISTENERS, request -> show(request, "", ""));
    mount.post("/voicemail/{id}/state", VoicemailRoutes.LISTENERS, this::change);
    mount.post("/voicemail/{id}/callback", VoicemailRoutes.LISTENERS, this::callBack);
  }

  /// One line of the list.
  ///
  /// @param today  whether it is due today, so that the hour says enough
  /// @param whose  who sees to it or has answered it, empty when nobody has
  public record Line(VoiceMessage message, boolean overdue, boolean today, String whose) {}

  /// One message with all that has been done about it.
  ///
  /// @param callable   whether a call back can be booked
  /// @param listenings by name
  public record Story(Line line, List<VoiceMessage.Listening> listenings) {}

  private Reply list(String page) {
    List<Line> open =
        messages
            .list(
                new MessageStore.Wanted(
                    List.of(MessageState.NEW, MessageState.TAKEN),
                    "",
                    MessageStore.Cursor.BEGINNING,
                    MOST_OPEN))
            .stream()
            .map(this::line)
            .toList();
    List<Line> done = messages.done(LAST_DONE).stream().map(this::line).toList();
    return Reply.page("voicemail/" + page + ".jte", Map.of("open", open, "done", done));
  }

  private Line line(VoiceMessage message) {
    Instant now = clock.instant();
    ZoneId zone = clock.getZone();
    return new Line(
        message,
        message.isOverdue(now),
        LocalDate.ofInstant(message.dueAt(), zone).equals(LocalDate.ofInstant(now, zone)),
        message.done().or(message::taken).map(deed -> nameOf.apply(deed.by())).orElse(""));
  }

  /// @param done    what has just been done, empty when nothing
  /// @param trouble why it was not
  private Reply show(Request request, String done, String trouble) {
    VoiceMessage message = VoicemailRoutes.message(request, messages);
    List<VoiceMessage.Listening> listenings =
        messages.listenings(message.id()).stream()
            .map(one -> new VoiceMessage.Listening(nameOf.apply(one.listener()), one.at()))
            .toList();
    return Reply.page(
        "voicemail/show.jte",
        Map.of("story", new Story(line(message), listenings), "done", done, "trouble", trouble));
  }

  private Reply change(Request request) {
    try {
      VoiceMessage changed =
          VoicemailRoutes.change(
              request, messages, request.form("state").orElse(""), request.form("note").orElse(""));
      return new Reply.Redirect(
          changed.state().isOpen() ? "/voicemail/" + changed.id() : "/voicemail");
    } catch (Refusal e) {
      return refused(request, e, "voicemail.too-late");
    }
  }

  private Reply callBack(Request request) {
    try {
      String receipt = VoicemailRoutes.book(request, messages);
      return show(request, words(request, "voicemail.callback.booked", receipt), "");
    } catch (Refusal e) {
      return refused(request, e, "voicemail.callback.refused");
    }
  }

  private Reply refused(Request request, Refusal e, String sentence) {
    if (e.status() != 409) {
      throw e;
    }
    return show(request, "", words(request, sentence));
  }

  private String words(Request request, String key, Object... values) {
    return texts.in(request.language()).of(key, values);
  }
}
