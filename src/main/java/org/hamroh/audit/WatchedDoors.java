package org.hamroh.audit;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.hamroh.web.Guest;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.web.Tunnel;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Stands beside the doors to what is kept of persons. Who goes through one leaves a row in the
/// trail, in the transaction of what is done behind it; where that would hold up the line, just
/// before. What cannot be written down is not shown.
public final class WatchedDoors {

  /// A row holds names of things, never a text of somebody's.
  private static final int LONGEST_ID = 80;

  private final Map<String, WatchList.Line> lines = WatchList.byDoor();
  private final Database database;
  private final AuditTrail trail;

  public WatchedDoors(Database database, AuditTrail trail) {
    this.database = database;
    this.trail = trail;
  }

  /// The same room with somebody at its doors.
  public Routes over(Routes room) {
    return mount -> room.mount(new Watching(mount));
  }

  private final class Watching implements Routes.Mount {

    private final Routes.Mount mount;

    Watching(Routes.Mount mount) {
      this.mount = mount;
    }

    @Override
    public void get(String path, Set<Role> roles, Routes.Handler handler) {
      mount.get(path, roles, watched("GET " + path, handler));
    }

    @Override
    public void post(String path, Set<Role> roles, Routes.Handler handler) {
      mount.post(path, roles, watched("POST " + path, handler));
    }

    @Override
    public void post(String path, Set<Role> roles, int maxBodyBytes, Routes.Handler handler) {
      mount.post(path, roles, maxBodyBytes, watched("POST " + path, handler));
    }

    @Override
    public void upload(
        String path, Set<Role> roles, int maxBodyBytes, Path folder, Routes.Handler handler) {
      mount.upload(path, roles, maxBodyBytes, folder, watched("POST " + path, handler));
    }

    /// Guests have no login: their room writes down who they say they are.
    @Override
    public void guest(String path, Guest.Handler page, Guest.Handler form) {
      mount.guest(path, page, form);
    }

    @Override
    public void tunnel(String path, Set<Role> roles, Tunnel tunnel) {
      mount.tunnel(path, roles, tunnel);
    }
  }

  private Routes.Handler watched(String door, Routes.Handler handler) {
    WatchList.Line line = lines.get(door);
    return line == null ? handler : request -> pass(line, request, handler);
  }

  private Reply pass(WatchList.Line line, Request request, Routes.Handler handler)
      throws Exception {
    Look look = Look.of(request, line.act(), line.kind(), id(line, request), why(line, request));
    try {
      if (line.before()) {
        note(line, look);
        return handler.handle(request);
      }
      return together(line, look, request, handler);
    } catch (Exception e) {
      if (line.act().isDeed() || isHidden(e)) {
        refused(line, look);
      }
      throw e;
    }
  }

  /// What is not there and what one may not see look alike; who walks addresses leaves rows.
  private static boolean isHidden(Exception e) {
    return e instanceof Refusal refusal && (refusal.status() == 403 || refusal.status() == 404);
  }

  private void refused(WatchList.Line line, Look look) {
    Look refused =
        new Look(look.who(), Act.REFUSED, look.kind(), look.id(), line.act().word(), look.from());
    database.write(handle -> added(handle, refused, false));
  }

  private void note(WatchList.Line line, Look look) {
    database.write(handle -> added(handle, look, line.once()));
  }

  private boolean added(Handle handle, Look look, boolean once) {
    if (once) {
      trail.addOnce(handle, look);
    } else {
      trail.add(handle, look);
    }
    return true;
  }

  /// Carries what a handler threw out of the transaction.
  private static final class Thrown extends RuntimeException {
    private final Exception what;

    Thrown(Exception what) {
      super(what);
      this.what = what;
    }
  }

  private Reply together(WatchList.Line line, Look look, Request request, Routes.Handler handler)
      throws Exception {
    try {
      return database.write(
          handle -> {
            added(handle, look, line.once());
            try {
              return handler.handle(request);
            } catch (SQLException | RuntimeException e) {
              throw e;
            } catch (Exception e) {
              throw new Thrown(e);
            }
          });
    } catch (StoreException e) {
      if (e.getCause() instanceof Thrown thrown) {
        throw thrown.what;
      }
      throw e.getCause() instanceof RuntimeException own ? own : e;
    }
  }

  private static String id(WatchList.Line line, Request request) {
    String place = line.id();
    String id =
        switch (place.isEmpty() ? ' ' : place.charAt(0)) {
          case ' ' -> "";
          case '?' -> request.query(place.substring(1)).orElse("");
          case '=' -> field(request, place.substring(1));
          default -> request.path(place);
        };
    String plain = id.replaceAll("[^A-Za-z0-9._-]", "");
    return plain.substring(0, Math.min(plain.length(), LONGEST_ID));
  }

  /// The reason where one is asked for, an id of the form's list; of a person's rights the roles.
  private static String why(WatchList.Line line, Request request) {
    String why =
        switch (line.act()) {
          case UNMASK -> field(request, "reason");
          case RIGHTS -> field(request, "roles");
          default -> "";
        };
    return why.matches("[A-Za-z0-9, -]{1,80}") ? why : "";
  }

  /// A field of the form or of the JSON that was sent; of a list all its words.
  private static String field(Request request, String name) {
    return request.form(name).orElseGet(() -> text(sent(request).get(name)));
  }

  private static Map<?, ?> sent(Request request) {
    boolean json = request.header("content-type").filter(type -> type.contains("json")).isPresent();
    return json ? request.json(Map.class) : Map.of();
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case String text -> text;
      case List<?> several ->
          String.join(",", several.stream().map(one -> String.valueOf(one)).toList());
      case null, default -> "";
    };
  }
}
