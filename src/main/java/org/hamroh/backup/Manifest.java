package org.hamroh.backup;

import java.util.List;

/// The last piece of a copy: what must be in it.
///
/// @param madeAt  epoch milliseconds
/// @param secrets stands for the site's secrets: whether those at hand are the same
/// @param files   in the order in which they stand there
record Manifest(int version, long madeAt, String secrets, List<Piece> files) {

  static final String NAME = "manifest.json";
  static final int VERSION = 1;

  /// @param path   `attachments/0f3c….sealed`
  /// @param sha256 hexadecimal
  record Piece(String path, long bytes, String sha256) {}

  Manifest {
    files = List.copyOf(files);
  }
}
