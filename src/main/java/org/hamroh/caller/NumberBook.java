package org.hamroh.caller;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.contact.Subscriptions;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.seal.BrokenSealException;
import org.hamroh.seal.Seal;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// Callers' numbers, sealed, for as long as somebody may have to ring back: three days after the
/// last call, or after the day on which something is to be done. Nobody sees one whole without a
/// line that says who looked and why. Safe for all threads.
public final class NumberBook {

  /// After a weekend it is still known who called on Friday evening.
  public static final Duration KEPT = Duration.ofHours(72);

  private static final Logger LOG = LogManager.getLogger(NumberBook.class);

  private final Database database;
  private final Seal seal;
  private final Clock clock;

  /// @param secret of this site, at least 24 random bytes
  public NumberBook(Database database, String secret, Clock clock) {
    this.database = database;
    this.seal = Seal.ofSite("caller numbers", secret);
    this.clock = clock;
  }

  /// Somebody calls. Returns at once; a store that fails costs a masked number on a page.
  void seen(CallerKey caller, PhoneNumber number) {
    database
        .submit(
            handle -> {
              Subscriptions.inTouch(handle, number, clock.instant());
              return keep(handle, caller, number);
            })
        .exceptionally(
            failure -> {
              LOG.warn("event=number-not-kept reason={}", failure.getMessage());
              return false;
            });
  }

  /// Keeps a number that was told in another way.
  public void keep(CallerKey caller, PhoneNumber number) {
    database.write(handle -> keep(handle, caller, number));
  }

  private boolean keep(Handle handle, CallerKey caller, PhoneNumber number) {
    Instant now = clock.instant();
    String made = seal.sealText(name(caller), number.e164().getBytes(StandardCharsets.UTF_8));
    NumberStore.seen(handle, caller, made, now, now.plus(KEPT));
    return true;
  }

  /// Something is to be done for this caller on that day: the number is kept until some days later.
  /// Does nothing when it is gone already.
  public static void keepFor(Handle handle, CallerKey caller, Instant day) {
    NumberStore.keepUntil(handle, caller, day.plus(KEPT));
  }

  /// For a call or a text through the gate; never for a page.
  public Optional<PhoneNumber> number(CallerKey caller) {
    return database
        .read(handle -> NumberStore.find(handle, caller, clock.instant()))
        .flatMap(kept -> open(caller, kept));
  }

  /// `+992•••••••01`, empty when it is no longer kept.
  public Optional<String> masked(CallerKey caller) {
    return number(caller).map(PhoneNumber::masked);
  }

  /// The whole number, for a person who says why. The look is written down first.
  ///
  /// @param reason an id of the form's list
  public Optional<PhoneNumber> unmask(CallerKey caller, String reason, String by) {
    Instant now = clock.instant();
    return database
        .write(
            handle -> {
              Optional<String> kept = NumberStore.find(handle, caller, now);
              if (kept.isPresent()) {
                NumberStore.looked(handle, caller, reason, by, now);
              }
              return kept;
            })
        .flatMap(kept -> open(caller, kept));
  }

  /// Lets go of the numbers whose time is over.
  ///
  /// @return how many
  public int forgetOld() {
    int gone = database.write(handle -> NumberStore.deleteOld(handle, clock.instant()));
    if (gone > 0) {
      LOG.info("event=numbers-forgotten count={}", gone);
    }
    return gone;
  }

  private Optional<PhoneNumber> open(CallerKey caller, String sealed) {
    try {
      return Optional.of(
          new PhoneNumber(new String(seal.openText(name(caller), sealed), StandardCharsets.UTF_8)));
    } catch (BrokenSealException e) {
      LOG.error("event=number-not-opened reason=\"{}\"", e.getMessage());
      return Optional.empty();
    }
  }

  private static String name(CallerKey caller) {
    return "number " + caller.hex();
  }
}
