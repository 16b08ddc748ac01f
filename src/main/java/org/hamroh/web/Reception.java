package org.hamroh.web;

import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Takes a request through a room's route: who is it, may they, read the body, was the form ours,
/// was it answered before, do the work, answer. Nobody's body is read before they are known.
final class Reception {

  private final Vertx vertx;
  private final Limits limits;
  private final Workers workers;
  private final Gate gate;
  private final KeptAnswers kept;
  private final Answers answers;
  private final Downloads downloads = new Downloads();

  Reception(
      Vertx vertx, Limits limits, Workers workers, Gate gate, KeptAnswers kept, Answers answers) {
    this.vertx = vertx;
    this.limits = limits;
    this.workers = workers;
    this.gate = gate;
    this.kept = kept;
    this.answers = answers;
  }

  /// A room's route.
  void serve(RoutingContext context, Doors.Door door) {
    Visit visit = Visit.of(context);
    if (!visit.isPost()) {
      workers.run(
          context,
          limits.deadline(),
          () -> {
            Gate.Who who = gate.known(visit);
            return work(
                visit,
                Optional.of(who),
                () -> {
                  Gate.check(who, door.roles());
                  return handle(visit, who, door, Body.EMPTY);
                });
          },
          answer -> write(context, visit, answer));
      return;
    }
    context.request().pause();
    workers.run(
        context,
        limits.deadline(),
        () -> {
          Gate.Who who = gate.known(visit);
          Gate.check(who, door.roles());
          if (who.session().isPresent()) {
            gate.checkOrigin(visit);
          }
          return who;
        },
        who ->
            withBody(
                context,
                door.maxBody(),
                door.folder(),
                body ->
                    () ->
                        work(
                            visit,
                            Optional.of(who),
                            () -> {
                              who.session()
                                  .ifPresent(one -> gate.checkToken(visit, body, one.token()));
                              return once(visit, who, door, body);
                            })));
  }

  /// A page of our own that needs no login, such as the login page itself.
  void open(RoutingContext context, Function<Visit, Answer> page) {
    Visit visit = Visit.of(context);
    workers.run(
        context,
        limits.deadline(),
        () -> work(visit, Optional.empty(), () -> page.apply(visit)),
        answer -> write(context, visit, answer));
  }

  /// A form of our own that needs no login.
  void openForm(RoutingContext context, java.util.function.BiFunction<Visit, Body, Answer> form) {
    Visit visit = Visit.of(context);
    withBody(
        context,
        limits.bodyBytes(),
        null,
        body -> () -> work(visit, Optional.empty(), () -> form.apply(visit, body)));
  }

  private void withBody(
      RoutingContext context,
      int maxBytes,
      @Nullable Path folder,
      Function<Body, Callable<Answer>> work) {
    Visit visit = Visit.of(context);
    Body.read(vertx, context.request(), maxBytes, folder, limits)
        .onSuccess(
            body ->
                workers.run(
                    context,
                    limits.deadlineFor(maxBytes),
                    () -> {
                      try {
                        return work.apply(body).call();
                      } finally {
                        body.discard();
                      }
                    },
                    answer -> write(context, visit, answer)))
        .onFailure(context::fail);
  }

  /// Failures become answers here, where a page may still be made for the person.
  private Answer work(Visit visit, Optional<Gate.Who> who, Callable<Answer> work) {
    try {
      return work.call();
    } catch (Exception e) {
      return answers.failure(e, visit, who);
    }
  }

  private Answer once(Visit visit, Gate.Who who, Doors.Door door, Body body) throws Exception {
    Optional<String> key = visit.header("idempotency-key");
    if (!visit.isApi() || key.isEmpty()) {
      return handle(visit, who, door, body);
    }
    if (!key.get().matches("[\\x21-\\x7e]{1,128}")) {
      throw new Refusal(400, "An Idempotency-Key has 1 to 128 visible ASCII characters.");
    }
    KeptAnswers.Use use = KeptAnswers.Use.of(who, visit, key.get(), body);
    return switch (kept.claim(use)) {
      case KeptAnswers.Claim.Done done -> done.answer().with("Idempotent-Replayed", "true");
      case KeptAnswers.Claim.Begun begun ->
          throw new Refusal(
              409,
              "The first request with this Idempotency-Key has not been answered. Wait, and look"
                  + " what it did before you use another key.");
      case KeptAnswers.Claim.Other other ->
          throw new Refusal(422, "This Idempotency-Key was used with another body.");
      case KeptAnswers.Claim.Fresh fresh -> {
        Answer answer = work(visit, Optional.of(who), () -> handle(visit, who, door, body));
        if (answer.status() >= 500 || answer.headers().containsKey(KeptAnswers.FLEETING)) {
          kept.forget(use);
        } else {
          kept.keep(use, answer);
        }
        yield answer;
      }
    };
  }

  private Answer handle(Visit visit, Gate.Who who, Doors.Door door, Body body) throws Exception {
    Reply reply = door.handler().handle(new HandlerRequest(visit, who, body));
    return answers.of(reply, visit, Optional.of(who));
  }

  /// The last stop of everything that failed on the way.
  void fail(RoutingContext context) {
    Visit visit = Visit.withoutQuery(context);
    Throwable failure =
        context.failure() != null
            ? context.failure()
            : new Refusal(Math.max(400, context.statusCode()), reason(context.statusCode()));
    write(context, visit, answers.failure(failure, visit, Optional.empty()));
  }

  private static String reason(int status) {
    return switch (status) {
      case 404 -> "There is no such page here.";
      case 405 -> "This address does not take that method.";
      default -> "The request was not understood.";
    };
  }

  void write(RoutingContext context, Visit visit, Answer answer) {
    var response = context.response();
    if (response.ended() || response.closed()) {
      return; // the deadline answered, or the browser is gone
    }
    response.setStatusCode(answer.status());
    if (!answer.contentType().isEmpty()) {
      response.putHeader("Content-Type", answer.contentType());
    }
    if (!answer.headers().containsKey("Cache-Control")) {
      response.putHeader("Cache-Control", "no-store");
    }
    answer.headers().forEach(response::putHeader);
    if (!answer.cookies().isEmpty()) {
      response.putHeader("Set-Cookie", answer.cookies());
    }
    if (visit.secure()) {
      response.putHeader("Strict-Transport-Security", "max-age=31536000");
    }
    Reply.Source source = answer.source();
    if (source == null) {
      Packing.end(context.request(), response, answer.contentType(), answer.body());
    } else {
      downloads.send(response, source);
    }
    if (!context.request().isEnded()) {
      Body.drain(vertx, context.request()); // refused before it was read: the next request waits
    }
  }
}
