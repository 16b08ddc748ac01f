package org.hamroh.authoring;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.hamroh.store.Database;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.SoundBook;
import org.hamroh.voice.VoiceProgress;

/// Restores version 1, as a process of its own that stops at one point and waits to be killed.
final class PublisherProcess {

  private PublisherProcess() {}

  /// @param arguments store, scripts' folder, the point: `make`, `missing` or `link`
  public static void main(String[] arguments) {
    Versions versions = new Versions(Database.open(Path.of(arguments[0])), Clock.systemUTC());
    Notices notices = new Notices(topic -> {});
    Publisher publisher =
        new Publisher(
            versions,
            ScriptHouse.RULES,
            new Stopping(arguments[2]),
            Path.of(arguments[1]),
            notices,
            VoiceProgress.silent(),
            Clock.systemUTC());
    publisher.restore(1, "killed", "");
  }

  /// Voices that stop for ever at one point.
  private record Stopping(String point) implements SoundWorks {

    private void at(String here) {
      if (here.equals(point)) {
        System.out.println("at " + here);
        System.out.flush();
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }

    @Override
    public void make(PromptBook texts, VoiceProgress progress) {
      at("make");
    }

    @Override
    public SoundBook find(PromptBook texts) {
      return SoundBook.none();
    }

    @Override
    public List<String> missing(PromptBook texts) {
      at("missing");
      return List.of();
    }

    @Override
    public List<SoundBook.Playable> pieces(PromptBook texts, String language, String prompt) {
      return List.of();
    }

    @Override
    public void link(PromptBook texts) {
      at("link");
    }

    @Override
    public int clean(List<PromptBook> inUse, Instant olderThan) {
      return 0;
    }
  }
}
