package org.hamroh;

import java.util.Map;
import org.hamroh.SeenHouse.Whose;
import org.hamroh.web.Role;
import org.hamroh.web.TestBrowser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Puts cases into the house, open and sealed, and what hangs on them.
final class SeenMatters {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SeenHouse house;

  SeenMatters(SeenHouse house) {
    this.house = house;
  }

  void matter(TestBrowser writer, Whose whose, boolean sealed) {
    String thing = sealed ? "sealed-case" : "case";
    String sort = sealed ? "sealed" : "open";
    JsonNode made =
        SeenHouse.sent(
            writer.json(
                "/api/v1/cases",
                """
                {"once": "wish-%s-%s", "caller": "%s", "topic": "passport-taken", "sealed": %s,
                  "name": "%s", "place": "%s"}
                """
                    .formatted(
                        whose,
                        sort,
                        house.key(whose).hex(),
                        sealed,
                        SeenHouse.word(whose, sort + "name"),
                        SeenHouse.word(whose, sort + "place"))),
            thing);
    String id = made.path("id").asString();
    String at = "/api/v1/cases/" + id;
    SeenHouse.sent(
        writer.json(
            at + "/sections",
            "{\"kind\":\"note\",\"text\":\"" + SeenHouse.word(whose, sort + "text") + "\"}"),
        "section");
    SeenHouse.sent(
        writer.json(
            at + "/tasks",
            "{\"on\":\"2036-11-23\",\"text\":\"" + SeenHouse.word(whose, sort + "task") + "\"}"),
        "task");
    String bytes = "%PDF-1.4 " + SeenHouse.word(whose, sort + "bytes");
    SeenHouse.sent(
        writer.send(
            writer
                .request(at + "/attachments?name=" + SeenHouse.word(whose, sort + "paper"))
                .header("Content-Type", "application/octet-stream")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(bytes))),
        "paper");
    String paper =
        JSON.readTree(writer.get(at).body()).path("attachments").path(0).path("id").asString();
    house.piece(thing, "id", whose, id);
    house.piece(thing, "caller", whose, house.key(whose).hex());
    house.piece(thing, "about", whose, SeenHouse.word(whose, sort + "name"));
    house.piece(thing, "about", whose, SeenHouse.word(whose, sort + "place"));
    house.piece(thing, "sections", whose, SeenHouse.word(whose, sort + "text"));
    house.piece(thing, "tasks", whose, SeenHouse.word(whose, sort + "task"));
    house.piece(thing, "attachments", whose, SeenHouse.word(whose, sort + "paper"));
    house.piece(
        sealed ? thing : "case-paper", "bytes", whose, SeenHouse.word(whose, sort + "bytes"));
    house.place("case", Map.of("id", id, "file", paper));
    screening(writer, whose, id, thing, sort);
    claim(writer, whose, id, thing, sort);
    referral(writer, whose, id, thing, sort);
    if (whose == Whose.MINE) {
      SeenHouse.sent(
          writer.json(
              at + "/assign",
              "{\"version\":"
                  + JSON.readTree(writer.get(at).body()).path("version").asInt()
                  + ",\"login\":\"case-worker\"}"),
          "assign");
    }
  }

  private void screening(TestBrowser writer, Whose whose, String id, String thing, String sort) {
    JsonNode begun =
        SeenHouse.sent(
            writer.json("/api/v1/screenings", "{\"caseId\":\"" + id + "\"}"), "screening");
    SeenHouse.sent(
        writer.json(
            "/api/v1/screenings/" + begun.path("id").asString() + "/draft",
            """
            {"version":1,"answers":{"safe-to-talk":"yes","deception":"yes"},
             "words":{"deception":"%s"}}
            """
                .formatted(SeenHouse.word(whose, sort + "said"))),
        "screening");
    house.piece(of(thing, "screening"), "words", whose, SeenHouse.word(whose, sort + "said"));
    house.place("screening", "id", begun.path("id").asString());
  }

  private static boolean sealed(String thing) {
    return thing.equals("sealed-case");
  }

  /// What hangs on a sealed case is sealed as it is.
  private static String of(String thing, String room) {
    return thing.equals("case") ? room : "sealed-" + room;
  }

  private void claim(TestBrowser writer, Whose whose, String id, String thing, String sort) {
    JsonNode made =
        SeenHouse.sent(
            writer.json(
                "/api/v1/cases/" + id + "/claims",
                "{\"firm\":\"" + SeenHouse.word(whose, sort + "firm") + "\"}"),
            "claim");
    SeenHouse.sent(
        writer.json(
            "/api/v1/claims/" + made.path("id").asString() + "/lines",
            "{\"kind\":\"contract\",\"words\":\""
                + SeenHouse.word(whose, sort + "line")
                + "\",\"on\":\"2026-11-01\"}"),
        "line");
    house.piece(of(thing, "claim"), "firm", whose, SeenHouse.word(whose, sort + "firm"));
    if (sealed(thing)) { // two spellings that look alike, brought before a supervisor
      house.piece("named-firm", "name", whose, SeenHouse.word(whose, sort + "firm"));
    }
    house.piece(of(thing, "claim"), "lines", whose, SeenHouse.word(whose, sort + "line"));
  }

  private void referral(TestBrowser writer, Whose whose, String id, String thing, String sort) {
    JsonNode made =
        SeenHouse.sent(
            writer.json(
                "/api/v1/referrals",
                """
                {"caseId": "%s", "partner": "%s", "service": "legal-aid",
                 "words": {"name": "%s", "need": "unpaid wages"}}
                """
                    .formatted(id, "fitt", SeenHouse.word(whose, sort + "refname"))),
            "referral");
    house.piece(of(thing, "referral"), "fields", whose, SeenHouse.word(whose, sort + "refname"));
    house.place("referral", "id", made.path("id").asString());
  }

  /// A case that must stay, and somebody who is to be erased and is not yet: who looks sees how
  /// much there is.
  void erasure(Whose whose) {
    TestBrowser lead = house.people.get(Role.SUPERVISOR);
    String id = house.word("case", "id", whose);
    String why = SeenHouse.word(whose, "hold");
    SeenHouse.sent(
        lead.json("/api/v1/holds", "{\"caseId\":\"" + id + "\",\"reason\":\"" + why + "\"}"),
        "hold");
    house.piece("legal-hold", "reason", whose, why);
    house.piece("held-cases", "heldCases", whose, id);
    JsonNode asked =
        SeenHouse.sent(
            lead.json("/api/v1/erasures", "{\"caseId\":\"" + id + "\",\"reason\":\"written\"}"),
            "erasure");
    house.place("erasure", "id", asked.path("id").asString());
  }
}
