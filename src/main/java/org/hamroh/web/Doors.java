package org.hamroh.web;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The list of all routes, as the rooms hung them up.
final class Doors implements Routes.Mount {

  /// One route.
  ///
  /// @param method  `GET` or `POST`
  /// @param path    with `{id}`, as the OpenAPI document writes it
  /// @param maxBody bytes
  /// @param folder  where its large files are written; null: they are kept in memory
  record Door(
      String method,
      String path,
      Set<Role> roles,
      int maxBody,
      @Nullable Path folder,
      Routes.Handler handler) {

    Door(String method, String path, Set<Role> roles, int maxBody, Routes.Handler handler) {
      this(method, path, roles, maxBody, null, handler);
    }

    /// As the rule file calls it: `GET /api/v1/calls/{id}`.
    String name() {
      return method + " " + path;
    }

    Door openTo(Set<Role> others) {
      return new Door(method, path, Set.copyOf(others), maxBody, folder, handler);
    }

    /// As Vert.x writes it: `/api/v1/calls/:id`.
    String pattern() {
      return path.replaceAll("\\{([A-Za-z]+)}", ":$1");
    }
  }

  /// Doors that are WebSockets, by path.
  private final Map<String, Tunnel> tunnels = new LinkedHashMap<>();
  private final List<GuestPages.Door> guests = new ArrayList<>();
  private final int usualBody;
  private final List<Door> doors = new ArrayList<>();

  Doors(int usualBody) {
    this.usualBody = usualBody;
  }

  @Override
  public void get(String path, Set<Role> roles, Routes.Handler handler) {
    add(new Door("GET", path, Set.copyOf(roles), 0, handler));
  }

  @Override
  public void post(String path, Set<Role> roles, Routes.Handler handler) {
    add(new Door("POST", path, Set.copyOf(roles), usualBody, handler));
  }

  @Override
  public void post(String path, Set<Role> roles, int maxBodyBytes, Routes.Handler handler) {
    add(new Door("POST", path, Set.copyOf(roles), maxBodyBytes, handler));
  }

  @Override
  public void upload(
      String path, Set<Role> roles, int maxBodyBytes, Path folder, Routes.Handler handler) {
    add(new Door("POST", path, Set.copyOf(roles), maxBodyBytes, folder, handler));
  }

  @Override
  public void guest(String path, Guest.Handler page, Guest.Handler form) {
    guests.add(new GuestPages.Door(path, page, form));
  }

  List<GuestPages.Door> guests() {
    return List.copyOf(guests);
  }

  @Override
  public void tunnel(String path, Set<Role> roles, Tunnel tunnel) {
    add(
        new Door(
            "GET",
            path,
            Set.copyOf(roles),
            0,
            request -> {
              throw new Refusal(426, "Only a WebSocket passes here.");
            }));
    tunnels.put(path, tunnel);
  }

  Map<String, Tunnel> tunnels() {
    return Map.copyOf(tunnels);
  }

  private void add(Door door) {
    if (door.roles.isEmpty()) {
      throw new IllegalArgumentException(door.path + " is open to nobody: name its roles");
    }
    for (Door other : doors) {
      if (other.path.equals(door.path) && other.method.equals(door.method)) {
        throw new IllegalArgumentException(door.method + " " + door.path + " is mounted twice");
      }
    }
    doors.add(door);
  }

  /// What is fixed before what is variable, part by part: `/contacts/import` is not an id, and
  /// `/cases/{id}/attachments` no act.
  List<Door> inOrder() {
    return doors.stream()
        .sorted(java.util.Comparator.comparing(door -> variables(door.path)))
        .toList();
  }

  /// A letter for each part of a path, `f` for a fixed one and `v` for a variable.
  private static String variables(String path) {
    return java.util.Arrays.stream(path.split("/", -1))
        .map(part -> part.startsWith("{") ? "v" : "f")
        .collect(java.util.stream.Collectors.joining());
  }
}
