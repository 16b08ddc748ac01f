package org.hamroh.bench;

import java.time.Duration;

/// How long a broadcast took from the first message handed over.
///
/// @param answered until the last answer; the hotline's are kept durably by then
/// @param received until the last receipt, the same; as long as `answered` when there are none
record Took(Duration answered, Duration received) {}
