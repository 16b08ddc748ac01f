package org.hamroh.command;

import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.hamroh.Main;
import org.hamroh.SealedFields;
import org.hamroh.config.Secrets;
import org.hamroh.seal.Resealer;
import org.hamroh.seal.Seal;
import org.hamroh.seal.SealedColumn;
import org.hamroh.store.Database;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `./hamroh keys …`: with what notes, numbers and voice messages are sealed. The keys stand in
/// `secrets.properties` of the data folder, never in the store.
@Command(
    name = "keys",
    description = "The keys that notes, numbers and voice messages are sealed with.",
    subcommands = {
      KeysCommand.ListAll.class,
      KeysCommand.Rotate.class,
      KeysCommand.Drop.class,
    })
public final class KeysCommand {

  @ParentCommand private Main main;

  /// How many rows an older key has sealed, by the secret's name.
  private Map<String, Integer> old(Secrets secrets) {
    Map<String, Integer> old = new TreeMap<>();
    try (Database database = main.openStore()) {
      for (SealedColumn column : SealedFields.ALL) {
        String secret = secrets.ensure(column.secret());
        old.merge(
            column.secret(),
            database.read(handle -> Resealer.countOld(handle, column, secret)),
            Integer::sum);
      }
    }
    return old;
  }

  private static void mustBeOurs(String name) {
    if (SealedFields.ALL.stream().noneMatch(column -> column.secret().equals(name))) {
      throw new ProblemsException(Problem.of(name, "is no key of ours", "see ./hamroh keys list"));
    }
    if (Secrets.isGiven(name)) {
      throw new ProblemsException(
          Problem.of(
              name,
              "comes from the environment",
              "put a new key and a comma in front of it there, and start the server again"));
    }
  }

  /// `./hamroh keys list`
  @Command(name = "list", description = "Which keys there are, and what older ones have sealed.")
  static final class ListAll implements Callable<Integer> {
    @ParentCommand private KeysCommand parent;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      Secrets secrets = parent.main.secrets();
      parent
          .old(secrets)
          .forEach(
              (name, rows) ->
                  out.println(
                      name
                          + ": "
                          + Seal.count(secrets.ensure(name))
                          + (Seal.count(secrets.ensure(name)) == 1 ? " key, " : " keys, ")
                          + (rows == 0
                              ? "everything is sealed with the newest"
                              : rows + " rows wait to be sealed with the newest")));
      return 0;
    }
  }

  /// `./hamroh keys rotate NAME`
  @Command(
      name = "rotate",
      description = "Make a new key that seals from the next start on; the older ones still open.")
  static final class Rotate implements Callable<Integer> {
    @ParentCommand private KeysCommand parent;
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "such as HAMROH_RECORD_KEY")
    private String name;

    @Override
    public Integer call() {
      mustBeOurs(name);
      Secrets secrets = parent.main.secrets();
      secrets.keep(name, Seal.rotated(Secrets.fresh(), secrets.ensure(name)));
      spec.commandLine()
          .getOut()
          .println(
              name
                  + " has a new key. Start the server again: it seals everything anew in the"
                  + " background. Then ./hamroh keys drop "
                  + name
                  + ". Keep secrets.properties with your backups.");
      return 0;
    }
  }

  /// `./hamroh keys drop NAME`
  @Command(
      name = "drop",
      description = "Let the older keys go, once nothing is sealed with them any more.")
  static final class Drop implements Callable<Integer> {
    @ParentCommand private KeysCommand parent;
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "such as HAMROH_RECORD_KEY")
    private String name;

    @Override
    public Integer call() {
      mustBeOurs(name);
      PrintWriter out = spec.commandLine().getOut();
      Secrets secrets = parent.main.secrets();
      int rows = parent.old(secrets).getOrDefault(name, 0);
      if (rows > 0) {
        out.println(
            name + ": " + rows + " rows still need an older key. Start the server and wait.");
        return 1;
      }
      secrets.keep(name, Seal.newest(secrets.ensure(name)));
      out.println(name + " has one key. Backups from before need the older ones.");
      return 0;
    }
  }
}
