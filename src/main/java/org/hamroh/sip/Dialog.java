package org.hamroh.sip;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/// What both ends of one call agree on (RFC 3261 §12): its name, who is who, where requests go and
/// how they are numbered. Makes the requests of ours inside the call. Thread-safe.
final class Dialog {

  private final SipSocket socket;
  private final InetSocketAddress peer;
  private final String callId;
  private final String localTag;
  private final String local;
  private final String user;
  private final AtomicInteger sequence = new AtomicInteger();
  private volatile String remote;
  private volatile String target;

  private Dialog(
      SipSocket socket,
      InetSocketAddress peer,
      String callId,
      String localTag,
      String local,
      String remote,
      String target,
      String user) {
    this.socket = socket;
    this.peer = peer;
    this.callId = callId;
    this.localTag = localTag;
    this.local = local;
    this.remote = remote;
    this.target = target;
    this.user = user;
  }

  /// A call of ours to an extension of the PBX.
  static Dialog calling(SipSocket socket, InetSocketAddress pbx, String exten, Caller caller) {
    String tag = SipSocket.chance();
    String host = "127.0.0.1:" + pbx.getPort();
    String uri = "sip:" + exten + "@" + host;
    return new Dialog(
        socket,
        pbx,
        SipSocket.chance() + "@hamroh",
        tag,
        caller.nameAddress() + ";tag=" + tag,
        "<" + uri + ">",
        uri,
        caller.user());
  }

  /// A call that came in.
  static Dialog called(SipSocket socket, SipMessage invite, InetSocketAddress from, String user) {
    String tag = SipSocket.chance();
    return new Dialog(
        socket,
        from,
        invite.callId(),
        tag,
        invite.header("To").orElse("") + ";tag=" + tag,
        invite.header("From").orElse(""),
        invite.contactUri().orElse("sip:127.0.0.1:" + from.getPort()),
        user);
  }

  String callId() {
    return callId;
  }

  String localTag() {
    return localTag;
  }

  InetSocketAddress peer() {
    return peer;
  }

  String contact() {
    return socket.contact(user);
  }

  String target() {
    return target;
  }

  /// The far end took the call: from now on requests go where it said.
  void confirmed(SipMessage ok) {
    remote = ok.header("To").orElse(remote);
    target = ok.contactUri().orElse(target);
  }

  /// The next request inside the call, with a number and a branch of its own.
  SipMessage request(String method) {
    return numbered(method, sequence.incrementAndGet()).with("Contact", contact());
  }

  /// The word of thanks for the 200 of an INVITE: the INVITE's number, a branch of its own.
  SipMessage ackOfOk(int cseq) {
    return numbered("ACK", cseq);
  }

  private SipMessage numbered(String method, int cseq) {
    return SipMessage.request(method, target)
        .with("Via", socket.via())
        .with("Max-Forwards", "70")
        .with("From", local)
        .with("To", remote)
        .with("Call-ID", callId)
        .with("CSeq", cseq + " " + method)
        .with("User-Agent", "hamroh telephone");
  }
}
