package org.hamroh.erasure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Looks for what must not be found, byte for byte, in every file below a folder.
public final class Bytes {

  private Bytes() {}

  /// Files that hold any of them, with how they hold it.
  public static Set<String> holding(Path folder, Collection<byte[]> marks) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path file : below.filter(Files::isRegularFile).toList()) {
        byte[] all;
        try (InputStream in = Files.newInputStream(file)) {
          all = in.readAllBytes();
        }
        for (byte[] mark : marks) {
          if (contains(all, mark)) {
            found.add(
                folder.relativize(file)
                    + ": "
                    + new String(mark, StandardCharsets.ISO_8859_1).replace('\0', '.'));
          }
        }
      }
    }
    return found;
  }

  private static boolean contains(byte[] all, byte[] mark) {
    byte first = mark[0];
    for (int i = 0; i + mark.length <= all.length; i++) {
      if (all[i] == first && Arrays.equals(all, i, i + mark.length, mark, 0, mark.length)) {
        return true;
      }
    }
    return false;
  }
}
