package org.hamroh.pbx;

import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.List;

/// This machine's addresses on its network cards.
final class OwnAddresses {

  private OwnAddresses() {}

  /// IPv4 and numeric, loopback left out, sorted, so that the same machine says the same.
  static List<String> list() {
    try {
      return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(Inet4Address.class::isInstance)
          .filter(address -> !address.isLoopbackAddress())
          .map(address -> address.getHostAddress())
          .distinct()
          .sorted()
          .toList();
    } catch (SocketException e) {
      return List.of(); // no network at all: there is nothing to be told
    }
  }
}
