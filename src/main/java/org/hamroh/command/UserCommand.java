package org.hamroh.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.hamroh.Main;
import org.hamroh.audit.Act;
import org.hamroh.audit.AuditTrail;
import org.hamroh.audit.Look;
import org.hamroh.operator.Passwords;
import org.hamroh.operator.User;
import org.hamroh.operator.Users;
import org.hamroh.store.Database;
import org.hamroh.web.Role;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `./hamroh user …`: the people who may log in.
@Command(
    name = "user",
    description = "The people who may log in.",
    subcommands = {
      UserCommand.Add.class,
      UserCommand.Passwd.class,
      UserCommand.Close.class,
      UserCommand.Reset.class,
      UserCommand.ListAll.class,
    })
public final class UserCommand {

  @ParentCommand private Main main;

  /// What is done with the people's table, while it is open.
  private interface Work {
    void with(Users users) throws IOException;
  }

  private Integer open(Work work) throws IOException {
    try (Database database = main.openStore();
        Passwords passwords = new Passwords()) {
      work.with(new Users(database, passwords, Clock.systemUTC()));
    }
    return 0;
  }

  /// The same for what changes somebody's rights: the trail tells of it, or it is not done.
  ///
  /// @param what in one word, or the roles
  private Integer change(String login, String what, Work work) throws IOException {
    AuditTrail trail = new AuditTrail(Clock.systemUTC());
    try (Database database = main.openStore();
        Passwords passwords = new Passwords()) {
      Users users = new Users(database, passwords, Clock.systemUTC());
      database.write(
          handle -> {
            trail.add(handle, Look.atTerminal(Act.RIGHTS, "user", login, what));
            return true;
          });
      work.with(users);
    }
    return 0;
  }

  /// The password from standard input, or one made up and shown once: never from the command line,
  /// where every process can read it.
  private static String password(boolean fromInput) throws IOException {
    if (!fromInput) {
      return Passwords.generate();
    }
    String line =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    if (line == null) {
      throw new ProblemsException(
          Problem.of("standard input", "is empty", "give the password as its first line"));
    }
    return line;
  }

  static Set<Role> roles(List<String> names) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String name : names) {
      roles.add(
          Role.of(name)
              .orElseThrow(
                  () ->
                      new ProblemsException(
                          Problem.of(
                              "--role " + name,
                              "is no role",
                              "give operator, case-worker, supervisor, manager, admin, auditor or"
                                  + " voice"))));
    }
    return roles;
  }

  /// `./hamroh user add NAME --role ROLE`
  @Command(name = "add", description = "Add somebody; prints a password once unless one is given.")
  static final class Add implements Callable<Integer> {
    @ParentCommand private UserCommand parent;

    @Parameters(paramLabel = "NAME", description = "login: small letters, digits, dots, hyphens")
    private String name;

    @Option(
        names = "--role",
        required = true,
        split = ",",
        description =
            "operator, case-worker, supervisor, manager, admin, auditor, voice; may be given several times")
    private List<String> roles;

    @Option(names = "--display-name", description = "as colleagues know them (default: the login)")
    private Optional<String> displayName;

    @Option(names = "--extension", description = "their telephone, such as op1")
    private Optional<String> extension;

    @Option(names = "--language", description = "of their pages: tg, ru, en (default: the site's)")
    private Optional<String> language;

    @Option(names = "--password-stdin", description = "read the password from standard input")
    private boolean passwordStdin;

    @Override
    public Integer call() throws IOException {
      String password = password(passwordStdin);
      String spoken = language.orElseGet(() -> parent.main.config().site().defaultLanguage());
      return parent.change(
          name,
          String.join(",", roles),
          users -> {
            users.add(name, displayName.orElse(name), roles(roles), spoken, extension, password);
            System.out.println("user " + name + " added");
            if (!passwordStdin) {
              System.out.println("password (shown only now): " + password);
            }
          });
    }
  }

  /// `./hamroh user passwd NAME`
  @Command(name = "passwd", description = "Give somebody a new password; ends their sessions.")
  static final class Passwd implements Callable<Integer> {
    @ParentCommand private UserCommand parent;

    @Parameters(paramLabel = "NAME")
    private String name;

    @Option(names = "--password-stdin", description = "read the password from standard input")
    private boolean passwordStdin;

    @Override
    public Integer call() throws IOException {
      String password = password(passwordStdin);
      return parent.change(
          name,
          "password",
          users -> {
            users.setPassword(name, password);
            System.out.println("user " + name + " has a new password");
            if (!passwordStdin) {
              System.out.println("password (shown only now): " + password);
            }
          });
    }
  }

  /// `./hamroh user reset NAME`
  @Command(
      name = "reset",
      description = "Take a lost telephone's codes away; the next login sets new ones up.")
  static final class Reset implements Callable<Integer> {
    @ParentCommand private UserCommand parent;

    @Parameters(paramLabel = "NAME")
    private String name;

    @Override
    public Integer call() throws IOException {
      return parent.change(
          name,
          "reset",
          users -> {
            users.resetSecondFactor(name);
            System.out.println("user " + name + " logs in with the password alone, once");
          });
    }
  }

  /// `./hamroh user close NAME`
  @Command(name = "close", description = "Close an account; ends its sessions at once.")
  static final class Close implements Callable<Integer> {
    @ParentCommand private UserCommand parent;

    @Parameters(paramLabel = "NAME")
    private String name;

    @Override
    public Integer call() throws IOException {
      return parent.change(
          name,
          "close",
          users -> {
            users.close(name);
            System.out.println("user " + name + " is closed");
          });
    }
  }

  /// `./hamroh user list`
  @Command(name = "list", description = "Show who may log in.")
  static final class ListAll implements Callable<Integer> {
    @ParentCommand private UserCommand parent;

    @Override
    public Integer call() throws IOException {
      return parent.open(
          users -> {
            List<User> all = users.list();
            if (all.isEmpty()) {
              System.out.println("nobody yet; add somebody: ./hamroh user add NAME --role admin");
            }
            for (User user : all) {
              System.out.printf(
                  "%-16s %-24s %-28s %-3s %s%n",
                  user.login(),
                  user.displayName(),
                  String.join(",", user.roles().stream().sorted().map(Role::word).toList()),
                  user.language(),
                  user.extension().orElse(""));
            }
          });
    }
  }
}
