package org.hamroh.sms;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// What the sender has to know of campaigns: which may send now. Asked inside the transaction that
/// marks segments, so that nothing of a paused or stopped one is marked after its button was
/// pressed.
public interface Broadcasts {

  /// Ids of those that run, the oldest first.
  List<Long> running(Handle handle);

  /// States of a campaign's messages changed. Called often: return at once.
  void changed(long campaignId);
}
