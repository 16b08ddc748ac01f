package org.hamroh.web;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.store.StoreException;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// Turns what a handler replies, or throws, into bytes: JSON and problem details (RFC 9457) under
/// `/api/`, pages elsewhere.
final class Answers {

  private static final Logger LOG = LogManager.getLogger(Answers.class);

  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "Bad request"),
          Map.entry(401, "Not logged in"),
          Map.entry(403, "Not allowed"),
          Map.entry(404, "Not found"),
          Map.entry(405, "Method not allowed"),
          Map.entry(408, "Too slow"),
          Map.entry(409, "Conflict"),
          Map.entry(413, "Too large"),
          Map.entry(416, "No such part"),
          Map.entry(415, "Wrong kind of content"),
          Map.entry(422, "Not as asked"),
          Map.entry(423, "Locked"),
          Map.entry(429, "Too many tries"),
          Map.entry(500, "A mistake of ours"),
          Map.entry(503, "Busy"),
          Map.entry(507, "Disk full"));

  private final Pages pages;

  Answers(Pages pages) {
    this.pages = pages;
  }

  Answer of(Reply reply, Visit visit, Optional<Gate.Who> who) {
    return switch (reply) {
      case Reply.Json json ->
          new Answer(
              json.status(),
              "application/json",
              Json.write(json.value()),
              Map.of(),
              java.util.List.of());
      case Reply.Fleeting fleeting ->
          new Answer(
              200,
              "application/json",
              Json.write(fleeting.value()),
              Map.of(KeptAnswers.FLEETING, "yes"),
              java.util.List.of());
      case Reply.Page page -> {
        String csrf =
            who.flatMap(Gate.Who::session).map(one -> Sessions.csrf(one.token())).orElse("");
        yield Answer.of(
            200,
            "text/html; charset=utf-8",
            pages.render(page.template(), page.parameters(), pages.shell(visit, who, csrf)));
      }
      case Reply.Bytes bytes -> {
        Answer answer =
            new Answer(200, bytes.contentType(), bytes.body(), Map.of(), java.util.List.of());
        yield bytes.fileName().isEmpty() ? answer : offered(answer, bytes.fileName());
      }
      case Reply.Download file ->
          offered(
              new Answer(
                  200,
                  file.contentType(),
                  new byte[0],
                  Map.of(KeptAnswers.FLEETING, "yes"),
                  java.util.List.of(),
                  file.source()),
              file.fileName());
      case Reply.Media media ->
          ByteRange.answer(media.contentType(), media.body(), visit.header("range"));
      case Reply.Redirect redirect -> redirect(redirect.location(), visit);
      case Reply.NoContent none -> Answer.of(204, "", "");
    };
  }

  private static Answer offered(Answer answer, String fileName) {
    return answer.with(
        "Content-Disposition",
        "attachment; filename=\"" + fileName.replaceAll("[^\\w.-]", "_") + "\"");
  }

  /// To another page; htmx is told to load it whole.
  Answer redirect(String location, Visit visit) {
    return visit.isHtmx()
        ? Answer.of(200, "text/plain", "").with("HX-Redirect", location)
        : Answer.of(303, "text/plain", "").with("Location", location);
  }

  /// What is told about a failure: the refusal's own words, and of our bugs only a number to find
  /// them by.
  Answer failure(Throwable failure, Visit visit, Optional<Gate.Who> who) {
    String incident = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    Refusal refusal = refusal(failure, visit, incident);
    if (visit.isApi()) {
      Map<String, Object> problem = new LinkedHashMap<>();
      problem.put("type", "about:blank");
      problem.put("title", title(refusal.status()));
      problem.put("status", refusal.status());
      problem.put("detail", String.valueOf(refusal.getMessage()));
      problem.put("instance", visit.path());
      if (failure instanceof ProblemsException several) {
        problem.put("problems", several.problems().stream().map(Problem::toString).toList());
      }
      Answer answer =
          Answer.of(
              refusal.status(),
              "application/problem+json",
              new String(Json.write(problem), StandardCharsets.UTF_8));
      return switch (refusal.status()) {
        case 401 -> answer.with("WWW-Authenticate", "Bearer");
        case 503 -> answer.with("Retry-After", "1");
        default -> answer;
      };
    }
    if (refusal.status() == Locking.LOCKED) {
      String back = visit.isPost() || visit.isHtmx() ? "/" : visit.path();
      return redirect("/locked?to=" + LoginPages.encode(back), visit);
    }
    if (refusal.status() == 401) {
      String back = visit.isPost() || visit.isHtmx() ? "/" : visit.path();
      return redirect(back.equals("/") ? "/login" : "/login?to=" + LoginPages.encode(back), visit);
    }
    return page(refusal, visit, who, incident);
  }

  private Answer page(Refusal refusal, Visit visit, Optional<Gate.Who> who, String incident) {
    String csrf = who.flatMap(Gate.Who::session).map(one -> Sessions.csrf(one.token())).orElse("");
    Shell shell = pages.shell(visit, who, csrf);
    String detail = refusal.status() == 500 ? "" : String.valueOf(refusal.getMessage());
    return Answer.of(
        refusal.status(),
        "text/html; charset=utf-8",
        pages.render(
            "error.jte",
            Map.of("status", refusal.status(), "detail", detail, "incident", incident),
            shell));
  }

  private static Refusal refusal(Throwable failure, Visit visit, String incident) {
    return switch (failure) {
      case Refusal refusal -> refusal;
      case ProblemsException problems -> new Refusal(422, String.valueOf(problems.getMessage()));
      case StoreException store when String.valueOf(store.getMessage()).contains("SQLITE_FULL") ->
          new Refusal(507, "The disk is full. Nothing of this was kept; tell an administrator.");
      case StoreException store -> {
        LOG.error(
            "event=store-failed path={} incident={} reason={}",
            visit.path(),
            incident,
            store.getMessage(),
            store);
        yield new Refusal(503, "The store does not answer. Nothing of this was kept; try again.");
      }
      case InterruptedException late -> {
        LOG.warn("event=request-too-slow path={}", visit.path());
        yield new Refusal(503, "This took too long and was stopped.");
      }
      default -> {
        LOG.error("event=request-failed path={} incident={}", visit.path(), incident, failure);
        yield new Refusal(500, "A mistake of ours. It has been written down as " + incident + ".");
      }
    };
  }

  private static String title(int status) {
    return TITLES.getOrDefault(status, "Refused");
  }
}
