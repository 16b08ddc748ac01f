package org.hamroh.console;

import static org.hamroh.web.Role.ADMIN;
import static org.hamroh.web.Role.AUDITOR;
import static org.hamroh.web.Role.CASE_WORKER;
import static org.hamroh.web.Role.MANAGER;
import static org.hamroh.web.Role.OPERATOR;
import static org.hamroh.web.Role.SUPERVISOR;
import static org.hamroh.web.Role.VOICE;

import java.util.List;
import org.hamroh.web.Role;
import org.hamroh.web.Shell;

/// The pages that stand at the top of every page, in groups: nobody finds one word among twenty.
///
/// @param name    of the group in its key, `calls`; with one page the page stands alone
/// @param entries never empty
public record Menu(String name, List<Entry> entries) {

  /// @param path where it leads
  /// @param name of the page in its key: `console.nav.day`
  public record Entry(String path, String name, List<Role> roles) {

    static Entry of(String name, Role... roles) {
      return new Entry("/" + name, name, List.of(roles));
    }

    public boolean isHere(Shell shell) {
      return shell.path().equals(path) || shell.path().startsWith(path + "/");
    }

    boolean isFor(Shell shell) {
      return shell.may(roles.toArray(Role[]::new)) && shell.mayOpen(path);
    }
  }

  private static final List<Menu> ALL =
      List.of(
          new Menu(
              "now",
              List.of(
                  new Entry(
                      "/", "console", List.of(OPERATOR, SUPERVISOR, MANAGER, ADMIN, AUDITOR)))),
          new Menu(
              "calls",
              List.of(
                  Entry.of("day", OPERATOR, SUPERVISOR),
                  Entry.of("records", OPERATOR, SUPERVISOR),
                  Entry.of("voicemail", OPERATOR, SUPERVISOR),
                  Entry.of("callbacks", OPERATOR, SUPERVISOR, MANAGER, ADMIN))),
          new Menu(
              "help",
              List.of(
                  Entry.of("cases", OPERATOR, CASE_WORKER, SUPERVISOR),
                  Entry.of("referrals", OPERATOR, CASE_WORKER, SUPERVISOR),
                  Entry.of("claims", OPERATOR, SUPERVISOR, MANAGER, ADMIN, AUDITOR),
                  Entry.of("clusters", SUPERVISOR),
                  Entry.of("agencies", OPERATOR, SUPERVISOR, MANAGER, ADMIN))),
          new Menu(
              "texts",
              List.of(
                  Entry.of("inbox", OPERATOR, SUPERVISOR),
                  Entry.of("campaigns", SUPERVISOR, MANAGER, ADMIN),
                  Entry.of("contacts", MANAGER, ADMIN),
                  Entry.of("routes", MANAGER, ADMIN))),
          new Menu(
              "people",
              List.of(
                  Entry.of("roster", OPERATOR, SUPERVISOR, MANAGER, ADMIN),
                  Entry.of("wellbeing", OPERATOR, CASE_WORKER, SUPERVISOR),
                  Entry.of("training", OPERATOR, CASE_WORKER, SUPERVISOR))),
          new Menu(
              "line",
              List.of(
                  Entry.of("scripts", OPERATOR, SUPERVISOR, MANAGER, ADMIN),
                  Entry.of("recording", SUPERVISOR, MANAGER, ADMIN, VOICE),
                  Entry.of("listings", OPERATOR, SUPERVISOR, MANAGER, ADMIN))),
          new Menu(
              "trust",
              List.of(
                  Entry.of("audit", OPERATOR, CASE_WORKER, SUPERVISOR, MANAGER, ADMIN, AUDITOR),
                  Entry.of("retention", SUPERVISOR, ADMIN, AUDITOR),
                  Entry.of("erasures", SUPERVISOR, ADMIN, AUDITOR))));

  /// What the person may open, without empty groups.
  public static List<Menu> of(Shell shell) {
    return ALL.stream()
        .map(
            group ->
                new Menu(
                    group.name,
                    group.entries.stream().filter(entry -> entry.isFor(shell)).toList()))
        .filter(group -> !group.entries.isEmpty())
        .toList();
  }

  public boolean isAlone() {
    return entries.size() == 1;
  }

  /// Whether the page that is shown is one of these.
  public boolean isHere(Shell shell) {
    return entries.stream().anyMatch(entry -> entry.isHere(shell));
  }
}
