package org.hamroh.wellbeing;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.hamroh.queue.Penalties;
import org.hamroh.queue.QueueName;

/// Whose turn the next hard call is: those who may take them come before the others, and among
/// these those who have had none lately. As long as all are alike, all are asked at once. Used by
/// many threads at once.
public final class HardTurns implements Penalties.Turns {

  /// Who had a hard call lately.
  private static final int TIRED = 1;

  /// Who has not been granted it while others have.
  private static final int NOT_GRANTED = 2;

  private final Set<String> queues;
  private volatile Map<String, Integer> places = Map.of();
  private volatile boolean alike = true;

  /// @param queues where hard calls wait
  public HardTurns(Set<String> queues) {
    this.queues = Set.copyOf(queues);
  }

  /// @param operators all there are: `op1`
  /// @param granted   those who may take hard calls before the others
  /// @param tired     those who had one lately
  /// @return whether something is different from before
  boolean settle(Set<String> operators, Set<String> granted, Set<String> tired) {
    boolean anyGranted = operators.stream().anyMatch(granted::contains);
    Map<String, Integer> now = new HashMap<>();
    for (String operator : operators) {
      int place =
          (anyGranted && !granted.contains(operator) ? NOT_GRANTED : 0)
              + (tired.contains(operator) ? TIRED : 0);
      now.put(operator, place);
    }
    boolean changed = !now.equals(places);
    places = Map.copyOf(now);
    alike = now.values().stream().distinct().count() <= 1;
    return changed;
  }

  @Override
  public int inDanger(String operator) {
    return alike || !queues.contains(QueueName.DANGER) ? Penalties.NOT_FIRST : place(operator);
  }

  @Override
  public int behind(String topic, String operator) {
    return queues.contains(topic) ? place(operator) : 0;
  }

  /// Whether others are to have callers with this topic before this operator.
  public boolean isSpared(String topic, String operator) {
    return behind(topic, operator) > 0;
  }

  private int place(String operator) {
    return places.getOrDefault(operator, 0);
  }
}
