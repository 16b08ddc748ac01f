package org.hamroh.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.hamroh.Main;
import picocli.CommandLine;

/// `./hamroh` at a terminal whose screen is read back: on a data folder with the one secret that
/// the shipped settings ask for.
final class Terminal implements AutoCloseable {

  private final Path data;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream usual = System.out;
  private final PrintStream usualErrors = System.err;

  Terminal(Path data) throws IOException {
    this.data = data;
    Path secrets =
        Files.createFile(
            data.resolve("secrets.properties"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(secrets, "HAMROH_SMSC_PASSWORD=for-test\n");
    PrintStream here = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(here);
    System.setErr(here);
  }

  /// @return the exit status
  int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--data", data.toString()));
    all.addAll(List.of(arguments));
    return new CommandLine(new Main()).execute(all.toArray(String[]::new));
  }

  /// Output and errors, as one sees them.
  String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    System.setOut(usual);
    System.setErr(usualErrors);
  }
}
