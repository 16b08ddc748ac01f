package org.hamroh.smpp;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import javax.net.ssl.SSLException;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;

/// Why a link could not be built, in a sentence with the remedy.
final class LinkTrouble {

  private LinkTrouble() {}

  static String sentence(SmppConfig config, Exception failure) {
    String peer = "The SMSC at " + config.host() + ":" + config.port() + " ";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case NegativeResponseException no -> {
          return peer + Refusal.ofBind(no.getCommandStatus(), config.systemId()) + ".";
        }
        case ResponseTimeoutException _ -> {
          return peer
              + "did not answer the login, or hung up at once; check the route's systemId and"
              + " password.";
        }
        case NoSuchFileException missing -> {
          return "There is no file " + missing.getFile() + "; check the route's tls.trust.";
        }
        case SSLException _ -> {
          return peer
              + "could not prove over TLS that it is "
              + config.host()
              + ": "
              + cause.getMessage()
              + "; check the route's host and tls.trust.";
        }
        case UnknownHostException _ -> {
          return "No machine is called " + config.host() + "; check the route's host.";
        }
        case SocketTimeoutException _ -> {
          return peer + "does not answer; check the route's address and the firewall.";
        }
        case ConnectException _ -> {
          return peer + "takes no connection; is it running, and is the port right?";
        }
        default -> {}
      }
    }
    return peer + "cannot be reached: " + failure.getMessage() + ".";
  }
}
