package org.hamroh.recording;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.web.Texts;

/// The pages "Voices": who says each prompt now, the sheet to print, one prompt at a time to read
/// aloud, the PINs of the telephone.
public final class RecordingPages implements Routes {

  private final RecordingList list;
  private final Takes takes;
  private final StaffPins pins;
  private final Texts texts;
  private final String telephone;

  /// @param telephone the number to ring for recording, empty when there is none
  public RecordingPages(
      RecordingList list, Takes takes, StaffPins pins, Texts texts, String telephone) {
    this.list = list;
    this.takes = takes;
    this.pins = pins;
    this.texts = texts;
    this.telephone = telephone;
  }

  /// What a page shows of a language.
  ///
  /// @param show  a state's word, or empty for all
  /// @param words to look for, empty for all
  public record Choice(String language, String show, String words) {

    static Choice of(Request request, RecordingList list) {
      String asked = request.query("language").orElse("");
      return new Choice(
          list.languages().contains(asked) ? asked : list.languages().getFirst(),
          request.query("show").flatMap(Recordable.State::of).map(one -> one.word()).orElse(""),
          request.query("words").orElse("").strip());
    }

    List<Recordable> of(List<Recordable> lines) {
      String wanted = words.toLowerCase(Locale.ROOT);
      return lines.stream()
          .filter(line -> show.isEmpty() || line.state().word().equals(show))
          .filter(
              line ->
                  wanted.isEmpty()
                      || line.sound().contains(wanted)
                      || line.words().toLowerCase(Locale.ROOT).contains(wanted)
                      || Integer.toString(line.number()).equals(wanted))
          .toList();
    }

    /// The same choice in an address.
    public String query() {
      return "language="
          + language
          + (show.isEmpty() ? "" : "&show=" + show)
          + (words.isEmpty() ? "" : "&words=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
    }
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/recording", RecordingRoutes.LISTENERS, request -> list(request, "list"));
    mount.get("/recording/lines", RecordingRoutes.LISTENERS, request -> list(request, "lines"));
    mount.get("/recording/sheet", RecordingRoutes.LISTENERS, request -> list(request, "sheet"));
    mount.get("/recording/text/{language}/{number}", RecordingRoutes.LISTENERS, this::text);
    mount.get("/recording/takes/{language}/{number}", RecordingRoutes.LISTENERS, this::takes);
    mount.get("/recording/pins", StaffPins.SPEAKERS, request -> pins(request, Map.of(), ""));
    mount.post("/recording/pins", StaffPins.SPEAKERS, this::setPin);
    mount.post("/recording/pins/remove", Set.of(Role.ADMIN), this::removePin);
  }

  private Reply list(Request request, String page) {
    Choice choice = Choice.of(request, list);
    List<Recordable> all = list.of(choice.language());
    return Reply.page(
        "recording/" + page + ".jte",
        Map.of(
            "choice", choice,
            "languages", list.languages(),
            "counts", RecordingList.count(all),
            "lines", choice.of(all),
            "telephone", telephone,
            "maySpeak", request.principal().hasAny(StaffPins.SPEAKERS)));
  }

  private Reply text(Request request) {
    Recordable line = RecordingRoutes.line(request, list);
    Choice choice =
        new Choice(
            line.language(),
            request.query("show").flatMap(Recordable.State::of).map(one -> one.word()).orElse(""),
            "");
    List<Recordable> all = list.of(line.language());
    // The one that has just been kept may belong to the choice no more: its neighbours still do.
    List<Recordable> around =
        all.stream()
            .filter(
                one ->
                    one.number() == line.number()
                        || choice.show().isEmpty()
                        || one.state().word().equals(choice.show()))
            .toList();
    OptionalInt at =
        IntStream.range(0, around.size())
            .filter(i -> around.get(i).number() == line.number())
            .findFirst();
    int here = at.orElseThrow();
    return Reply.page(
        "recording/text.jte",
        Map.of(
            "choice",
            choice,
            "line",
            line,
            "takes",
            TakeViews.takes(takes, line, texts, request.language()),
            "before",
            here > 0 ? Optional.of(around.get(here - 1)) : Optional.empty(),
            "after",
            here + 1 < around.size() ? Optional.of(around.get(here + 1)) : Optional.empty(),
            "place",
            here + 1,
            "total",
            around.size(),
            "expectedSeconds",
            TakeCheck.expected(line.words()).toMillis() / 1_000.0,
            "maySpeak",
            request.principal().hasAny(StaffPins.SPEAKERS)));
  }

  private Reply takes(Request request) {
    Recordable line = RecordingRoutes.line(request, list);
    return Reply.page(
        "recording/takes.jte",
        Map.of(
            "line", line,
            "takes", TakeViews.takes(takes, line, texts, request.language()),
            "maySpeak", request.principal().hasAny(StaffPins.SPEAKERS)));
  }

  /// @param made    a PIN that was just made up, by login
  /// @param trouble why one was not set
  private Reply pins(Request request, Map<String, String> made, String trouble) {
    String me = request.principal().name();
    boolean admin = request.principal().hasAny(Set.of(Role.ADMIN));
    return Reply.page(
        "recording/pins.jte",
        Map.of(
            "own", pins.find(me),
            "doors", admin ? pins.list() : List.<StaffPins.Door>of(),
            "made", made,
            "trouble", trouble,
            "telephone", telephone));
  }

  private Reply setPin(Request request) {
    String login = request.form("login").orElse(request.principal().name());
    Optional<String> pin = request.form("pin").map(String::strip).filter(one -> !one.isEmpty());
    try {
      String set = RecordingRoutes.set(pins, request, login, pin);
      return pins(request, pin.isEmpty() ? Map.of(login, set) : Map.of(), "");
    } catch (Refusal e) {
      if (e.status() != 422) {
        throw e;
      }
      return pins(request, Map.of(), texts.in(request.language()).of("recording.pin.rules"));
    }
  }

  private Reply removePin(Request request) {
    pins.remove(request.form("login").orElse(""));
    return new Reply.Redirect("/recording/pins");
  }
}
