package org.hamroh.ami;

import java.io.IOException;
import java.net.ConnectException;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.TimeoutException;
import org.hamroh.yaml.Problem;

/// Why there is no manager connection, said so that a person can mend it.
///
/// @param problem the sentence
/// @param refused whether the PBX answered and turned us away: asking often would not help
record AmiTrouble(Problem problem, boolean refused) {

  static AmiTrouble of(AmiConfig config, Exception failure) {
    return switch (failure) {
      // The same type is thrown when the answer does not come; only a refusal has no cause.
      case AuthenticationFailedException e when e.getCause() == null -> refused(config);
      case AuthenticationFailedException e -> silent(config);
      case TimeoutException e -> silent(config);
      case ConnectException e ->
          trouble(
              config,
              "nobody listens there",
              "start the PBX with ./hamroh pbx start, or correct ami.host and ami.port");
      // Our own end was closed when no greeting came.
      case IOException e when String.valueOf(e.getMessage()).contains("Socket closed") ->
          silent(config);
      case IOException e ->
          trouble(config, "the connection broke: " + e.getMessage(), "wait; we try again");
      default ->
          trouble(config, "unexpected: " + failure.getMessage(), "please report this with the log");
    };
  }

  static AmiTrouble lost(AmiConfig config, String how) {
    return trouble(config, how, "wait; we connect again as soon as the PBX answers");
  }

  private static AmiTrouble refused(AmiConfig config) {
    return new AmiTrouble(
        Problem.of(
            place(config),
            "AMI refuses user " + config.user(),
            "let ami.user and ami.secret be those of the PBX's manager.conf"
                + " (./hamroh pbx config writes both)"),
        true);
  }

  static AmiTrouble silent(AmiConfig config) {
    return trouble(
        config,
        "somebody listens there, but does not answer as an Asterisk manager interface",
        "look which program has this port, or restart the PBX if it hangs");
  }

  private static AmiTrouble trouble(AmiConfig config, String message, String remedy) {
    return new AmiTrouble(Problem.of(place(config), message, remedy), false);
  }

  static String place(AmiConfig config) {
    return config.host() + ":" + config.port();
  }
}
