package org.hamroh.smpp;

/// How a route's link is, for the health page and the logs.
///
/// @param up       whether segments can leave now
/// @param sentence `linked to 127.0.0.1:2775` or what is wrong and what to do
/// @param word     the same by name
/// @param peer     whom it links to: an address, a host, a folder; empty when there is nothing to
/// say
/// @param detail   what a technician asks for besides: a status, an account, a reason
public record LinkState(boolean up, String sentence, LinkWord word, String peer, String detail) {

  public static final LinkState NOT_STARTED = of(LinkWord.NOT_STARTED, "not started");
  public static final LinkState CLOSED = of(LinkWord.CLOSED, "closed");

  private static LinkState of(LinkWord word, String sentence) {
    return new LinkState(false, sentence, word, "", "");
  }

  /// It works.
  public static LinkState up(LinkWord word, String sentence, String peer) {
    return new LinkState(true, sentence, word, peer, "");
  }

  /// It does not.
  public static LinkState down(LinkWord word, String sentence, String peer) {
    return new LinkState(false, sentence, word, peer, "");
  }

  LinkState with(String more) {
    return new LinkState(up, sentence, word, peer, more);
  }
}
