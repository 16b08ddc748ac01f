package org.hamroh.web;

/// Tells open pages that something changed, so that they fetch it again with their own rights. Only
/// the topic travels, never a number or a name.
@FunctionalInterface
public interface LiveFeed {

  /// @param topic `queue`, `calls`, `operators`, `campaign-12`: an SSE event of this name is sent
  ///              to every open page, several in a short time as one
  void changed(String topic);
}
