package org.hamroh.erasure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/// A person's files: papers of cases, and the sounds that they left. They are written over before
/// they go, for a file that is only unlinked lies on the disk for a while.
final class Leavings {

  private static final int AT_ONCE = 64 * 1024;

  private final Path attachments;
  private final Path messages;

  /// @param data the data folder
  Leavings(Path data) {
    this.attachments = data.resolve("attachments");
    this.messages = data.resolve("messages");
  }

  /// May be done again after a crash at any point.
  ///
  /// @throws IOException when the disk fails
  void erase(List<String> papers, List<String> sounds) throws IOException {
    for (String id : papers) {
      wipe(attachments.resolve(id + ".sealed"));
    }
    for (String id : sounds) {
      for (String ending : List.of(".wav", ".sealed", ".sealed-part")) {
        wipe(messages.resolve(id + ending));
      }
    }
    halfWritten();
  }

  /// What an upload or a restart in mid-write has left is nobody's; a running upload is seconds.
  private void halfWritten() throws IOException {
    if (!Files.isDirectory(attachments)) {
      return;
    }
    try (Stream<Path> files = Files.list(attachments)) {
      long old = System.currentTimeMillis() - java.time.Duration.ofHours(1).toMillis();
      for (Path file : files.filter(one -> one.toString().endsWith(".part")).toList()) {
        if (Files.getLastModifiedTime(file).toMillis() < old) {
          wipe(file);
        }
      }
    }
  }

  private static void wipe(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long left = out.size();
      while (left > 0) {
        left -= out.write(ByteBuffer.allocate((int) Math.min(AT_ONCE, left)));
      }
      out.force(true);
    }
    Files.deleteIfExists(file);
  }
}
