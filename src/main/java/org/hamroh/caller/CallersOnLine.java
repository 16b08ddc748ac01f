package org.hamroh.caller;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.CallId;
import org.hamroh.call.Caller;
import org.hamroh.ivr.outside.KnownCallers;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;

/// Who speaks with the server now. A caller's number is known here as long as a script runs, in
/// memory only: for a text to that number, and for nothing that is written down. A withheld number
/// leaves no trace. Safe for all threads.
public final class CallersOnLine implements KnownCallers {

  /// More than any line of ours can hold at once; whoever is beyond it is a stranger.
  private static final int MOST = 5_000;

  /// A read takes a fraction of a millisecond and began with the call. Who is not recalled by now
  /// is asked like a stranger.
  private static final Duration PATIENCE = Duration.ofMillis(150);

  private static final Logger LOG = LogManager.getLogger(CallersOnLine.class);

  private record Present(
      PhoneNumber number,
      Caller caller,
      CompletableFuture<Optional<CallerMemory.Remembered>> remembered,
      CompletableFuture<Optional<Dropped>> dropped,
      CompletableFuture<Optional<FreeCall>> freeCall,
      CompletableFuture<Optional<Boolean>> slower,
      CompletableFuture<Optional<Boolean>> hasCase) {}

  private final Map<CallId, Present> present = new ConcurrentHashMap<>();
  private final Optional<CallerMemory> memory;
  private final Optional<DroppedCalls> drops;
  private final Function<PhoneNumber, FreeCall> freeCall;
  private final Predicate<CallId> wePay;
  private final Predicate<CallerKey> slower;
  private final Predicate<CallerKey> hasCase;
  private final Optional<NumberBook> book;

  /// @param memory empty when this site remembers nobody
  /// @param drops  where earlier calls broke; empty when nobody is asked
  public CallersOnLine(Optional<CallerMemory> memory, Optional<DroppedCalls> drops) {
    this(
        memory,
        drops,
        number -> new FreeCall.None(),
        call -> false,
        caller -> false,
        caller -> false,
        Optional.empty());
  }

  /// @param freeCall how a number gets a call that we pay for; asked while the greeting plays
  /// @param wePay    whether we have placed a call
  /// @param slower   who waits longer than others
  /// @param hasCase  whether a case of theirs is open
  /// @param book     where numbers are kept for some days; empty when nowhere
  public CallersOnLine(
      Optional<CallerMemory> memory,
      Optional<DroppedCalls> drops,
      Function<PhoneNumber, FreeCall> freeCall,
      Predicate<CallId> wePay,
      Predicate<CallerKey> slower,
      Predicate<CallerKey> hasCase,
      Optional<NumberBook> book) {
    this.memory = memory;
    this.drops = drops;
    this.freeCall = freeCall;
    this.wePay = wePay;
    this.slower = slower;
    this.hasCase = hasCase;
    this.book = book;
  }

  /// A script begins to speak with a caller whose number is shown. Begins to recall what is known,
  /// and returns at once.
  public void arrived(CallId call, PhoneNumber number, Caller caller) {
    if (present.size() < MOST) {
      present.put(
          call,
          new Present(
              number,
              caller,
              memory.map(one -> later(() -> one.recall(caller.key()))).orElse(nothing()),
              drops.map(one -> later(() -> one.last(caller.key(), call))).orElse(nothing()),
              later(() -> Optional.of(freeCall.apply(number))),
              later(() -> Optional.of(slower.test(caller.key()))),
              later(() -> Optional.of(hasCase.test(caller.key())))));
      book.ifPresent(one -> one.seen(caller.key(), number));
    }
  }

  private static <T> CompletableFuture<Optional<T>> later(Supplier<Optional<T>> read) {
    return CompletableFuture.supplyAsync(
        read, task -> Thread.ofVirtual().name("recall").start(task));
  }

  private static <T> CompletableFuture<Optional<T>> nothing() {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  /// The script is over; the number is forgotten.
  public void gone(CallId call) {
    Present was = present.remove(call);
    if (was != null) {
      memory.ifPresent(one -> one.keep(was.caller.key(), call, ""));
    }
  }

  /// The number that calls, while a script speaks with it; empty when it is withheld.
  public Optional<PhoneNumber> number(CallId call) {
    return Optional.ofNullable(present.get(call)).map(Present::number);
  }

  /// Who calls, while a script speaks with them; empty when the number is withheld.
  public Optional<CallerKey> key(CallId call) {
    return Optional.ofNullable(present.get(call)).map(one -> one.caller.key());
  }

  @Override
  public Known of(CallId call) {
    Present who = present.get(call);
    if (who == null) {
      return new Known("", false, false, Optional.empty(), wePay.test(call), new FreeCall.None());
    }
    Optional<CallerMemory.Remembered> remembered = await(call, who.remembered);
    return new Known(
        who.caller.country(),
        remembered.filter(one -> !one.firstCall().equals(call)).isPresent(),
        await(call, who.hasCase).orElse(false),
        remembered.flatMap(CallerMemory.Remembered::language),
        wePay.test(call),
        await(call, who.freeCall).orElseGet(FreeCall.None::new));
  }

  @Override
  public Optional<Dropped> dropped(CallId call) {
    Present who = present.get(call);
    return who == null ? Optional.empty() : await(call, who.dropped);
  }

  @Override
  public boolean waitsLonger(CallId call) {
    Present who = present.get(call);
    return who != null && await(call, who.slower).orElse(false);
  }

  private static <T> Optional<T> await(CallId call, CompletableFuture<Optional<T>> read) {
    try {
      return read.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("event=caller-not-recalled call={} reason={}", call, e.toString());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void rememberLanguage(CallId call, String language) {
    Present who = present.get(call);
    if (who != null) {
      memory.ifPresent(one -> one.keep(who.caller.key(), call, language));
    }
  }
}
