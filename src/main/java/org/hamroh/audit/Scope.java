package org.hamroh.audit;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.hamroh.web.Principal;
import org.hamroh.web.Role;

/// Whose looks somebody may see: an auditor all, a supervisor those of the team, an administrator
/// the changes of rights, everybody the own ones.
///
/// @param people whose rows are shown, unless all are
/// @param rights whether all changes of rights are shown, too
record Scope(boolean all, Set<String> people, boolean rights) {

  /// @param team the logins of all who ever spoke with callers here
  static Scope of(Principal who, Supplier<Set<String>> team) {
    Set<String> people = new HashSet<>(Set.of(who.name()));
    if (who.hasAny(Set.of(Role.SUPERVISOR))) {
      people.addAll(team.get());
    }
    return new Scope(who.hasAny(Set.of(Role.AUDITOR)), people, who.hasAny(Set.of(Role.ADMIN)));
  }
}
