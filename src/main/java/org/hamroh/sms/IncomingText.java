package org.hamroh.sms;

import java.time.Instant;
import java.util.Optional;
import org.hamroh.phone.PhoneNumber;

/// A text that somebody wrote to us, joined and readable.
///
/// @param from    empty when the sender is no number that could be answered: a short code, a name
/// @param to      the number or code of ours
/// @param partial whether a part of it never came; `[…]` stands in its place
/// @param instead of the text that was kept without these letters, by its id: a part came late
public record IncomingText(
    String route,
    Optional<PhoneNumber> from,
    String to,
    String text,
    boolean partial,
    Optional<Long> instead,
    Instant at) {}
