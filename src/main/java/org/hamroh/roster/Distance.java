package org.hamroh.roster;

import org.hamroh.queue.QueueName;

/// How far a person is from what the callers of a queue need. It becomes the member's penalty in
/// the PBX, which gives callers the nearest first and those further away the longer they wait
/// (`queuerules.conf`).
///
/// @param firstLanguage of the site: what a queue without a language in its name is for
public record Distance(String firstLanguage) {

  static final int FITS = 0;

  /// Another topic: any of us can begin, and find out.
  static final int OTHER_TOPIC = 10;

  /// A talk by hand and foot is better than none, but only just.
  static final int OTHER_LANGUAGE = 20;

  /// Past all that waiting may reach: who asks for a woman is never given a man by a clock.
  static final int NOT_A_WOMAN = 200;

  /// @return 0 fits; the greatest of what is missing
  public int of(QueueName queue, Skills skills) {
    if (queue.topic().equals(QueueName.FIRST)) {
      return FITS; // was chosen for this caller
    }
    String language = queue.language().isEmpty() ? firstLanguage : queue.language();
    boolean speaks = skills.languages().isEmpty() || skills.languages().contains(language);
    if (queue.woman() && !skills.woman()) {
      return NOT_A_WOMAN;
    }
    if (!speaks) {
      return OTHER_LANGUAGE;
    }
    return knows(queue.topic(), skills) ? FITS : OTHER_TOPIC;
  }

  private static boolean knows(String topic, Skills skills) {
    return skills.topics().isEmpty()
        || topic.equals(QueueName.ON_CALL)
        || skills.topics().contains(topic);
  }
}
