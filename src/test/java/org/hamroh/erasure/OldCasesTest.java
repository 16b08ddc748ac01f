package org.hamroh.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cases go for their age, and one figure stays of each.
final class OldCasesTest {

  private static final Instant CLOSED = Instant.ofEpochMilli(1_794_000_000_000L);

  @TempDir private Path data;
  private ErasureHouse house;
  private OldCases old;

  @BeforeEach
  void open() throws IOException {
    house = new ErasureHouse(data);
    old = new OldCases(house.database, house.erasures, List.of("closed"));
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void closedCaseGoesWithAllThatHangsOnItAndAFigureStays() throws IOException {
    assertThat(old.ordinary(CLOSED)).as("not yet").isZero();

    assertThat(old.ordinary(CLOSED.plusMillis(1))).isEqualTo(4);

    Map<String, Integer> rows = house.rows();
    for (String table :
        List.of(
            "case_file",
            "case_section",
            "case_section_text",
            "case_word",
            "case_attachment",
            "claim",
            "claim_line",
            "party",
            "referral",
            "referral_step",
            "screening",
            "contact_record",
            "case_hold")) {
      assertThat(rows.get(table)).as(table).isZero();
    }
    assertThat(rows.get("call_record")).as("calls have a time of their own").isEqualTo(2);
    assertThat(data.resolve("attachments/" + house.person.paper + ".sealed")).doesNotExist();
    List<String> figures =
        house.database.read(
            handle ->
                handle
                    .createQuery(
                        "select closed || ' ' || topic || ' ' || outcome || ' ' || level || ' '"
                            + " || referred || served from case_figure")
                    .mapTo(String.class)
                    .list());
    assertThat(figures)
        .containsExactly("2026-11 wages helped high 11", "2026-11 wages helped high 11");
  }

  @Test
  void heldCaseAndOpenCaseStay() throws IOException {
    house.erasures.holds.set(house.person.caseId, "court", ErasureHouse.ZARINA);
    house.database.write(
        handle ->
            handle.execute(
                "update case_file set status = 'open' where id = ?", house.other.caseId));

    assertThat(old.ordinary(CLOSED.plusMillis(1))).isZero();

    assertThat(house.rows().get("case_file")).isEqualTo(4);
  }

  @Test
  void sealedCaseIsLookedAtAfterThreeMonthsAndGoesByARuleOfItsOwn() throws IOException {
    house.database.write(
        handle ->
            handle.execute("update case_file set sealed = 1 where id = ?", house.person.caseId));
    house.clock.pass(java.time.Duration.ofDays(120));

    assertThat(house.erasures.toReview())
        .containsExactly(
            new OldCases.Due(
                house.person.caseId, LocalDate.of(2026, 11, 6), LocalDate.of(2027, 5, 6)));
    assertThat(old.ordinary(CLOSED.plusMillis(1))).as("the other one").isEqualTo(2);
    assertThat(old.sealed(CLOSED.plusMillis(1))).isEqualTo(2);
  }

  @Test
  void caseThatWentForItsAgeDoesNotComeBackWithACopy() throws IOException {
    old.ordinary(CLOSED.plusMillis(1));
    house.database.write(handle -> handle.execute("delete from erasure_mark"));
    house.database.write(
        handle ->
            handle.execute(
                "insert into case_file (id, key_sealed, once, record_id, topic, owner, sealed,"
                    + " status, status_at, outcome, about_sealed, version, pin_salt, pin_hash,"
                    + " opened_at, opened_by, changed_at, changed_by) values (?, 'k', 'o', '', '',"
                    + " '', 0, 'closed', 0, '', '', 1, '', '', 0, '', 0, '')",
                house.person.caseId));

    assertThat(house.erasures.catchUp()).isEqualTo(1);

    assertThat(house.rows().get("case_file")).isZero();
  }

  @Test
  void screeningsAndRecordsWithoutACaseHaveATimeOfTheirOwn() {
    house.database.write(handle -> handle.execute("update screening set case_id = null"));
    house.database.write(handle -> handle.execute("update case_file set record_id = ''"));

    assertThat(old.screenings(Instant.EPOCH)).isZero();
    assertThat(old.screenings(Instant.ofEpochMilli(1))).isEqualTo(2);
    assertThat(old.records(Instant.ofEpochMilli(1))).isEqualTo(4);
    assertThat(house.rows().get("contact_reason")).isZero();
  }
}
