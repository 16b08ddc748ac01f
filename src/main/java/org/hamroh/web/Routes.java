package org.hamroh.web;

import java.nio.file.Path;
import java.util.Set;

/// A room's URLs. `Main` hands every room's routes to the web server.
@FunctionalInterface
public interface Routes {

  void mount(Mount mount);

  /// One route's work; runs on a virtual thread with a deadline.
  @FunctionalInterface
  interface Handler {
    Reply handle(Request request) throws Exception;
  }

  /// Where routes are hung up. Paths are written as in the OpenAPI document: `/api/v1/calls/{id}`.
  /// A route under `/api/v1/` answers problems as JSON and takes tokens as well as sessions; every
  /// other path is a page for a person with a session. What changes state is a POST; the server
  /// checks the CSRF token (forms and htmx) and, under `/api/v1/`, keeps `Idempotency-Key` answers.
  interface Mount {
    void get(String path, Set<Role> roles, Handler handler);

    void post(String path, Set<Role> roles, Handler handler);

    /// A POST whose body may be larger than the usual 1 MB, such as a list of contacts.
    ///
    /// @param maxBodyBytes of the whole body
    default void post(String path, Set<Role> roles, int maxBodyBytes, Handler handler) {
      post(path, roles, handler);
    }

    /// A POST of a form with a file that is too large for the memory: it is written down as it
    /// arrives. What the handler leaves there is deleted when it has returned.
    ///
    /// @param folder where the file lies until then; it is there
    default void upload(
        String path, Set<Role> roles, int maxBodyBytes, Path folder, Handler handler) {
      throw new UnsupportedOperationException("no large file can be taken here");
    }

    /// A page that opens without a login, by a link that nobody can guess.
    ///
    /// @param page shows it, and changes nothing: mail servers look at links, too
    /// @param form takes what was sent from it
    default void guest(String path, Guest.Handler page, Guest.Handler form) {
      throw new UnsupportedOperationException("no page for guests can be mounted here");
    }

    /// A WebSocket for people with a session.
    default void tunnel(String path, Set<Role> roles, Tunnel tunnel) {
      throw new UnsupportedOperationException("no tunnel can be mounted here");
    }
  }
}
