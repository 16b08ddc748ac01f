package org.hamroh.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.hamroh.audit.AuditTrail;
import org.hamroh.phone.NumberReader;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.TestSite;
import org.hamroh.web.Texts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who can help whom, and is there now. Zarina is an operator, Malika a supervisor.
final class DirectorySearchTest {

  private static final ZoneId DUSHANBE = ZoneId.of("Asia/Dushanbe");

  /// A Monday, ten in the morning in Dushanbe.
  private static final Instant MONDAY = Instant.parse("2026-11-23T05:00:00Z");

  @TempDir private Path folder;
  private TestSite site;
  private TestBrowser malika;

  @BeforeEach
  void start() {
    site = new TestSite(folder);
    new DirectoryStore(site.database)
        .addMissing(SourceDirectory.places(), SourceDirectory.organisations());
    Clock clock = Clock.fixed(MONDAY, ZoneOffset.UTC);
    DirectoryRoutes routes =
        new DirectoryRoutes(site.database, new NumberReader(), "TJ", new AuditTrail(clock), clock);
    site.start(
        routes,
        new DirectoryPages(
            routes, site.database, Texts.load(ZoneOffset.UTC, List.of("console", "referral"))));
    malika = site.browserOf("malika");
    malika.get("/account");
    malika.headers.put("X-CSRF-Token", malika.token);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private void confirm(String id, String hours, String sexes) {
    site.database.write(
        handle ->
            DirectoryStore.confirm(
                handle,
                id,
                new Organisation.Contact("+992900000071", "", "tg", hours, sexes),
                LocalDate.of(2026, 11, 20)));
  }

  private List<String> find(DirectorySearch search, Instant now) {
    return site.database.read(handle -> DirectoryStore.find(handle, search, now)).stream()
        .map(one -> one.organisation().id())
        .toList();
  }

  @Test
  void whoIsKnownToBeClosedIsLeftOutAndWhoIsOpenComesFirst() {
    confirm("human-rights-centre", "Mo-Fr 09:00-17:00", "");
    confirm("fitt", "Mo-Fr 14:00-17:00", "");

    List<String> open = find(new DirectorySearch("legal-aid", null, null, null, true), MONDAY);

    assertThat(open).startsWith("human-rights-centre").contains("msc-tajikistan");
    assertThat(open).doesNotContain("fitt");
    assertThat(find(new DirectorySearch("legal-aid", null, null, null, false), MONDAY))
        .contains("fitt");
  }

  @Test
  void languageIsFoundAlsoWhereItIsOnlyExpectedAndSexDecidesWhoServes() {
    confirm("human-rights-centre", "", "f");

    DirectorySearch woman = new DirectorySearch("legal-aid", null, "tg", "f", false);
    DirectorySearch man = new DirectorySearch("legal-aid", null, "tg", "m", false);

    assertThat(find(woman, MONDAY)).contains("human-rights-centre", "fitt");
    assertThat(find(man, MONDAY)).contains("fitt").doesNotContain("human-rights-centre");
    assertThat(find(woman, MONDAY)).doesNotContain("msc-kazakhstan");
  }

  @Test
  void hoursAreReadAsTheyAreWritten() {
    WorkingHours hours =
        WorkingHours.of("Mo-Fr 08:00-12:00,13:00-17:00; Sa 09:00-13:00").orElseThrow();

    assertThat(hours.isOpen(LocalDateTime.of(2026, 11, 23, 8, 0).atZone(DUSHANBE))).isTrue();
    assertThat(hours.isOpen(LocalDateTime.of(2026, 11, 23, 12, 30).atZone(DUSHANBE))).isFalse();
    assertThat(hours.isOpen(LocalDateTime.of(2026, 11, 27, 16, 59).atZone(DUSHANBE))).isTrue();
    assertThat(hours.isOpen(LocalDateTime.of(2026, 11, 28, 13, 0).atZone(DUSHANBE))).isFalse();
    assertThat(hours.isOpen(LocalDateTime.of(2026, 11, 29, 10, 0).atZone(DUSHANBE))).isFalse();
    assertThat(WorkingHours.of("Sa-Mo 00:00-24:00").orElseThrow().isOpen(MONDAY.atZone(DUSHANBE)))
        .isTrue();
    assertThat(WorkingHours.of("")).isEmpty();
    assertThat(WorkingHours.of("from 8 to 5")).isEmpty();
    assertThat(WorkingHours.of("Mo 17:00-08:00")).isEmpty();
  }

  @Test
  void staffSearchAndNoteHowAnOrganisationIsReachedAndThatLeavesARow() {
    String told =
        """
        {"phone": "90 000 00 71", "email": "help@partner.example", "letters": "ru",
         "workingHours": "Mo-Fr 09:00-17:00"}
        """;

    assertThat(malika.json("/api/v1/directory/fitt", told).statusCode()).isEqualTo(200);

    String found = malika.get("/api/v1/directory?service=legal-aid&open=now&sex=m").body();
    assertThat(found)
        .contains("\"id\":\"fitt\"")
        .contains("\"phone\":\"+992900000071\"")
        .contains("\"lastConfirmed\":\"2026-11-23\"")
        .contains("\"open\":true");
    assertThat(audited()).containsExactly("malika change organisation fitt");
  }

  private List<String> audited() {
    return site.database.read(
        handle ->
            handle
                .createQuery("select who || ' ' || act || ' ' || kind || ' ' || id from audit")
                .mapTo(String.class)
                .list());
  }

  @Test
  void whatCannotBeIsRefusedAndNothingOfItIsKept() {
    for (String wrong :
        List.of(
            "{\"email\": \"nobody\"}",
            "{\"phone\": \"12\"}",
            "{\"workingHours\": \"always\"}",
            "{\"letters\": \"fr\"}",
            "{\"sexes\": \"x\"}")) {
      assertThat(malika.json("/api/v1/directory/fitt", wrong).statusCode())
          .as(wrong)
          .isEqualTo(422);
    }
    assertThat(malika.json("/api/v1/directory/nobody", "{}").statusCode()).isEqualTo(404);
    assertThat(malika.get("/api/v1/directory?sex=x").statusCode()).isEqualTo(400);
    assertThat(malika.get("/api/v1/directory?open=later").statusCode()).isEqualTo(400);
    TestBrowser zarina = site.browserOf("zarina");
    zarina.get("/account");
    zarina.headers.put("X-CSRF-Token", zarina.token);
    assertThat(zarina.json("/api/v1/directory/fitt", "{}").statusCode()).isEqualTo(403);
    assertThat(audited()).isEmpty();
  }

  @Test
  void whatWasFoundOutByCallingIsWrittenOnThePageAndMistakesAreSaid() {
    HttpResponse<String> wrong =
        malika.form(
            "/directory/fitt",
            Map.of("phone", "12", "email", "help@fitt.example", "letters", "ru"));
    assertThat(wrong.body()).contains("no telephone number", "help@fitt.example");

    HttpResponse<String> kept =
        malika.form(
            "/directory/fitt",
            Map.of(
                "phone", "90 000 00 71",
                "email", "help@fitt.example",
                "letters", "ru",
                "workingHours", "Mo-Fr 08:00-17:00",
                "sexes", ""));

    assertThat(kept.statusCode()).isEqualTo(303);
    assertThat(malika.get("/directory?q=independent+trade").body())
        .contains("+992900000071", "help@fitt.example", "asked on 23.11.2026")
        .doesNotContain("/directory/human-rights-centre");
    assertThat(malika.get("/directory/nowhere").statusCode()).isEqualTo(404);
    assertThat(site.browserOf("zarina").get("/directory/fitt").statusCode()).isEqualTo(403);
  }
}
