package org.hamroh.directory;

import java.util.Map;
import java.util.Set;
import org.hamroh.web.Reply;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;

/// `GET /api/v1/directory?service=&place=`: organisations that a caller may be sent to.
public final class DirectoryRoutes implements Routes {

  private static final Set<Role> READERS = Set.of(Role.OPERATOR, Role.SUPERVISOR, Role.ADMIN);

  private final DirectoryStore store;

  public DirectoryRoutes(DirectoryStore store) {
    this.store = store;
  }

  @Override
  public void mount(Mount mount) {
    mount.get(
        "/api/v1/directory",
        READERS,
        request ->
            Reply.json(
                Map.of(
                    "organisations",
                    store.find(
                        request.query("service").orElse(null),
                        request.query("place").orElse(null)))));
  }
}
