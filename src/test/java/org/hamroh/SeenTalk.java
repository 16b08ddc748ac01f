package org.hamroh;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hamroh.SeenHouse.Whose;
import org.hamroh.inbox.InboxRoom;
import org.hamroh.seal.Seal;
import org.hamroh.web.Role;
import org.hamroh.web.TestBrowser;
import tools.jackson.databind.JsonNode;

/// Puts into the house what is kept of talks and texts.
final class SeenTalk {

  private final SeenHouse house;

  SeenTalk(SeenHouse house) {
    this.house = house;
  }

  void record(TestBrowser writer, Whose whose) {
    String note = SeenHouse.word(whose, "note");
    SeenHouse.sent(
        writer.json(
            "/api/v1/records/" + SeenHouse.call(whose).value() + "/save",
            """
            {"version": 0, "page": "a", "content": {"callType": "help",
              "reasons": ["wages-not-paid-abroad"],
              "values": {"language": "tajik", "note": "%s"},
              "disposition": "advice-given", "nextAction": "call-back", "nextOn": "2036-11-23"}}
            """
                .formatted(note)),
        "record");
    house.piece("record", "content", whose, note);
    house.place("record", "id", SeenHouse.call(whose).value());
  }

  void safetyCard(TestBrowser writer, Whose whose) {
    String word = SeenHouse.word(whose, "safe");
    SeenHouse.sent(
        writer.json(
            "/api/v1/callers/" + house.key(whose).hex() + "/safety",
            "{\"calls\":\"yes\",\"texts\":\"yes\",\"safeWord\":\"" + word + "\"}"),
        "safety card");
    house.piece("safety-card", "safeWord", whose, word);
  }

  void callback(TestBrowser writer, Whose whose) {
    JsonNode made =
        SeenHouse.sent(
            writer.json(
                "/api/v1/callbacks",
                "{\"number\":\"" + SeenHouse.number(whose).e164() + "\",\"when\":\"tomorrow\"}"),
            "callback");
    house.piece("callback", "number", whose, SeenHouse.number(whose).e164());
    house.place("callback", "id", made.path("id").asString());
  }

  /// Left on a line that nobody answered; as the voicemail room keeps it.
  void voiceMessage(Whose whose) {
    String id = "m-" + SeenHouse.word(whose, "voice");
    String note = SeenHouse.word(whose, "voicenote");
    long now = System.currentTimeMillis();
    house.database.write(
        handle ->
            handle.execute(
                """
                insert into voice_message (id, call_id, state, receipt, kind, urgent, wordless,
                  language, caller_key, begun_at, left_at, due_at, length_millis, note, sound)
                values (?, ?, 'new', ?, 'message', 0, 0, 'tg', ?, ?, ?, ?, 5000, ?, 'lost')
                """,
                id,
                SeenHouse.call(whose).value(),
                "r-" + id,
                house.key(whose).hex(),
                now,
                now,
                now,
                note));
    house.piece("voice-message", "id", whose, id);
    house.piece("voice-message", "note", whose, note);
    house.place("voice-message", "id", id);
  }

  /// Somebody who asked for texts, and a text to them.
  void texts(Whose whose) {
    TestBrowser manager = house.program(Role.MANAGER);
    SeenHouse.sent(
        manager.send(
            manager
                .request("/api/v1/contacts/import?consentWay=paper")
                .header("Content-Type", "text/csv")
                .POST(
                    java.net.http.HttpRequest.BodyPublishers.ofString(
                        "number,name,place,consent_proof\n%s,%s,%s,%s\n"
                            .formatted(
                                SeenHouse.number(whose).e164(),
                                SeenHouse.word(whose, "contactname"),
                                SeenHouse.word(whose, "contactplace"),
                                SeenHouse.word(whose, "contactproof"))))),
        "contacts");
    house.piece("contact", "name", whose, SeenHouse.word(whose, "contactname"));
    house.piece("contact", "place", whose, SeenHouse.word(whose, "contactplace"));
    house.piece("contact", "number", whose, SeenHouse.number(whose).e164());
    JsonNode text =
        SeenHouse.sent(
            manager.json(
                "/api/v1/messages",
                "{\"number\":\""
                    + SeenHouse.number(whose).e164()
                    + "\",\"text\":\""
                    + SeenHouse.word(whose, "text")
                    + "\"}"),
            "message");
    house.piece("message", "number", whose, SeenHouse.number(whose).e164());
    house.place("message", "id", text.path("id").asString());
  }

  /// What the person writes to us, as the inbox keeps it now and as it was kept before, and what we
  /// wrote of which nobody knows whether it arrived.
  void inbox(Whose whose) {
    String wrote = SeenHouse.word(whose, "wrote");
    String earlier = SeenHouse.word(whose, "earlier");
    String number = SeenHouse.number(whose).e164();
    String key = house.key(whose).hex();
    long id = whose.ordinal() + 1;
    long stuck = 900 * id; // far from those that the gateway gives
    long now = System.currentTimeMillis();
    String sealed =
        Seal.ofSite(InboxRoom.SEAL, house.recordKey)
            .sealText(
                InboxRoom.sealedName(Long.toString(id)), wrote.getBytes(StandardCharsets.UTF_8));
    house.database.write(
        handle -> {
          handle.execute(
              """
              insert into inbox_thread (id, caller_key, number, language, language_told, state,
                urgent, maybe_stop, claimed_by, last_at)
              values (?, ?, ?, 'tg', 0, 'waiting', 0, 0, '', ?)
              """,
              id,
              key,
              number,
              now);
          String text =
              """
              insert into incoming_text (id, route, number, sent_to, text, received_at, text_sealed,
                caller_key)
              values (?, 'r', ?, '700', ?, ?, ?, ?)
              """;
          handle.execute(text, id, number, "", now, sealed, key);
          handle.execute(text, 100 + id, number, earlier, now - 1_000, null, key);
          handle.execute(
              """
              insert into message (id, campaign_id, number, language, text, parts, route, state,
                reason, created_at, changed_at)
              values (?, 0, ?, 'tg', ?, 1, 'r', 'unknown', '', ?, ?)
              """,
              stuck,
              number,
              SeenHouse.word(whose, "stuck"),
              now,
              now);
          return handle.execute(
              """
              insert into segment (message_id, part, lane, route, state, attempts, not_before,
                smsc_id, sent_at, receipt, receipt_error)
              values (?, 1, 0, 'r', 'unknown', 1, 0, '', ?, '', '')
              """,
              stuck,
              now);
        });
    for (String what : List.of("wrote", "earlier", "text", "stuck")) {
      house.piece("thread", "lines", whose, SeenHouse.word(whose, what));
    }
    house.piece("thread", "number", whose, number);
    house.piece("stuck-number", "number", whose, number);
    house.place("thread", "id", Long.toString(id));
  }
}
