package org.hamroh.twin;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.recording.Conversion;
import org.hamroh.recording.TakeRefusedException;
import org.hamroh.store.Database;
import org.hamroh.voice.Pcm;
import org.hamroh.web.Refusal;

/// What the people who lead campaigns do with their voice: listen, lend a human voice, choose who
/// is rung, stop.
public final class TwinDesk {

  /// A minute and a half is what anybody listens to, and money; a text of ours is half of it.
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /// Who wants to hear it in the browser waits for the voice.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Database database;
  private final TwinTexts texts;
  private final TwinSounds sounds;
  private final Map<String, BigDecimal> prices;
  private final Clock clock;

  /// @param prices of a minute, by way out
  public TwinDesk(
      Database database,
      TwinTexts texts,
      TwinSounds sounds,
      Map<String, BigDecimal> prices,
      Clock clock) {
    this.database = database;
    this.texts = texts;
    this.sounds = sounds;
    this.prices = Map.copyOf(prices);
    this.clock = clock;
  }

  /// @throws Refusal 404 when there is no such campaign
  TwinView view(long campaign) {
    Function<String, BigDecimal> price = way -> prices.getOrDefault(way, BigDecimal.ZERO);
    return TwinView.of(database, texts, sounds, campaign, price);
  }

  /// As a caller hears it, with sample values where the text has a field for each person.
  ///
  /// @throws Refusal 404 when it has no words in this language, 503 when nobody could say them
  byte[] wav(long campaign, String language) throws IOException {
    view(campaign);
    Optional<String> human =
        database
            .read(handle -> CampaignVoiceStore.sound(handle, campaign, language))
            .filter(name -> sounds.has(language, name));
    if (human.isPresent()) {
      return sounds.wav(language, human.get());
    }
    String words =
        database
            .read(handle -> texts.sample(handle, campaign, language))
            .orElseThrow(() -> Refusal.notFound("text in " + language));
    String sound =
        sounds
            .sound(language, words, PATIENCE)
            .orElseThrow(() -> new Refusal(503, "The voice is busy. Try again in a minute."));
    return sounds.wav(language, sound);
  }

  /// Keeps what somebody has read; it is heard from the next playing on.
  ///
  /// @param file any usual kind of sound
  /// @throws Refusal 422 when it is no sound, or too long
  void keep(long campaign, String language, byte[] file, String by) throws IOException {
    TwinView view = view(campaign);
    if (view.languages().stream().noneMatch(one -> one.language().equals(language))) {
      throw Refusal.notFound("text in " + language);
    }
    Pcm sound = read(file);
    Duration length = Duration.ofMillis((long) (sound.seconds() * 1_000));
    if (length.compareTo(LONGEST) > 0 || length.compareTo(SHORTEST) < 0) {
      throw new Refusal(422, "The recording lasts 1 to " + LONGEST.toSeconds() + " seconds.");
    }
    String name = sounds.keep(campaign, language, sound);
    database.write(
        handle -> {
          CampaignVoiceStore.keep(
              handle,
              campaign,
              new CampaignVoiceStore.Kept(language, name, by, clock.instant(), length));
          return true;
        });
  }

  private static Pcm read(byte[] file) throws IOException {
    if (file.length == 0) {
      throw new Refusal(422, "Send the recording as the body, or as the file of a form.");
    }
    Path work = Files.createTempDirectory("twin");
    try {
      Path in = Files.write(work.resolve("in"), file);
      return Conversion.toWav(in, work.resolve("out.wav"));
    } catch (TakeRefusedException e) {
      throw new Refusal(422, "This is no sound that can be read: " + e.getMessage() + ".");
    } finally {
      try (Stream<Path> all = Files.walk(work)) {
        for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(one);
        }
      }
    }
  }

  /// The voice that is made says it again.
  void drop(long campaign, String language) {
    view(campaign);
    database.write(
        handle -> {
          CampaignVoiceStore.drop(handle, campaign, language);
          return true;
        });
  }

  /// @param way `text`, `calls`, `both`
  /// @param tag of contacts who do not read, with `both`
  /// @throws Refusal 422 for what is no way; 409 when it is a draft no more
  void plan(long campaign, String way, String tag, String by) {
    TwinView view = view(campaign);
    if (!way.matches("text|calls|both") || tag.length() > 100) {
      throw new Refusal(422, "A campaign goes out as text, calls or both.");
    }
    if (way.equals("both") && tag.isBlank()) {
      throw new Refusal(422, "Name the group of those who do not read: they are rung besides.");
    }
    if (!view.state().equals("draft")) {
      throw new Refusal(
          409, "How a campaign goes out is chosen in its draft: whoever approves it must know.");
    }
    database.write(
        handle -> {
          if (way.equals("text")) {
            CallPlans.drop(handle, campaign);
          } else {
            CallPlans.set(
                handle, campaign, way, way.equals("both") ? tag : "", by, clock.instant());
          }
          return true;
        });
  }

  /// No more calls; texts go on.
  void stop(long campaign) {
    view(campaign);
    database.write(
        handle -> {
          CallPlans.stop(handle, campaign, clock.instant());
          return true;
        });
  }

  /// An operator takes somebody back who was left alone.
  void again(PhoneNumber number) {
    database.write(
        handle -> {
          Listeners.listened(handle, number, clock.instant());
          return true;
        });
  }
}
