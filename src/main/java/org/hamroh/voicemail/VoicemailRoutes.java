package org.hamroh.voicemail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamroh.phone.CallerKey;
import org.hamroh.seal.BrokenSealException;
import org.hamroh.web.ListPage;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// Voice messages over HTTP: `GET /api/v1/recordings`, one, its sound, and how it stands. Only
/// those who answer callers listen to them, and each listening is written down.
public final class VoicemailRoutes implements Routes {

  static final Set<Role> LISTENERS = Set.of(Role.OPERATOR, Role.SUPERVISOR);

  /// Who may take over what a colleague has taken: somebody may be ill.
  private static final Set<Role> OVER_OTHERS = Set.of(Role.SUPERVISOR);

  static final int LONGEST_NOTE = 1_000;

  private final VoiceMessages messages;

  public VoicemailRoutes(VoiceMessages messages) {
    this.messages = messages;
  }

  /// A message as the API shows it.
  ///
  /// @param caller   stands for the number; absent when withheld
  /// @param callable whether the number is still kept
  record View(
      String id,
      String call,
      String receipt,
      String kind,
      boolean urgent,
      String language,
      @Nullable String caller,
      boolean callable,
      Instant leftAt,
      Instant dueAt,
      long lengthMillis,
      String state,
      @Nullable String takenBy,
      @Nullable Instant takenAt,
      @Nullable String doneBy,
      @Nullable Instant doneAt,
      String note,
      String sound,
      int plays) {

    static View of(VoiceMessage one) {
      return new View(
          one.id(),
          one.call().value(),
          one.receipt(),
          one.kind(),
          one.urgent(),
          one.language(),
          one.caller().map(CallerKey::hex).orElse(null),
          one.callable(),
          one.leftAt(),
          one.dueAt(),
          one.length().toMillis(),
          one.state().word(),
          one.taken().map(VoiceMessage.Deed::by).orElse(null),
          one.taken().map(VoiceMessage.Deed::at).orElse(null),
          one.done().map(VoiceMessage.Deed::by).orElse(null),
          one.done().map(VoiceMessage.Deed::at).orElse(null),
          one.note(),
          one.sound().word(),
          one.plays());
    }
  }

  /// @param next the cursor of the next page, absent on the last
  record Page(List<View> recordings, @Nullable String next) {}

  record Details(View recording, List<VoiceMessage.Listening> listenings) {}

  record Wish(@Nullable String state, @Nullable String note) {}

  record Booked(String receipt) {}

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/recordings", LISTENERS, this::list);
    mount.get("/api/v1/recordings/{id}", LISTENERS, request -> details(message(request, messages)));
    mount.get("/api/v1/recordings/{id}/audio", LISTENERS, this::audio);
    mount.post("/api/v1/recordings/{id}/state", LISTENERS, this::state);
    mount.post("/api/v1/recordings/{id}/callback", LISTENERS, this::callBack);
  }

  private Reply list(Request request) {
    int limit = ListPage.limit(request);
    List<VoiceMessage> found =
        messages.list(
            new MessageStore.Wanted(
                states(request),
                request.query("kind").orElse(""),
                request
                    .query("cursor")
                    .map(text -> ListPage.after(text, MessageStore.Cursor::new))
                    .orElse(MessageStore.Cursor.BEGINNING),
                limit + 1));
    ListPage<VoiceMessage> page = ListPage.of(found, limit, VoiceMessage::dueAt, VoiceMessage::id);
    return Reply.json(new Page(page.rows().stream().map(View::of).toList(), page.next()));
  }

  private static List<MessageState> states(Request request) {
    String wanted = request.query("state").orElse("open");
    if (wanted.equals("open")) {
      return List.of(MessageState.NEW, MessageState.TAKEN);
    }
    if (wanted.equals("all")) {
      return List.of(MessageState.values());
    }
    return List.of(
        MessageState.of(wanted)
            .orElseThrow(
                () -> new Refusal(400, "state is open, all, new, taken, answered or closed.")));
  }

  static VoiceMessage message(Request request, VoiceMessages messages) {
    return messages.find(request.path("id")).orElseThrow(() -> Refusal.notFound("message"));
  }

  private Reply details(VoiceMessage message) {
    return Reply.json(new Details(View.of(message), messages.listenings(message.id())));
  }

  private Reply audio(Request request) {
    VoiceMessage message = message(request, messages);
    try {
      return new Reply.Media(
          "audio/wav",
          messages
              .listen(message.id(), request.principal().name())
              .orElseThrow(() -> Refusal.notFound("sound")));
    } catch (BrokenSealException e) {
      throw new Refusal(
          409, "The file is damaged, or this site's key is not the one it was sealed with.");
    }
  }

  private Reply state(Request request) {
    Wish wish = request.json(Wish.class);
    return Reply.json(
        View.of(
            change(
                request,
                messages,
                Optional.ofNullable(wish.state).orElse(""),
                Optional.ofNullable(wish.note).orElse(""))));
  }

  /// @throws Refusal 409 when somebody else was first, 422 when there is no such state
  static VoiceMessage change(Request request, VoiceMessages messages, String wanted, String note) {
    VoiceMessage message = message(request, messages);
    String by = request.principal().name();
    boolean over = request.principal().hasAny(OVER_OTHERS);
    if (note.length() > LONGEST_NOTE) {
      throw new Refusal(422, "A note has at most " + LONGEST_NOTE + " letters.");
    }
    MessageState state = MessageState.of(wanted).orElse(MessageState.NEW);
    VoiceMessages.Outcome outcome =
        switch (state) {
          case TAKEN -> messages.take(message.id(), by, over);
          case ANSWERED, CLOSED -> messages.finish(message.id(), state, by, over, note.strip());
          case NEW -> throw new Refusal(422, "A state is taken, answered or closed.");
        };
    if (outcome != VoiceMessages.Outcome.DONE) {
      throw new Refusal(409, "A colleague was first. Look who sees to it now.");
    }
    return message(request, messages);
  }

  private Reply callBack(Request request) {
    return Reply.created(new Booked(book(request, messages)));
  }

  /// @throws Refusal 409 when no call can be booked
  static String book(Request request, VoiceMessages messages) {
    return messages
        .callBack(message(request, messages), request.principal().name())
        .orElseThrow(
            () ->
                new Refusal(
                    409, "No call back can be booked: the number is not kept, or not allowed."));
  }
}
