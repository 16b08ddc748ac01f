package org.hamroh.danger;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.hamroh.call.CallEvent;
import org.hamroh.call.ToldEvent;

/// What has become of a call in danger, by its events. Only a person's answer stops the clock: who
/// hangs up before has not been helped, and may have been made to.
///
/// @param since    when the caller was first sent to the people who take danger calls
/// @param answered whether an operator has answered since
/// @param nobody   whether the queue has given up, or was empty
record DangerStory(Instant since, boolean answered, boolean nobody) {

  static final String QUEUE = "queue-danger";

  /// How long a call in danger may be without a person; the callers are promised as much.
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Where the scripts take a caller whom the danger queue has given back.
  private static final String GIVEN_BACK = "no-operator";

  /// @param events of one call, in order
  /// @return empty when it never was in danger
  static Optional<DangerStory> of(List<ToldEvent> events) {
    Optional<Instant> since =
        events.stream()
            .filter(told -> isEntry(told.event()))
            .map(ToldEvent::at)
            .min(Instant::compareTo);
    return since.map(
        from -> {
          // The queue log knows whole seconds only: what it says of this second may be later.
          Instant second = from.truncatedTo(ChronoUnit.SECONDS);
          List<CallEvent> later =
              events.stream()
                  .filter(told -> !told.at().isBefore(second))
                  .map(ToldEvent::event)
                  .toList();
          return new DangerStory(
              from,
              later.stream().anyMatch(CallEvent.OperatorAnswered.class::isInstance),
              later.stream().anyMatch(DangerStory::isGivingUp));
        });
  }

  private static boolean isEntry(CallEvent event) {
    return switch (event) {
      case CallEvent.HandedToQueue handed -> handed.queue().equals(QUEUE);
      case CallEvent.QueueEntered entered -> entered.queue().equals(QUEUE);
      default -> false;
    };
  }

  private static boolean isGivingUp(CallEvent event) {
    return switch (event) {
      case CallEvent.QueueLeft left ->
          left.queue().equals(QUEUE) && List.of("timeout", "empty").contains(left.how());
      case CallEvent.StepEntered step ->
          step.script().equals("danger") && step.step().equals(GIVEN_BACK);
      default -> false;
    };
  }

  /// Whether staff must be told now.
  boolean isAlarming(Instant now) {
    return !answered && (nobody || !now.isBefore(since.plus(PATIENCE)));
  }
}
