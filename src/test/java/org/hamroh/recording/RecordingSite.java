package org.hamroh.recording;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamroh.voice.SoundBook;
import org.hamroh.web.Role;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.TestSite;
import org.hamroh.web.Texts;

/// The recording room with its pages and its API. Rustam is an administrator, Zarina an operator.
final class RecordingSite implements AutoCloseable {

  final RecordingHouse house;
  final TestSite site;

  RecordingSite(Path folder) {
    house = new RecordingHouse(folder);
    house.users.add(
        "rustam", "Rustam", Set.of(Role.ADMIN), "en", Optional.empty(), TestSite.PASSWORD);
    Texts texts = Texts.load(ZoneId.of("Asia/Dushanbe"), List.of("console", "recording", "script"));
    site =
        new TestSite(folder)
            .start(
                new RecordingRoutes(house.list, house.takes, house.pins, SoundBook::none, texts),
                new RecordingPages(house.list, house.takes, house.pins, texts, "703"));
  }

  /// A program with an administrator's token.
  TestBrowser program() {
    TestBrowser program = site.browser();
    program.headers.put("Authorization", "Bearer secret-of-admin");
    return program;
  }

  @Override
  public void close() {
    site.close();
    house.close();
  }
}
