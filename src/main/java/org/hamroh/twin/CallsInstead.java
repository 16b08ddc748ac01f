package org.hamroh.twin;

import java.util.List;
import java.util.Set;
import org.hamroh.sms.Broadcasts;
import org.jdbi.v3.core.Handle;

/// Keeps the texts of those campaigns from leaving that ring people instead. A text that waits is a
/// person who has not been rung to the end.
public record CallsInstead(Broadcasts campaigns) implements Broadcasts {

  @Override
  public List<Long> running(Handle handle) {
    Set<Long> calls = CallPlans.callsOnly(handle);
    return calls.isEmpty()
        ? campaigns.running(handle)
        : campaigns.running(handle).stream().filter(id -> !calls.contains(id)).toList();
  }

  @Override
  public Set<Long> unpaid(Handle handle, List<Fare> fares) {
    return campaigns.unpaid(handle, fares);
  }

  @Override
  public void changed(long campaignId) {
    campaigns.changed(campaignId);
  }
}
