package org.hamroh.web;

import java.util.Optional;
import java.util.function.Supplier;

/// One thing that must be well before the server calls itself ready.
///
/// @param name    `store`, `pbx`, `smsc`
/// @param trouble why it is not well, in a few words; empty when it is. May wait a little
/// @param note    what else there is to know of it, well or not; nothing when empty
public record ReadyCheck(String name, Supplier<Optional<String>> trouble, Supplier<String> note) {

  public ReadyCheck(String name, Supplier<Optional<String>> trouble) {
    this(name, trouble, () -> "");
  }
}
