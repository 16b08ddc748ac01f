package org.hamroh.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.hamroh.web.TestSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the console's first page says of the scripts.
final class NoticePagesTest {

  @TempDir Path folder;

  @Test
  void aTextThatIsNotHeardAnyMoreIsShownToEverybodyWithItsOwner() {
    try (TestSite site = new TestSite(folder)) {
      Notices notices = new Notices(site.live);
      site.start(new NoticePages(notices));
      assertThat(site.browserOf("zarina").get("/scripts/notices").body().strip()).isEmpty();

      notices.tell(
          Notice.of(
              Notice.Kind.EXPIRED,
              Map.of("prompt", "wages-info-1", "day", "2026-11-30", "owner", "the lawyer")));

      assertThat(site.browserOf("zarina").get("/scripts/notices").body())
          .contains("notice bad")
          .contains("“wages-info-1” was valid until 2026-11-30")
          .contains("Owner: the lawyer")
          .contains("href=\"/scripts\"");
    }
  }

  @Test
  void everyKindHasItsSentenceInEveryLanguage() {
    org.hamroh.web.Texts texts =
        org.hamroh.web.Texts.load(java.time.ZoneOffset.UTC, java.util.List.of("script"));
    for (String language : org.hamroh.web.Texts.LANGUAGES) {
      for (Notice.Kind kind : Notice.Kind.values()) {
        String word = Notice.of(kind, Map.of()).word();
        assertThat(texts.in(language).of("script.notice." + word, "1", "2", "3", "4"))
            .as(language + " " + word)
            .isNotEqualTo("script.notice." + word);
      }
    }
  }
}
