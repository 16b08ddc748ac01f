package org.hamroh.operator;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// `/api/v1/users`: the people with a login, for administrators.
public final class UserRoutes implements Routes {

  private static final Set<Role> ADMINS = Set.of(Role.ADMIN);

  /// @param extension null for who takes no calls
  record UserView(
      String login,
      String displayName,
      List<String> roles,
      String language,
      @Nullable String extension,
      Instant createdAt) {

    static UserView of(User user) {
      return new UserView(
          user.login(),
          user.displayName(),
          user.roles().stream().sorted().map(Role::word).toList(),
          user.language(),
          user.extension().orElse(null),
          user.createdAt());
    }
  }

  /// @param password made up and returned once when it is left out
  record NewUser(
      String login,
      @Nullable String displayName,
      List<String> roles,
      @Nullable String language,
      @Nullable String extension,
      @Nullable String password) {}

  /// @param password shown this once; null when the request gave it
  record AddedUser(UserView user, @Nullable String password) {}

  /// @param next always null: a site has tens of people
  record UserList(List<UserView> items, @Nullable String next) {}

  private final Users users;
  private final String defaultLanguage;

  public UserRoutes(Users users, String defaultLanguage) {
    this.users = users;
    this.defaultLanguage = defaultLanguage;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/users", ADMINS, this::list);
    mount.post("/api/v1/users", ADMINS, this::add);
  }

  private Reply list(Request request) {
    return Reply.json(new UserList(users.list().stream().map(UserView::of).toList(), null));
  }

  private Reply add(Request request) {
    NewUser wanted = request.json(NewUser.class);
    if (users.find(wanted.login).isPresent()) {
      throw new Refusal(409, "There is a user " + wanted.login + " already.");
    }
    String given = wanted.password;
    String password = given == null ? Passwords.generate() : given;
    User user =
        users.add(
            wanted.login,
            wanted.displayName == null ? wanted.login : wanted.displayName,
            roles(wanted.roles),
            wanted.language == null ? defaultLanguage : wanted.language,
            Optional.ofNullable(wanted.extension),
            password);
    return Reply.created(new AddedUser(UserView.of(user), given == null ? password : null));
  }

  private static Set<Role> roles(List<String> names) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String name : names) {
      roles.add(
          Role.of(name)
              .orElseThrow(
                  () ->
                      new Refusal(
                          422, "There is no role " + name + "; give one of " + Users.roleNames())));
    }
    return roles;
  }
}
