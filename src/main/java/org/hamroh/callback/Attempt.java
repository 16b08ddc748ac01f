package org.hamroh.callback;

import java.time.Instant;
import java.util.Optional;
import org.hamroh.call.CallId;

/// One time that we rang, or meant to.
///
/// @param nth        of its call back, from 1
/// @param leg        named before it exists
/// @param markedAt   when it was written down, just before it left
/// @param answeredAt when somebody or something answered
/// @param outcome    empty while nobody knows
public record Attempt(
    long callback,
    int nth,
    CallId leg,
    String way,
    Instant markedAt,
    Optional<Instant> answeredAt,
    Optional<Outcome> outcome) {}
