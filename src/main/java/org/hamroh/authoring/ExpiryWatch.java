package org.hamroh.authoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.mail.Post;
import org.hamroh.store.Database;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.PromptText;
import org.jspecify.annotations.Nullable;

/// Tells staff which texts callers hear no more because their day is past, and which soon will not
/// be heard: on the console all the time, the owner of a text once a day by letter where there is a
/// mail server and the owner is an address.
public final class ExpiryWatch implements AutoCloseable {

  /// How far ahead staff are told: time enough to find a lawyer.
  public static final Duration AHEAD = Duration.ofDays(30);

  /// For a new day, and for letters that did not leave.
  private static final Duration LOOK_EVERY = Duration.ofHours(1);

  /// For other texts: somebody who has mended one wants to see that it is mended.
  private static final Duration GLANCE_EVERY = Duration.ofSeconds(5);

  private static final Logger LOG = LogManager.getLogger(ExpiryWatch.class);

  private final Supplier<PromptBook> texts;
  private final Notices notices;
  private final Database database;
  private final Optional<Post> post;
  private final Clock clock;
  private @Nullable PromptBook seen;
  private Instant lookedAt = Instant.EPOCH;
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("expiry").daemon().factory());

  /// A text and the last day on which it may be heard.
  private record Dated(String prompt, LocalDate day, String owner) {}

  /// @param texts that are on the line now
  /// @param post  absent: nobody gets a letter
  /// @param clock at the site
  public ExpiryWatch(
      Supplier<PromptBook> texts,
      Notices notices,
      Database database,
      Optional<Post> post,
      Clock clock) {
    this.texts = texts;
    this.notices = notices;
    this.database = database;
    this.post = post;
    this.clock = clock;
  }

  public void start() {
    looker.scheduleWithFixedDelay(this::glance, 0, GLANCE_EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  private void glance() {
    Instant now = clock.instant();
    PromptBook book = texts.get();
    if (book == seen && now.isBefore(lookedAt.plus(LOOK_EVERY))) {
      return;
    }
    seen = book;
    lookedAt = now;
    try {
      look();
    } catch (RuntimeException e) {
      LOG.error("event=expiry-not-looked-at", e); // again in an hour; callers do not need it
    }
  }

  void look() {
    LocalDate today = LocalDate.now(clock);
    List<Dated> past = new ArrayList<>();
    List<Notice> expired = new ArrayList<>();
    List<Notice> soon = new ArrayList<>();
    for (Dated one : dated(texts.get())) {
      if (today.isAfter(one.day())) {
        past.add(one);
        expired.add(notice(Notice.Kind.EXPIRED, one));
      } else if (today.plusDays(AHEAD.toDays()).isAfter(one.day())) {
        soon.add(notice(Notice.Kind.EXPIRES_SOON, one));
      }
    }
    notices.only(Notice.Kind.EXPIRED, expired);
    notices.only(Notice.Kind.EXPIRES_SOON, soon);
    tellOwners(past, today);
  }

  private static List<Dated> dated(PromptBook book) {
    Map<String, Dated> dated = new LinkedHashMap<>();
    for (String language : book.languages()) {
      for (String name : book.names()) {
        Optional<PromptText> text = book.text(language, name);
        text.flatMap(PromptText::validUntil)
            .ifPresent(
                day ->
                    dated.merge(
                        name,
                        new Dated(name, day, text.flatMap(PromptText::owner).orElse("")),
                        (one, other) -> other.day().isBefore(one.day()) ? other : one));
      }
    }
    return dated.values().stream().sorted(Comparator.comparing(Dated::day)).toList();
  }

  private static Notice notice(Notice.Kind kind, Dated one) {
    return Notice.of(
        kind, Map.of("prompt", one.prompt(), "day", one.day().toString(), "owner", one.owner()));
  }

  private void tellOwners(List<Dated> past, LocalDate today) {
    Map<String, List<Dated>> byOwner = new LinkedHashMap<>();
    for (Dated one : past) {
      if (!wasTold(one, today)) {
        LOG.warn("event=prompt-expired prompt={} day={}", one.prompt(), one.day());
        byOwner.computeIfAbsent(one.owner(), owner -> new ArrayList<>()).add(one);
      }
    }
    byOwner.forEach(
        (owner, texts) -> {
          if (write(owner, texts)) {
            texts.forEach(one -> told(one, today));
          }
        });
  }

  /// @return false when it is worth another try in an hour
  private boolean write(String owner, List<Dated> texts) {
    if (post.isEmpty() || !owner.contains("@")) {
      return true; // the console shows it
    }
    StringBuilder letter =
        new StringBuilder("Callers hear \"ask the operator\" in the place of these texts:\n\n");
    texts.forEach(
        one -> letter.append("  %s, valid until %s%n".formatted(one.prompt(), one.day())));
    letter.append("\nRead them again, mend them and set validUntil on the page Scripts.\n");
    try {
      post.get().send(owner, "Hotline: texts past their day", letter.toString());
      return true;
    } catch (Post.MailFailed e) {
      LOG.warn("event=owner-not-written-to reason=\"{}\"", e.getMessage());
      return false;
    }
  }

  private boolean wasTold(Dated one, LocalDate today) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select 1 from script_expiry_told where prompt = :prompt and day = :day")
                .bind("prompt", one.prompt())
                .bind("day", today.toString())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  private void told(Dated one, LocalDate today) {
    database.write(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into script_expiry_told (prompt, day, told_at)
                    values (:prompt, :day, :at) on conflict (prompt, day) do nothing""")
                .bind("prompt", one.prompt())
                .bind("day", today.toString())
                .bind("at", clock.millis())
                .execute());
  }

  @Override
  public void close() {
    looker.shutdownNow();
  }
}
