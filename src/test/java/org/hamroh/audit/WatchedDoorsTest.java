package org.hamroh.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.web.Guard;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A look and its row come together or not at all.
final class WatchedDoorsTest {

  private static final Set<Role> DESK = Set.of(Role.OPERATOR);

  @TempDir private Path folder;
  private TestSite site;
  private TestBrowser zarina;

  @BeforeEach
  void start() {
    site = new TestSite(folder);
    WatchedDoors watch = new WatchedDoors(site.database, new AuditTrail(Clock.systemUTC()));
    site.guard = new Guard(Guard.PLAIN.codes(), Guard.PLAIN.rules(), watch::over);
    site.start(this::rooms);
    zarina = site.browserOf("zarina");
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private void rooms(Routes.Mount mount) {
    mount.get(
        "/api/v1/records/{id}",
        DESK,
        request -> {
          if (request.path("id").equals("none")) {
            throw Refusal.notFound("record");
          }
          String kept =
              site.database.read(
                  handle ->
                      handle
                          .createQuery("select id from audit order by seq desc limit 1")
                          .mapTo(String.class)
                          .findOne()
                          .orElse(""));
          return Reply.json(Map.of("row", kept));
        });
    mount.get("/api/v1/recordings/{id}/audio", DESK, request -> Reply.json("sound"));
    mount.get("/api/v1/records", DESK, request -> Reply.json("list"));
    mount.post("/callers/{key}/number", DESK, request -> Reply.json("whole"));
    mount.post(
        "/api/v1/callers/{key}/safety",
        DESK,
        request -> {
          site.database.write(
              handle -> handle.execute("insert into site (name, value) values ('s', 'x')"));
          if (request.body().length > 2) {
            throw new Refusal(422, "No.");
          }
          return Reply.json("kept");
        });
  }

  private List<Row> rows() {
    return site.database.read(
        handle ->
            handle
                .createQuery("select * from audit order by seq")
                .map((row, context) -> AuditStore.row(row))
                .list());
  }

  @Test
  void openingARecordLeavesARowThatIsThereBeforeTheRecordIsRead() {
    HttpResponse<String> answer = zarina.get("/api/v1/records/r-1");

    assertThat(answer.body()).contains("\"row\":\"r-1\"");
    assertThat(rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.who()).isEqualTo("zarina");
              assertThat(row.act()).isEqualTo("open");
              assertThat(row.kind()).isEqualTo("record");
              assertThat(row.id()).isEqualTo("r-1");
              assertThat(row.from()).isEqualTo("127.0.0.1");
            });
  }

  @Test
  void addressOfAHeaderIsNotBelieved() {
    zarina.headers.put("X-Forwarded-For", "192.0.2.66");

    zarina.get("/api/v1/records/r-1");

    assertThat(rows()).extracting(Row::from).containsExactly("127.0.0.1");
  }

  @Test
  void whatCannotBeWrittenDownIsNotShown() {
    site.database.write(handle -> handle.execute("drop table audit"));

    assertThat(zarina.get("/api/v1/records/r-1").statusCode()).isGreaterThanOrEqualTo(500);
    assertThat(zarina.get("/api/v1/records").statusCode()).isGreaterThanOrEqualTo(500);
  }

  @Test
  void whatIsNotThereLeavesARefusalAndNoLook() {
    assertThat(zarina.get("/api/v1/records/none").statusCode()).isEqualTo(404);

    assertThat(rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.act()).isEqualTo("refused");
              assertThat(row.id()).isEqualTo("none");
              assertThat(row.why()).isEqualTo("open");
            });
  }

  @Test
  void seekingInASoundIsOneListening() {
    for (int i = 0; i < 4; i++) {
      zarina.get("/api/v1/recordings/m-1/audio");
    }
    zarina.get("/api/v1/recordings/m-2/audio");

    assertThat(rows()).extracting(Row::id).containsExactly("m-1", "m-2");
  }

  @Test
  void reasonForAWholeNumberStandsInItsRow() {
    zarina.get("/login");
    zarina.form("/callers/abc/number", Map.of("reason", "call-back", "csrf", csrf()));

    assertThat(rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.act()).isEqualTo("unmask");
              assertThat(row.why()).isEqualTo("call-back");
            });
  }

  @Test
  void deedThatIsRefusedIsUndoneWithItsRow() {
    zarina.headers.put("X-CSRF-Token", csrf());

    HttpResponse<String> refused = zarina.json("/api/v1/callers/abc/safety", "{\"calls\":\"x\"}");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(rows()).extracting(Row::act).containsExactly("refused");
    int kept =
        site.database.read(
            handle ->
                handle
                    .createQuery("select count(*) from site where name = 's'")
                    .mapTo(Integer.class)
                    .one());
    assertThat(kept).isZero();

    assertThat(zarina.json("/api/v1/callers/abc/safety", "{}").statusCode()).isEqualTo(200);
    assertThat(rows()).extracting(Row::act).containsExactly("refused", "change");
  }

  @Test
  void openingIsQuick() {
    zarina.get("/api/v1/records/r-0");

    long start = System.nanoTime();
    for (int i = 0; i < 50; i++) {
      zarina.get("/api/v1/records/r-" + i);
    }

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
  }

  private String csrf() {
    return org.hamroh.web.TestTokens.csrf(zarina);
  }
}
