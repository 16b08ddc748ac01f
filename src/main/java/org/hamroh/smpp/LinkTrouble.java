package org.hamroh.smpp;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import javax.net.ssl.SSLException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;

/// Why a link could not be built, by name and in a sentence with the remedy.
final class LinkTrouble {

  private LinkTrouble() {}

  static LinkState of(SmppConfig config, Exception failure) {
    String address = config.host() + ":" + config.port();
    String peer = "The SMSC at " + address + " ";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case NegativeResponseException no -> {
          return refused(config, no.getCommandStatus(), peer, address);
        }
        case ResponseTimeoutException _ -> {
          return LinkState.down(
              LinkWord.NO_LOGIN_ANSWER,
              peer
                  + "did not answer the login, or hung up at once; check the route's systemId and"
                  + " password.",
              address);
        }
        case NoSuchFileException missing -> {
          return LinkState.down(
              LinkWord.NO_TRUST_FILE,
              "There is no file " + missing.getFile() + "; check the route's tls.trust.",
              missing.getFile());
        }
        case SSLException _ -> {
          return LinkState.down(
                  LinkWord.NOT_PROVEN,
                  peer
                      + "could not prove over TLS that it is "
                      + config.host()
                      + ": "
                      + cause.getMessage()
                      + "; check the route's host and tls.trust.",
                  address)
              .with(String.valueOf(cause.getMessage()));
        }
        case UnknownHostException _ -> {
          return LinkState.down(
              LinkWord.NO_SUCH_HOST,
              "No machine is called " + config.host() + "; check the route's host.",
              config.host());
        }
        case SocketTimeoutException _ -> {
          return LinkState.down(
              LinkWord.NO_ANSWER,
              peer + "does not answer; check the route's address and the firewall.",
              address);
        }
        case ConnectException _ -> {
          return LinkState.down(
              LinkWord.NO_CONNECTION,
              peer + "takes no connection; is it running, and is the port right?",
              address);
        }
        default -> {}
      }
    }
    return LinkState.down(
            LinkWord.NOT_REACHED,
            peer + "cannot be reached: " + failure.getMessage() + ".",
            address)
        .with(String.valueOf(failure.getMessage()));
  }

  /// SMPP 3.4 §5.1.3, at a bind.
  private static LinkState refused(SmppConfig config, int status, String peer, String address) {
    String code = "0x%02X".formatted(status);
    String id = config.systemId();
    return switch (status) {
      case SMPPConstant.STAT_ESME_RINVPASWD ->
          LinkState.down(
                  LinkWord.WRONG_PASSWORD,
                  peer
                      + "refuses the password of system id "
                      + id
                      + " ("
                      + code
                      + "); check the route's password.",
                  address)
              .with(id);
      case SMPPConstant.STAT_ESME_RINVSYSID ->
          LinkState.down(
                  LinkWord.WRONG_SYSTEM_ID,
                  peer
                      + "knows no system id "
                      + id
                      + " ("
                      + code
                      + "); check the route's systemId.",
                  address)
              .with(id);
      case SMPPConstant.STAT_ESME_RALYBND ->
          LinkState.down(
                  LinkWord.LOGGED_IN_ALREADY,
                  peer
                      + "says that "
                      + id
                      + " is logged in already ("
                      + code
                      + "); is another copy of this server running?",
                  address)
              .with(id);
      default ->
          LinkState.down(
                  LinkWord.LOGIN_REFUSED,
                  peer
                      + "refuses the login of "
                      + id
                      + " ("
                      + code
                      + "); ask the carrier what it means.",
                  address)
              .with(id + ", " + code);
    };
  }
}
