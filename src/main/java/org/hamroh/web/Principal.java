package org.hamroh.web;

import java.util.Set;

/// Who asks: a person with a session or a program with a token.
///
/// @param name  login name, `op1`, or the token's name
/// @param roles at least one
public record Principal(String name, Set<Role> roles) {
  public boolean hasAny(Set<Role> wanted) {
    return roles.stream().anyMatch(wanted::contains);
  }
}
