package org.hamroh.twin;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.CallId;
import org.hamroh.gate.OptOuts;
import org.hamroh.ivr.outside.CampaignVoice;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;

/// What the scripts may do with the texts of campaigns on a call. A store that is down costs the
/// caller the text and leads to a person, never the call.
public final class TwinOnCalls implements CampaignVoice {

  /// Who is on the line waits no longer for a sound that has to be made.
  private static final Duration PATIENCE = Duration.ofSeconds(7);

  private static final Logger LOG = LogManager.getLogger(TwinOnCalls.class);

  private final Database database;
  private final TwinTexts texts;
  private final TwinSounds sounds;
  private final Function<CallId, Optional<PhoneNumber>> numberOf;
  private final TwinPoll poll;
  private final Clock clock;

  /// @param numberOf who is on the line; empty when the number is withheld
  public TwinOnCalls(
      Database database,
      TwinTexts texts,
      TwinSounds sounds,
      Function<CallId, Optional<PhoneNumber>> numberOf,
      TwinPoll poll,
      Clock clock) {
    this.database = database;
    this.texts = texts;
    this.sounds = sounds;
    this.numberOf = numberOf;
    this.poll = poll;
    this.clock = clock;
  }

  @Override
  public List<Text> texts(CallId call) {
    try {
      List<Text> found = database.read(handle -> find(handle, call));
      found.stream()
          .findFirst()
          .ifPresent(
              first ->
                  TwinTexts.languages(database, first.campaign())
                      .forEach(language -> prepare(first, language)));
      return found;
    } catch (StoreException e) {
      LOG.error("event=twin-texts-not-read call={}", call, e);
      return List.of();
    }
  }

  private List<Text> find(org.jdbi.v3.core.Handle handle, CallId call) {
    if (call.campaign().isPresent()) {
      return CampaignCallStore.find(handle, call.campaign().getAsLong()).stream()
          .map(row -> new Text(row.campaign(), "m" + row.message()))
          .toList();
    }
    List<Text> own = numberOf.apply(call).map(one -> texts.sentTo(handle, one)).orElse(List.of());
    return own.isEmpty() ? texts.forEverybody(handle) : own;
  }

  private void prepare(Text text, String language) {
    if (database
        .read(handle -> CampaignVoiceStore.sound(handle, text.campaign(), language))
        .isEmpty()) {
      database
          .read(handle -> texts.words(handle, text, language))
          .ifPresent(words -> sounds.prepare(language, words));
    }
  }

  @Override
  public Optional<String> sound(CallId call, Text text, String language) {
    try {
      Optional<String> human =
          database
              .read(handle -> CampaignVoiceStore.sound(handle, text.campaign(), language))
              .filter(name -> sounds.has(language, name));
      if (human.isPresent()) {
        return human;
      }
      return database
          .read(handle -> texts.words(handle, text, language))
          .flatMap(words -> sounds.sound(language, words, PATIENCE));
    } catch (StoreException e) {
      LOG.error("event=twin-text-not-read call={}", call, e);
      return Optional.empty();
    }
  }

  @Override
  public void heard(CallId call, Text text, String language, Duration heard) {
    Optional<PhoneNumber> number = numberOf.apply(call);
    if (number.isEmpty()) {
      LOG.info("event=twin-heard call={} campaign={} by=unknown", call, text.campaign());
      return;
    }
    database
        .submit(
            handle -> {
              HeardStore.add(
                  handle, call, number.get(), text.campaign(), language, heard, clock.instant());
              call.campaign()
                  .ifPresent(id -> CampaignResults.heard(handle, id, heard, clock.instant()));
              if (heard.compareTo(HeardStore.LISTENED) > 0) {
                Listeners.listened(handle, number.get(), clock.instant());
              }
              return true;
            })
        .whenComplete(
            (kept, failure) -> {
              if (failure != null) {
                LOG.error("event=twin-heard-lost call={} campaign={}", call, text.campaign());
              }
            });
  }

  @Override
  public Optional<String> question(CallId call, Text text, String language) {
    try {
      return poll.question(text.campaign(), language)
          .flatMap(words -> sounds.sound(language, words, PATIENCE));
    } catch (StoreException e) {
      LOG.error("event=twin-question-not-read call={}", call, e);
      return Optional.empty();
    }
  }

  @Override
  public void answered(CallId call, Text text, char key) {
    try {
      numberOf.apply(call).ifPresent(number -> poll.answer(number, text.campaign(), key));
    } catch (StoreException e) {
      LOG.error("event=twin-answer-lost call={} campaign={}", call, text.campaign(), e);
    }
  }

  @Override
  public boolean stop(CallId call, String language) {
    Optional<PhoneNumber> number = numberOf.apply(call);
    if (number.isEmpty()) {
      return false;
    }
    try {
      database.write(
          handle -> {
            OptOuts.add(handle, number.get(), "call", clock.instant());
            return true;
          });
      LOG.info("event=opted-out way=call call={}", call);
      return true;
    } catch (StoreException e) {
      LOG.error("event=opt-out-lost call={}", call, e);
      return false; // a person writes it down
    }
  }
}
