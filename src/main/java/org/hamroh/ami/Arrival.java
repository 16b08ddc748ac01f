package org.hamroh.ami;

/// What the library's thread hands to ours: a copy of the few fields that we use, nothing else.
sealed interface Arrival {

  /// An event that happened.
  record Happened(AmiEvent event) implements Arrival {}

  /// A line of the answer to one of our questions.
  ///
  /// @param question the action id that we gave
  record Part(String question, Content content) implements Arrival {}

  /// The PBX has loaded everything: what it answered before this may have lacked queues.
  record FullyBooted() implements Arrival {}

  sealed interface Content {
    record OneChannel(AmiEvent.Channel channel) implements Content {}

    record OneMember(AmiEvent.Member member) implements Content {}

    record OneWaiting(AmiEvent.Waiting waiting) implements Content {}

    record ChannelsDone() implements Content {}

    record QueuesDone() implements Content {}
  }
}
