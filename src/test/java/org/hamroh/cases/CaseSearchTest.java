package org.hamroh.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.cases.CaseHouse.CALLER;
import static org.hamroh.cases.CaseHouse.MALIKA;
import static org.hamroh.cases.CaseHouse.OTHER;
import static org.hamroh.cases.CaseHouse.PARVIN;
import static org.hamroh.cases.CaseHouse.ZARINA;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hamroh.cases.CaseDesk.Asker;
import org.hamroh.cases.CaseSearch.NewPerson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cases found by sealed words, and cases of one person put together and taken apart.
final class CaseSearchTest {

  @TempDir private Path folder;
  private CaseHouse house;
  private CaseId id;

  @BeforeEach
  void open() {
    house = new CaseHouse(folder);
    id =
        house
            .desk
            .open(
                new CaseDesk.NewCase(
                    "form-99999999",
                    CALLER,
                    "",
                    "passport-taken",
                    false,
                    new CaseFile.About("Ҷӯраев Қаҳрамон", "Кӯлоб")),
                ZARINA)
            .orElseThrow()
            .file()
            .id();
    house.notes.add(
        id, new CaseNotes.Writing("incident", null, "Сардор шиносномаашро гирифт"), ZARINA);
    house.notes.promise(id, "Занг ба сафорат", LocalDate.of(2026, 11, 25), "zarina", ZARINA);
    house.opens(ZARINA, false, "Назаров");
  }

  @AfterEach
  void close() {
    house.close();
  }

  private List<CaseId> find(String query, Asker asker) {
    return house.search.find(query, asker).stream().map(CaseFile.Line::id).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ҷӯраев",
        "джураев",
        "Чураев",
        "Juraev",
        "қаҳрамон",
        "кахрамон",
        "Qahramon джур",
        "Кӯлоб",
        "Куляб",
        "Kulob",
        "шиносномаашро",
        "шиноснома",
        "ШИНОС",
        "шин",
        "сафорат занг"
      })
  void aCaseIsFoundHoweverItsWordsAreTyped(String query) {
    assertThat(find(query, ZARINA)).containsExactly(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"шиносномаи", "Ҷӯраев Назаров", "ш", "", "  ", "қаҳрамонзода"})
  void otherWordsFindNothing(String query) {
    assertThat(find(query, ZARINA)).isEmpty();
  }

  @Test
  void nobodyFindsWhatTheyMayNotOpen() {
    assertThat(find("Ҷӯраев", PARVIN)).isEmpty();
    assertThat(find(id.value(), PARVIN)).isEmpty();
    assertThat(find("Ҷӯраев", MALIKA)).containsExactly(id);
    house.desk.change(id, 1, new CaseChange.Sealing(true), ZARINA);
    assertThat(find("Ҷӯраев", MALIKA)).isEmpty();
    assertThat(find(id.value(), MALIKA)).isEmpty();
    assertThat(find(id.value(), ZARINA)).containsExactly(id);
  }

  @Test
  void aSearchLeavesItsRowAndNotItsWords() {
    find("Ҷӯраев", PARVIN);

    assertThat(house.told("select who || act || id || why from audit where act = 'search'"))
        .containsExactly("parvinsearch");
  }

  @Test
  void whatIsRewrittenIsFoundByItsNewWordsOnly() {
    String section = house.desk.look(id, ZARINA).orElseThrow().sections().getFirst().id();
    house.notes.rewrite(
        id, section, 1, new CaseNotes.Writing("incident", null, "Маош надоданд"), ZARINA);

    assertThat(find("шиноснома", ZARINA)).isEmpty();
    assertThat(find("маош", ZARINA)).containsExactly(id);
  }

  @Test
  void doublesAreOfTheSameTelephoneOrTheSameNameHoweverTyped() {
    NewPerson sameName = new NewPerson(Optional.of(OTHER), "кахрамон ДЖУРАЕВ");
    NewPerson partOfName = new NewPerson(Optional.of(OTHER), "Джураев");
    NewPerson samePhone = new NewPerson(Optional.of(CALLER), "");

    assertThat(house.search.doubles(sameName, Optional.empty(), "zarina")).containsExactly(id);
    assertThat(house.search.doubles(partOfName, Optional.empty(), "zarina")).isEmpty();
    assertThat(house.search.doubles(samePhone, Optional.empty(), "zarina")).hasSize(2);
    assertThat(house.search.doubles(samePhone, Optional.of(id), "zarina")).hasSize(1);
    assertThat(house.search.doubles(sameName, Optional.empty(), "parvin")).isEmpty();
  }

  @Test
  void mergedCasesAreShownFoundAndAskedAsOneAndPartAsTheyWere() {
    CaseDesk.Opened other = house.opens(ZARINA, false, "Juraev Q.");
    CaseId goes = other.file().id();
    house.notes.add(goes, new CaseNotes.Writing("note", null, "Бори дуюм занг зад"), ZARINA);
    List<CaseFile.Section> before = house.desk.look(goes, ZARINA).orElseThrow().sections();

    assertThat(house.merges.merge(goes, id, ZARINA)).isInstanceOf(CaseOutcome.Done.class);

    CaseDesk.Whole whole = house.desk.look(id, ZARINA).orElseThrow();
    assertThat(whole.sections()).hasSize(2);
    assertThat(find("дуюм", ZARINA)).containsExactly(id);
    assertThat(house.desk.lists().list(CaseLists.Show.MINE, "zarina", "", 10).lines())
        .extracting(CaseFile.Line::id)
        .doesNotContain(goes);
    assertThat(house.desk.change(goes, 2, new CaseChange.Sealing(true), ZARINA))
        .isEqualTo(new CaseOutcome.Wrong("merged"));
    house.desk.change(id, 1, new CaseChange.Move("awaiting-partner", ""), ZARINA);
    CaseTelephone telephone = new CaseTelephone(house.desk, call -> Optional.empty());
    assertThat(
            telephone.standing(new org.hamroh.call.CallId("hamroh-1.1"), goes.value(), other.pin()))
        .isEqualTo(new org.hamroh.ivr.outside.Cases.Standing.Referred());

    assertThat(house.merges.undo(goes, ZARINA)).isInstanceOf(CaseOutcome.Done.class);

    assertThat(house.desk.look(id, ZARINA).orElseThrow().sections()).hasSize(1);
    assertThat(house.desk.look(goes, ZARINA).orElseThrow().sections()).isEqualTo(before);
    assertThat(house.file(goes).status()).isEqualTo("new");
  }

  @Test
  void mergingNeedsBothCasesOpenAndOpensNoSeal() {
    CaseId parvins = house.opens(PARVIN, false, "").file().id();
    CaseId sealed = house.opens(ZARINA, true, "").file().id();
    CaseId third = house.opens(ZARINA, false, "").file().id();

    assertThat(house.merges.merge(parvins, id, ZARINA)).isInstanceOf(CaseOutcome.Nowhere.class);
    assertThat(house.merges.merge(sealed, id, ZARINA))
        .isEqualTo(new CaseOutcome.Wrong("merge-sealed"));
    assertThat(house.merges.merge(id, id, ZARINA)).isEqualTo(new CaseOutcome.Wrong("merged"));
    house.merges.merge(third, id, ZARINA);
    assertThat(house.merges.merge(id, sealed, ZARINA)).isEqualTo(new CaseOutcome.Wrong("merged"));
    assertThat(house.merges.merge(third, sealed, ZARINA))
        .isEqualTo(new CaseOutcome.Wrong("merged"));
    assertThat(house.merges.undo(id, ZARINA)).isEqualTo(new CaseOutcome.Wrong("merged"));
  }
}
