package org.hamroh.ivr;

import org.hamroh.ivr.outside.Callbacks;
import org.hamroh.ivr.outside.CampaignVoice;
import org.hamroh.ivr.outside.Cases;
import org.hamroh.ivr.outside.KnownCallers;
import org.hamroh.ivr.outside.Listings;
import org.hamroh.ivr.outside.Lookups;
import org.hamroh.ivr.outside.Messages;
import org.hamroh.ivr.outside.TextSender;
import org.hamroh.ivr.outside.Waits;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.Sentences;

/// What the rest of the hotline does for scripts.
public record Services(
    Sentences sentences,
    KnownCallers callers,
    TextSender texts,
    Lookups lookups,
    Listings listings,
    Callbacks callbacks,
    Cases cases,
    Waits waits,
    Messages messages,
    CampaignVoice campaigns) {

  /// Where no campaigns are.
  public Services(
      Sentences sentences,
      KnownCallers callers,
      TextSender texts,
      Lookups lookups,
      Listings listings,
      Callbacks callbacks,
      Cases cases,
      Waits waits,
      Messages messages) {
    this(
        sentences,
        callers,
        texts,
        lookups,
        listings,
        callbacks,
        cases,
        waits,
        messages,
        CampaignVoice.none());
  }

  /// Where nobody knows how long callers wait, and messages are left to nobody.
  public Services(
      Sentences sentences,
      KnownCallers callers,
      TextSender texts,
      Lookups lookups,
      Listings listings,
      Callbacks callbacks,
      Cases cases) {
    this(
        sentences,
        callers,
        texts,
        lookups,
        listings,
        callbacks,
        cases,
        Waits.none(),
        Messages.none());
  }

  /// The same, telling callers how long they will wait.
  public Services with(Waits live) {
    return new Services(
        sentences, callers, texts, lookups, listings, callbacks, cases, live, messages, campaigns);
  }

  /// The same, speaking values in the texts of one version.
  Services from(PromptBook texts) {
    return new Services(
        sentences.from(texts),
        callers,
        this.texts,
        lookups,
        listings,
        callbacks,
        cases,
        waits,
        messages,
        campaigns);
  }

  /// The same, with the texts of campaigns.
  public Services with(CampaignVoice voice) {
    return new Services(
        sentences, callers, texts, lookups, listings, callbacks, cases, waits, messages, voice);
  }

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
