package org.hamroh.handset;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.hamroh.ivr.ScriptBook;
import org.hamroh.ivr.outside.KnownCallers.Known;
import org.hamroh.ivr.outside.Listings;
import org.hamroh.web.Refusal;

/// The telephones that are in use on pages at this moment. May be asked from any thread.
public final class Handsets implements AutoCloseable {

  /// A person listens to one; a second is a page that was closed a moment ago.
  private static final int MOST_FOR_ONE = 2;

  /// Each holds one request open, of the 64 that are worked on at once.
  private static final int MOST = 12;

  /// A page asks at least every 8 s.
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  /// Every branch of the tree can be heard in this.
  private static final Duration LONGEST = Duration.ofMinutes(45);

  /// What somebody wants to hear.
  ///
  /// @param of       `published` or `draft`
  /// @param start    `hotline`, `danger/no-operator`
  /// @param language chosen earlier in the call; empty to be asked
  /// @param caller   who rings
  /// @param time     at the site, for opening hours; empty for now
  public record Wish(
      String of,
      String start,
      Optional<String> language,
      Known caller,
      Optional<LocalDateTime> time) {}

  private final Stage.Stages stages;
  private final List<String> languages;
  private final String defaultLanguage;
  private final Listings listings;
  private final Clock clock;
  private final Duration patience;
  private final SecureRandom chance = new SecureRandom();

  /// By id; ids begin with a running number, so the oldest comes first.
  private final ConcurrentSkipListMap<String, HandsetCall> calls =
      new ConcurrentSkipListMap<>(Comparator.naturalOrder());

  private long opened;

  /// @param languages       that the site speaks
  /// @param defaultLanguage for those who have chosen none
  /// @param listings        read only
  /// @param clock           in the site's time zone
  public Handsets(
      Stage.Stages stages,
      List<String> languages,
      String defaultLanguage,
      Listings listings,
      Clock clock) {
    this(stages, languages, defaultLanguage, listings, clock, PATIENCE);
  }

  Handsets(
      Stage.Stages stages,
      List<String> languages,
      String defaultLanguage,
      Listings listings,
      Clock clock,
      Duration patience) {
    this.stages = stages;
    this.languages = List.copyOf(languages);
    this.defaultLanguage = defaultLanguage;
    this.listings = listings;
    this.clock = clock;
    this.patience = patience;
  }

  /// Rings. Who holds too many telephones already hangs up the oldest.
  ///
  /// @throws Refusal 422 for a place or a language that is not there, 503 when all are in use
  /// @throws org.hamroh.yaml.ProblemsException when the draft cannot be played
  HandsetCall open(String owner, Wish wish) {
    if (wish.language().isPresent() && !languages.contains(wish.language().get())) {
      throw new Refusal(422, "The hotline speaks " + String.join(", ", languages) + " only.");
    }
    Stage stage = stages.of(wish.of());
    ScriptBook.Entry entry =
        stage
            .book()
            .entry(wish.start())
            .orElseThrow(() -> new Refusal(422, "There is no step " + wish.start() + "."));
    Duration ahead =
        wish.time()
            .map(time -> Duration.between(clock.instant(), time.atZone(clock.getZone())))
            .orElse(Duration.ZERO);
    HandsetClock callers = new HandsetClock(clock, ahead);
    Mailbox mailbox = new Mailbox(callers, patience, LONGEST);
    HandsetCall call;
    synchronized (this) {
      calls.values().removeIf(HandsetCall::isOver);
      makeRoom(owner);
      call = new HandsetCall(newId(), owner, stage, entry, wish.language(), callers, mailbox);
      calls.put(call.id(), call);
    }
    call.start(defaultLanguage, wish.caller(), listings);
    return call;
  }

  private void makeRoom(String owner) {
    List<HandsetCall> own =
        calls.values().stream().filter(call -> call.owner().equals(owner)).toList();
    if (own.size() >= MOST_FOR_ONE) {
      hangUp(own.getFirst());
    }
    if (calls.size() >= MOST) {
      throw new Refusal(503, "All telephones are in use. Try again in a few minutes.");
    }
  }

  private void hangUp(HandsetCall call) {
    call.does(new Move.HangUp());
    calls.remove(call.id());
  }

  private String newId() {
    return "%08d-%s".formatted(++opened, HexFormat.of().toHexDigits(chance.nextLong()));
  }

  /// @throws Refusal 404 when it is over, or somebody else's
  HandsetCall find(String owner, String id) {
    return Optional.ofNullable(calls.get(id))
        .filter(call -> call.owner().equals(owner))
        .orElseThrow(() -> Refusal.notFound("telephone " + id));
  }

  int inUse() {
    return (int) calls.values().stream().filter(call -> !call.isOver()).count();
  }

  @Override
  public void close() {
    for (Map.Entry<String, HandsetCall> one : calls.entrySet()) {
      hangUp(one.getValue());
    }
  }
}
