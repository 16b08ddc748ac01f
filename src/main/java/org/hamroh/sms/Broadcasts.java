package org.hamroh.sms;

import java.util.List;
import java.util.Set;
import org.hamroh.phone.PhoneNumber;
import org.jdbi.v3.core.Handle;

/// What the sender has to know of campaigns: which may send now. Asked inside the transaction that
/// marks segments, so that nothing of a paused or stopped one is marked after its button was
/// pressed.
public interface Broadcasts {

  /// Ids of those that run, the oldest first.
  List<Long> running(Handle handle);

  /// A message that is about to leave for the first time.
  ///
  /// @param segments of the whole message
  record Fare(long messageId, long campaignId, PhoneNumber number, int segments) {}

  /// Pays for messages in the transaction that marks them as leaving.
  ///
  /// @return ids of those that their campaign cannot pay for: they stay where they are
  default Set<Long> unpaid(Handle handle, List<Fare> fares) {
    return Set.of();
  }

  /// States of a campaign's messages changed. Called often: return at once.
  void changed(long campaignId);
}
