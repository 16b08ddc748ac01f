package org.hamroh.cases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.cases.CaseHouse.PARVIN;
import static org.hamroh.cases.CaseHouse.ZARINA;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Papers and pictures that hang on cases.
final class CaseAttachmentsTest {

  private static final byte[] PDF = "%PDF-1.4\nthe passport of a person\n%%EOF".getBytes(UTF_8);
  private static final byte[] PNG = {
    (byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R'
  };

  @TempDir private Path folder;
  private CaseHouse house;
  private CaseId id;

  @BeforeEach
  void open() {
    house = new CaseHouse(folder);
    id = house.opens(ZARINA, true, "").file().id();
  }

  @AfterEach
  void close() {
    house.close();
  }

  private CaseOutcome add(byte[] bytes) {
    return house.files.add(id, "Шиноснома", bytes, ZARINA);
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("attachments"))) {
      return files.toList();
    }
  }

  @Test
  void aPaperIsKeptSealedAndFetchedAsItCame() throws IOException {
    assertThat(add(PDF)).isInstanceOf(CaseOutcome.Done.class);

    CaseAttachments.Attachment paper = house.files.of(id).getFirst();
    assertThat(paper.kind()).isEqualTo("application/pdf");
    assertThat(paper.name()).isEqualTo("Шиноснома");
    assertThat(paper.fileName()).matches("hamroh-[0-9a-f]{16}\\.pdf");
    assertThat(house.files.look(id, paper.id(), ZARINA).orElseThrow().bytes()).isEqualTo(PDF);
    assertThat(kept())
        .singleElement()
        .satisfies(
            file ->
                assertThat(new String(Files.readAllBytes(file), UTF_8)).doesNotContain("passport"));
    assertThat(house.told("select who from audit where kind = 'attachment'"))
        .containsExactly("zarina");
  }

  @Test
  void whatAFileIsItsBytesSay() {
    assertThat(add(PNG)).isInstanceOf(CaseOutcome.Done.class);
    assertThat(house.files.of(id).getFirst().kind()).isEqualTo("image/png");
    for (String other :
        List.of(
            "MZ\u0090\0\3\0\0\0\4\0\0\0",
            "<html><script>alert(1)</script></html>",
            "PK\3\4\24\0\0\0",
            "#!/bin/sh\nrm",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            "plain words")) {
      assertThat(add(other.getBytes(UTF_8))).as(other).isEqualTo(new CaseOutcome.Wrong("kind"));
    }
    assertThat(add(new byte[0])).isEqualTo(new CaseOutcome.Wrong("empty"));
    byte[] large = Arrays.copyOf(PDF, CaseAttachments.MOST_BYTES + 1);
    assertThat(add(large)).isEqualTo(new CaseOutcome.Wrong("long"));
    assertThat(house.files.of(id)).hasSize(1);
  }

  @Test
  void nobodyElseAddsFetchesOrRemovesAndAnotherCaseIsNoWayIn() throws IOException {
    add(PDF);
    String paper = house.files.of(id).getFirst().id();
    CaseId parvins = house.opens(PARVIN, false, "").file().id();

    assertThat(house.files.look(id, paper, PARVIN)).isEmpty();
    assertThat(house.files.look(parvins, paper, PARVIN)).isEmpty();
    assertThat(house.files.add(id, "", PDF, PARVIN)).isInstanceOf(CaseOutcome.Nowhere.class);
    assertThat(house.files.remove(parvins, paper, PARVIN)).isInstanceOf(CaseOutcome.Nowhere.class);
    assertThat(kept()).hasSize(1);
  }

  @Test
  void whatIsRemovedIsGoneFromTheDiskAndItsKeyFromTheStore() throws IOException {
    add(PDF);
    String paper = house.files.of(id).getFirst().id();

    assertThat(house.files.remove(id, paper, ZARINA)).isInstanceOf(CaseOutcome.Done.class);

    assertThat(kept()).isEmpty();
    assertThat(house.files.look(id, paper, ZARINA)).isEmpty();
    assertThat(house.files.of(id).getFirst().removed()).isTrue();
    assertThat(house.told("select count(*) from case_attachment where key_sealed is not null"))
        .containsExactly("0");
  }
}
