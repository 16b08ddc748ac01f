package org.hamroh.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Who is meant by which words.
final class ContactFilterTest {

  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("hamroh.db"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aFilterThatWasKeptBeforeIsStillRead() {
    ContactFilter old =
        JSON.readValue(
            "{\"languages\":[\"tg\"],\"countries\":[\"TJ\"],\"places\":[],\"tags\":[\"odd\"]}",
            ContactFilter.class);

    assertThat(old)
        .isEqualTo(new ContactFilter(Set.of("tg"), Set.of("TJ"), Set.of(), Set.of("odd")));
  }

  @Test
  void whatIsKeptIsReadAgain() {
    ContactFilter all =
        JSON.readValue(
            """
            {"languages":["tg"],"countries":[],"places":["rasht"],"tags":[],"sexes":["f"],
             "ages":["18-29"],"contactFrom":"2026-01-01T00:00:00Z",
             "contactTo":"2026-02-01T00:00:00Z","heard":false,"withoutTags":["gone"],
             "notCampaigns":[7],"silentDays":14,"sample":100,"asOf":"2026-11-22T08:00:00Z",
             "drawnTo":5}
            """,
            ContactFilter.class);

    assertThat(JSON.readValue(JSON.writeValueAsString(all), ContactFilter.class)).isEqualTo(all);
    assertThat(JSON.writeValueAsString(ContactFilter.EVERYBODY))
        .isEqualTo("{\"languages\":[],\"countries\":[],\"places\":[],\"tags\":[]}");
  }

  @Test
  void aDistrictMeansAllItsJamoatsAndAWordMeansWhatStoodInTheList() {
    person(1, "place_id = 'rasht-navobod'");
    person(2, "place_id = 'rasht'");
    person(3, "place_id = 'nurobod-khumdon'");
    person(4, "place = 'Маскав'");

    assertThat(fit("\"places\":[\"rasht\"]")).containsExactly(1L, 2L);
    assertThat(fit("\"places\":[\"rasht-valley\"]")).containsExactly(1L, 2L, 3L);
    assertThat(fit("\"places\":[\"rasht-navobod\",\"Маскав\"]")).containsExactly(1L, 4L);
  }

  @Test
  void sexAndAgeAreAskedAndUnknownOnesAreInNoGroup() {
    person(1, "sex = 'f', birth_year = 2008");
    person(2, "sex = 'm', birth_year = 2009");
    person(3, "birth_year = 1996");
    person(4, "sex = 'f'");

    assertThat(fit("\"sexes\":[\"f\"]")).containsExactly(1L, 4L);
    assertThat(fit("\"ages\":[\"18-29\"]")).containsExactly(1L);
    assertThat(fit("\"ages\":[\"under-18\",\"30-44\"]")).containsExactly(2L, 3L);
  }

  @Test
  void lastContactHasTwoEndsAndNeverIsBeforeEveryDay() {
    long day = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
    person(1, "last_contact_at = " + day);
    person(2, "last_contact_at = " + (day - 1));
    person(3, "name = ''");

    assertThat(fit("\"contactFrom\":\"2026-06-01T00:00:00Z\"")).containsExactly(1L);
    assertThat(fit("\"contactTo\":\"2026-06-01T00:00:00Z\"")).containsExactly(2L, 3L);
  }

  @Test
  void whoCallsOrWritesHasBeenInTouchAndAnOlderTextChangesNothing() {
    person(1, "name = ''");
    PhoneNumber number = new PhoneNumber("+992900000001");

    database.write(
        handle -> {
          Subscriptions.inTouch(handle, number, NOW);
          Subscriptions.inTouch(handle, number, NOW.minusSeconds(5));
          Subscriptions.inTouch(handle, new PhoneNumber("+992900000009"), NOW);
          return true;
        });

    assertThat(fit("\"contactFrom\":\"" + NOW + "\"")).containsExactly(1L);
    assertThat(fit("\"contactTo\":\"" + NOW + "\"")).isEmpty();
  }

  @Test
  void whoHeardIsWhoStayedForAWord() {
    person(1, "name = ''");
    person(2, "name = ''");
    database.write(
        handle ->
            handle.execute(
                "insert into campaign_heard values (1, 1, '+992900000001', 'rang', 'tg', 0, 900),"
                    + " (2, 1, '+992900000002', 'was-rung', 'tg', 0, 0)"));

    assertThat(fit("\"heard\":true")).containsExactly(1L);
    assertThat(fit("\"heard\":false")).containsExactly(2L);
  }

  @Test
  void exclusionsLeaveOutTagsCampaignsAndFreshTexts() {
    LongStream.rangeClosed(1, 4).forEach(id -> person(id, "name = ''"));
    database.write(
        handle -> handle.execute("insert into contact_tag values (1, 'gone'), (2, 'women')"));
    text(1, 7, 2, NOW.minusSeconds(86_400 * 20));
    text(2, 8, 3, NOW.minusSeconds(86_400 * 3));
    text(3, 0, 4, NOW); // a single message is no campaign

    assertThat(fit("\"withoutTags\":[\"gone\"]")).containsExactly(2L, 3L, 4L);
    assertThat(fit("\"notCampaigns\":[7]")).containsExactly(1L, 3L, 4L);
    assertThat(fit("\"silentDays\":14,\"asOf\":\"" + NOW + "\"")).containsExactly(1L, 2L, 4L);
    assertThat(fit("\"tags\":[\"women\",\"gone\"],\"withoutTags\":[\"gone\"]")).containsExactly(2L);
  }

  @Test
  void aSampleIsSoManyOfThoseWhoCanBeReachedAndAlwaysTheSame() {
    LongStream.rangeClosed(1, 200).forEach(id -> person(id, "consent_at = 1"));
    LongStream.rangeClosed(201, 300).forEach(id -> person(id, "name = ''"));
    database.write(
        handle -> handle.execute("insert into opt_out values ('+992900000001', 1, 'sms')"));

    List<Long> once = fit("\"sample\":50");
    ContactFilter settled =
        database.read(handle -> ContactStore.settled(handle, filter("\"sample\":50"), NOW));

    assertThat(once).hasSize(50).allMatch(id -> id > 1 && id <= 200);
    assertThat(fit("\"sample\":50")).isEqualTo(once);
    assertThat(ids(settled)).isEqualTo(once);
    assertThat(fit("\"sample\":500")).hasSize(199);
    assertThat(settled.drawnTo()).isNotNull();
    assertThat(settled.asOf()).isEqualTo(NOW);
  }

  @Test
  void pagesBringEverybodyOnceWithTheirGroups() {
    LongStream.rangeClosed(1, 5).forEach(id -> person(id, "sex = 'm', birth_year = 1990"));
    database.write(
        handle -> handle.execute("insert into contact_tag values (5, 'b'), (5, 'a'), (4, 'a')"));

    List<Contact> last =
        database.read(handle -> ContactStore.page(handle, ContactFilter.EVERYBODY, 3, 10));

    assertThat(last).extracting(Contact::id).containsExactly(4L, 5L);
    assertThat(last.getLast().tags()).containsExactlyInAnyOrder("a", "b");
    assertThat(last.getFirst().tags()).containsExactly("a");
    assertThat(last.getFirst().birthYear()).contains(1990);
    Optional<Contact> alone = database.read(handle -> ContactStore.find(handle, 5));
    assertThat(alone).contains(last.getLast());
  }

  private List<Long> fit(String parts) {
    return ids(filter(parts));
  }

  private List<Long> ids(ContactFilter filter) {
    List<Long> ids =
        database.read(handle -> ContactStore.page(handle, filter, 0, 1_000)).stream()
            .map(Contact::id)
            .toList();
    long counted = database.read(handle -> ContactStore.count(handle, filter));
    assertThat(counted).isEqualTo(ids.size());
    return ids;
  }

  private static ContactFilter filter(String parts) {
    return JSON.readValue("{" + parts + "}", ContactFilter.class);
  }

  private void person(long id, String columns) {
    database.write(
        handle -> {
          handle.execute(
              "insert into contact (id, number, name, language, country, place, consent_at,"
                  + " consent_way, created_at, changed_at) values (?, ?, '', 'tg', 'TJ', '', ?,"
                  + " '', 0, 0)",
              id,
              "+992900000%03d".formatted(id),
              (@Nullable Long) null);
          return handle.execute("update contact set " + columns + " where id = " + id);
        });
  }

  private void text(long id, long campaign, long person, Instant at) {
    database.write(
        handle ->
            handle.execute(
                "insert into message (id, campaign_id, number, language, text, parts, route,"
                    + " state, reason, created_at, changed_at) values (?, ?, ?, 'tg', '', 1,"
                    + " 'main', 'delivered', '', ?, 0)",
                id,
                campaign,
                "+992900000%03d".formatted(person),
                at.toEpochMilli()));
  }
}
