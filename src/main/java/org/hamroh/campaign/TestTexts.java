package org.hamroh.campaign;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.hamroh.phone.NumberReader;
import org.hamroh.phone.NumberReading;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// A campaign's text to one's own telephone, before anybody else gets it. It leaves through the
/// gate like any single text, with made-up values in its fields.
public final class TestTexts {

  private static final String HOME_REGION = "TJ";

  /// Enough for every wording on three telephones; more is a broadcast by hand.
  private static final int MOST = 20;

  private final Database database;
  private final Sender sender;
  private final NumberReader numbers;
  private final Map<String, String> siteFields;
  private final Clock clock;

  /// Queues one text to one number.
  public interface Sender {

    /// @return the message's id
    /// @throws ProblemsException when it may not leave
    long send(PhoneNumber number, String language, String text);
  }

  /// @param siteFields values that are the same for everybody: `TEL`
  public TestTexts(
      Database database,
      Sender sender,
      NumberReader numbers,
      Map<String, String> siteFields,
      Clock clock) {
    this.database = database;
    this.sender = sender;
    this.numbers = numbers;
    this.siteFields = Map.copyOf(siteFields);
    this.clock = clock;
  }

  /// @param number   as people write it
  /// @param language of the text that is tried
  /// @return the message's id
  /// @throws ProblemsException when it cannot be sent
  public long send(Campaign campaign, String number, String language, String by) {
    if (!(numbers.read(number, HOME_REGION) instanceof NumberReading.Read(var read))) {
      throw new ProblemsException(
          Problem.of("number", "cannot be read", "write it as +992 90 000 0001"));
    }
    TextTemplate template = new TextTemplate(campaign.texts().getOrDefault(language, ""));
    Map<String, String> values = Samples.of(siteFields);
    if (!template.mistakes().isEmpty() || !template.missing(values).isEmpty()) {
      throw new ProblemsException(
          Problem.of("text", "has fields that nothing can fill", "see the preview"));
    }
    List<Step> steps = database.read(handle -> StepStore.of(handle, campaign.id()));
    if (steps.stream().filter(step -> step.kind() == Step.Kind.TESTED).count() >= MOST) {
      throw new ProblemsException(
          Problem.of("campaign " + campaign.id(), "was tried " + MOST + " times", "copy it"));
    }
    long id = sender.send(read, language, template.fill(values));
    database.write(
        handle -> {
          String note = language + " " + read.masked();
          StepStore.add(handle, campaign.id(), Step.Kind.TESTED, by, note, clock.instant());
          return true;
        });
    return id;
  }
}
