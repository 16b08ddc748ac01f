package org.hamroh.twin;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hamroh.store.Database;
import org.hamroh.twin.CampaignVoiceStore.Kept;
import org.jdbi.v3.core.Handle;

/// What is known of a campaign that can be heard: counts alone, nobody's number.
///
/// @param languages in which it has words
/// @param heard     by way, those alone that were used
/// @param calls     how it rings people; absent fields are empty when it does not
public record TwinView(
    long campaign, String state, List<Language> languages, List<Heard> heard, Calls calls) {

  private static final BigDecimal MILLIS_A_MINUTE = BigDecimal.valueOf(60_000);

  public TwinView {
    languages = List.copyOf(languages);
    heard = List.copyOf(heard);
  }

  /// @param human   whether a person has read it; else a voice says it
  /// @param ready   whether its sound is there
  /// @param seconds of the human voice
  public record Language(String language, boolean human, boolean ready, long seconds) {}

  /// @param way           `rang`, `missed-call`, `was-rung`
  /// @param listened      people who heard more than three seconds in one playing
  /// @param medianSeconds of the longest playing of each
  public record Heard(String way, long playings, long people, long listened, long medianSeconds) {}

  /// @param way       `text` when nobody is rung, `calls`, `both`
  /// @param people    by how far it is with them; the sum is everybody who is rung
  /// @param rings     by what came of them
  /// @param minutes   that we pay for, by way out
  /// @param cost      of these minutes, by the prices of the ways
  /// @param leftAlone people of it who never listen and are rung no more
  public record Calls(
      String way,
      String tag,
      boolean stopped,
      Map<String, Long> people,
      Map<String, Long> rings,
      BigDecimal minutes,
      BigDecimal cost,
      long leftAlone) {}

  static TwinView of(
      Database database,
      TwinTexts texts,
      TwinSounds sounds,
      long campaign,
      Function<String, BigDecimal> prices) {
    return database.read(handle -> of(handle, texts, sounds, campaign, prices));
  }

  private static TwinView of(
      Handle handle,
      TwinTexts texts,
      TwinSounds sounds,
      long campaign,
      Function<String, BigDecimal> prices) {
    String state =
        handle
            .createQuery("select state from campaign where id = ?")
            .bind(0, campaign)
            .mapTo(String.class)
            .findOne()
            .orElseThrow(() -> org.hamroh.web.Refusal.notFound("campaign " + campaign));
    List<Kept> voices = CampaignVoiceStore.of(handle, campaign);
    List<Language> languages = new ArrayList<>();
    for (String language : TwinTexts.texts(handle, campaign).keySet().stream().sorted().toList()) {
      languages.add(
          voices.stream()
              .filter(kept -> kept.language().equals(language))
              .findFirst()
              .map(kept -> new Language(language, true, true, kept.length().toSeconds()))
              .orElseGet(
                  () ->
                      new Language(
                          language,
                          false,
                          texts
                              .sample(handle, campaign, language)
                              .filter(words -> sounds.isThere(language, words))
                              .isPresent(),
                          0)));
    }
    List<Heard> heard =
        HeardStore.sums(handle, campaign).stream()
            .map(
                sum ->
                    new Heard(
                        sum.way(),
                        sum.playings(),
                        sum.people(),
                        sum.listened(),
                        sum.median().toSeconds()))
            .toList();
    return new TwinView(campaign, state, languages, heard, calls(handle, campaign, prices));
  }

  private static Calls calls(Handle handle, long campaign, Function<String, BigDecimal> prices) {
    BigDecimal minutes = BigDecimal.ZERO;
    BigDecimal cost = BigDecimal.ZERO;
    for (Map.Entry<String, Long> way :
        CampaignCallStore.talkedMillis(handle, campaign).entrySet()) {
      BigDecimal talked =
          BigDecimal.valueOf(way.getValue()).divide(MILLIS_A_MINUTE, 2, RoundingMode.HALF_UP);
      minutes = minutes.add(talked);
      cost = cost.add(talked.multiply(prices.apply(way.getKey())));
    }
    CallPlans.Plan plan =
        CallPlans.of(handle, campaign)
            .orElseGet(() -> new CallPlans.Plan(campaign, "text", "", 0, false));
    return new Calls(
        plan.way(),
        plan.tag(),
        plan.stopped(),
        CampaignCallStore.counts(handle, campaign),
        CampaignCallStore.results(handle, campaign),
        minutes,
        cost.setScale(2, RoundingMode.HALF_UP),
        Listeners.alone(handle, campaign));
  }
}
