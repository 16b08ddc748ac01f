package org.hamroh.wellbeing;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hamroh.wellbeing.HardCall.Answer;

/// How many hard calls somebody had, and what was done about it. Nothing is compared: it is for
/// seeing who may need somebody to talk to.
///
/// @param minutes of talk
/// @param offered pauses
public record Load(int calls, long minutes, int offered, int taken) {

  static Load of(Collection<HardCall> all, String login, Instant from) {
    List<HardCall> own =
        all.stream()
            .filter(one -> one.login().equals(login) && !one.endedAt().isBefore(from))
            .toList();
    Duration talked =
        own.stream().map(HardCall::talked).reduce(Duration.ZERO, Duration::plus).plusSeconds(30);
    return new Load(
        own.size(),
        own.isEmpty() ? 0 : talked.toMinutes(),
        (int) own.stream().filter(one -> one.offeredAt() != null).count(),
        (int) own.stream().filter(one -> one.answer() == Answer.TAKEN).count());
  }
}
