package org.hamroh.roster;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.phone.CallerKey;
import org.hamroh.queue.QueueMember;
import org.hamroh.queue.QueueName;
import org.hamroh.queue.QueuePicture;
import org.hamroh.store.StoreException;

/// Finds the operator whom a caller is given alone for the first seconds: who keeps the case, else
/// who talked with the caller last. Only somebody who could answer at once, and who is what the
/// caller asked for; a caller must not wait for one who is busy while others are free.
public final class FirstChoices {

  private static final Logger LOG = LogManager.getLogger(FirstChoices.class);

  private final List<FirstChoice> choices;
  private final Roster roster;
  private final Supplier<QueuePicture> queues;
  private final String firstLanguage;
  private final BiPredicate<String, String> spared;

  /// @param choices the stronger first
  public FirstChoices(
      List<FirstChoice> choices,
      Roster roster,
      Supplier<QueuePicture> queues,
      String firstLanguage) {
    this(choices, roster, queues, firstLanguage, (topic, operator) -> false);
  }

  /// @param spared whether others are to have callers with this topic before this operator
  public FirstChoices(
      List<FirstChoice> choices,
      Roster roster,
      Supplier<QueuePicture> queues,
      String firstLanguage,
      BiPredicate<String, String> spared) {
    this.choices = List.copyOf(choices);
    this.roster = roster;
    this.queues = queues;
    this.firstLanguage = firstLanguage;
    this.spared = spared;
  }

  /// @param queue    as the script names it
  /// @param language of the caller; empty when not known
  public Optional<String> of(CallerKey caller, String queue, String language) {
    QueueName asked = QueueName.of(queue);
    if (asked.topic().equals(QueueName.DANGER)) {
      return Optional.empty(); // everybody at once
    }
    QueueName need =
        new QueueName(asked.topic(), asked.woman(), language.equals(firstLanguage) ? "" : language);
    QueuePicture picture = queues.get();
    try {
      return choices.stream()
          .flatMap(choice -> choice.operatorFor(caller).stream())
          .filter(operator -> isFree(picture, operator))
          .filter(operator -> !spared.test(asked.topic(), operator))
          .filter(operator -> roster.distance(need, operator) < Distance.OTHER_LANGUAGE)
          .findFirst();
    } catch (StoreException e) {
      LOG.warn("event=first-choice-unknown", e); // then everybody is asked
      return Optional.empty();
    }
  }

  private static boolean isFree(QueuePicture picture, String operator) {
    return picture.live()
        && picture
            .operator(operator)
            .filter(one -> one.atDesk() && one.state() == QueueMember.State.IDLE)
            .isPresent();
  }
}
