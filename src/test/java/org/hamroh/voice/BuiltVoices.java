package org.hamroh.voice;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The shipped prompts in the synthesised voices, built once for all integration tests and kept
/// between runs: the whole set takes a minute on a slow machine.
public final class BuiltVoices {

  /// As a data folder would hold them.
  public static final Path FOLDER = Path.of("target/it-voices");

  private BuiltVoices() {}

  /// Builds what is missing. Test runs beside each other wait for the one that builds.
  ///
  /// @param book the prompts that are spoken
  public static void build(PromptBook book) throws IOException {
    Files.createDirectories(FOLDER);
    try (FileChannel file =
            FileChannel.open(
                FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      if (!lock.isValid()) {
        throw new IOException("no lock on " + FOLDER);
      }
      new VoiceBuilder(book, VoicePlaces.of(Path.of("."), FOLDER))
          .build(VoiceProgress.on(System.out, false));
    }
  }
}
