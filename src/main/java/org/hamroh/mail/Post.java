package org.hamroh.mail;

/// Takes letters to staff.
@FunctionalInterface
public interface Post {

  /// Sends a letter, and waits until the mail server has taken it.
  ///
  /// @param to   one address
  /// @param text plain
  /// @throws MailFailed when the server cannot be reached or refuses it; worth another try later
  void send(String to, String subject, String text) throws MailFailed;

  /// The same for a letter that may have to leave twice: of one name, mail programs show one.
  ///
  /// @param name of this letter and no other; letters, digits and `-`
  default void send(String name, String to, String subject, String text) throws MailFailed {
    send(to, subject, text); // a post that knows no names has nothing to say them to
  }

  /// The letter did not leave.
  final class MailFailed extends Exception {
    public MailFailed(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
