package org.hamroh.operator;

import java.util.Optional;
import org.hamroh.web.Accounts;
import org.hamroh.web.Person;
import org.hamroh.web.Principal;

/// Lets the people and programs of our tables in.
public final class UserAccounts implements Accounts {

  private final Users users;
  private final Tokens tokens;
  private final Passwords passwords;

  /// What the password of an unknown login is held against, so that it takes as long.
  private final String nobodysHash;

  public UserAccounts(Users users, Tokens tokens, Passwords passwords) {
    this.users = users;
    this.tokens = tokens;
    this.passwords = passwords;
    this.nobodysHash = passwords.hash(Passwords.generate());
  }

  @Override
  public Optional<Person> login(String login, String password) {
    String hash = users.passwordHash(login).orElse(nobodysHash);
    boolean matches = passwords.matches(password, hash);
    return matches ? person(login) : Optional.empty();
  }

  @Override
  public Optional<Person> person(String login) {
    return users
        .find(login)
        .map(
            user ->
                new Person(
                    new Principal(user.login(), user.roles()),
                    user.displayName(),
                    user.language()));
  }

  @Override
  public Optional<Principal> token(String token) {
    return tokens.find(token);
  }

  @Override
  public boolean changePassword(String login, String old, String wanted) {
    if (!passwords.matches(old, users.passwordHash(login).orElse(nobodysHash))) {
      return false;
    }
    users.changePassword(login, wanted);
    return true;
  }

  @Override
  public void remember(String login, String language) {
    users.setLanguage(login, language);
  }
}
