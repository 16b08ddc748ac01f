package org.hamroh.audit;

import java.time.Instant;

/// One row of the trail, as it stands.
///
/// @param seq  its place in the chain, from 1 on
/// @param act  a word of [Act], as long as nobody has changed it
/// @param hash covers the row and the hash of the row before it
public record Row(
    long seq,
    Instant at,
    String who,
    String act,
    String kind,
    String id,
    String why,
    String from,
    String hash) {}
