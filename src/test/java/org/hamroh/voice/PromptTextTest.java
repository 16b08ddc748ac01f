package org.hamroh.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.hamroh.voice.PromptText.Piece.Value;
import org.hamroh.voice.PromptText.Piece.Words;
import org.junit.jupiter.api.Test;

final class PromptTextTest {

  @Test
  void promptWithoutValuesIsOnePieceWithItsOwnName() {
    assertThat(prompt("Салом!").pieces()).containsExactly(new Words("place", "Салом!"));
  }

  @Test
  void wordsAroundAValueArePiecesOfTheirOwn() {
    assertThat(prompt("Навбати шумо {ordinal} аст.").pieces())
        .containsExactly(
            new Words("place.1", "Навбати шумо"),
            new Value("ordinal"),
            new Words("place.2", "аст."));
  }

  @Test
  void fullStopAfterTheLastValueIsNoPiece() {
    assertThat(prompt("Ваше место в очереди — {ordinal}.").pieces())
        .containsExactly(new Words("place.1", "Ваше место в очереди —"), new Value("ordinal"));
  }

  @Test
  void pieceKeepsItsNumberWhenOneBeforeItIsEmpty() {
    assertThat(prompt("{open}, {close}. Занг занед.").pieces())
        .containsExactly(
            new Value("open"), new Value("close"), new Words("place.3", "Занг занед."));
  }

  private static PromptText prompt(String text) {
    return new PromptText(
        "tg",
        "place",
        PromptText.Kind.PROMPT,
        false,
        text,
        "",
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }
}
