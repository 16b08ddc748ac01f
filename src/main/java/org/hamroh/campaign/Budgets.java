package org.hamroh.campaign;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.sms.Broadcasts.Fare;
import org.hamroh.sms.Prices;
import org.jdbi.v3.core.Handle;

/// Pays for messages in the transaction that marks them as leaving, so that a crash can neither
/// forget nor double what was spent. A message that does not fit the budget any more pauses its
/// campaign: the budget is never passed, and a little may be left over.
final class Budgets {

  static final String BUDGET = "budget";

  private final Prices prices;

  Budgets(Prices prices) {
    this.prices = prices;
  }

  private record Purse(long budget, long spent) {}

  /// @return messages that cannot be paid for: they stay where they are
  Set<Long> unpaid(Handle handle, List<Fare> fares, Instant now) {
    Map<Long, Purse> purses = new HashMap<>();
    Map<Long, Long> spent = new HashMap<>();
    Set<Long> empty = new HashSet<>();
    Set<Long> unpaid = new HashSet<>();
    for (Fare fare : fares) {
      long id = fare.campaignId();
      Purse purse = purses.computeIfAbsent(id, campaign -> purse(handle, campaign));
      if (purse.budget() == 0) {
        continue;
      }
      long cost = cost(fare);
      long before = spent.getOrDefault(id, purse.spent());
      if (empty.contains(id) || before + cost > purse.budget()) {
        empty.add(id);
        unpaid.add(fare.messageId());
      } else {
        spent.put(id, before + cost);
      }
    }
    spent.forEach((id, amount) -> keep(handle, id, amount));
    empty.forEach(id -> pause(handle, id, now));
    return unpaid;
  }

  private long cost(Fare fare) {
    return prices
        .of(fare.number())
        .multiply(BigDecimal.valueOf(fare.segments()))
        .movePointRight(6)
        .longValue();
  }

  private static Purse purse(Handle handle, long campaign) {
    return handle
        .createQuery("select budget, spent from campaign where id = :id")
        .bind("id", campaign)
        .map((row, context) -> new Purse(row.getLong("budget"), row.getLong("spent")))
        .findOne()
        .orElse(new Purse(0, 0)); // it was erased: nothing of it is asked for
  }

  private static void keep(Handle handle, long campaign, long amount) {
    handle
        .createUpdate("update campaign set spent = :amount where id = :id")
        .bind("amount", amount)
        .bind("id", campaign)
        .execute();
  }

  private static void pause(Handle handle, long campaign, Instant now) {
    if (CampaignStore.move(handle, campaign, CampaignState.RUNNING, CampaignState.PAUSED)) {
      CampaignStore.because(handle, campaign, BUDGET);
      StepStore.add(handle, campaign, Step.Kind.PAUSED, Step.ITSELF, BUDGET, now);
    }
  }
}
