package org.hamroh.ivr;

import org.hamroh.ivr.service.Callbacks;
import org.hamroh.ivr.service.Cases;
import org.hamroh.ivr.service.KnownCallers;
import org.hamroh.ivr.service.Listings;
import org.hamroh.ivr.service.Lookups;
import org.hamroh.ivr.service.TextSender;
import org.hamroh.voice.Sentences;

/// What the rest of the hotline does for scripts.
public record Services(
    Sentences sentences,
    KnownCallers callers,
    TextSender texts,
    Lookups lookups,
    Listings listings,
    Callbacks callbacks,
    Cases cases) {

  /// For tests and the terminal: every step takes the way it takes when its service is away.
  public static Services none() {
    return new Services(
        Sentences.none(),
        KnownCallers.none(),
        TextSender.none(),
        Lookups.none(),
        Listings.none(),
        Callbacks.none(),
        Cases.none());
  }
}
