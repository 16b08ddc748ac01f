package org.hamroh.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.call.CallId;
import org.hamroh.ivr.ScriptBook;
import org.hamroh.yaml.ProblemsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is on the line, and how it gets there.
final class PublisherTest {

  private static final String WAGES = "    keys: {1: wages, 2: forced, 3: injury, 4: other}";
  private static final String SWAPPED = "    keys: {1: wages, 2: forced, 3: other, 4: injury}";

  @TempDir Path folder;
  private ScriptHouse house;

  @BeforeEach
  void open() {
    house = new ScriptHouse(folder);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void theFirstStartImportsTheFolderAsVersionOne() {
    Publisher publisher = house.start();

    assertThat(house.versions.published())
        .hasValueSatisfying(
            version -> {
              assertThat(version.number()).isEqualTo(1);
              assertThat(version.kind()).isEqualTo(Version.Kind.SHIPPED);
            });
    assertThat(publisher.shelf().current().version()).isEqualTo(1);
    assertThat(house.versions.files(new Of.Published()).orElseThrow().texts())
        .containsKeys("hotline.yaml", "prompts/tg.yaml", "prompts/en.yaml");
  }

  @Test
  void aFirstStartWithABrokenFolderIsRefusedWithFileAndLine() {
    house.edit("work.yaml", "    prompt: work-menu", "    prompt: wrok-menu");

    assertThatThrownBy(house::start)
        .isInstanceOf(ProblemsException.class)
        .hasMessageMatching(
            "(?s).*work.yaml:[0-9]+: work.prompt.0: there is no prompt wrok-menu.*");
    assertThat(house.versions.published()).isEmpty();
  }

  @Test
  void aChangedFolderFollowsAsLongAsNobodyHasPublishedFromTheDraft() {
    house.start();
    house.edit("work.yaml", WAGES, SWAPPED);

    Publisher publisher = house.start();

    assertThat(publisher.shelf().current().version()).isEqualTo(2);
    assertThat(house.versions.published().orElseThrow().kind()).isEqualTo(Version.Kind.FOLDER);
    assertThat(house.notices.list()).isEmpty();
  }

  @Test
  void aStartWithNothingNewChangesNothing() {
    house.start();

    Publisher publisher = house.start();

    assertThat(publisher.shelf().current().version()).isEqualTo(1);
    assertThat(house.versions.list(99, 99)).hasSize(1);
  }

  @Test
  void onceSomebodyHasPublishedAChangedFolderIsOnlyOffered() {
    Publisher publisher = house.start();
    publishChange(publisher, "published by a person");
    house.edit("danger.yaml", "timeout: 2s", "timeout: 3s");

    Publisher next = house.start();

    assertThat(next.shelf().current().version()).isEqualTo(2);
    assertThat(house.notices.list())
        .extracting(Notice::kind)
        .containsExactly(Notice.Kind.FOLDER_CHANGED);

    Draft draft = next.takeFolderIntoDraft(house.versions.draft().revision(), "zarina", true);

    assertThat(draft.changes()).extracting(Draft.Change::path).contains("danger.yaml");
    assertThat(house.notices.list()).isEmpty();
    house.start(); // nobody is asked twice
    assertThat(house.notices.list()).isEmpty();
  }

  @Test
  void aBrokenFolderNeverStopsALineThatHasAGoodVersion() {
    house.start();
    house.edit("work.yaml", "    prompt: work-menu", "    prompt: [work-menu");

    Publisher publisher = house.start();

    assertThat(publisher.shelf().current().version()).isEqualTo(1);
    assertThat(house.notices.list())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.kind()).isEqualTo(Notice.Kind.FOLDER_BROKEN);
              assertThat(notice.problems().getFirst().toString())
                  .containsPattern("work.yaml:[0-9]+: is not good YAML");
            });
  }

  @Test
  void publishingTheDraftGivesNewCallsTheNewBookAndOldCallsKeepTheirs() {
    Publisher publisher = house.start();
    ScriptBook before = publisher.shelf().current();

    publishChange(publisher, "other order");

    assertThat(third(publisher.shelf().current())).isEqualTo("other");
    assertThat(third(before)).isEqualTo("injury");
    assertThat(house.versions.draft().isEmpty()).isTrue();
    assertThat(house.versions.published().orElseThrow())
        .satisfies(
            version -> {
              assertThat(version.author()).isEqualTo("zarina");
              assertThat(version.note()).isEqualTo("other order");
            });
    assertThat(house.versions.keptNow().get("work.yaml").changedBy()).isEqualTo("rustam");
    assertThat(house.versions.keptNow().get("danger.yaml").changedBy()).isEqualTo("folder");
  }

  private void publishChange(Publisher publisher, String note) {
    Draft draft =
        house.versions.save(
            Map.of("work.yaml", Optional.of(house.changed("work.yaml", WAGES, SWAPPED))),
            house.versions.draft().revision(),
            "rustam",
            false);
    publisher.publishDraft(draft.revision(), "zarina", note);
  }

  /// Where key 3 of the work menu leads.
  private static String third(ScriptBook book) {
    return book.script("work").orElseThrow().step("work").orElseThrow().ways().get(2).to().step();
  }

  @Test
  void aDraftWithAMistakeIsRefusedAndNothingChanges() {
    Publisher publisher = house.start();
    String wrong = house.changed("work.yaml", "to: queue-wages", "to: queue-wage");
    Draft draft = house.versions.save(Map.of("work.yaml", Optional.of(wrong)), 0, "rustam", false);

    assertThatThrownBy(() -> publisher.publishDraft(draft.revision(), "rustam", ""))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("work.yaml:")
        .hasMessageContaining("is queue-wage, which is no queue");

    assertThat(publisher.shelf().current().version()).isEqualTo(1);
    assertThat(house.versions.draft()).isEqualTo(draft);
  }

  @Test
  void nothingIsPublishedThatCallersCouldNotHear() {
    Publisher publisher = house.start();
    house.voices.missing.add("tg/work-menu");

    assertThatThrownBy(() -> publishChange(publisher, ""))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("1 are missing: tg/work-menu");
    assertThat(publisher.shelf().current().version()).isEqualTo(1);

    house.voices.missing.clear();
    house.voices.done.clear();
    publisher.publishDraft(house.versions.draft().revision(), "zarina", "");

    assertThat(house.voices.done).containsExactly("make", "link");
    assertThat(publisher.shelf().current().version()).isEqualTo(2);
  }

  @Test
  void aCallThatComesBackFromAQueueGoesOnInTheVersionItBeganWith() {
    Publisher publisher = house.start();
    CallId call = new CallId("call-1");
    publisher.shelf().begin(call);

    publishChange(publisher, "");

    assertThat(publisher.shelf().goOn(call).version()).isEqualTo(1);
    assertThat(publisher.shelf().begin(new CallId("call-2")).version()).isEqualTo(2);
    assertThat(publisher.shelf().goOn(new CallId("before-a-restart")).version()).isEqualTo(2);
  }

  @Test
  void twoWhoSaveAtTheSameTimeDoNotOverwriteEachOther() {
    house.start();
    house.versions.save(Map.of("a.yaml", Optional.of("1")), 0, "rustam", false);

    assertThatThrownBy(
            () -> house.versions.save(Map.of("a.yaml", Optional.of("2")), 0, "zarina", false))
        .isInstanceOf(StaleException.class)
        .hasMessageContaining("rustam changed the draft meanwhile");
  }

  @Test
  void aDraftThatOthersPublishedUnderItIsNotPublishedUnseen() {
    Publisher publisher = house.start();
    String mine = house.changed("work.yaml", WAGES, SWAPPED);
    Draft draft = house.versions.save(Map.of("work.yaml", Optional.of(mine)), 0, "rustam", false);
    house.edit("work.yaml", "priority: 50", "priority: 60");
    publisher.publishFolder("folder", "");

    assertThat(house.versions.conflicts()).containsExactly("work.yaml");
    assertThatThrownBy(() -> publisher.publishDraft(draft.revision(), "rustam", ""))
        .isInstanceOf(StaleException.class)
        .hasMessageContaining("work.yaml");

    Draft seen =
        house.versions.save(
            Map.of("work.yaml", Optional.of(mine)), draft.revision(), "rustam", true);
    publisher.publishDraft(seen.revision(), "rustam", "");

    assertThat(publisher.shelf().current().version()).isEqualTo(3);
  }

  @Test
  void aFileThatIsAgainAsOnTheLineLeavesTheDraft() {
    house.start();
    String same = house.changed("work.yaml", WAGES, WAGES);
    Draft one = house.versions.save(Map.of("work.yaml", Optional.of("other")), 0, "rustam", false);

    Draft two =
        house.versions.save(
            Map.of("work.yaml", Optional.of(same)), one.revision(), "rustam", false);

    assertThat(two.isEmpty()).isTrue();
  }

  @Test
  void anEarlierVersionComesBackAsANewOne() {
    Publisher publisher = house.start();
    publishChange(publisher, "");

    publisher.restore(1, "zarina", "as it was");

    assertThat(publisher.shelf().current().version()).isEqualTo(3);
    assertThat(third(publisher.shelf().current())).isEqualTo("injury");
    List<Version> versions = house.versions.list(99, 99);
    assertThat(versions)
        .extracting(Version::kind)
        .containsExactly(Version.Kind.RESTORED, Version.Kind.PUBLISHED, Version.Kind.SHIPPED);
    assertThat(versions.getFirst().tree()).isEqualTo(versions.getLast().tree());
  }

  @Test
  void whatAnotherProcessPublishesIsFollowed() {
    Publisher server = house.start();
    server.start();
    try (Publisher command = house.publisher()) {
      command.restore(1, "terminal", "");
    }

    org.awaitility.Awaitility.await()
        .untilAsserted(() -> assertThat(server.shelf().current().version()).isEqualTo(2));
  }

  @Test
  void aVersionThatTodaysRulesRefuseIsPassedOverForTheLastGoodOne() {
    Publisher publisher = house.start();
    publishChange(publisher, "");
    house.database.write(
        handle ->
            handle.execute(
                "update script_file set digest = (select digest from script_file where path ="
                    + " 'danger.yaml' and version = 2) where path = 'work.yaml' and version = 2"));

    Publisher next = house.start();

    assertThat(next.shelf().current().version()).isEqualTo(1);
    assertThat(house.notices.list())
        .extracting(Notice::kind)
        .containsExactly(Notice.Kind.VERSION_UNUSABLE);
  }
}
