package org.hamroh.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.ivr.VirtualClock;
import org.hamroh.mail.MailConfig;
import org.hamroh.mail.Post;
import org.hamroh.mail.SmtpPost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Owners of texts learn that callers do not hear them any more.
final class ExpiryWatchTest {

  private static final String OWNER = "lawyer@union.example";

  @TempDir Path folder;
  private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private final VirtualClock clock =
      new VirtualClock(Instant.parse("2026-11-01T06:00:00Z"), ZoneId.of("Asia/Dushanbe"));
  private ScriptHouse house;

  @BeforeEach
  void start() {
    mail.start();
    house = new ScriptHouse(folder);
    for (String language : List.of("tg", "ru")) {
      house.edit(
          "prompts/" + language + ".yaml",
          "\nwages-info-1:\n",
          "\nwages-info-1:\n  validUntil: 2026-11-30\n  owner: " + OWNER + "\n");
    }
  }

  @AfterEach
  void stop() {
    mail.stop();
    house.close();
  }

  private ExpiryWatch watch(Optional<Post> post) {
    Publisher publisher = house.start();
    return new ExpiryWatch(publisher::texts, house.notices, house.database, post, clock);
  }

  private Optional<Post> post(int port) {
    return Optional.of(
        new SmtpPost(new MailConfig("127.0.0.1", port, "hotline@union.example", null)));
  }

  @Test
  void staffAreToldThirtyDaysAheadAndTheOwnerOnceADayWhenItIsPast() throws Exception {
    try (ExpiryWatch watch = watch(post(mail.getSmtp().getPort()))) {
      watch.look();
      assertThat(house.notices.list())
          .containsExactly(
              Notice.of(
                  Notice.Kind.EXPIRES_SOON,
                  Map.of("prompt", "wages-info-1", "day", "2026-11-30", "owner", OWNER)));
      assertThat(mail.getReceivedMessages()).isEmpty();

      clock.pass(Duration.ofDays(30));
      watch.look();
      watch.look();
      assertThat(house.notices.list())
          .extracting(Notice::kind)
          .containsExactly(Notice.Kind.EXPIRED);
      assertThat(mail.getReceivedMessages()).hasSize(1);
      assertThat(mail.getReceivedMessages()[0].getContent().toString())
          .contains("wages-info-1, valid until 2026-11-30");
      assertThat(mail.getReceivedMessages()[0].getAllRecipients()[0].toString()).isEqualTo(OWNER);

      clock.pass(Duration.ofDays(1));
      watch.look();
      assertThat(mail.getReceivedMessages()).hasSize(2);
    }
  }

  @Test
  void aLetterThatDoesNotLeaveIsTriedAgain() {
    clock.pass(Duration.ofDays(31));
    int port = mail.getSmtp().getPort();
    mail.stop();
    try (ExpiryWatch watch = watch(post(port))) {
      watch.look();

      GreenMail later = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
      later.start();
      try {
        watch.look();
        assertThat(later.getReceivedMessages()).hasSize(1);
      } finally {
        later.stop();
      }
    }
  }

  @Test
  void withoutAMailServerTheConsoleShowsIt() {
    clock.pass(Duration.ofDays(31));
    try (ExpiryWatch watch = watch(Optional.empty())) {
      watch.look();
      assertThat(house.notices.list())
          .extracting(Notice::kind)
          .containsExactly(Notice.Kind.EXPIRED);

      house.edit("prompts/tg.yaml", "validUntil: 2026-11-30", "validUntil: 2027-11-30");
      house.edit("prompts/ru.yaml", "validUntil: 2026-11-30", "validUntil: 2027-11-30");
    }
    try (ExpiryWatch watch = watch(Optional.empty())) {
      watch.look();
      assertThat(house.notices.list()).isEmpty();
    }
  }
}
