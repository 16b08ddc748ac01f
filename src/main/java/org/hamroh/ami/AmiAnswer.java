package org.hamroh.ami;

import java.util.function.Function;

/// What came of an action. Only [Unanswered] leaves a doubt: the PBX may have done it. All our
/// actions can be repeated without harm.
public sealed interface AmiAnswer<T> {

  record Done<T>(T value) implements AmiAnswer<T> {}

  /// The PBX, or our own gateway, will not do it; asking again changes nothing.
  record Refused<T>(String reason) implements AmiAnswer<T> {}

  /// It never left us: not connected, or too many at once. Ask again later.
  record NotSent<T>(String reason) implements AmiAnswer<T> {}

  /// Sent, but no answer in time.
  record Unanswered<T>(String reason) implements AmiAnswer<T> {}

  default boolean isDone() {
    return this instanceof Done;
  }

  /// One sentence for a log line or a person; empty when done.
  default String reason() {
    return switch (this) {
      case Done<T> done -> "";
      case Refused<T> refused -> refused.reason;
      case NotSent<T> notSent -> notSent.reason;
      case Unanswered<T> unanswered -> unanswered.reason;
    };
  }

  /// The same answer about another value.
  default <R> AmiAnswer<R> map(Function<? super T, ? extends R> change) {
    return switch (this) {
      case Done<T> done -> new Done<>(change.apply(done.value));
      case Refused<T> refused -> new Refused<>(refused.reason);
      case NotSent<T> notSent -> new NotSent<>(notSent.reason);
      case Unanswered<T> unanswered -> new Unanswered<>(unanswered.reason);
    };
  }
}
