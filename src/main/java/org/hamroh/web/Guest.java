package org.hamroh.web;

import java.util.Map;
import java.util.Optional;

/// A request of somebody without an account, who holds a link that opens one thing.
///
/// @param path     values of the path's `{names}`
/// @param fields   of the form that was sent; empty for a look
/// @param language that the page is to be shown in
/// @param from     the browser's address
/// @param browser  a secret that this browser alone holds
public record Guest(
    Map<String, String> path,
    Map<String, String> fields,
    String language,
    String from,
    String browser) {

  public Optional<String> form(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /// What such a page answers.
  ///
  /// @param status     HTTP status
  /// @param template   below `src/main/jte`; gets `shell` besides
  public record Page(int status, String template, Map<String, Object> parameters) {}

  /// A page's work; runs on a virtual thread with a deadline.
  @FunctionalInterface
  public interface Handler {
    Page handle(Guest guest) throws Exception;
  }
}
