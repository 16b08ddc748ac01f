package org.hamroh.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hamroh.store.SyncTrace.Answer;
import org.junit.jupiter.api.Test;

final class SyncTraceTest {

  private static final String ASKED =
      "7 1.1 read(9<socket:[3]>, \"POST /m HTTP/1.1\\r\\n\", 99) = 18";
  private static final String WRITTEN = "8 1.2 pwrite64(5</d/h.db-wal>, \"x\"..., 24, 0) = 24";
  private static final String SYNCED = "8 1.3 fdatasync(5</d/h.db-wal>) = 0";
  private static final String ANSWERED =
      "7 1.4 write(9<socket:[3]>, \"HTTP/1.1 201 Cr\"..., 80) = 80";

  private static List<Answer> answers(String... lines) {
    return SyncTrace.answers("POST /m ", List.of(lines));
  }

  @Test
  void answerAfterTheSyncIsKept() {
    assertThat(answers(ASKED, WRITTEN, SYNCED, ANSWERED)).containsExactly(new Answer(true, true));
  }

  @Test
  void answerBeforeTheSyncIsNot() {
    assertThat(answers(ASKED, WRITTEN, ANSWERED, SYNCED)).containsExactly(new Answer(true, false));
  }

  @Test
  void syncOfAnEarlierRequestIsNone() {
    assertThat(answers(WRITTEN, SYNCED, ASKED, ANSWERED)).containsExactly(new Answer(false, false));
  }

  @Test
  void whatIsWrittenAfterTheSyncIsNotSynced() {
    assertThat(answers(ASKED, WRITTEN, SYNCED, WRITTEN, ANSWERED))
        .containsExactly(new Answer(true, false));
  }

  @Test
  void syncThatHasBegunIsNotDone() {
    assertThat(
            answers(
                ASKED,
                WRITTEN,
                "8 1.3 fdatasync(5</d/h.db-wal> <unfinished ...>",
                ANSWERED,
                "8 1.5 <... fdatasync resumed>) = 0"))
        .containsExactly(new Answer(true, false));
  }

  @Test
  void syncThatEndsInTimeIsDone() {
    assertThat(
            answers(
                ASKED,
                WRITTEN,
                "8 1.3 fdatasync(5</d/h.db-wal> <unfinished ...>",
                "8 1.35 <... fdatasync resumed>) = 0",
                ANSWERED))
        .containsExactly(new Answer(true, true));
  }

  @Test
  void refusalsAreNoAnswers() {
    assertThat(answers(ASKED, ANSWERED.replace("201", "422"))).isEmpty();
  }
}
