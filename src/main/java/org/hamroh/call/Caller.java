package org.hamroh.call;

import org.hamroh.phone.CallerKey;

/// Who calls, as far as it may be kept.
///
/// @param key     stands for the number
/// @param country region of the number, `TJ`, `RU`, `KZ`; empty when unknown
public record Caller(CallerKey key, String country) {}
