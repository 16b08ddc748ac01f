package org.hamroh.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where and how the far end wants sound (RFC 4566, RFC 3264): the first audio line of a session
/// description.
///
/// @param media          where RTP goes; port 0 when the far end wants none
/// @param payloadTypes   codecs in its order
/// @param telephoneEvent the payload type of keys (RFC 4733), -1 when it takes none
/// @param direction      `sendrecv`, `sendonly` (we are on hold), `recvonly` or `inactive`
record Sdp(
    InetSocketAddress media, List<Integer> payloadTypes, int telephoneEvent, String direction) {

  /// The payload type under which we offer keys, as most telephones do.
  static final int OUR_EVENTS = 101;

  private static final Pattern CONNECTION =
      Pattern.compile("(?m)^c=IN IP4 (\\d+\\.\\d+\\.\\d+\\.\\d+)\\s*$");
  private static final Pattern AUDIO =
      Pattern.compile("(?m)^m=audio (\\d{1,5}) \\S+((?: \\d{1,3})+)\\s*$");
  private static final Pattern EVENTS =
      Pattern.compile("(?mi)^a=rtpmap:(\\d{1,3}) telephone-event/8000");
  private static final Pattern DIRECTION =
      Pattern.compile("(?m)^a=(sendrecv|sendonly|recvonly|inactive)\\s*$");

  /// @throws IllegalArgumentException when there is no audio in it, or it is not on this machine
  static Sdp parse(String text) {
    Matcher connection = CONNECTION.matcher(text);
    Matcher audio = AUDIO.matcher(text);
    if (!connection.find() || !audio.find()) {
      throw new IllegalArgumentException("a session description without an IPv4 audio line");
    }
    InetSocketAddress media =
        new InetSocketAddress(address(connection.group(1)), Integer.parseInt(audio.group(1)));
    boolean held = media.getAddress().isAnyLocalAddress(); // RFC 2543's way to hold
    if (!held && !media.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException("sound would leave this machine: " + connection.group(1));
    }
    List<Integer> types = new ArrayList<>();
    for (String type : audio.group(2).strip().split(" ")) {
      types.add(Integer.parseInt(type));
    }
    Matcher events = EVENTS.matcher(text);
    Matcher direction = DIRECTION.matcher(text);
    String way = direction.find() ? direction.group(1) : "sendrecv";
    return new Sdp(
        held ? new InetSocketAddress(media.getAddress(), 0) : media,
        List.copyOf(types),
        events.find() ? Integer.parseInt(events.group(1)) : -1,
        held ? "inactive" : way);
  }

  private static InetAddress address(String dotted) {
    try {
      return InetAddress.getByName(dotted); // digits only: nothing is looked up
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an IPv4 address: " + dotted, e);
    }
  }

  boolean offers(Codec codec) {
    return payloadTypes.contains(codec.payloadType());
  }

  /// Whether the far end takes sound from us.
  boolean wantsSound() {
    return media.getPort() > 0 && (direction.equals("sendrecv") || direction.equals("recvonly"));
  }

  /// What we say to this offer: the same line seen from our side.
  String answer(Codec codec, int rtpPort) {
    String ours =
        switch (direction) {
          case "sendonly" -> "recvonly";
          case "recvonly" -> "sendonly";
          default -> direction;
        };
    return text(codec, rtpPort, telephoneEvent < 0 ? OUR_EVENTS : telephoneEvent, ours);
  }

  static String offer(Codec codec, int rtpPort) {
    return text(codec, rtpPort, OUR_EVENTS, "sendrecv");
  }

  private static String text(Codec codec, int rtpPort, int events, String direction) {
    return """
        v=0
        o=telephone 1 1 IN IP4 127.0.0.1
        s=-
        c=IN IP4 127.0.0.1
        t=0 0
        m=audio %1$d RTP/AVP %2$d %4$d
        a=rtpmap:%2$d %3$s/8000
        a=rtpmap:%4$d telephone-event/8000
        a=fmtp:%4$d 0-16
        a=ptime:20
        a=%5$s
        """
        .formatted(rtpPort, codec.payloadType(), codec.sdpName(), events, direction)
        .replace("\n", "\r\n");
  }
}
