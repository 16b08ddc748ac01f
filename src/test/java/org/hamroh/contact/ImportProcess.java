package org.hamroh.contact;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.hamroh.phone.NumberReader;
import org.hamroh.store.Database;

/// A process of its own that takes lists, for somebody to kill.
final class ImportProcess {

  private ImportProcess() {}

  /// @param args the folder with the store and the lists
  public static void main(String[] args) throws InterruptedException {
    Path folder = Path.of(args[0]);
    try (Database database = Database.open(folder.resolve("hamroh.db"));
        Imports imports = over(database, folder)) {
      imports.start();
      System.out.println("ready");
      Thread.sleep(60_000); // it is killed long before
    }
  }

  static Imports over(Database database, Path folder) {
    return new Imports(
        database,
        new NumberReader(),
        List.of("tg", "ru"),
        "tg",
        ZoneOffset.UTC,
        folder.resolve("imports"),
        Clock.systemUTC());
  }
}
