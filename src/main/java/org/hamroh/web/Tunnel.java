package org.hamroh.web;

import java.util.Optional;

/// A way through the web port to a program on this machine that also speaks WebSocket: the page has
/// one origin, one certificate and one login, and the program needs no door of its own.
///
/// The web server does what is the same for all: our login before the upgrade, the page's origin,
/// pings, closing both ends together. The room says who may pass, and looks at each message.
public interface Tunnel {

  /// The other end.
  ///
  /// @param path        `/ws`
  /// @param protocol    the WebSocket sub-protocol, `sip`
  /// @param fromAddress of loopback, from which we come; the other end must trust nobody for it
  record Far(String host, int port, String path, String protocol, String fromAddress) {}

  /// Somebody with a session stands before the door.
  ///
  /// @param page the query's `page`: how the page calls itself, empty when it does not
  record Knock(Principal principal, Optional<String> page) {}

  /// What the room can do to an open tunnel; from any thread.
  interface Ends {

    /// @param code 4000 to 4999 are ours
    void close(int code, String reason);
  }

  /// What goes through an open tunnel. Called on the event loop, so it returns at once.
  interface Traffic {

    /// @return false when this message must not pass: the tunnel is closed with 1008
    boolean fromPage(String message);

    void toPage(String message);

    /// @param code with which the page left; 1001 when it was closed or loaded anew, 1006 when it
    ///             vanished without a word, ours when we sent it away
    void closed(int code);
  }

  Far far();

  /// Decides who passes; may wait. The tunnel opens only when it returns.
  ///
  /// @throws Refusal when they may not
  Admission admit(Knock knock);

  /// Somebody has logged out here for the last time: no session of theirs is open. Their open
  /// tunnels are closed by themselves, with 4002. Returns at once.
  default void loggedOut(String login) {}

  /// Somebody who may pass.
  @FunctionalInterface
  interface Admission {

    /// The tunnel is open. Called on the event loop.
    Traffic open(Ends ends);
  }
}
