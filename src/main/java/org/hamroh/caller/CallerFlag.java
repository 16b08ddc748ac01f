package org.hamroh.caller;

import java.time.Instant;

/// Something that colleagues should know of a caller, for a while.
///
/// @param flag   an id of the form's flags, `abusive`
/// @param slower whether the caller waits longer than others because of it
public record CallerFlag(
    String id, String flag, boolean slower, Instant setAt, String setBy, Instant expiresAt) {}
