package org.hamroh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hamroh.command.BackupCommand;
import org.hamroh.command.BenchCommand;
import org.hamroh.command.CheckCommand;
import org.hamroh.command.DemoCommand;
import org.hamroh.command.DoctorCommand;
import org.hamroh.command.ForgetCommand;
import org.hamroh.command.IntentCommand;
import org.hamroh.command.KeysCommand;
import org.hamroh.command.NumberCommand;
import org.hamroh.command.PbxCommand;
import org.hamroh.command.PhoneCommand;
import org.hamroh.command.PlaceCommand;
import org.hamroh.command.RestoreCommand;
import org.hamroh.command.SayCommand;
import org.hamroh.command.ScriptsCommand;
import org.hamroh.command.ServeCommand;
import org.hamroh.command.SmsCommand;
import org.hamroh.command.SmscCommand;
import org.hamroh.command.TokenCommand;
import org.hamroh.command.UserCommand;
import org.hamroh.command.VerifyCommand;
import org.hamroh.command.VoiceCommand;
import org.hamroh.config.Config;
import org.hamroh.config.ConfigReader;
import org.hamroh.config.Secrets;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.hamroh.yaml.ProblemsException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The door: every command of `./hamroh`. Exit 0 on success, 1 when what is checked fails, 2 on
/// wrong usage.
@Command(
    name = "hamroh",
    mixinStandardHelpOptions = true,
    version = "hamroh 0.1.0",
    description = "A telephone hotline and SMS gateway for labour migrants.",
    scope = ScopeType.INHERIT,
    subcommands = {
      BackupCommand.class,
      BenchCommand.class,
      CheckCommand.class,
      DemoCommand.class,
      DoctorCommand.class,
      ForgetCommand.class,
      KeysCommand.class,
      PbxCommand.class,
      PlaceCommand.class,
      RestoreCommand.class,
      SayCommand.class,
      ScriptsCommand.class,
      ServeCommand.class,
      VerifyCommand.class,
      VoiceCommand.class,
      TokenCommand.class,
      UserCommand.class,
      NumberCommand.class,
      SmsCommand.class,
      IntentCommand.class,
      SmscCommand.class,
      PhoneCommand.class,
    })
public final class Main {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "settings (default: ${DEFAULT-VALUE})")
  private Path config = Path.of("deploy/hamroh.yaml");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "data folder (default: ${DEFAULT-VALUE})")
  private Path data = Path.of("data");

  /// The checkout: scripts, recordings and templates stand there.
  public static Path home() {
    return Path.of(System.getProperty("hamroh.home", "."));
  }

  public Path configFile() {
    return config;
  }

  public Path data() {
    return data;
  }

  public Secrets secrets() {
    return Secrets.open(data);
  }

  /// @throws ProblemsException with every mistake in the settings
  public Config config() {
    return new ConfigReader(secrets(), System.getenv()).read(config);
  }

  /// Opens the store, and makes it when it is not there yet.
  public Database openStore() {
    Path file = config().store().file(data);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new StoreException("cannot make the folder of the store " + file, e);
    }
    return Comeback.openStore(file, data);
  }

  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (failure instanceof ProblemsException || failure instanceof StoreException) {
            command.getErr().println(failure.getMessage());
            return 1;
          }
          throw failure;
        });
    if (arguments.length == 0) {
      line.usage(System.out);
      System.exit(2);
    }
    System.exit(line.execute(arguments));
  }
}
