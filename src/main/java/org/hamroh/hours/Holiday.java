package org.hamroh.hours;

import java.time.LocalDate;
import java.util.Map;

/// One day on which a country rests.
///
/// @param country `TJ`, `RU`, `KZ`
/// @param names   by language: `tg`, `ru`, `en`
/// @param source  who says so
/// @param certain no for a feast that the moon decides: the authorities name the day shortly before
public record Holiday(
    String country, LocalDate date, Map<String, String> names, String source, boolean certain) {}
