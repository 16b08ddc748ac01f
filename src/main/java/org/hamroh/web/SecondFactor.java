package org.hamroh.web;

import java.util.List;
import java.util.Optional;

/// What somebody logs in with beside the password: a code from their telephone that is good for
/// half a minute, or one of the printed ones for the day when the telephone is lost.
public interface SecondFactor {

  /// What the login still asks for, once the password was right.
  enum Need {
    NOTHING,
    CODE,
    /// The rules want a code of this person, and there is none yet.
    SET_UP
  }

  /// What an authenticator app is told once.
  ///
  /// @param secret for typing in, in groups of four letters
  /// @param link   the same as `otpauth://totp/…`
  /// @param size   of the QR picture, in its own squares
  /// @param path   of the QR picture's dark squares, as SVG writes it
  record Setup(String secret, String link, int size, String path) {}

  Need need(Person person);

  boolean isSet(String login);

  /// Whether the rules let this person go without.
  boolean mayGoWithout(Person person);

  /// What the app is to be told: the same until it was proven, then there is nothing to begin.
  ///
  /// @throws Refusal 409 when there is one already
  Setup begin(String login);

  /// The first code proves that the app was told.
  ///
  /// @return recovery codes, shown this once; empty when the code is wrong
  Optional<List<String>> prove(String login, String code);

  /// Holds a code of the app, or a recovery code, against a login. Each is good for one time.
  boolean matches(String login, String code);

  /// New recovery codes; the old ones are good no more.
  List<String> renewCodes(String login);

  /// Recovery codes that have not been used.
  int codesLeft(String login);

  /// Takes it away: a telephone was lost, or the person goes without from now on.
  void remove(String login);
}
