package org.hamroh.store;

import java.nio.file.Path;

/// Where the tables live.
///
/// @param url a JDBC address; a path that begins with `data/` stands in the data folder
public record StoreConfig(String url) {

  /// The file of a SQLite store.
  ///
  /// @param data the data folder
  public Path file(Path data) {
    String path = url.replaceFirst("^jdbc:sqlite:", "");
    return path.startsWith("data/")
        ? data.resolve(path.substring("data/".length()))
        : Path.of(path);
  }
}
