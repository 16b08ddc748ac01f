package org.hamroh.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hamroh.recording.TakeViews.FindingView;
import org.hamroh.recording.TakeViews.LineView;
import org.hamroh.recording.TakeViews.TakeView;
import org.hamroh.voice.Pcm;
import org.hamroh.voice.SoundBook;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.web.Texts;
import org.jspecify.annotations.Nullable;

/// Prompts and their takes over HTTP: the coverage, a new take, which one is heard, the PINs of the
/// telephone.
public final class RecordingRoutes implements Routes {

  /// Who may see and hear what is recorded.
  static final Set<Role> LISTENERS =
      EnumSet.of(Role.SUPERVISOR, Role.MANAGER, Role.ADMIN, Role.VOICE);

  private static final Set<Role> ADMINS = Set.of(Role.ADMIN);
  private static final int HEARD_RATE = 16_000;

  private final RecordingList list;
  private final Takes takes;
  private final StaffPins pins;
  private final Supplier<SoundBook> sounds;
  private final Texts texts;

  /// @param sounds what new calls hear
  public RecordingRoutes(
      RecordingList list, Takes takes, StaffPins pins, Supplier<SoundBook> sounds, Texts texts) {
    this.list = list;
    this.takes = takes;
    this.pins = pins;
    this.sounds = sounds;
    this.texts = texts;
  }

  /// @param counts how many lines are in each state
  record Coverage(
      String language, List<String> languages, Map<String, Integer> counts, List<LineView> items) {}

  record TakeList(List<TakeView> items) {}

  record AddedView(TakeView take, List<FindingView> findings) {}

  /// @param trouble why callers do not hear it yet, empty when they do
  record ChosenView(LineView line, String trouble) {}

  /// @param login of whom, the asking person when absent
  /// @param pin   made up and returned once when it is left out
  record PinBody(@Nullable String login, @Nullable String pin) {}

  /// @param number      to key in at the telephone before the PIN
  /// @param pin         only in the answer to the request that set it, and when it was made up
  /// @param lockedUntil while wrong tries lock it
  record PinView(
      String login,
      String displayName,
      int number,
      boolean hasPin,
      java.time.@Nullable Instant lockedUntil,
      @Nullable String pin) {

    static PinView of(StaffPins.Door door, @Nullable String pin) {
      return new PinView(
          door.login(),
          door.displayName(),
          door.number(),
          door.hasPin(),
          door.lockedUntil().orElse(null),
          pin);
    }
  }

  record PinList(List<PinView> items) {}

  @Override
  public void mount(Mount mount) {
    String prompts = "/api/v1/prompts/{language}";
    String one = prompts + "/{number}";
    mount.get(prompts, LISTENERS, this::coverage);
    mount.get(one + "/sound", LISTENERS, this::heard);
    mount.get(one + "/takes", LISTENERS, this::takes);
    mount.post(one + "/takes", StaffPins.SPEAKERS, Conversion.MOST_BYTES, this::add);
    mount.post(one + "/stand-in", StaffPins.SPEAKERS, this::standIn);
    mount.get("/api/v1/takes/{id}/sound", LISTENERS, this::sound);
    mount.post("/api/v1/takes/{id}/keep", StaffPins.SPEAKERS, this::keep);
    mount.get("/api/v1/recording/pins", ADMINS, this::pins);
    mount.post("/api/v1/recording/pins", StaffPins.SPEAKERS, this::setPin);
    mount.post("/api/v1/recording/pins/remove", ADMINS, this::removePin);
  }

  private Reply coverage(Request request) {
    String language = language(request, list);
    List<Recordable> lines = list.of(language);
    Map<String, Integer> counts = new LinkedHashMap<>();
    RecordingList.count(lines).forEach((state, count) -> counts.put(state.word(), count));
    Optional<Recordable.State> only = request.query("state").flatMap(Recordable.State::of);
    return Reply.json(
        new Coverage(
            language,
            list.languages(),
            counts,
            lines.stream()
                .filter(line -> only.isEmpty() || line.state() == only.get())
                .map(this::view)
                .toList()));
  }

  private LineView view(Recordable line) {
    @Nullable Long heard =
        takes.choice(line.language(), line.sound()).map(TakeStore.Choice::take).orElse(null);
    return LineView.of(line, heard);
  }

  /// @throws Refusal 404 for a language that is not spoken here
  static String language(Request request, RecordingList list) {
    String language = request.path("language");
    if (!list.languages().contains(language)) {
      throw Refusal.notFound("language " + language);
    }
    return language;
  }

  /// @throws Refusal 404 when there is no such text
  static Recordable line(Request request, RecordingList list) {
    String number = request.path("number");
    return Optional.of(number)
        .filter(digits -> digits.matches("[0-9]{1,6}"))
        .flatMap(digits -> list.find(language(request, list), Integer.parseInt(digits)))
        .orElseThrow(() -> Refusal.notFound("text number " + number));
  }

  private Reply heard(Request request) throws IOException {
    Recordable line = line(request, list);
    Path file =
        sounds
            .get()
            .find(line.language(), line.sound())
            .map(playable -> Path.of(playable.path() + ".sln16"))
            .filter(Files::isRegularFile)
            .orElseThrow(() -> Refusal.notFound("sound of text number " + line.number()));
    return wav(new Pcm(Pcm.samples(Files.readAllBytes(file)), HEARD_RATE).wav());
  }

  private static Reply wav(byte[] wav) {
    return new Reply.Bytes("audio/wav", wav, "");
  }

  private Reply takes(Request request) {
    Recordable line = line(request, list);
    return Reply.json(new TakeList(TakeViews.takes(takes, line, texts, request.language())));
  }

  private Reply add(Request request) {
    Recordable line = line(request, list);
    Take.How how =
        switch (request.query("how").orElse("upload")) {
          case "browser" -> Take.How.BROWSER;
          case "upload" -> Take.How.UPLOAD;
          default -> throw new Refusal(422, "A take comes by ?how=browser or ?how=upload.");
        };
    byte[] file = request.file("file").orElseGet(request::body);
    if (file.length == 0) {
      throw new Refusal(422, "Send the recording as the body, or as the file of a form.");
    }
    try {
      Takes.Added added =
          takes.add(line.language(), line.sound(), file, request.principal().name(), how);
      return Reply.created(
          new AddedView(
              TakeViews.take(takes, added.take(), false, texts.in(request.language())),
              TakeViews.findings(added.findings(), texts.in(request.language()))));
    } catch (TakeRefusedException e) {
      return refused(request, e.findings());
    }
  }

  /// Problem details with the findings beside them, so that a page can show one by one.
  private Reply refused(Request request, List<Finding> findings) {
    List<FindingView> views = TakeViews.findings(findings, texts.in(request.language()));
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    problem.put("title", "Not as asked");
    problem.put("status", 422);
    problem.put("detail", String.join(" ", views.stream().map(FindingView::sentence).toList()));
    problem.put("findings", views);
    return new Reply.Json(422, problem);
  }

  private Reply standIn(Request request) {
    Recordable line = line(request, list);
    return chosen(
        line.language(),
        line.number(),
        takes.dropToStandIn(line.language(), line.sound(), request.principal().name()));
  }

  private Reply keep(Request request) {
    Take take = take(request);
    Takes.Chosen chosen = takes.keep(take.id(), request.principal().name());
    int number =
        list.of(take.language()).stream()
            .filter(line -> line.sound().equals(take.sound()))
            .mapToInt(Recordable::number)
            .findFirst()
            .orElseThrow(() -> Refusal.notFound("text " + take.sound()));
    return chosen(take.language(), number, chosen);
  }

  private Reply chosen(String language, int number, Takes.Chosen chosen) {
    Recordable now = list.find(language, number).orElseThrow();
    return Reply.json(new ChosenView(view(now), chosen.trouble()));
  }

  private Take take(Request request) {
    String id = request.path("id");
    return Optional.of(id)
        .filter(digits -> digits.matches("[0-9]{1,12}"))
        .flatMap(digits -> takes.find(Long.parseLong(digits)))
        .orElseThrow(() -> Refusal.notFound("take " + id));
  }

  private Reply sound(Request request) throws IOException {
    Path file = takes.file(take(request));
    if (!Files.isRegularFile(file)) {
      throw Refusal.notFound("file of take " + request.path("id"));
    }
    return wav(Files.readAllBytes(file));
  }

  private Reply pins(Request request) {
    return Reply.json(
        new PinList(pins.list().stream().map(door -> PinView.of(door, null)).toList()));
  }

  private Reply setPin(Request request) {
    PinBody body = request.json(PinBody.class);
    String login = body.login == null ? request.principal().name() : body.login;
    String pin = set(pins, request, login, Optional.ofNullable(body.pin));
    return Reply.created(PinView.of(pins.find(login).orElseThrow(), body.pin == null ? pin : null));
  }

  /// @throws Refusal 403 when somebody sets another's PIN and is no administrator
  static String set(StaffPins pins, Request request, String login, Optional<String> pin) {
    String me = request.principal().name();
    if (!login.equals(me) && !request.principal().hasAny(ADMINS)) {
      throw new Refusal(403, "Only an administrator sets somebody else's PIN.");
    }
    return pins.set(login, pin, me);
  }

  private Reply removePin(Request request) {
    PinBody body = request.json(PinBody.class);
    if (body.login == null) {
      throw new Refusal(422, "Say whose PIN: login.");
    }
    pins.remove(body.login);
    return new Reply.NoContent();
  }
}
