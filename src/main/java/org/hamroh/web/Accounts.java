package org.hamroh.web;

import java.util.Optional;

/// Who may come in. The web server asks this at every request, so that a right that was taken away
/// is gone at once.
public interface Accounts {

  /// Holds a password against a login. Takes as long for a login that does not exist.
  ///
  /// @return empty when either is wrong
  Optional<Person> login(String login, String password);

  /// The person with an open session; empty once the account is closed.
  Optional<Person> person(String login);

  /// The program that holds this bearer token.
  Optional<Principal> token(String token);

  /// Gives somebody another password, who has shown that they know the old one.
  ///
  /// @return false when the old one is wrong
  /// @throws org.hamroh.yaml.ProblemsException when the new one is easy to guess
  boolean changePassword(String login, String old, String wanted);

  /// Shows this person's pages in another language from now on.
  void remember(String login, String language);
}
