package org.hamroh.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.hamroh.BackupWing;
import org.hamroh.Comeback;
import org.hamroh.Main;
import org.hamroh.backup.Backup;
import org.hamroh.backup.BackupConfig;
import org.hamroh.backup.BackupKey;
import org.hamroh.config.Config;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `./hamroh backup FILE`: an encrypted copy of the store, the attachments, the voice messages and
/// the human voices. The server may run meanwhile.
@Command(
    name = "backup",
    description = "An encrypted copy of the store and its files, while the server runs.")
public final class BackupCommand implements Callable<Integer> {

  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "0..1", description = "where the copy goes")
  private @Nullable Path file;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "what it is sealed with (default: backup.keyFile of the settings)")
  private @Nullable Path keyFile;

  @Option(
      names = "--new-key",
      paramLabel = "FILE",
      description = "make a key; keep it outside of the data folder and of the copies")
  private @Nullable Path newKey;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (newKey != null) {
      BackupKey.make(newKey);
      out.println(
          newKey
              + ": a key for copies. Keep it, and secrets.properties of the data folder, on paper or"
              + " on a stick in a safe: without both nobody can read a copy.");
      if (file == null) {
        return 0;
      }
    }
    if (file == null) {
      throw new ProblemsException(Problem.of("FILE", "is missing", "say where the copy goes"));
    }
    Config config = main.config();
    Path store = config.store().file(main.data());
    Comeback.finish(store, main.data());
    BackupKey key = BackupKey.read(keyFile(newKey != null ? newKey : keyFile, config));
    long bytes =
        new Backup(store, main.data(), key, BackupWing.secretsOf(main.secrets()))
            .write(file, Instant.now());
    out.println(file + ": " + bytes + " bytes");
    return 0;
  }

  /// @throws ProblemsException when nobody has said which
  static Path keyFile(@Nullable Path given, Config config) {
    if (given != null) {
      return given;
    }
    return config
        .backups()
        .map(BackupConfig::keyFile)
        .orElseThrow(
            () ->
                new ProblemsException(
                    Problem.of(
                        "--key",
                        "is missing, and so is backup.keyFile",
                        "make a key: ./hamroh backup --new-key FILE")));
  }
}
