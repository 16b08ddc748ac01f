package org.hamroh.talk;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hamroh.call.CallId;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// `/api/v1/calls/{id}/…`: what an operator does with the caller. Only whose telephone is on the
/// call can do anything with it.
public final class TalkRoutes implements Routes {

  static final Set<Role> ROLES = Set.of(Role.OPERATOR, Role.SUPERVISOR);

  /// Where callers may be sent.
  static final List<String> QUEUES =
      List.of(
          "queue-danger",
          "queue-high",
          "queue-wages",
          "queue-rights",
          "queue-documents",
          "queue-agency",
          "queue-jobs",
          "queue-family",
          "queue-union",
          "queue-general");

  /// @param caller   `bridged`, `room`, `held`, `elsewhere`; `gone` when the caller has hung up
  /// @param ringing  whether somebody who was asked has not answered yet
  /// @param own      whether the asking operator's telephone is on the call
  public record TalkView(
      String call, String caller, boolean own, boolean ringing, List<PartyView> others) {}

  /// @param operator null for a partner
  public record PartyView(@Nullable String operator, String place) {}

  /// One of the three.
  ///
  /// @param warm     whether the operator speaks with them first
  /// @param onBehalf for programs with a token: the operator whose telephone it is
  record Transfer(
      @Nullable String operator,
      @Nullable String queue,
      @Nullable String partner,
      @Nullable Boolean warm,
      @Nullable String onBehalf) {}

  /// @param template names a ready text; null with `text`
  record Text(
      @Nullable String template,
      @Nullable String text,
      String language,
      @Nullable String onBehalf) {}

  record Whose(@Nullable String onBehalf) {}

  record Sent(long message) {}

  private final Talks talks;
  private final TalkTexts texts;
  private final Partners partners;
  private final Function<String, Optional<String>> telephoneOf;

  /// @param telephoneOf a person's telephone by login: `op1`
  public TalkRoutes(
      Talks talks,
      TalkTexts texts,
      Partners partners,
      Function<String, Optional<String>> telephoneOf) {
    this.talks = talks;
    this.texts = texts;
    this.partners = partners;
    this.telephoneOf = telephoneOf;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/calls/{id}/talk", ROLES, request -> Reply.json(view(request, own(request))));
    for (String act : List.of("hold", "resume", "hand-over", "leave", "dismiss")) {
      mount.post("/api/v1/calls/{id}/" + act, ROLES, request -> simple(act, request));
    }
    mount.post("/api/v1/calls/{id}/transfer", ROLES, this::transfer);
    mount.post("/api/v1/calls/{id}/text", ROLES, this::text);
  }

  private Reply simple(String act, Request request) {
    String onBehalf = request.body().length == 0 ? null : request.json(Whose.class).onBehalf();
    String own = operator(request, onBehalf);
    simple(act, call(request), own);
    return Reply.json(view(request, own));
  }

  void simple(String act, CallId call, String own) {
    switch (act) {
      case "hold" -> talks.hold(call, own);
      case "resume" -> talks.resume(call, own);
      case "hand-over" -> talks.handOver(call, own);
      case "leave" -> talks.leave(call, own);
      case "dismiss" -> talks.dismiss(call, own);
      default -> throw Refusal.notFound("way to " + act);
    }
  }

  private Reply transfer(Request request) {
    Transfer wish = request.json(Transfer.class);
    String own = operator(request, wish.onBehalf);
    transfer(
        call(request),
        own,
        Optional.ofNullable(wish.operator),
        Optional.ofNullable(wish.queue),
        Optional.ofNullable(wish.partner),
        Boolean.TRUE.equals(wish.warm));
    return Reply.json(view(request, own));
  }

  /// @throws Refusal 422 unless one target is named, and known
  void transfer(
      CallId call,
      String own,
      Optional<String> operator,
      Optional<String> queue,
      Optional<String> partner,
      boolean warm) {
    if (Stream.of(operator, queue, partner).filter(Optional::isPresent).count() != 1) {
      throw new Refusal(422, "talk.refused.whom", "Name one of operator, queue and partner.");
    }
    if (queue.isPresent()) {
      String name = queue.get();
      if (warm || !QUEUES.contains(name)) {
        throw new Refusal(
            422,
            "talk.refused.queue",
            "queue is one of " + String.join(", ", QUEUES) + ", and not warm.");
      }
      talks.toQueue(call, own, name);
      return;
    }
    Talks.Target target =
        operator
            .<Talks.Target>map(name -> colleague(name, own))
            .orElseGet(() -> new Talks.Target.Outside(known(partner.orElseThrow())));
    if (warm) {
      talks.consult(call, own, target);
    } else {
      talks.toSomebody(call, own, target);
    }
  }

  private static Talks.Target colleague(String name, String own) {
    if (!name.matches("op[0-9]{1,4}") || name.equals(own)) {
      throw new Refusal(
          422, "talk.refused.whom", "operator is another operator's telephone, such as op2.");
    }
    return new Talks.Target.Operator(name);
  }

  private Partner known(String id) {
    return partners
        .find(id)
        .orElseThrow(
            () ->
                new Refusal(
                    422,
                    "talk.refused.partner",
                    "The directory has no tried number of " + id + "."));
  }

  private Reply text(Request request) {
    Text wish = request.json(Text.class);
    String own = operator(request, wish.onBehalf);
    return Reply.created(
        send(
            call(request),
            own,
            wish.language,
            wish.template == null ? "" : wish.template,
            wish.text == null ? "" : wish.text));
  }

  Sent send(CallId call, String own, String language, String template, String free) {
    if (!language.matches("[a-z]{2}")) {
      throw new Refusal(422, "language is one such as tg.");
    }
    TalkPicture now = talks.picture(call);
    TalkLegs.ownLeg(now, own);
    String channel = TalkLegs.callerOf(now).channel();
    return new Sent(texts.send(call, channel, language, template, free));
  }

  private TalkView view(Request request, String own) {
    return view(call(request), own);
  }

  TalkView view(CallId call, String own) {
    TalkPicture now = talks.picture(call);
    return new TalkView(
        call.value(),
        now.caller().map(leg -> word(leg.place())).orElse("gone"),
        now.operator(own).isPresent(),
        now.isRinging(),
        now.others(own).stream()
            .map(
                leg ->
                    new PartyView(
                        leg.operator().isEmpty() ? null : leg.operator(), word(leg.place())))
            .toList());
  }

  private static String word(TalkPicture.Place place) {
    return place.name().toLowerCase(Locale.ROOT);
  }

  static CallId call(Request request) {
    try {
      return new CallId(request.path("id"));
    } catch (IllegalArgumentException e) {
      throw Refusal.notFound("call");
    }
  }

  private String own(Request request) {
    return telephoneOf.apply(request.principal().name()).orElse("");
  }

  /// A person acts with the own telephone; a program with a token names whose it is.
  String operator(Request request, @Nullable String onBehalf) {
    if (request.session().isEmpty() && onBehalf != null) {
      return onBehalf;
    }
    return telephoneOf
        .apply(request.principal().name())
        .orElseThrow(
            () -> new Refusal(409, "talk.refused.no-telephone", "You have no telephone here."));
  }
}
