package org.hamroh.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.directory.DirectoryStore;
import org.hamroh.directory.SourceDirectory;
import org.hamroh.voice.Sentences;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.TestSite;
import org.hamroh.web.Texts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lists over HTTP, as programs and pages use them.
final class ListingRoutesTest {

  private static final ZoneId SITE = ZoneId.of("Asia/Dushanbe");
  private static final String SOON = LocalDate.now(SITE).plusDays(30).toString();

  @TempDir private Path folder;
  private TestSite site;
  private TestBrowser program;

  @BeforeEach
  void start() {
    site = new TestSite(folder);
    DirectoryStore directory = new DirectoryStore(site.database);
    directory.addMissing(SourceDirectory.places(), SourceDirectory.organisations());
    Lists lists =
        new Lists(
            site.database,
            List.of("tg", "ru"),
            Sentences.none(),
            list -> Set.of(),
            Clock.system(SITE));
    lists.start();
    Texts texts = Texts.load(SITE, List.of("console", "listing"));
    site.start(new ListingRoutes(lists, texts), new ListingPages(lists, directory, texts));
    program = site.browser();
    program.headers.put("Authorization", "Bearer secret-of-admin");
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private static String cook(String russian) {
    return """
        {"titleTg":"ошпаз","titleRu":"%s","placeTg":"Бохтар","placeRu":"Бохтар",
         "region":"khatlon","salary":"2500","contact":"Ошхона, +992 90 000 0104",
         "validUntil":"%s"}
        """
        .formatted(russian, SOON);
  }

  @Test
  void anItemIsAddedChangedAndRemoved() {
    HttpResponse<String> added = program.json("/api/v1/listings?list=vacancies", cook("повар"));
    assertThat(added.statusCode()).isEqualTo(201);
    assertThat(added.body()).contains("\"id\":1", "\"country\":\"TJ\"", "\"said\":true");

    assertThat(program.json("/api/v1/listings/1", cook("старший повар")).statusCode())
        .isEqualTo(200);
    assertThat(program.get("/api/v1/listings/1").body()).contains("старший повар");
    assertThat(program.get("/api/v1/listings?list=vacancies").body()).contains("старший повар");
    assertThat(program.get("/api/v1/listings?list=offices").body()).isEqualTo("{\"items\":[]}");

    assertThat(program.json("/api/v1/listings/1/remove", "").statusCode()).isEqualTo(204);
    assertThat(program.get("/api/v1/listings/1").statusCode()).isEqualTo(404);
  }

  @Test
  void aMistakeIsToldInASentence() {
    HttpResponse<String> refused =
        program.json("/api/v1/listings?list=vacancies", cook("повар 2 разряда"));

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("Name in Russian: the voice cannot say “2”");
    assertThat(program.get("/api/v1/listings?list=weather").statusCode()).isEqualTo(404);
  }

  @Test
  void aTableIsBroughtInAndTakenOut() {
    HttpResponse<String> report =
        program.send(
            program
                .request("/api/v1/listings/import?list=vacancies")
                .header("Content-Type", "text/csv")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "title_tg,title_ru,place_tg,place_ru,contact,valid_until\n"
                            + "ошпаз,повар,Бохтар,Бохтар,Ошхона,%s%n".formatted(SOON)
                            + "ошпаз,cook,Бохтар,Бохтар,Ошхона,%s%n".formatted(SOON))));

    assertThat(report.body()).contains("\"added\":1", "\"line\":3", "cook");
    assertThat(program.get("/api/v1/listings/export?list=vacancies").body())
        .contains("ошпаз,повар,Бохтар");
  }

  @Test
  void anOperatorSeesTheListsAndChangesNothing() {
    TestBrowser zarina = site.browserOf("zarina");

    assertThat(zarina.get("/listings").statusCode()).isEqualTo(200);
    assertThat(zarina.get("/listings").body()).doesNotContain("/listings/new");
    assertThat(zarina.get("/listings/new").statusCode()).isEqualTo(403);
    assertThat(zarina.form("/listings?list=vacancies", Map.of()).statusCode()).isEqualTo(403);
  }

  @Test
  void theFormKeepsWhatWasTypedWhenItIsRefused() {
    TestBrowser rustam = site.browserOf("rustam");
    rustam.get("/listings/new?list=vacancies");

    HttpResponse<String> refused =
        rustam.form(
            "/listings?list=vacancies",
            Map.of("titleTg", "ошпаз", "titleRu", "cook", "contact", "Ошхона", "salary", "2500"));
    assertThat(refused.body())
        .contains("value=\"cook\"", "value=\"2500\"", "“cook”", "Place in Tajik: is empty");

    HttpResponse<String> kept =
        rustam.form(
            "/listings?list=vacancies",
            Map.of(
                "titleTg", "ошпаз",
                "titleRu", "повар",
                "placeTg", "Бохтар",
                "placeRu", "Бохтар",
                "contact", "Ошхона",
                "validUntil", SOON));
    assertThat(kept.statusCode()).isEqualTo(303);
    assertThat(rustam.get("/listings?list=vacancies").body()).contains("повар", "by agreement");
  }

  @Test
  void officesComeFromTheDirectoryAtAButton() {
    TestBrowser rustam = site.browserOf("rustam");
    rustam.get("/listings?list=offices");

    assertThat(rustam.form("/listings/offices?list=offices", Map.of()).body())
        .contains("New: 6, changed: 0.", "Худжанд");
    assertThat(rustam.form("/listings/offices?list=offices", Map.of()).body())
        .contains("New: 0, changed: 0.");
  }
}
