package org.hamroh.operator;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.hamroh.web.Role;

/// Somebody with a login.
///
/// @param login       small letters, digits, dots, hyphens: `manager`, `op1`
/// @param displayName as colleagues know them
/// @param language    of their pages: `tg`, `ru`, `en`
/// @param extension   their telephone, `op1`; empty for who takes no calls
public record User(
    String login,
    String displayName,
    Set<Role> roles,
    String language,
    Optional<String> extension,
    Instant createdAt) {}
