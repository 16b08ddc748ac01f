package org.hamroh.modem;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamroh.sms.Encoding;

/// A GSM modem as SMS Server Tools sees one: AT commands in PDU mode (3GPP TS 27.005, 23.040) on a
/// loopback socket, where the daemon takes a network modem. Safe for several threads.
final class PretendedModem implements AutoCloseable {

  /// What left: the PDU of a submit, taken apart.
  ///
  /// @param reference that the answer carried
  /// @param reporting whether a status report was asked for
  /// @param octets    user data; septets still packed
  record Sent(
      int reference,
      String number,
      boolean reporting,
      boolean joined,
      int dataCoding,
      int length,
      byte[] octets) {

    /// The letters, without a header.
    String text() {
      int header = joined ? octets[0] + 1 : 0;
      if (dataCoding == 8) {
        return new String(octets, header, octets.length - header, StandardCharsets.UTF_16BE);
      }
      int first = (header * 8 + 6) / 7; // letters begin at the next whole septet
      byte[] septets = new byte[length - first];
      for (int i = 0; i < septets.length; i++) {
        int bit = (first + i) * 7;
        int low = (octets[bit / 8] & 0xff) >> bit % 8;
        int high = bit / 8 + 1 < octets.length ? (octets[bit / 8 + 1] & 0xff) << 8 - bit % 8 : 0;
        septets[i] = (byte) ((low | high) & 0x7f);
      }
      return Encoding.GSM_7.decode(septets);
    }
  }

  private static final Pattern INDEX = Pattern.compile("AT\\+CMG[RD]=(\\d+)");
  private static final int CTRL_Z = 26;
  private static final int CARD = 20;

  private final ServerSocket server;
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final Map<Integer, String> card = new TreeMap<>();
  private volatile Predicate<String> refused = number -> false;
  private int reference = 250; // it wraps round soon

  PretendedModem() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("pretended-modem").start(this::run);
  }

  int port() {
    return server.getLocalPort();
  }

  List<Sent> sent() {
    return List.copyOf(sent);
  }

  /// The network takes nothing for these numbers.
  void refuse(Predicate<String> numbers) {
    refused = numbers;
  }

  /// Somebody wrote to the card.
  void receive(String number, String text) {
    byte[] letters = text.getBytes(StandardCharsets.UTF_16BE);
    put(
        "00"
            + "04"
            + address(number)
            + "00"
            + "08"
            + time()
            + octet(letters.length)
            + hex(letters));
  }

  /// A part of a longer text.
  void receive(String number, int reference, int parts, int part, String text) {
    byte[] letters = text.getBytes(StandardCharsets.UTF_16BE);
    put(
        "00"
            + "44"
            + address(number)
            + "00"
            + "08"
            + time()
            + octet(letters.length + 6)
            + "050003"
            + octet(reference)
            + octet(parts)
            + octet(part)
            + hex(letters));
  }

  /// The network tells what became of a text.
  ///
  /// @param status 0 delivered, 0x30 still trying, 0x46 expired (TS 23.040 §9.2.3.15)
  void report(Sent of, int status) {
    put("00" + "06" + octet(of.reference) + address(of.number) + time() + time() + octet(status));
  }

  private synchronized void put(String pdu) {
    int free = 1;
    while (card.containsKey(free)) {
      free++;
    }
    card.put(free, pdu);
  }

  private void run() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        talk(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
      } catch (IOException e) {
        // the daemon hung up, or the test is over
      }
    }
  }

  private void talk(InputStream in, OutputStream out) throws IOException {
    StringBuilder line = new StringBuilder();
    boolean pdu = false;
    for (int one = in.read(); one >= 0; one = in.read()) {
      if (pdu && one == CTRL_Z) {
        say(out, submit(line.toString()));
        line.setLength(0);
        pdu = false;
      } else if (!pdu && one == '\r') {
        String command = line.toString().strip();
        line.setLength(0);
        pdu = command.startsWith("AT+CMGS=");
        out.write((pdu ? "\r\n> " : answer(command)).getBytes(StandardCharsets.US_ASCII));
        out.flush();
      } else if (one != '\n') {
        line.append((char) one);
      }
    }
  }

  private static void say(OutputStream out, String words) throws IOException {
    out.write(words.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private synchronized String answer(String command) {
    Matcher index = INDEX.matcher(command);
    if (command.startsWith("AT+CPIN?")) {
      return "\r\n+CPIN: READY\r\n\r\nOK\r\n";
    }
    if (command.startsWith("AT+CREG?")) {
      return "\r\n+CREG: 0,1\r\n\r\nOK\r\n";
    }
    if (command.startsWith("AT+CSQ")) {
      return "\r\n+CSQ: 20,0\r\n\r\nOK\r\n";
    }
    if (command.startsWith("AT+CPMS?")) {
      String one = "\"SM\"," + card.size() + "," + CARD;
      return "\r\n+CPMS: " + one + "," + one + "," + one + "\r\n\r\nOK\r\n";
    }
    if (index.matches() && command.startsWith("AT+CMGR")) {
      String pdu = card.get(Integer.parseInt(index.group(1)));
      return pdu == null
          ? "\r\nOK\r\n"
          : "\r\n+CMGR: 0,," + (pdu.length() / 2 - 1) + "\r\n" + pdu + "\r\n\r\nOK\r\n";
    }
    if (index.matches()) {
      card.remove(Integer.parseInt(index.group(1)));
    }
    return "\r\nOK\r\n";
  }

  private synchronized String submit(String pdu) {
    byte[] octets = HexFormat.of().parseHex(pdu.strip());
    int at = 1 + octets[0]; // past the service centre's number
    int first = octets[at] & 0xff;
    at += 2;
    int digits = octets[at] & 0xff;
    String number = digits(octets, at + 2, digits);
    at += 2 + (digits + 1) / 2 + 1;
    int coding = octets[at] & 0xff;
    at +=
        1
            + switch (first & 0x18) {
              case 0 -> 0;
              case 0x10 -> 1;
              default -> 7;
            };
    int length = octets[at] & 0xff;
    byte[] data = java.util.Arrays.copyOfRange(octets, at + 1, octets.length);
    if (refused.test(number)) {
      return "\r\n+CMS ERROR: 21\r\n"; // "short message transfer rejected"
    }
    reference = (reference + 1) & 0xff;
    sent.add(
        new Sent(
            reference, number, (first & 0x20) != 0, (first & 0x40) != 0, coding, length, data));
    return "\r\n+CMGS: " + reference + "\r\n\r\nOK\r\n";
  }

  private static String digits(byte[] octets, int at, int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append((char) ('0' + (octets[at + i / 2] >> (i % 2 * 4) & 0xf)));
    }
    return digits.toString();
  }

  private static String address(String number) {
    StringBuilder address = new StringBuilder(octet(number.length()) + "91");
    String even = number.length() % 2 == 0 ? number : number + "F";
    for (int i = 0; i < even.length(); i += 2) {
      address.append(even.charAt(i + 1)).append(even.charAt(i));
    }
    return address.toString();
  }

  /// 2026-11-22 12:30:00 in Dushanbe, digits swapped.
  private static String time() {
    return "62112221030002";
  }

  private static String octet(int value) {
    return "%02X".formatted(value & 0xff);
  }

  private static String hex(byte[] octets) {
    return HexFormat.of().withUpperCase().formatHex(octets);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
