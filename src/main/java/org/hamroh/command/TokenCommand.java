package org.hamroh.command;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.hamroh.Main;
import org.hamroh.audit.Act;
import org.hamroh.audit.AuditTrail;
import org.hamroh.audit.Look;
import org.hamroh.operator.Tokens;
import org.hamroh.store.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `./hamroh token …`: what programs log in with.
@Command(
    name = "token",
    description = "What programs log in with.",
    subcommands = {TokenCommand.Add.class})
public final class TokenCommand {

  @ParentCommand private Main main;

  /// `./hamroh token add NAME --role ROLE`
  @Command(name = "add", description = "Make a token for a program; it is printed once.")
  static final class Add implements Callable<Integer> {
    @ParentCommand private TokenCommand parent;

    @Parameters(paramLabel = "NAME", description = "what the program is called")
    private String name;

    @Option(
        names = "--role",
        required = true,
        split = ",",
        description =
            "operator, case-worker, supervisor, manager, admin, auditor, voice; may be given several times")
    private List<String> roles;

    @Override
    public Integer call() {
      try (Database database = parent.main.openStore()) {
        Clock clock = Clock.systemUTC();
        String token =
            database.write(
                handle -> {
                  new AuditTrail(clock)
                      .add(
                          handle,
                          Look.atTerminal(Act.RIGHTS, "token", name, String.join(",", roles)));
                  return new Tokens(database, clock).add(name, UserCommand.roles(roles));
                });
        System.out.println("token " + name + " (shown only now): " + token);
      }
      return 0;
    }
  }
}
