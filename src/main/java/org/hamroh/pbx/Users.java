package org.hamroh.pbx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Who runs us.
final class Users {

  private Users() {}

  static boolean isRoot() {
    try {
      return ((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid")) == 0;
    } catch (IOException e) {
      return false; // no /proc: then do nothing that only root may
    }
  }
}
