package org.hamroh.sip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// SIP as a real PBX sent it, kept with plain line ends.
final class Museum {

  private Museum() {}

  static byte[] bytes(String name) throws IOException {
    try (InputStream in = Museum.class.getResourceAsStream("/sip/" + name + ".txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
  }

  static SipMessage message(String name) throws IOException {
    byte[] bytes = bytes(name);
    return SipMessage.parse(bytes, bytes.length);
  }
}
