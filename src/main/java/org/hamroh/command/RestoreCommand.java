package org.hamroh.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.hamroh.Comeback;
import org.hamroh.Main;
import org.hamroh.backup.BackupKey;
import org.hamroh.config.Config;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `./hamroh restore FILE`: puts a copy in the place of the store. The server must not run. The
/// copy is checked to its last byte before anything is changed; people who were erased since it
/// was made are erased in it first.
@Command(
    name = "restore",
    description = "Put a copy in the place of the store. Erased people stay erased.")
public final class RestoreCommand implements Callable<Integer> {

  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "the copy")
  private Path file;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "what it is sealed with (default: backup.keyFile of the settings)")
  private @Nullable Path keyFile;

  @Option(names = "--force", description = "replace the store that is there")
  private boolean force;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Config config = main.config();
    BackupKey key = BackupKey.read(BackupCommand.keyFile(keyFile, config));
    int again =
        Comeback.restore(
            file,
            key,
            config.store().file(main.data()),
            main.data(),
            main.secrets(),
            force,
            Clock.system(config.site().timeZone()));
    out.println("restored from " + file.getFileName());
    out.println(
        again == 0
            ? "nobody in it was erased since it was made"
            : again + " erased since it was made: gone from it again");
    out.println("texts that were queued are shown as unknown, calls that were owed have expired");
    out.println("everybody has to log in again; run ./hamroh verify, then start the server");
    return 0;
  }
}
