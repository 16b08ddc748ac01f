package org.hamroh.claims.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hamroh.audit.AuditTrail;
import org.hamroh.cases.CaseId;
import org.hamroh.claims.ClaimDraft;
import org.hamroh.claims.Claims;
import org.hamroh.claims.OpenCases;
import org.hamroh.claims.party.Clusters.Cluster;
import org.hamroh.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClustersTest {

  private static final String SECRET = "a secret of this site, long enough";
  private static final Claims.Asker ZARINA = new Claims.Asker("zarina", "");

  @TempDir private Path folder;
  private Database database;
  private Clusters clusters;
  private Claims claims;
  private final List<String> alarms = new ArrayList<>();

  @BeforeEach
  void start() {
    Clock clock = Clock.systemUTC();
    database = Database.open(folder.resolve("hamroh.db"));
    Parties parties = new Parties(SECRET, SECRET, clock);
    AuditTrail audit = new AuditTrail(clock);
    clusters = new Clusters(database, parties, audit, (party, at) -> alarms.add(party), clock);
    OpenCases cases =
        new OpenCases(
            Map.of("1000001", "zarina", "1000002", "zarina", "1000003", "zarina", "1000004", "x"));
    claims = new Claims(database, cases, parties, audit, SECRET, clusters::look, clock);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private long claim(String caseId, String firm) {
    return claims
        .add(new CaseId(caseId), new ClaimDraft.Head(firm, "", "", "", "", null), ZARINA)
        .orElseThrow();
  }

  @Test
  void firmInTheThirdCaseAlarmsAndInFewerIsNobodysBusiness() {
    claim("1000001", "ООО Стройинвест");
    claim("1000001", "Stroyinvest"); // the same case again
    claim("1000002", "«Строй-Инвест»");

    assertThat(alarms).isEmpty();
    assertThat(clusters.view("malika", "").clusters()).isEmpty();
    assertThat(clusters.isMany(1)).isFalse();

    claim("1000003", "стройинвест");

    assertThat(alarms).contains("1").doesNotContain("2");
    assertThat(clusters.isMany(1)).isTrue();
    assertThat(clusters.view("malika", "").clusters())
        .singleElement()
        .returns(3, Cluster::cases)
        .returns("ООО Стройинвест", cluster -> cluster.party().name());
  }

  @Test
  void personWithACaseOfTheirOwnCountsUntilTheLineIsStruck() {
    claim("1000001", "Строймаш");
    long second = claim("1000002", "Строймаш");
    long line =
        claims
            .addLine(second, new ClaimDraft.Line("worker", "", "", "", "", "1000003"), ZARINA)
            .orElseThrow();
    assertThat(clusters.isMany(1)).isTrue();

    assertThat(claims.strike(second, line, ZARINA)).isTrue();

    assertThat(clusters.isMany(1)).isFalse();
  }

  @Test
  void spellingsCountTogetherOnceAPersonHasSaidThatTheyAreOne() {
    claim("1000001", "Мосстройгрупп");
    claim("1000002", "Мострий групп");
    claim("1000003", "Мосстройгрупа");
    assertThat(clusters.view("malika", "").clusters()).isEmpty();
    assertThat(clusters.view("malika", "").pairs()).hasSize(3);

    assertThat(clusters.join(1, 2, "malika", "")).isTrue();
    assertThat(clusters.join(2, 3, "malika", "")).isTrue();

    assertThat(alarms).containsExactly("1");
    Clusters.View view = clusters.view("malika", "");
    assertThat(view.pairs()).isEmpty();
    assertThat(view.clusters().getFirst().spellings())
        .extracting(Party::name)
        .containsExactlyInAnyOrder("Мострий групп", "Мосстройгрупа");

    assertThat(clusters.apart(3, 1, "malika", "")).isTrue();

    assertThat(clusters.view("malika", "").clusters()).isEmpty();
    assertThat(clusters.view("malika", "").pairs())
        .as("what was taken apart is not suggested again")
        .noneMatch(pair -> pair.one().id() == 1 && pair.other().id() == 3);
  }

  @Test
  void firmAndAgentOfOneNameAreTwo() {
    claims.add(
        new CaseId("1000001"), new ClaimDraft.Head("Рустам", "", "Рустам", "", "", null), ZARINA);

    assertThat(clusters.join(1, 2, "malika", "")).isFalse();
    assertThat(clusters.join(1, 1, "malika", "")).isFalse();
    assertThat(clusters.apart(1, 99, "malika", "")).isFalse();
  }

  @Test
  void namesCannotBeReadInTheStore() {
    claim("1000001", "Стройинвест");

    List<String> rows =
        database.read(
            handle ->
                handle
                    .createQuery("select name_sealed || name_mac from party")
                    .mapTo(String.class)
                    .list());

    assertThat(rows).singleElement().asString().doesNotContainIgnoringCase("строй");
  }
}
