package org.hamroh.voicemail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallEventStore;
import org.hamroh.call.CallId;
import org.hamroh.call.ToldEvent;
import org.hamroh.phone.CallerKey;
import org.hamroh.seal.BrokenSealException;
import org.hamroh.seal.Seal;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.hamroh.web.LiveFeed;
import org.jspecify.annotations.Nullable;

/// Sees to the sounds in the background: decides what came of recordings that a crash left open,
/// makes tasks of messages that only the PBX saw, seals what lies open, erases what has been kept
/// long enough. Everything it does may be done again after a crash at any point.
public final class MessageKeeper implements AutoCloseable {

  /// The safety net's own answering machine.
  static final String SAFETY_NET = "safety-net";

  /// How long a message of the PBX's own waits to be seen; scripts wake us at once.
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /// The PBX's files may be read days later, after the server was down.
  private static final Duration LOOK_BACK = Duration.ofDays(3);

  /// At start, and once an hour.
  private static final Duration LONG_LOOK_BACK = Duration.ofDays(60);

  private static final Duration HOUR = Duration.ofHours(1);

  /// No call records for longer in one step; what is still open then was left by a crash.
  private static final Duration UNDECIDED = Duration.ofHours(1);

  private static final Logger LOG = LogManager.getLogger(MessageKeeper.class);

  /// A message as a call's events tell it.
  record Told(
      String id,
      CallId call,
      String kind,
      Duration length,
      Optional<CallerKey> caller,
      Instant at) {}

  private final Database database;
  private final SoundVault vault;
  private final Seal seal;
  private final VoicemailConfig config;
  private final Function<String, Duration> recordedLength;
  private final LiveFeed feed;
  private final Clock clock;
  private final CallEventStore events = new CallEventStore();
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("voicemail").daemon().factory());
  private @Nullable Instant lastLongLook;

  /// @param folder         `<data>/messages`
  /// @param secret         `HAMROH_MESSAGE_KEY`, of at least 24 random bytes
  /// @param recordedLength of a message that still lies open, zero when nobody spoke
  public MessageKeeper(
      Database database,
      Path folder,
      String secret,
      VoicemailConfig config,
      Function<String, Duration> recordedLength,
      LiveFeed feed,
      Clock clock) {
    this.database = database;
    this.vault = new SoundVault(folder);
    this.seal = Seal.ofSite("voice messages", secret);
    this.config = config;
    this.recordedLength = recordedLength;
    this.feed = feed;
    this.clock = clock;
  }

  Seal seal() {
    return seal;
  }

  /// Mends what a crash left, then follows.
  public void start(VoiceMessages messages) {
    clockwork.scheduleWithFixedDelay(
        () -> safely(() -> round(messages)), 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Something may have to be sealed.
  void wake() {
    if (!clockwork.isShutdown()) {
      clockwork.execute(() -> safely(this::sealAll));
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private static void safely(Work work) {
    try {
      work.run();
    } catch (IOException | StoreException e) {
      // The disk or the store is down: nothing is lost, the next round does it.
      LOG.warn("event=voicemail-waits reason={}", e.toString());
    } catch (RuntimeException e) {
      LOG.error("event=voicemail-failed", e); // our bug must not end the following
    }
  }

  /// One round of everything.
  ///
  /// @throws IOException    when the disk fails
  /// @throws StoreException when the store is down
  synchronized void round(VoiceMessages messages) throws IOException {
    vault.open();
    Instant now = clock.instant();
    boolean longLook = lastLongLook == null || lastLongLook.plus(HOUR).isBefore(now);
    boolean changed = settle(messages, now);
    changed |= catchUp(messages, now.minus(longLook ? LONG_LOOK_BACK : LOOK_BACK));
    sealAll();
    if (longLook) {
      dropOpenCopies();
      lastLongLook = now;
    }
    if (changed) {
      feed.changed("voicemail");
    }
  }

  /// Recordings whose script died, or whose call the PBX has seen ended.
  private boolean settle(VoiceMessages messages, Instant now) throws IOException {
    boolean changed = false;
    for (MessageStore.Open open :
        database.read(handle -> MessageStore.undecided(handle, now.minus(UNDECIDED)))) {
      Duration length = recordedLength.apply(open.id());
      boolean kept = !length.isZero() || open.wordless();
      changed |=
          database.write(
              handle ->
                  kept
                      ? messages.keep(handle, open.id(), length, open.begunAt())
                      : MessageStore.nothing(handle, open.id()));
      if (!kept) {
        vault.dropPlain(open.id());
      }
      LOG.info("event=message-settled id={} kept={}", open.id(), kept);
    }
    return changed;
  }

  private boolean catchUp(VoiceMessages messages, Instant since) {
    boolean changed = false;
    for (ToldEvent told : database.read(handle -> events.messagesLeft(handle, since))) {
      if (told.event() instanceof CallEvent.MessageLeft left
          && database.read(handle -> !MessageStore.isDecided(handle, left.messageId()))) {
        changed |= database.write(handle -> messages.arrived(handle, told(handle, told, left)));
      }
    }
    return changed;
  }

  private static Told told(
      org.jdbi.v3.core.Handle handle, ToldEvent told, CallEvent.MessageLeft left) {
    return new Told(
        left.messageId(),
        told.call(),
        left.kind(),
        left.length(),
        MessageStore.callerOf(handle, told.call()),
        told.at());
  }

  /// What a caller gave up is not kept.
  void dropPlain(String id) {
    try {
      vault.dropPlain(id);
    } catch (IOException e) {
      LOG.warn("event=given-up-message-stays id={} reason={}", id, e.toString());
    }
  }

  private synchronized void sealAll() throws IOException {
    for (String id : database.read(SoundLines::plain)) {
      sealOne(id);
    }
  }

  /// The key first, then the sealed file, then the word that it is sealed; the open file goes last.
  private void sealOne(String id) throws IOException {
    String key =
        database.write(
            handle ->
                SoundLines.soundKey(handle, id)
                    .orElseGet(
                        () -> {
                          String fresh = seal.newKey(id);
                          SoundLines.soundKey(handle, id, fresh);
                          return fresh;
                        }));
    boolean sealed = vault.seal(id, seal.withKey(id, key)) || vault.hasSealed(id);
    if (!sealed) {
      LOG.error("event=message-sound-lost id={}", id);
    }
    database.write(
        handle -> {
          SoundLines.sound(
              handle, id, sealed ? VoiceMessage.Sound.SEALED : VoiceMessage.Sound.LOST);
          return true;
        });
    vault.dropPlain(id);
  }

  /// A crash right before the last step of sealing leaves the open file beside the sealed one.
  private void dropOpenCopies() throws IOException {
    for (String id : database.read(SoundLines::sealed)) {
      vault.dropPlain(id);
    }
  }

  /// Erases the numbers of messages that were answered before then, and sounds that have been kept
  /// for as long as their kind is.
  ///
  /// @return how many
  /// @throws IOException when the disk fails
  public int eraseOld(Instant numbersBefore) throws IOException {
    Instant now = clock.instant();
    int gone = database.write(handle -> SoundLines.forgetNumbers(handle, numbersBefore));
    for (SoundLines.Done done : database.read(handle -> SoundLines.doneWithSound(handle, now))) {
      if (done.doneAt().plus(Duration.ofDays(config.keepDays(done.kind()))).isBefore(now)) {
        database.write(
            handle -> {
              SoundLines.erase(handle, done.id()); // the key: from now on the file is noise
              return true;
            });
        vault.erase(done.id());
        gone++;
      }
    }
    if (gone > 0) {
      feed.changed("voicemail");
    }
    return gone;
  }

  /// A message's sound.
  ///
  /// @throws BrokenSealException when the file was changed
  byte[] sound(String id) throws IOException {
    Optional<String> key = database.read(handle -> SoundLines.soundKey(handle, id));
    return key.isPresent() && vault.hasSealed(id)
        ? vault.open(id, seal.withKey(id, key.get()))
        : vault.openPlain(id); // left a moment ago
  }

  /// Ends after what it is doing; the rest is done at the next start.
  @Override
  public void close() {
    clockwork.shutdown();
    try {
      if (!clockwork.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("event=voicemail-still-sealing");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
