package org.hamroh.alarm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.mail.Post;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.hamroh.web.LiveFeed;
import org.jdbi.v3.core.Handle;

/// Tells staff that something is wrong: each trouble once, to each configured person, and again
/// until it has been taken. What is to be told is in the store before anything leaves, so a crash
/// loses no alarm; what was on its way then is told again.
public final class Alarms implements AutoCloseable {

  static final String MAIL = "mail";
  static final String SMS = "sms";

  /// Between two looks at what is to be told: nobody notices a second.
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /// After a letter or a text that did not leave; doubled each time.
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /// Some six hours of trying; then the news is old, and the console still shows it.
  static final int MOST_ATTEMPTS = 75;

  /// Told in one round; a mail server that hangs takes its time for each.
  private static final int AT_ONCE = 10;

  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private static final Logger LOG = LogManager.getLogger(Alarms.class);

  /// The SMS room's side of it: queues a text in the transaction of the one who asks.
  @FunctionalInterface
  public interface StaffTexts {

    /// @return why it cannot be sent now; empty when it is on its way
    Optional<String> queue(Handle handle, PhoneNumber number, String text);
  }

  private final AlarmConfig config;
  private final Database database;
  private final Optional<Post> post;
  private final StaffTexts texts;
  private final AlarmWords words;
  private final LiveFeed feed;
  private final Clock clock;
  private final ScheduledExecutorService tellers =
      Executors.newScheduledThreadPool(2, Thread.ofPlatform().name("alarm").daemon().factory());

  /// @param post absent: nobody gets a letter
  /// @param feed is told `alarms`
  public Alarms(
      AlarmConfig config,
      Database database,
      Optional<Post> post,
      StaffTexts texts,
      AlarmWords words,
      LiveFeed feed,
      Clock clock) {
    this.config = config;
    this.database = database;
    this.post = post;
    this.texts = texts;
    this.words = words;
    this.feed = feed;
    this.clock = clock;
  }

  /// From now on what is due is told, also what was due before the server went down.
  public void start() {
    int open = database.write(AlarmStore::tellAgain);
    if (open > 0) {
      LOG.warn("event=alarms-told-again count={}", open);
    }
    long pause = LOOK_EVERY.toMillis();
    tellers.scheduleWithFixedDelay(() -> tellDue(MAIL), 0, pause, TimeUnit.MILLISECONDS);
    tellers.scheduleWithFixedDelay(() -> tellDue(SMS), 0, pause, TimeUnit.MILLISECONDS);
  }

  /// Something is wrong. The same again changes nothing.
  ///
  /// @param about a call's id or a number of ours
  /// @return whether it is news
  /// @throws StoreException when it cannot be kept; worth another try
  public boolean raise(AlarmKind kind, String about, Instant since) {
    boolean news = database.write(handle -> raise(handle, kind, about, since));
    if (news) {
      announce();
    }
    return news;
  }

  /// The same within the transaction of the one who has seen it; [#announce] after its commit.
  public boolean raise(Handle handle, AlarmKind kind, String about, Instant since) {
    String once =
        kind.isEachTimeNew() ? name(kind, about) + ":" + since.toEpochMilli() : name(kind, about);
    Optional<Long> id = AlarmStore.raise(handle, once, kind, about, since, clock.instant());
    id.ifPresent(
        one -> {
          toBeTold(handle, one, kind, Telling.RAISED);
          LOG.error("event=alarm kind={} about={}", kind.word(), about);
        });
    return id.isPresent();
  }

  /// Open pages look at the alarms anew.
  public void announce() {
    feed.changed("alarms");
  }

  /// The same for who raises one in the midst of somebody else's transaction: by then it is
  /// committed.
  public void announceSoon() {
    if (!tellers.isShutdown()) { // whoever opens the console next sees it in any case
      tellers.schedule(this::announce, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static String name(AlarmKind kind, String about) {
    return kind.word() + ":" + about;
  }

  /// Whether this trouble has been told before; of those that do not come back by themselves.
  public boolean isRaised(AlarmKind kind, String about) {
    return database.read(handle -> AlarmStore.isKnown(handle, name(kind, about)));
  }

  /// The trouble is gone. Staff who were told of it are told that, too.
  public void over(AlarmKind kind, String about) {
    List<Long> ended =
        database.write(
            handle -> {
              List<Long> open = AlarmStore.over(handle, kind, about, clock.instant());
              if (kind.recovers()) {
                open.forEach(id -> toBeTold(handle, id, kind, Telling.OVER));
              }
              return open;
            });
    if (!ended.isEmpty()) {
      LOG.info("event=alarm-over kind={} about={}", kind.word(), about);
      feed.changed("alarms");
    }
  }

  /// Somebody takes it on.
  ///
  /// @return false when there is no such alarm, it is over, it is about this person, or somebody
  ///               else was quicker
  public boolean take(long id, String who) {
    boolean taken =
        database.write(
            handle ->
                AlarmStore.find(handle, id)
                        .filter(one -> one.canBeTaken() && !one.isAbout(who))
                        .isPresent()
                    && AlarmStore.seen(handle, id, who, clock.instant()));
    if (taken) {
      LOG.info("event=alarm-taken id={} by={}", id, who);
      feed.changed("alarms");
    }
    return taken;
  }

  /// What nobody has taken on and what is not over, the newest first.
  public List<Alarm> red() {
    return database.read(AlarmStore::red).stream().filter(one -> one.kind().isRed()).toList();
  }

  private void toBeTold(Handle handle, long id, AlarmKind kind, String occasion) {
    Instant now = clock.instant();
    config.addresses(kind).forEach(to -> AlarmStore.tell(handle, id, occasion, MAIL, to, now));
    config
        .telephones(kind)
        .forEach(to -> AlarmStore.tell(handle, id, occasion, SMS, to.e164(), now));
  }

  private void tellDue(String way) {
    try {
      List<Telling> due =
          database.read(handle -> AlarmStore.due(handle, way, clock.instant(), AT_ONCE));
      for (Telling one : due) {
        if (way.equals(MAIL)) {
          write(one);
        } else {
          text(one);
        }
      }
    } catch (RuntimeException e) {
      LOG.error("event=alarm-not-told way={}", way, e); // it stays in the table: again in a second
    }
  }

  /// A letter cannot leave in the store's transaction: it is marked before, and told again when
  /// nobody knows whether it left.
  private void write(Telling one) {
    database.write(handle -> mark(handle, one, MAIL, "leaving", one.attempts() + 1, ""));
    String trouble = "no mail server is configured";
    if (post.isPresent()) {
      try {
        post.get().send(one.target(), words.subject(one), words.letter(one));
        trouble = "";
      } catch (Post.MailFailed e) {
        trouble = String.valueOf(e.getMessage());
      }
    }
    settle(one, trouble);
  }

  private void settle(Telling one, String trouble) {
    database.write(
        handle ->
            trouble.isEmpty()
                ? mark(handle, one, MAIL, "sent", one.attempts() + 1, "")
                : again(handle, one, MAIL, trouble));
  }

  /// The text is queued and the telling settled in one transaction: once, whatever happens.
  private void text(Telling one) {
    database.write(
        handle -> {
          Optional<String> trouble =
              texts.queue(handle, new PhoneNumber(one.target()), words.text(one));
          return trouble.isEmpty()
              ? mark(handle, one, SMS, "sent", one.attempts() + 1, "")
              : again(handle, one, SMS, trouble.get());
        });
  }

  private boolean again(Handle handle, Telling one, String way, String why) {
    int attempts = one.attempts() + 1;
    boolean enough = attempts >= MOST_ATTEMPTS;
    LOG.warn(
        "event=alarm-not-told alarm={} way={} attempts={} reason=\"{}\"",
        one.alarmId(),
        way,
        attempts,
        why);
    return mark(handle, one, way, enough ? "given-up" : "waiting", attempts, why);
  }

  private boolean mark(
      Handle handle, Telling one, String way, String state, int attempts, String reason) {
    Instant now = clock.instant();
    AlarmStore.mark(handle, one, way, state, attempts, now.plus(pause(attempts)), reason, now);
    return true;
  }

  /// 5, 10, 20, 40 s … five minutes.
  static Duration pause(int attempts) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 10));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  @Override
  public void close() {
    tellers.shutdown();
    try {
      if (!tellers.awaitTermination(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
        tellers.shutdownNow(); // what was on its way is told again after the next start
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
