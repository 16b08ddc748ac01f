package org.hamroh.authoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.CallLog;
import org.hamroh.call.CallRecords;
import org.hamroh.handset.HandsetRoutes;
import org.hamroh.handset.Handsets;
import org.hamroh.ivr.outside.Listings;
import org.hamroh.voice.Sentences;
import org.hamroh.web.TestSite;

/// The page of the scripts on a free port, over a copy of the shipped scripts, with sounds of a few
/// tenths of a second. `rustam` may change everything, `zarina` may look.
final class ScriptConsole implements AutoCloseable {

  private static final int BYTES_PER_SECOND = 16_000 * 2;

  final ScriptHouse house;
  final TestSite site;
  final Handsets handsets;
  private final CallLog journal;
  private final CallRecords records;

  ScriptConsole(Path folder) {
    site = new TestSite(folder);
    house = new ScriptHouse(folder, site.live);
    Publisher publisher = house.start();
    Path sounds = folder.resolve("sounds");
    makeSounds(sounds);
    Clock clock = Clock.system(ZoneId.of("Asia/Dushanbe"));
    journal = new CallLog(house.database);
    records = new CallRecords(house.database, site.live);
    records.start();
    Readings readings = house.readings();
    handsets =
        new Handsets(
            new ScriptStages(readings, house.voices, sounds, Sentences.none()),
            ScriptHouse.RULES.languages(),
            "tg",
            Listings.none(),
            clock);
    site.start(
        new ScriptRoutes(
            house.versions,
            readings,
            house.publishing,
            house.notices,
            new Traffic(house.database, clock),
            "tg"),
        new CheckRoutes(house.versions, readings, house.voices, clock),
        new DraftRoutes(house.versions, publisher, house.publishing, house.notices),
        new SoundRoutes(readings, house.voices, sounds),
        new ScriptPages(),
        new HandsetRoutes(handsets));
  }

  private void makeSounds(Path sounds) {
    byte[] quick = new byte[BYTES_PER_SECOND / 5];
    byte[] slow = new byte[BYTES_PER_SECOND * 20]; // so that a test may press a key meanwhile
    var reading = house.readings().of(new Of.Published()).orElseThrow();
    try {
      for (String language : ScriptHouse.RULES.languages()) {
        for (String name : reading.prompts().names()) {
          Path file = sounds.resolve(language).resolve(name + ".sln16");
          Files.createDirectories(file.resolveSibling("."));
          Files.write(file, name.equals("main-menu") ? slow : quick);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A caller who heard the welcome and the main menu, and hung up there.
  void callerLeavesInMainMenu(String id) {
    Instant at = Instant.now().minusSeconds(3600);
    CallId call = new CallId(id);
    List<CallEvent> events =
        List.of(
            new CallEvent.CallStarted(null, "TJ", "700", "PJSIP/demo-1"),
            new CallEvent.ScriptStarted("hotline", "0123456789ab"),
            new CallEvent.StepEntered("hotline", "start"),
            new CallEvent.PromptHeard(List.of("welcome"), "tg", Duration.ofSeconds(8), false),
            new CallEvent.KeyPressed("start", "1"),
            new CallEvent.StepEntered("hotline", "main"),
            new CallEvent.PromptHeard(List.of("main-menu"), "tg", Duration.ofSeconds(12), true),
            new CallEvent.ScriptEnded("hangup"));
    for (int i = 0; i < events.size(); i++) {
      journal.tell(call, at.plusSeconds(i * 3L), events.get(i));
    }
  }

  /// Somebody else changes a file of the draft.
  void saveDraft(String login, String path, String from, String to) {
    String text = house.versions.files(new Of.Draft()).orElseThrow().text(path).orElseThrow();
    house.versions.save(
        Map.of(path, Optional.of(text.replace(from, to))),
        house.versions.draft().revision(),
        login,
        false);
    site.live.changed(Notices.TOPIC);
  }

  String address() {
    return site.address();
  }

  @Override
  public void close() {
    handsets.close();
    site.close();
    records.close();
    journal.close();
    house.close();
  }
}
