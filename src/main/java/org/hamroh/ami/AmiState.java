package org.hamroh.ami;

import java.time.Instant;
import org.hamroh.yaml.Problem;
import org.jspecify.annotations.Nullable;

/// How the manager connection stands, for the health page and `doctor`.
///
/// @param connected     whether the PBX answers us
/// @param since         when that began
/// @param trouble       what stands in the way; when connected, a right that our user lacks
/// @param reconnects    connections made after the first
/// @param eventsDropped events lost because our own queue was full; each loss is healed by asking
///                      how things stand
/// @param unanswered    actions and pings that got no answer in time
public record AmiState(
    boolean connected,
    Instant since,
    @Nullable Problem trouble,
    long reconnects,
    long eventsDropped,
    long unanswered) {}
