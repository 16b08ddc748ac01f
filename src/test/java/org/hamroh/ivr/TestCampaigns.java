package org.hamroh.ivr;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hamroh.call.CallId;
import org.hamroh.ivr.outside.CampaignVoice;

/// Texts of campaigns in a test: two, of which the newer asks a question.
///
/// @param manner `away`: there is nothing to hear, and the number is withheld
record TestCampaigns(String manner, Consumer<String> story) implements CampaignVoice {

  @Override
  public List<Text> texts(CallId call) {
    return manner.equals("away") ? List.of() : List.of(new Text(2, "m20"), new Text(1, "c1"));
  }

  @Override
  public Optional<String> sound(CallId call, Text text, String language) {
    story.accept("is to hear campaign " + text.campaign() + " (" + language + ")");
    return Optional.of("psa-wages");
  }

  @Override
  public void heard(CallId call, Text text, String language, Duration heard) {
    story.accept("has heard " + (heard.isPositive() ? "some" : "nothing") + " of it");
  }

  @Override
  public Optional<String> question(CallId call, Text text, String language) {
    return text.campaign() == 2 ? Optional.of("psa-women-families") : Optional.empty();
  }

  @Override
  public void answered(CallId call, Text text, char key) {
    story.accept("answers " + key + " to campaign " + text.campaign());
  }

  @Override
  public boolean stop(CallId call, String language) {
    story.accept("wants no more");
    return !manner.equals("away");
  }
}
