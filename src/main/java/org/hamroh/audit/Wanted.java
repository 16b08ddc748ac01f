package org.hamroh.audit;

import java.time.Instant;
import java.util.Optional;

/// Which rows are asked for; empty texts ask for nothing.
///
/// @param before only rows with a smaller number
record Wanted(
    String who,
    String act,
    String kind,
    String id,
    Optional<Instant> from,
    Optional<Instant> to,
    long before,
    int limit) {}
