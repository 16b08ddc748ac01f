package org.hamroh.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.operator.Passwords;
import org.hamroh.operator.Users;
import org.hamroh.store.Database;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.Sentences;
import org.hamroh.voice.SoundBook;
import org.hamroh.voice.VoicePlaces;
import org.hamroh.web.LiveFeed;
import org.hamroh.web.Texts;

/// The room, put together: what its pages, its API and its telephone share.
///
/// @param list  everything that can be recorded
/// @param takes what has been
/// @param pins  of the telephone
public record Recording(RecordingList list, Takes takes, StaffPins pins) {

  private static final Logger LOG = LogManager.getLogger(Recording.class);

  /// What stands in the settings in the place of a script, for the number that records.
  public static final String NUMBER = "recording";

  /// @param prompts the texts in force
  /// @param changed gives new calls the sounds that there are now
  public static Recording open(
      Database database,
      Users users,
      Passwords passwords,
      Supplier<PromptBook> prompts,
      VoicePlaces places,
      Runnable changed,
      LiveFeed live,
      Clock clock) {
    RecordingList list = new RecordingList(prompts, places, new SoundNumbers(database));
    OnAir onAir = new VoicesOnAir(prompts, places, changed);
    return new Recording(
        list,
        new Takes(database, list, places.takes(), onAir, live, clock),
        new StaffPins(database, users, passwords, clock));
  }

  /// Puts in order, in the background, what a crash may have left.
  public void start() {
    Thread.ofPlatform().daemon().name("takes-mended").start(this::mend);
  }

  private void mend() {
    try {
      takes.mend();
    } catch (IOException | RuntimeException e) {
      LOG.error("event=takes-not-mended", e); // the stand-in is heard; again at the next start
    }
  }

  /// @param messages where the line records to, `<data>/messages`
  public RecordingCall telephone(Sentences sentences, Path messages, String defaultLanguage) {
    return new RecordingCall(pins, list, takes, sentences, messages, defaultLanguage);
  }

  /// @param sounds what new calls hear
  public RecordingRoutes routes(Supplier<SoundBook> sounds, Texts texts) {
    return new RecordingRoutes(list, takes, pins, sounds, texts);
  }

  /// @param telephone the number to ring, empty when there is none
  public RecordingPages pages(Texts texts, String telephone) {
    return new RecordingPages(list, takes, pins, texts, telephone);
  }
}
