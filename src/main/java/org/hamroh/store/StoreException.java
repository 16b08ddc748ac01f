package org.hamroh.store;

import org.jspecify.annotations.Nullable;

/// The store refused or did not answer. Nothing of the failed work is kept; whether to try again is
/// the caller's choice.
public final class StoreException extends RuntimeException {
  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
