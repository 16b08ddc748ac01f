package org.hamroh.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What the frame of a page needs; every template gets it from the server as its parameter `shell`.
///
/// @param site   the hotline's name
/// @param words  the person's language
/// @param path   of this page, to come back to
/// @param csrf   for the hidden field `csrf` of each form; htmx sends it by itself
/// @param person empty on the login page
/// @param open   whether the person may open an address: `/campaigns`
/// @param assets where the scripts and styles are
public record Shell(
    String site,
    Wording words,
    String path,
    String csrf,
    Optional<Person> person,
    Predicate<String> open,
    Assets assets) {

  /// @see Wording#of
  public String text(String key, Object... values) {
    return words.of(key, values);
  }

  /// The words that a page's scripts show, as JSON for an attribute:
  /// `data-words="${shell.words(…)}"`. `src/main/web/words.js` reads them there, in the person's
  /// language like the rest of the page.
  ///
  /// @param prefixes of the keys: `script.`, `console.spoken.`
  public String words(String... prefixes) {
    return new String(Json.write(words.startingWith(List.of(prefixes))), StandardCharsets.UTF_8);
  }

  /// Whether the person has one of these roles: decides what the page offers. The route itself
  /// checks again.
  public boolean may(Role... roles) {
    return person.map(one -> one.principal().hasAny(Set.of(roles))).orElse(false);
  }

  /// Whether the rules let the person open this page.
  public boolean mayOpen(String page) {
    return open.test(page);
  }

  public String displayName() {
    return person.map(Person::displayName).orElse("");
  }
}
